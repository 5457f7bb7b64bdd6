// What transferring tells the issuer: dispatched, fallen short, arrived. Every report answers the transfer's
// instruction and names the line of the order it stands for.
import { deliver } from '../../contract/index.ts';
import type { Ctx, Tx } from '../../kernel/ctx.ts';
import { type Qty, qtyText } from '../../kernel/decimal.ts';
import { type Id, newId } from '../../kernel/ids.ts';
import type { PostedMovement } from '../stock/index.ts';
import type { Transfer, TransferLine } from './types.ts';

const envelope = (ctx: Ctx, transfer: Transfer, id: Id, warehouseId: Id, occurredAt?: string) => ({
  version: '1.0' as const,
  id,
  instructionId: transfer.instructionId,
  warehouseId,
  partnerId: null,
  documentId: transfer.id,
  documentNo: transfer.no,
  originId: transfer.originId,
  occurredAt: occurredAt ?? ctx.now,
  businessDate: ctx.today,
});

export type MovedLine = {
  readonly line: TransferLine;
  readonly lotId: Id;
  readonly qty: Qty;
  readonly movement: PostedMovement | undefined;
};

export const reportLineOf = ({ line, lotId, qty, movement }: MovedLine) => ({
  instructionLineId: line.instructionLineId,
  originLineId: line.originLineId,
  itemId: line.itemId,
  lotId,
  qty: qtyText(qty),
  movementId: movement?.id.toString() ?? null,
});

export const reportDispatched = (
  tx: Tx,
  ctx: Ctx,
  transfer: Transfer,
  reportId: Id,
  moved: readonly MovedLine[],
  occurredAt?: string,
): Promise<void> =>
  deliver(tx, ctx, {
    kind: 'goods_dispatched',
    ...envelope(ctx, transfer, reportId, transfer.fromWarehouseId, occurredAt),
    lines: moved.map(reportLineOf),
    shorts: [],
  });

/** Tells what will not be dispatched. */
export const reportShort = (
  tx: Tx,
  ctx: Ctx,
  transfer: Transfer,
  shorts: readonly { readonly line: TransferLine; readonly qty: Qty }[],
  reason: string,
): Promise<void> =>
  deliver(tx, ctx, {
    kind: 'goods_dispatched',
    ...envelope(ctx, transfer, newId(), transfer.fromWarehouseId),
    lines: [],
    shorts: shorts.map(({ line, qty }) => ({
      instructionLineId: line.instructionLineId,
      originLineId: line.originLineId,
      qty: qtyText(qty),
      reason,
    })),
  });

export const reportArrived = (
  tx: Tx,
  ctx: Ctx,
  transfer: Transfer,
  reportId: Id,
  moved: readonly MovedLine[],
): Promise<void> =>
  deliver(tx, ctx, {
    kind: 'goods_arrived',
    ...envelope(ctx, transfer, reportId, transfer.toWarehouseId),
    lines: moved.map(reportLineOf),
  });

/** Tells what was lost on the way, each with the task that found it missing. */
export const reportLost = (
  tx: Tx,
  ctx: Ctx,
  transfer: Transfer,
  reportId: Id,
  moved: readonly (MovedLine & { readonly taskId: Id })[],
  reason: string,
): Promise<void> =>
  deliver(tx, ctx, {
    kind: 'stock_adjusted',
    ...envelope(ctx, transfer, reportId, transfer.toWarehouseId),
    lines: moved.map((one) => ({
      ...reportLineOf(one),
      observationId: one.taskId,
      direction: 'loss' as const,
      reason,
    })),
  });
