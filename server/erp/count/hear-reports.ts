// Listens to what was counted and to what was posted. A count changes nothing by itself: its lines wait for a decision;
// where nothing differs there is nothing to decide.
import { sql } from 'kysely';
import type { CountResult, Listener, StockAdjusted } from '../../contract/index.ts';
import { recordStep } from '../../kernel/document.ts';
import { newId } from '../../kernel/ids.ts';
import { lockOrder, setOrderState } from './write.ts';

/**
 * A result tells the whole job. What is known stays; a bin that was counted again takes the place of its old lines, and
 * a difference that was kept and is found unchanged keeps its decision and its reason.
 */
export const hearCountResult: Listener<CountResult> = async (tx, ctx, message) => {
  const order = await lockOrder(tx, ctx, message.originId);
  const { lines } = message;
  await sql`
    with told as (
      select * from unnest(${lines.map((line) => line.observationId)}::uuid[], ${lines.map((line) => line.binCode)}::text[],
        ${lines.map((line) => line.itemId)}::uuid[], ${lines.map((line) => line.lotId)}::uuid[],
        ${lines.map((line) => line.lotNo)}::text[], ${lines.map((line) => line.status)}::text[],
        ${lines.map((line) => line.qty)}::numeric[], ${lines.map((line) => line.qtyBook)}::numeric[],
        ${lines.map(({ kept }) => kept ?? false)}::boolean[], ${lines.map(() => newId())}::uuid[]) with ordinality
        as l (observation_id, bin_code, item_id, lot_id, lot_no, status, qty, qty_book, kept, id, position)),
    fresh as (
      select t.* from told t where not exists (select from erp.count_order_line o
        where o.company_id = ${ctx.companyId} and o.order_id = ${order.id} and o.observation_id = t.observation_id)),
    replaced as (
      delete from erp.count_order_line o where o.company_id = ${ctx.companyId} and o.order_id = ${order.id}
        and o.movement_id is null and o.bin_code in (select bin_code from fresh)
      returning bin_code, item_id, lot_id, status, qty_counted - qty_book as difference, decision, reason),
    last as (select coalesce(max(line_no), 0) as line_no from erp.count_order_line
      where company_id = ${ctx.companyId} and order_id = ${order.id})
    insert into erp.count_order_line (company_id, id, order_id, line_no, observation_id, bin_code, item_id, lot_id, lot_no,
      status, qty_counted, qty_book, decision, reason)
    select ${ctx.companyId}, f.id, ${order.id}, last.line_no + row_number() over (order by f.position), f.observation_id,
      f.bin_code, f.item_id, f.lot_id, f.lot_no, f.status, f.qty, f.qty_book,
      case when f.kept then 'keep_book' end,
      coalesce((select max(r.reason) from replaced r where f.kept and r.decision = 'keep_book'
        and (r.bin_code, r.item_id, r.lot_id, r.status, r.difference)
          = (f.bin_code, f.item_id, f.lot_id, f.status, f.qty - f.qty_book)), '')
    from fresh f, last`.execute(tx);
  // What was to be counted again and was not is told by nobody: its difference waits for another decision.
  await sql`update erp.count_order_line set decision = null where company_id = ${ctx.companyId}
    and order_id = ${order.id} and decision = 'recount'`.execute(tx);
  const { rows } = await sql<{ open: number }>`
    select count(*)::int as open from erp.count_order_line where company_id = ${ctx.companyId}
      and order_id = ${order.id} and qty_counted <> qty_book and decision is null`.execute(tx);
  const open = rows[0]?.open ?? 0;
  const to = open > 0 ? 'counted' : 'settled';
  await setOrderState(tx, ctx, order.id, to);
  await recordStep(tx, ctx, {
    documentKind: 'count_order',
    documentId: order.id,
    verb: 'count',
    from: order.state,
    to,
    note: { lines: lines.length, differences: open },
  });
};

/** Each posted difference names the line it stems from; losses in transit name lines of other documents. */
export const hearStockAdjusted: Listener<StockAdjusted> = async (tx, ctx, message) => {
  await sql`
    update erp.count_order_line l set movement_id = m.movement_id
    from unnest(${message.lines.map((line) => line.originLineId)}::uuid[],
      ${message.lines.map((line) => line.movementId)}::bigint[]) as m (id, movement_id)
    where l.company_id = ${ctx.companyId} and l.id = m.id`.execute(tx);
  ctx.topics.add('count_order');
};
