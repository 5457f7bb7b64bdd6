// Small reads of the chart that other modules ask for.
import type { Ctx } from '../../kernel/ctx.ts';
import type { FinTx } from './types.ts';

/** The codes of all accounts that take postings. */
export async function postableAccounts(tx: FinTx, ctx: Ctx): Promise<Set<string>> {
  const rows = await tx.selectFrom('fin.account').select('code')
    .where('company_id', '=', ctx.companyId).where('postable', '=', true).where('active', '=', true).limit(5_000).execute();
  return new Set(rows.map((row) => row.code));
}
