// What openings have booked or will book, by account, and the balances that were opened before.
import { sql } from 'kysely';
import type { Ctx } from '../../kernel/ctx.ts';
import { type Amount, type AmountText, negateAmount, parseAmount } from '../../kernel/decimal.ts';
import type { Id } from '../../kernel/ids.ts';
import { loadAccountOf } from '../costing/index.ts';
import { type Control, type FinTx, linesOf, loadRules } from '../ledger/index.ts';
import { type Balance, type Figures, sumByAccount } from './decide.ts';

export type Account = {
  readonly id: Id;
  readonly code: string;
  readonly postable: boolean;
  readonly control: Control | null;
  /** Kept by partner: every balance names one. */
  readonly byPartner: boolean;
};

const BY_PARTNER = ['customer', 'supplier', 'partner'];

export async function loadAccounts(tx: FinTx, ctx: Ctx): Promise<Map<string, Account>> {
  const { rows } = await sql<{
    id: Id;
    code: string;
    postable: boolean;
    control: Control | null;
    dimensions: string;
  }>`select id, code, postable and active as postable, control, dimensions from fin.account
    where company_id = ${ctx.companyId} limit 5000`.execute(tx);
  return new Map(
    rows.map(({ dimensions, ...row }) => [row.code, { ...row, byPartner: BY_PARTNER.includes(dimensions) }]),
  );
}

/** The value of opening stock that is not booked yet, as the posting rule will book it. */
async function loadUnbookedStock(tx: FinTx, ctx: Ctx): Promise<{ account: string; amount: Amount }[]> {
  const { rows } = await sql<{ account: string; area: string; value: AmountText }>`
    select i.inventory_account_code as account, m.to_area as area, sum(v.value)::numeric(18,2) as value
    from fin.opening_value v
    join fin.owned_movement m on m.company_id = v.company_id and m.id = v.movement_id
    join md.item i on i.company_id = m.company_id and i.id = m.item_id
    where v.company_id = ${ctx.companyId} and not exists (select from fin.cost_row c
      where c.company_id = v.company_id and c.movement_id = v.movement_id)
    group by 1, 2`.execute(tx);
  const [rules, accountOf] = [await loadRules(tx, ctx), await loadAccountOf(tx, ctx)];
  return rows.flatMap(({ account, area, value }) => {
    const inventoryAccount = accountOf(account, area);
    const lines = linesOf(rules, 'opening', { amounts: { value: parseAmount(value) }, inventoryAccount });
    return lines.map(({ accountCode, side, amount }) => ({
      account: accountCode,
      amount: side === 'debit' ? amount : negateAmount(amount),
    }));
  });
}

const OPENED = ['opening_payable', 'opening_receivable', 'opening_balance'];
/** Opening stock, what was opened beside it, and what was taken back of that. */
const OPENING_EVENTS = ['opening', ...OPENED, ...OPENED.map((event) => `${event}_reversal`)];

/** What the vouchers of openings amount to, with what opening stock will add to them. */
export async function loadBooked(tx: FinTx, ctx: Ctx): Promise<Figures> {
  const { rows } = await sql<{ account: string; amount: AmountText }>`
    select a.code as account, sum(l.debit - l.credit)::numeric(18,2) as amount from fin.voucher v
    join fin.voucher_line l on l.company_id = v.company_id and l.voucher_id = v.id
    join fin.account a on a.company_id = l.company_id and a.id = l.account_id
    where v.company_id = ${ctx.companyId}
      and v.event = any(${OPENING_EVENTS}::text[])
    group by a.code`.execute(tx);
  const booked = rows.map(({ account, amount }) => ({ account, amount: parseAmount(amount) }));
  return sumByAccount([...booked, ...(await loadUnbookedStock(tx, ctx))]);
}

export type OpenedBalance = Balance & { readonly round: number; readonly takenBack: boolean };

/** The balances that were opened; of what was opened again, the last time. */
export async function loadOpened(tx: FinTx, ctx: Ctx): Promise<OpenedBalance[]> {
  const { rows } = await sql<{
    account: string;
    partner_id: Id | null;
    amount: AmountText;
    round: number;
    taken_back: boolean;
  }>`
    select distinct on (a.code, o.partner_id) a.code as account, o.partner_id, o.amount, o.round::int4 as round,
      exists (select from fin.voucher r where r.company_id = o.company_id and r.reversal_of = o.voucher_id) as taken_back
    from fin.opening_balance o
    join fin.account a on a.company_id = o.company_id and a.id = o.account_id
    where o.company_id = ${ctx.companyId} order by a.code, o.partner_id, o.round desc`.execute(tx);
  return rows.map((row) => ({
    account: row.account,
    partnerId: row.partner_id,
    amount: parseAmount(row.amount),
    round: row.round,
    takenBack: row.taken_back,
  }));
}
