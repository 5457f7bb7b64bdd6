// Freezes stock where it stands and sets it free again, each with its reason. Frozen goods are ours and counted, and
// nobody may promise, pick or transfer them.
import { z } from 'zod';
import { defineCommand } from '../../../kernel/command.ts';
import { type Ctx, type Tx, audit, requireWarehouse } from '../../../kernel/ctx.ts';
import { type Qty, qtyText } from '../../../kernel/decimal.ts';
import { zId, zPositiveQty } from '../../../kernel/schema.ts';
import { postMovements } from '../../stock/index.ts';
import { lockFreeStock, requireBin } from '../load.ts';

const input = z.object({
  binId: zId,
  itemId: zId,
  lotId: zId.optional(),
  qty: zPositiveQty,
  reason: z.string().trim().min(1).max(200),
});
const output = z.object({ movementId: z.string(), status: z.string() });
const refusals = ['LOT_NEEDED', 'STOCK_HELD', 'NOT_ENOUGH_STOCK'];

type Change = z.output<typeof input> & { readonly from: string; readonly to: string };

async function changeStatus(tx: Tx, ctx: Ctx, change: Change) {
  const bin = await requireBin(tx, ctx, change.binId);
  requireWarehouse(ctx, bin.warehouseId, bin.warehouseCode);
  const qty: Qty = change.qty;
  const wanted = { itemId: change.itemId, lotId: change.lotId, qty, status: change.from };
  const { key, itemCode } = await lockFreeStock(tx, ctx, bin, bin, wanted);
  const [movement] = await postMovements(tx, ctx, [
    {
      kind: 'status_change',
      itemId: key.itemId,
      lotId: key.lotId,
      qty,
      from: { binId: bin.id, status: change.from, ownerId: key.ownerId },
      to: { binId: bin.id, status: change.to, ownerId: key.ownerId },
      sourceKind: 'status_change',
      sourceId: ctx.commandId,
      reason: change.reason,
    },
  ]);
  const told = { item: itemCode, bin: bin.code, qty: qtyText(qty), reason: change.reason };
  audit(ctx, 'stock', key.itemId, { ...told, status: change.from }, { ...told, status: change.to });
  return { movementId: movement?.id.toString() ?? '', status: change.to };
}

export const freezeStock = defineCommand({
  name: 'move.freeze-stock',
  right: 'stock.adjust',
  input,
  output,
  refusals,
  run: (tx, change, ctx) => changeStatus(tx, ctx, { ...change, from: 'available', to: 'frozen' }),
});

export const unfreezeStock = defineCommand({
  name: 'move.unfreeze-stock',
  right: 'stock.adjust',
  input,
  output,
  refusals,
  run: (tx, change, ctx) => changeStatus(tx, ctx, { ...change, from: 'frozen', to: 'available' }),
});
