// Whether the company may deduct input VAT at all: a small-scale taxpayer may not, and the tax becomes cost.
import type { Ctx } from '../../kernel/ctx.ts';
import type { FinTx } from '../ledger/index.ts';

export async function isDeductible(tx: FinTx, ctx: Ctx): Promise<boolean> {
  const company = await tx
    .selectFrom('sys.company')
    .select('taxpayer')
    .where('id', '=', ctx.companyId)
    .executeTakeFirstOrThrow();
  return company.taxpayer === 'general';
}
