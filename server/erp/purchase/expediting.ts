// 催货: what a supplier may be asked for, and what an answer means. Decided here, written by the commands; that the plan
// counts on a day only after it was confirmed is the commands' rule too: asking moves nothing.
import { sql } from 'kysely';
import type { Ctx } from '../../kernel/ctx.ts';
import { type Qty, type QtyText, parseQty, qtyText } from '../../kernel/decimal.ts';
import { type Id, newId } from '../../kernel/ids.ts';
import { refuse } from '../../kernel/refusal.ts';
import type { ErpTx } from '../orders/index.ts';
import type { OrderHead } from './write.ts';

export type ExpediteLine = {
  readonly id: Id;
  readonly lineNo: number;
  readonly itemId: Id;
  readonly item: string;
  /** The day it is expected: as confirmed, else as ordered. */
  readonly expected: string;
  /** What the supplier still owes. */
  readonly open: Qty;
  /** What was said last about this line; null when it was never asked for. */
  readonly last: 'ask' | 'answer' | 'withdraw' | null;
  readonly lastDay: string | null;
};

export type Fact = {
  readonly line: ExpediteLine;
  readonly verb: 'ask' | 'answer' | 'withdraw';
  readonly day: string | null;
};

type Wish = { readonly lineId: Id; readonly wantedDate: string };

/** What is to be asked, in the order of the lines. Refuses LINE_NOT_OPEN, NOT_EARLIER, DAY_IS_PAST. */
export function decideAsk(
  no: string,
  today: string,
  lines: readonly ExpediteLine[],
  wishes: readonly Wish[],
): Fact[] {
  const byId = new Map(lines.map((line) => [line.id, line]));
  const wanted = new Map(wishes.map(({ lineId, wantedDate }) => [lineId, wantedDate]));
  return [...wanted]
    .map(([lineId, day]): Fact => {
      const line = byId.get(lineId);
      if (line === undefined || line.open <= 0n) return refuse('LINE_NOT_OPEN', { no });
      const facts = { line: line.lineNo, item: line.item, expected: line.expected, day };
      if (day >= line.expected) refuse('NOT_EARLIER', facts);
      if (day < today) refuse('DAY_IS_PAST', facts);
      return { line, verb: 'ask', day };
    })
    .sort((a, b) => a.line.lineNo - b.line.lineNo);
}

/** Taking a request back. Refuses NOTHING_ASKED where none stands. */
export function decideWithdraw(no: string, lines: readonly ExpediteLine[], lineIds: readonly Id[]): Fact[] {
  const byId = new Map(lines.map((line) => [line.id, line]));
  return [...new Set(lineIds)].map((id): Fact => {
    const line = byId.get(id);
    if (line === undefined) return refuse('LINE_NOT_OPEN', { no });
    if (line.last === null || line.last === 'withdraw')
      refuse('NOTHING_ASKED', { line: line.lineNo, item: line.item });
    return { line, verb: 'withdraw', day: null };
  });
}

/** A confirmed day answers the lines that were asked for; the day of others is nobody's answer. */
export const decideAnswers = (lines: readonly ExpediteLine[], days: ReadonlyMap<Id, string | null>): Fact[] =>
  lines.flatMap((line): Fact[] => {
    const day = days.get(line.id);
    const isNews = line.last === 'ask' || (line.last === 'answer' && line.lastDay !== day);
    return day === undefined || !isNews ? [] : [{ line, verb: 'answer', day }];
  });

type Row = Omit<ExpediteLine, 'open'> & { readonly open: QtyText };

/** The lines of a locked order that are not closed, each with what was said of it last. */
export async function loadExpediteLines(tx: ErpTx, ctx: Ctx, orderId: Id): Promise<ExpediteLine[]> {
  const { rows } = await sql<Row>`
    select l.id, l.line_no as "lineNo", l.item_id as "itemId", i.code as item,
      coalesce(l.confirmed_date, l.delivery_date) as expected, said.verb as last,
      said.day as "lastDay",
      greatest(l.qty - l.qty_received + l.qty_rejected, 0)::numeric as open
    from erp.purchase_order_line l
    join md.item i on i.company_id = l.company_id and i.id = l.item_id
    left join lateral (
      select e.verb, e.day from erp.purchase_expedite e where e.company_id = l.company_id and e.line_id = l.id
      order by e.id desc limit 1
    ) said on true
    where l.company_id = ${ctx.companyId} and l.order_id = ${orderId} and not l.closed order by l.line_no`.execute(
    tx,
  );
  return rows.map((row) => ({ ...row, open: parseQty(row.open) }));
}

export async function writeFacts(
  tx: ErpTx,
  ctx: Ctx,
  order: OrderHead,
  facts: readonly Fact[],
  reason = '',
): Promise<void> {
  if (facts.length === 0) return;
  const rows = facts.map(({ line, verb, day }) => ({
    id: newId(),
    line_id: line.id,
    line_no: line.lineNo,
    item_id: line.itemId,
    verb,
    day,
    expected_date: line.expected,
    qty: qtyText(line.open),
  }));
  await sql`insert into erp.purchase_expedite (company_id, id, order_id, line_id, line_no, item_id, verb, day,
      expected_date, qty, reason, actor_id, occurred_at)
    select ${ctx.companyId}, id, ${order.id}, line_id, line_no, item_id, verb, day, expected_date, qty, ${reason},
      ${ctx.actor.userId}, ${ctx.now}::timestamptz
    from jsonb_populate_recordset(null::erp.purchase_expedite, ${JSON.stringify(rows)}::jsonb)`.execute(tx);
}

/** The timeline's words for what was asked: `1: 12-20 → 12-06`. */
export const factsText = (facts: readonly Fact[]): string =>
  facts.map(({ line, day }) => `${line.lineNo}: ${line.expected} → ${day ?? '—'}`).join('; ');
