// Pushes an approved order down to the warehouse: a receiving notice 收料通知单 with the quantities left, or those
// the buyer names. The limit of each line carries the order's cumulative over-receipt tolerance.
import { sql } from 'kysely';
import { z } from 'zod';
import { deliver } from '../../../contract/index.ts';
import { defineCommand } from '../../../kernel/command.ts';
import type { Ctx } from '../../../kernel/ctx.ts';
import {
  type Qty,
  type QtyText,
  type RateText,
  addQty,
  minQty,
  parseQty,
  parseRate,
  qtyText,
  subQty,
  withTolerance,
} from '../../../kernel/decimal.ts';
import { requireStep } from '../../../kernel/document.ts';
import { type Id, newId } from '../../../kernel/ids.ts';
import { takeDocumentNo } from '../../../kernel/numbering.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { zDate, zId, zPositiveQty } from '../../../kernel/schema.ts';
import { type ErpTx, noteStep } from '../../orders/index.ts';
import { purchaseOrders } from '../states.ts';
import { lockOrder } from '../write.ts';

type LineText = {
  id: Id;
  line_no: number;
  item_id: Id;
  qty: QtyText;
  qty_notified: QtyText;
  qty_limit_given: QtyText;
  tolerance_over: RateText;
  inspected: boolean;
};

type Picked = { line: LineText; qty: Qty; qtyLimit: Qty };

async function lockLines(tx: ErpTx, ctx: Ctx, orderId: Id): Promise<LineText[]> {
  const { rows } = await sql<LineText>`
    select l.id, l.line_no, l.item_id, l.qty, l.qty_notified, l.qty_limit_given, l.tolerance_over,
      i.inspected_on_receipt as inspected
    from erp.purchase_order_line l
    join md.item i on i.company_id = l.company_id and i.id = l.item_id
    where l.company_id = ${ctx.companyId} and l.order_id = ${orderId} and not l.closed
    order by l.id for no key update of l`.execute(tx);
  return rows.sort((a, b) => a.line_no - b.line_no);
}

/** What may be pushed down of a line: its quantity less what was notified. */
const leftOf = (line: LineText): Qty => subQty(parseQty(line.qty), parseQty(line.qty_notified));

function pick(line: LineText, wanted: Qty | undefined): Picked | null {
  const left = leftOf(line);
  const qty = wanted ?? left;
  if (qty <= 0n) return null;
  if (qty > left) refuse('NOTIFY_TOO_MUCH', { line: line.line_no, left: qtyText(left), qty: qtyText(qty) });
  // The tolerance is the order line's as a whole: what was handed to earlier notices is not handed out again.
  const most = withTolerance(parseQty(line.qty), parseRate(line.tolerance_over));
  const wished = addQty(qty, subQty(most, parseQty(line.qty)));
  return { line, qty, qtyLimit: minQty(wished, subQty(most, parseQty(line.qty_limit_given))) };
}

export const notifyArrival = defineCommand({
  name: 'purchase.notify-arrival',
  right: 'purchase_order.edit',
  input: z.object({
    orderId: zId,
    expectedDate: zDate.optional(),
    deliveryNoteNo: z.string().trim().max(60).default(''),
    lines: z
      .array(z.object({ orderLineId: zId, qty: zPositiveQty }))
      .max(500)
      .optional(),
  }),
  output: z.object({ noticeId: zId, noticeNo: z.string() }),
  refusals: ['NOTHING_LEFT_TO_NOTIFY', 'NOTIFY_TOO_MUCH', 'NO_DOCK'],
  run: async (tx, input, ctx) => {
    const order = await lockOrder(tx, ctx, input.orderId);
    requireStep(purchaseOrders.states, 'notify', order.state, order.no);
    const wanted = new Map(input.lines?.map((line) => [line.orderLineId, line.qty]));
    const lines = await lockLines(tx, ctx, order.id);
    const picked = lines
      .filter((line) => !input.lines || wanted.has(line.id))
      .flatMap((line) => pick(line, wanted.get(line.id)) ?? []);
    if (picked.length === 0) refuse('NOTHING_LEFT_TO_NOTIFY', { no: order.no });
    await sql`update erp.purchase_order_line l set qty_notified = l.qty_notified + p.qty,
        qty_limit_given = l.qty_limit_given + p.qty_limit
      from unnest(${picked.map(({ line }) => line.id)}::uuid[], ${picked.map(({ qty }) => qtyText(qty))}::numeric[],
        ${picked.map(({ qtyLimit }) => qtyText(qtyLimit))}::numeric[]) as p (id, qty, qty_limit)
      where l.company_id = ${ctx.companyId} and l.id = p.id`.execute(tx);
    const noticeId = newId();
    const noticeNo = await takeDocumentNo(tx, ctx, 'SLTZ');
    await noteStep(tx, ctx, purchaseOrders, order, 'notify', { notice: noticeNo });
    await deliver(tx, ctx, {
      kind: 'receive',
      version: '1.0',
      id: newId(),
      documentId: noticeId,
      documentNo: noticeNo,
      originKind: 'purchase_order',
      originId: order.id,
      originNo: order.no,
      warehouseId: order.warehouseId,
      partnerId: order.supplierId,
      expectedDate: input.expectedDate ?? order.deliveryDate,
      deliveryNoteNo: input.deliveryNoteNo,
      lines: picked.map(({ line, qty, qtyLimit }, index) => ({
        id: newId(),
        lineNo: index + 1,
        originLineId: line.id,
        itemId: line.item_id,
        qty: qtyText(qty),
        qtyLimit: qtyText(qtyLimit),
        inspected: line.inspected,
      })),
    });
    return { noticeId, noticeNo };
  },
});
