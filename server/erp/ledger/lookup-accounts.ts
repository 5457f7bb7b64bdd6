// Short answers while somebody types a voucher: accounts by code, name or pinyin initials, and what they hold now. Accounts
// that only documents post to are left out.
import { sql } from 'kysely';
import { z } from 'zod';
import { defineQuery } from '../../kernel/command.ts';
import { pinyinInitials } from '../../masterdata/pinyin.ts';

const MOST = 20;

type AccountRow = {
  id: string;
  code: string;
  name_zh: string;
  name_en: string;
  by_partner: boolean;
  balance: string;
};

/** How well a text names an account: 0 its code, then the beginning of a code, then anything; null not at all. */
function rankOf(account: AccountRow, text: string): number | null {
  if (account.code === text) return 0;
  if (account.code.startsWith(text)) return 1;
  const names = [account.name_zh, account.name_en.toLowerCase(), pinyinInitials(account.name_zh)];
  return names.some((name) => name.includes(text)) ? 2 : null;
}

export const lookupAccounts = defineQuery({
  name: 'ledger.lookup-accounts',
  right: 'voucher.edit',
  input: z.object({ text: z.string().trim().max(100) }),
  output: z.array(
    z.object({
      id: z.string(),
      code: z.string(),
      name: z.string(),
      nameEn: z.string(),
      byPartner: z.boolean(),
      /** Debit less credit of all periods. */
      balance: z.string(),
    }),
  ),
  run: async (tx, input, ctx) => {
    const text = input.text.toLowerCase();
    const { rows } = await sql<AccountRow>`
      select a.id, a.code, a.name_zh, a.name_en, a.dimensions in ('customer', 'supplier', 'partner') as by_partner,
        coalesce((select sum(b.debit - b.credit) from fin.account_balance b
          where b.company_id = a.company_id and b.account_id = a.id), 0)::numeric(18,2)::text as balance
      from fin.account a
      where a.company_id = ${ctx.companyId} and a.postable and a.active and a.control is null
      order by a.code limit 5000`.execute(tx);
    return rows
      .flatMap((account) => {
        const rank = rankOf(account, text);
        return rank === null ? [] : [{ account, rank }];
      })
      .sort((a, b) => a.rank - b.rank)
      .slice(0, MOST)
      .map(({ account }) => ({
        id: account.id,
        code: account.code,
        name: account.name_zh,
        nameEn: account.name_en,
        byPartner: account.by_partner,
        balance: account.balance,
      }));
  },
});
