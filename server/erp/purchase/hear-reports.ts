// Listens to what the warehouse did for purchase orders: received quantities move the order line along; quantities
// that became ours are the purchase receipt 采购入库, with the order's price as the estimate 暂估.
import { sql } from 'kysely';
import type { GoodsReceived, Listener, LotRuled, OwnershipChanged } from '../../contract/index.ts';
import { linkDocuments, recordStep } from '../../kernel/document.ts';
import { newId } from '../../kernel/ids.ts';
import { send } from '../../kernel/lane.ts';
import { nextDocumentNo } from '../../kernel/numbering.ts';

export const hearGoodsReceived: Listener<GoodsReceived> = async (tx, ctx, message) => {
  await send(
    tx,
    sql`update erp.purchase_order_line l set qty_received = l.qty_received + r.qty,
      qty_rejected = l.qty_rejected + r.damaged
    from (select id, sum(qty) as qty, sum(case when damaged then qty else 0 end) as damaged
      from unnest(${message.lines.map((line) => line.originLineId)}::uuid[],
        ${message.lines.map((line) => line.qty)}::numeric[], ${message.lines.map((line) => line.damaged)}::boolean[])
        as r (id, qty, damaged) group by id order by id) as r
    where l.company_id = ${ctx.companyId} and l.id = r.id`,
  );
  ctx.topics.add('purchase_order');
};

export const hearRuling: Listener<LotRuled> = async (tx, ctx, message) => {
  const rejected = message.parts.filter((part) => part.verdict === 'rejected').map((part) => part.qty);
  if (rejected.length === 0) return;
  await sql`update erp.purchase_order_line set qty_rejected = qty_rejected
      + (select sum(q) from unnest(${rejected}::numeric[]) as q)
    where company_id = ${ctx.companyId} and id = ${message.originLineId}`.execute(tx);
};

export const hearOwnershipChanged: Listener<OwnershipChanged> = async (tx, ctx, message) => {
  const lines = message.lines.map((line) => ({ ...line, id: newId() }));
  const receiptId = newId();
  await send(
    tx,
    sql`
    with line as (
      select r.* from unnest(${lines.map((line) => line.id)}::uuid[], ${lines.map((line) => line.originLineId)}::uuid[],
        ${lines.map((line) => line.movementId)}::bigint[], ${lines.map((line) => line.itemId)}::uuid[],
        ${lines.map((line) => line.lotId)}::uuid[], ${lines.map((line) => line.conceded)}::boolean[],
        ${lines.map((line) => line.qty)}::numeric[]) with ordinality
        as r (id, order_line_id, movement_id, item_id, lot_id, conceded, qty, position)),
    stocked as (
      update erp.purchase_order_line l set qty_stocked = l.qty_stocked + r.qty
      from (select order_line_id, sum(qty) as qty from line group by order_line_id order by order_line_id) as r
      where l.company_id = ${ctx.companyId} and l.id = r.order_line_id
      returning l.id, l.price, l.tax_rate),
    numbered as (${nextDocumentNo(ctx, 'CGRK', message.businessDate)}),
    headed as (
      insert into erp.purchase_receipt (company_id, id, no, report_id, supplier_id, warehouse_id, business_date)
      select ${ctx.companyId}, ${receiptId}, d.no, ${message.id}, o.supplier_id, o.warehouse_id,
        ${message.businessDate}::date
      from erp.purchase_order o cross join numbered d where o.company_id = ${ctx.companyId} and o.id = ${message.originId})
    insert into erp.purchase_receipt_line (company_id, id, receipt_id, line_no, order_line_id, movement_id, item_id,
      lot_id, conceded, qty, price, tax_rate, amount)
    select ${ctx.companyId}, r.id, ${receiptId}, r.position, l.id, r.movement_id, r.item_id, r.lot_id, r.conceded,
      r.qty, l.price, l.tax_rate, round(r.qty * l.price, 2)
    from line r join stocked l on l.id = r.order_line_id`,
  );
  await linkDocuments(tx, ctx, [
    {
      fromKind: 'receiving_notice',
      fromId: message.documentId,
      toKind: 'purchase_receipt',
      toId: receiptId,
    },
  ]);
  await recordStep(tx, ctx, {
    documentKind: 'purchase_receipt',
    documentId: receiptId,
    verb: 'create',
    from: null,
    to: 'approved',
  });
};
