// Listens to what left for the customer: the sales delivery 销售出库 is written, the promise shrinks, and what fell
// short may be notified again.
import { sql } from 'kysely';
import type { GoodsShipped, Listener } from '../../contract/index.ts';
import { linkDocuments, recordStep } from '../../kernel/document.ts';
import { type Id, newId } from '../../kernel/ids.ts';
import { takeDocumentNo } from '../../kernel/numbering.ts';

export const hearGoodsShipped: Listener<GoodsShipped> = async (tx, ctx, message) => {
  // Several shipments of one order may leave at once: its lines are locked in order, before their promises.
  const lineIds = [...message.lines, ...message.shorts].flatMap((line) => line.originLineId ?? []);
  await sql`select from erp.sales_order_line where company_id = ${ctx.companyId} and id = any(${lineIds}::uuid[])
    order by id for no key update`.execute(tx);
  await sql`
    with changed as (
      select id, sum(shipped) as shipped, sum(short) as short from (
        select id, qty as shipped, 0::numeric as short from unnest(${message.lines.map((line) => line.originLineId)}::uuid[],
          ${message.lines.map((line) => line.qty)}::numeric[]) as s (id, qty)
        union all
        select id, 0, qty from unnest(${message.shorts.map((line) => line.originLineId)}::uuid[],
          ${message.shorts.map((line) => line.qty)}::numeric[]) as s (id, qty)) as both_kinds group by id),
    promised as (
      update erp.promise p set qty = greatest(p.qty - c.shipped, 0) from changed c
      where p.company_id = ${ctx.companyId} and p.sales_order_line_id = c.id)
    update erp.sales_order_line l set qty_shipped = l.qty_shipped + c.shipped, qty_notified = l.qty_notified - c.short,
      qty_short = l.qty_short + c.short
    from changed c where l.company_id = ${ctx.companyId} and l.id = c.id`.execute(tx);
  ctx.topics.add('sales_order');
  if (message.lines.length === 0) return;
  const { rows } = await sql<{ customer_id: Id; warehouse_id: Id }>`
    select customer_id, warehouse_id from erp.sales_order
    where company_id = ${ctx.companyId} and id = ${message.originId}`.execute(tx);
  const order = rows[0];
  if (!order) return;
  const deliveryId = newId();
  const no = await takeDocumentNo(tx, ctx, 'XSCK', message.businessDate);
  await tx
    .insertInto('erp.sales_delivery')
    .values({
      company_id: ctx.companyId,
      id: deliveryId,
      no,
      report_id: message.id,
      customer_id: order.customer_id,
      warehouse_id: order.warehouse_id,
      business_date: message.businessDate,
    })
    .execute();
  await sql`
    insert into erp.sales_delivery_line (company_id, id, delivery_id, line_no, order_line_id, movement_id, item_id,
      lot_id, qty)
    select ${ctx.companyId}, id, ${deliveryId}, position, order_line_id, movement_id, item_id, lot_id, qty
    from unnest(${message.lines.map(() => newId())}::uuid[], ${message.lines.map((line) => line.originLineId)}::uuid[],
      ${message.lines.map((line) => line.movementId)}::bigint[], ${message.lines.map((line) => line.itemId)}::uuid[],
      ${message.lines.map((line) => line.lotId)}::uuid[], ${message.lines.map((line) => line.qty)}::numeric[])
      with ordinality as d (id, order_line_id, movement_id, item_id, lot_id, qty, position)`.execute(tx);
  await linkDocuments(tx, ctx, [
    {
      fromKind: 'shipment',
      fromId: message.documentId,
      toKind: 'sales_delivery',
      toId: deliveryId,
    },
  ]);
  await recordStep(tx, ctx, {
    documentKind: 'sales_delivery',
    documentId: deliveryId,
    verb: 'create',
    from: null,
    to: 'approved',
    note: { no },
  });
};
