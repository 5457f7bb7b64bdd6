// Approve, close and void. Approval is the instruction: the warehouse holds the goods and raises its tasks in the
// same transaction. An order is closed when nothing of it waits or is on its way.
import { sql } from 'kysely';
import { z } from 'zod';
import { deliver } from '../../../contract/index.ts';
import { defineCommand } from '../../../kernel/command.ts';
import { type QtyText, parseQty, qtyText } from '../../../kernel/decimal.ts';
import { requireStep } from '../../../kernel/document.ts';
import { type Id, newId } from '../../../kernel/ids.ts';
import { takeDocumentNo } from '../../../kernel/numbering.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { zId } from '../../../kernel/schema.ts';
import { takeStep } from '../../orders/index.ts';
import { transferOrders } from '../states.ts';
import { lockOrder } from '../write.ts';

const input = z.object({ orderId: zId });
const output = z.object({ state: z.string() });

export const approveOrder = defineCommand({
  name: 'transfer.approve-order',
  right: 'transfer_order.approve',
  input,
  output: output.extend({ transferId: zId, transferNo: z.string() }),
  refusals: ['NOT_ENOUGH_STOCK', 'NO_TRANSIT'],
  run: async (tx, { orderId }, ctx) => {
    const order = await lockOrder(tx, ctx, orderId);
    requireStep(transferOrders.states, 'approve', order.state, order.no);
    const { rows: lines } = await sql<{ id: Id; line_no: number; item_id: Id; qty: QtyText }>`
      select id, line_no, item_id, qty from erp.transfer_order_line
      where company_id = ${ctx.companyId} and order_id = ${orderId} order by line_no`.execute(tx);
    const transferId = newId();
    const transferNo = await takeDocumentNo(tx, ctx, 'DBTZ');
    const { state } = await takeStep(tx, ctx, transferOrders, order, 'approve', { transfer: transferNo });
    await deliver(tx, ctx, {
      kind: 'transfer',
      version: '1.0',
      id: newId(),
      documentId: transferId,
      documentNo: transferNo,
      originKind: 'transfer_order',
      originId: order.id,
      originNo: order.no,
      fromWarehouseId: order.fromWarehouseId,
      toWarehouseId: order.toWarehouseId,
      lines: lines.map((line) => ({
        id: newId(),
        lineNo: line.line_no,
        originLineId: line.id,
        itemId: line.item_id,
        qty: qtyText(parseQty(line.qty)),
      })),
    });
    return { state, transferId, transferNo };
  },
});

export const closeOrder = defineCommand({
  name: 'transfer.close-order',
  right: 'transfer_order.approve',
  input,
  output,
  refusals: ['TRANSFER_STILL_RUNNING'],
  run: async (tx, { orderId }, ctx) => {
    const order = await lockOrder(tx, ctx, orderId);
    requireStep(transferOrders.states, 'close', order.state, order.no);
    const { rows } = await sql<{ waiting: QtyText; in_transit: QtyText }>`
      select sum(qty - qty_dispatched - qty_short)::numeric as waiting,
        sum(qty_dispatched - qty_arrived - qty_lost)::numeric as in_transit
      from erp.transfer_order_line where company_id = ${ctx.companyId} and order_id = ${orderId}`.execute(tx);
    const [waiting, inTransit] = [rows[0]?.waiting, rows[0]?.in_transit].map((text) =>
      qtyText(parseQty(text ?? '0')),
    );
    if (waiting !== '0' || inTransit !== '0') {
      refuse('TRANSFER_STILL_RUNNING', { no: order.no, waiting: waiting ?? '', inTransit: inTransit ?? '' });
    }
    return takeStep(tx, ctx, transferOrders, order, 'close');
  },
});

export const voidOrder = defineCommand({
  name: 'transfer.void-order',
  right: 'transfer_order.edit',
  input,
  output,
  refusals: [],
  run: async (tx, { orderId }, ctx) =>
    takeStep(tx, ctx, transferOrders, await lockOrder(tx, ctx, orderId), 'void'),
});
