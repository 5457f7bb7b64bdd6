// Pushes an approved order down to the warehouse: a shipping instruction 发货通知 with the quantities left, or
// those the clerk names. Bins and lots are the warehouse's choice at release.
import { sql } from 'kysely';
import { z } from 'zod';
import { deliver } from '../../../contract/index.ts';
import { defineCommand } from '../../../kernel/command.ts';
import { type Qty, type QtyText, parseQty, qtyText, subQty } from '../../../kernel/decimal.ts';
import { requireStep } from '../../../kernel/document.ts';
import { type Id, newId } from '../../../kernel/ids.ts';
import { takeDocumentNo } from '../../../kernel/numbering.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { zDate, zId, zPositiveQty } from '../../../kernel/schema.ts';
import { noteStep } from '../../orders/index.ts';
import { salesOrders } from '../states.ts';
import { lockOrder } from '../write.ts';

type LineText = { id: Id; line_no: number; item_id: Id; qty: QtyText; qty_notified: QtyText };

function pick(line: LineText, wanted: Qty | undefined): { line: LineText; qty: Qty } | null {
  const left = subQty(parseQty(line.qty), parseQty(line.qty_notified));
  const qty = wanted ?? left;
  if (qty <= 0n) return null;
  return qty <= left
    ? { line, qty }
    : refuse('SHIP_TOO_MUCH', { line: line.line_no, left: qtyText(left), qty: qtyText(qty) });
}

export const notifyShipment = defineCommand({
  name: 'sales.notify-shipment',
  right: 'sales_order.edit',
  input: z.object({
    orderId: zId,
    dueDate: zDate.optional(),
    carrier: z.string().trim().max(100).default(''),
    lines: z
      .array(z.object({ orderLineId: zId, qty: zPositiveQty }))
      .max(500)
      .optional(),
  }),
  output: z.object({ shipmentId: zId, shipmentNo: z.string() }),
  refusals: ['NOTHING_LEFT_TO_SHIP', 'SHIP_TOO_MUCH', 'NO_STAGING'],
  run: async (tx, input, ctx) => {
    const order = await lockOrder(tx, ctx, input.orderId);
    requireStep(salesOrders.states, 'notify', order.state, order.no);
    const wanted = new Map(input.lines?.map((line) => [line.orderLineId, line.qty]));
    const { rows } = await sql<LineText>`
      select id, line_no, item_id, qty, qty_notified from erp.sales_order_line
      where company_id = ${ctx.companyId} and order_id = ${order.id} and not closed order by id for no key update`.execute(
      tx,
    );
    const picked = rows
      .sort((a, b) => a.line_no - b.line_no)
      .filter((line) => !input.lines || wanted.has(line.id))
      .flatMap((line) => pick(line, wanted.get(line.id)) ?? []);
    if (picked.length === 0) refuse('NOTHING_LEFT_TO_SHIP', { no: order.no });
    await sql`update erp.sales_order_line l set qty_notified = l.qty_notified + p.qty
      from unnest(${picked.map(({ line }) => line.id)}::uuid[], ${picked.map(({ qty }) => qtyText(qty))}::numeric[])
        as p (id, qty) where l.company_id = ${ctx.companyId} and l.id = p.id`.execute(tx);
    const head = await tx
      .selectFrom('erp.sales_order')
      .select('ship_to')
      .where('company_id', '=', ctx.companyId)
      .where('id', '=', order.id)
      .executeTakeFirstOrThrow();
    const shipmentId = newId();
    const shipmentNo = await takeDocumentNo(tx, ctx, 'FHTZ');
    await noteStep(tx, ctx, salesOrders, order, 'notify', { shipment: shipmentNo });
    await deliver(tx, ctx, {
      kind: 'ship',
      version: '1.0',
      id: newId(),
      documentId: shipmentId,
      documentNo: shipmentNo,
      originKind: 'sales_order',
      originId: order.id,
      originNo: order.no,
      warehouseId: order.warehouseId,
      partnerId: order.customerId,
      dueDate: input.dueDate ?? order.deliveryDate,
      shipTo: head.ship_to,
      carrier: input.carrier,
      lines: picked.map(({ line, qty }, index) => ({
        id: newId(),
        lineNo: index + 1,
        originLineId: line.id,
        itemId: line.item_id,
        qty: qtyText(qty),
      })),
    });
    return { shipmentId, shipmentNo };
  },
});
