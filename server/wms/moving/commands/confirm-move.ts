// Moves goods from bin to bin inside a warehouse, without an order. Only what is free moves; what shipments, transfers
// and put-away tasks hold stays where they look for it.
import { z } from 'zod';
import { defineCommand } from '../../../kernel/command.ts';
import { type Ctx, requireWarehouse } from '../../../kernel/ctx.ts';
import { type Qty, qtyText } from '../../../kernel/decimal.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { zId, zMoment, zPositiveQty } from '../../../kernel/schema.ts';
import { type Bin, loadContents, objectionTo } from '../../layout/index.ts';
import { type StockKey, type WmsTx, postMovements } from '../../stock/index.ts';
import { lockFreeStock, requireBin } from '../load.ts';

/** Whether goods may be taken from one bin and put into the other. */
async function requireWay(tx: WmsTx, ctx: Ctx, from: Bin, to: Bin, status: string): Promise<void> {
  if (from.id === to.id) refuse('SAME_BIN', { bin: from.code });
  if (to.warehouseId !== from.warehouseId)
    refuse('OTHER_WAREHOUSE', { bin: to.code, warehouse: to.warehouseCode });
  requireWarehouse(ctx, from.warehouseId, from.warehouseCode);
  if (from.blockedOut !== null) refuse('BIN_BLOCKED', { bin: from.code, reason: from.blockedOut });
  const fits = status === 'available' ? !to.receivable && !to.staging && !to.holding : !to.staging;
  if (!fits) refuse('BIN_NOT_FOR_THIS', { bin: to.code, purpose: 'moves' });
}

async function requireRoom(tx: WmsTx, ctx: Ctx, to: Bin, key: StockKey, qty: Qty): Promise<void> {
  const contents = await loadContents(tx, ctx, [to.id]);
  const objection = objectionTo(to, contents.get(to.id), { itemId: key.itemId, lotId: key.lotId, qty });
  if (objection) refuse(objection.code, objection.facts);
}

export const confirmMove = defineCommand({
  name: 'move.confirm-move',
  right: 'task.execute',
  input: z.object({
    fromBinId: zId,
    itemId: zId,
    lotId: zId.optional(),
    qty: zPositiveQty,
    toBinId: zId,
    status: z.enum(['available', 'frozen', 'damaged']).default('available'),
    occurredAt: zMoment.optional(),
  }),
  output: z.object({ movementId: z.string(), left: z.string() }),
  refusals: [
    'SAME_BIN',
    'OTHER_WAREHOUSE',
    'LOT_NEEDED',
    'STOCK_HELD',
    'NOT_ENOUGH_STOCK',
    'BIN_BLOCKED',
    'BIN_FULL',
    'BIN_MIXING',
    'BIN_NOT_FOR_THIS',
  ],
  run: async (tx, input, ctx) => {
    const from = await requireBin(tx, ctx, input.fromBinId);
    const to = await requireBin(tx, ctx, input.toBinId);
    await requireWay(tx, ctx, from, to, input.status);
    const { key, left } = await lockFreeStock(tx, ctx, from, to, { ...input, lotId: input.lotId });
    await requireRoom(tx, ctx, to, key, input.qty);
    const [movement] = await postMovements(tx, ctx, [
      {
        kind: 'move',
        itemId: key.itemId,
        lotId: key.lotId,
        qty: input.qty,
        from: { binId: from.id, status: key.status, ownerId: key.ownerId },
        to: { binId: to.id, status: key.status, ownerId: key.ownerId },
        sourceKind: 'free_move',
        sourceId: ctx.commandId,
        occurredAt: input.occurredAt ?? ctx.now,
      },
    ]);
    return { movementId: movement?.id.toString() ?? '', left: qtyText(left) };
  },
});
