// Open items: what is owed by or to a partner. They are never changed; what is left of one is its amount less its
// settlements. The partner's row is the lock on which two payments of one partner meet. Defends FIN-06.
import { sql } from 'kysely';
import type { Ctx } from '../../kernel/ctx.ts';
import { type Amount, type AmountText, amountText, negateAmount, parseAmount } from '../../kernel/decimal.ts';
import { type Id, newId } from '../../kernel/ids.ts';
import { refuse } from '../../kernel/refusal.ts';
import type { FinTx } from '../ledger/index.ts';

export type Side = 'payable' | 'receivable';

export type OpenItem = {
  readonly id: Id;
  readonly side: Side;
  readonly partnerId: Id;
  readonly sourceKind: string;
  readonly sourceId: Id;
  readonly sourceNo: string;
  readonly amount: Amount;
  readonly left: Amount;
};

type ItemText = {
  id: Id;
  side: Side;
  partner_id: Id;
  source_kind: string;
  source_id: Id;
  source_no: string;
  amount: AmountText;
  left_open: AmountText;
};

const itemOf = (row: ItemText): OpenItem => ({
  id: row.id,
  side: row.side,
  partnerId: row.partner_id,
  sourceKind: row.source_kind,
  sourceId: row.source_id,
  sourceNo: row.source_no,
  amount: parseAmount(row.amount),
  left: parseAmount(row.left_open),
});

async function readItems(tx: FinTx, ctx: Ctx, where: ReturnType<typeof sql>): Promise<OpenItem[]> {
  const { rows } = await sql<ItemText>`
    select o.id, o.side, o.partner_id, o.source_kind, o.source_id, o.source_no, o.amount,
      (o.amount - coalesce((select sum(s.amount) from fin.settlement s
        where s.company_id = o.company_id and s.open_item_id = o.id), 0))::numeric(18,2) as left_open
    from fin.open_item o where o.company_id = ${ctx.companyId} and ${where} order by o.id`.execute(tx);
  return rows.map(itemOf);
}

/** Open items by id; the caller holds their partner. */
export const loadItems = async (tx: FinTx, ctx: Ctx, ids: readonly Id[]): Promise<Map<Id, OpenItem>> =>
  new Map((await readItems(tx, ctx, sql`o.id = any(${ids}::uuid[])`)).map((item) => [item.id, item]));

export type NewItem = {
  readonly side: Side;
  readonly partnerId: Id;
  readonly sourceKind: string;
  readonly sourceId: Id;
  readonly sourceNo: string;
  readonly businessDate: string;
  readonly dueDate: string;
  readonly amount: Amount;
  readonly voucherId: Id;
  /** Of an opening that was taken back before: above one. */
  readonly round?: number;
};

/** Writes open items as a set; returns their ids in order. */
export async function writeItems(tx: FinTx, ctx: Ctx, items: readonly NewItem[]): Promise<Id[]> {
  const rows = items.map((item) => ({
    id: newId(),
    side: item.side,
    partner_id: item.partnerId,
    source_kind: item.sourceKind,
    source_id: item.sourceId,
    source_no: item.sourceNo,
    business_date: item.businessDate,
    due_date: item.dueDate,
    amount: amountText(item.amount),
    voucher_id: item.voucherId,
    round: item.round ?? 1,
  }));
  await sql`insert into fin.open_item (company_id, id, side, partner_id, source_kind, source_id, source_no, business_date,
      due_date, amount, voucher_id, round)
    select ${ctx.companyId}, id, side, partner_id, source_kind, source_id, source_no, business_date, due_date, amount,
      voucher_id, round
    from jsonb_populate_recordset(null::fin.open_item, ${JSON.stringify(rows)}::jsonb)`.execute(tx);
  ctx.topics.add('open_item');
  return rows.map(({ id }) => id);
}

export async function writeItem(tx: FinTx, ctx: Ctx, item: NewItem): Promise<Id> {
  const [id] = await writeItems(tx, ctx, [item]);
  if (id === undefined) throw new Error('no open item was written');
  return id;
}

export type SettlementDraft = {
  readonly openItemId: Id;
  readonly paymentId?: Id;
  readonly offsetItemId?: Id;
  readonly amount: Amount;
};

export async function writeSettlements(
  tx: FinTx,
  ctx: Ctx,
  businessDate: string,
  drafts: readonly SettlementDraft[],
): Promise<void> {
  await sql`insert into fin.settlement (company_id, id, open_item_id, payment_id, offset_item_id, amount, business_date)
    select ${ctx.companyId}, *, ${businessDate}::date
    from unnest(${drafts.map(() => newId())}::uuid[], ${drafts.map((draft) => draft.openItemId)}::uuid[],
      ${drafts.map((draft) => draft.paymentId ?? null)}::uuid[], ${drafts.map((draft) => draft.offsetItemId ?? null)}::uuid[],
      ${drafts.map((draft) => amountText(draft.amount))}::numeric[])`.execute(tx);
  ctx.topics.add('open_item');
}

/**
 * Takes back the open item of a reversed document: a red item of the same amount, each settling the other. Refuses
 * INVOICE_SETTLED when money has been paid on it.
 */
export async function reverseItem(
  tx: FinTx,
  ctx: Ctx,
  source: { readonly kind: string; readonly id: Id; readonly no: string },
  booked: { readonly voucherId: Id; readonly businessDate: string },
): Promise<void> {
  const [item] = await readItems(tx, ctx, sql`o.source_kind = ${source.kind} and o.source_id = ${source.id}`);
  if (!item) return;
  if (item.left !== item.amount) refuse('INVOICE_SETTLED', { no: source.no });
  const redId = await writeItem(tx, ctx, {
    side: item.side,
    partnerId: item.partnerId,
    sourceKind: `${source.kind}_reversal`,
    sourceId: source.id,
    sourceNo: source.no,
    businessDate: booked.businessDate,
    dueDate: booked.businessDate,
    amount: negateAmount(item.amount),
    voucherId: booked.voucherId,
  });
  await writeSettlements(tx, ctx, booked.businessDate, [
    { openItemId: item.id, offsetItemId: redId, amount: item.amount },
    { openItemId: redId, offsetItemId: item.id, amount: negateAmount(item.amount) },
  ]);
}
