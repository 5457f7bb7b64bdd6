// Receives quantities of a notice, one or many, as a set: locks, decisions, movements, receipt lines, put-away tasks
// and reports are a fixed number of statements whatever the number of lines. Inspected goods wait in 待检 as the
// supplier's; others are ours at once.
import { deliver } from '../../contract/index.ts';
import { type Ctx, type Tx, requireWarehouse } from '../../kernel/ctx.ts';
import { ZERO_QTY, qtyText } from '../../kernel/decimal.ts';
import { recordStep, requireStep } from '../../kernel/document.ts';
import { type Id, NONE_ID, newId } from '../../kernel/ids.ts';
import { takeNumbers } from '../../kernel/numbering.ts';
import { refuse } from '../../kernel/refusal.ts';
import { postMovements } from '../stock/index.ts';
import { type Task, advanceTask, endTasks, lockOpenTasks, requireWorkable } from '../tasks/index.ts';
import { type LotFacts, type ReceiptDecision, decideLot, decideReceipt, defaultLotNoOf } from './decide.ts';
import {
  type KnownLot,
  type LockedLines,
  findLots,
  lockNoticeLines,
  lockNoticeOfLine,
  lotKey,
} from './load.ts';
import { noticeStates } from './states.ts';
import type { Notice, NoticeLine, ReceiptInput } from './types.ts';
import { ensureLots, raisePutAways, writeReceipt } from './write.ts';

type Decided = ReceiptDecision & {
  readonly input: ReceiptInput;
  readonly line: NoticeLine;
  readonly lot: LotFacts | null;
};

type Received = Decided & {
  readonly receiptLineId: Id;
  readonly lotId: Id;
  readonly ownerId: Id;
  readonly movementId: string | null;
};

export type ReceiptAnswer = {
  readonly lines: readonly {
    readonly receiptLineId: Id;
    readonly lotNo: string;
    readonly status: string;
    readonly received: string;
    readonly expected: string;
  }[];
  readonly noticeState: string;
};

/** Decides input after input; later ones see what earlier ones receive of the same line. */
async function decideAll(
  tx: Tx,
  ctx: Ctx,
  notice: Notice,
  lines: ReadonlyMap<Id, NoticeLine>,
  known: ReadonlyMap<string, KnownLot>,
  inputs: readonly ReceiptInput[],
): Promise<Decided[]> {
  const running = new Map(lines);
  const lineOf = (input: ReceiptInput): NoticeLine => {
    const line = running.get(input.noticeLineId);
    return line?.noticeId === notice.id
      ? line
      : refuse('NOT_FOUND', { what: 'receiving notice line', key: input.noticeLineId });
  };
  const unnamed = inputs.filter((input) => !input.lotNo && lineOf(input).lotManaged).length;
  let serial = unnamed > 0 ? await takeNumbers(tx, ctx, `LOT-${notice.partnerCode}`, ctx.today, unnamed) : 0n;
  return inputs.map((input) => {
    const line = lineOf(input);
    const named = input.lotNo ? (known.get(lotKey(line.itemId, input.lotNo)) ?? null) : null;
    const lotNo = defaultLotNoOf(ctx.today, notice.partnerCode, serial);
    if (!input.lotNo && line.lotManaged) serial += 1n;
    const lot = decideLot(line, input, named, lotNo, ctx.today);
    const decision = decideReceipt(line, input);
    running.set(line.id, { ...line, qtyReceived: decision.qtyReceived });
    return { ...decision, input, line, lot };
  });
}

/** Gives every decided quantity its lot: the known ones, and new rows for the rest. */
async function lotIdsOf(
  tx: Tx,
  ctx: Ctx,
  notice: Notice,
  known: ReadonlyMap<string, KnownLot>,
  decided: readonly Decided[],
): Promise<Id[]> {
  const fresh = decided.flatMap(({ line, lot, input }) =>
    lot === null || known.has(lotKey(line.itemId, lot.lotNo))
      ? []
      : [{ ...lot, itemId: line.itemId, supplierLotNo: input.supplierLotNo ?? '' }],
  );
  const made = await ensureLots(tx, ctx, notice, fresh);
  return decided.map(({ line, lot }) => {
    if (lot === null) return NONE_ID;
    const key = lotKey(line.itemId, lot.lotNo);
    return known.get(key)?.id ?? made.get(key) ?? '';
  });
}

const occurredOf = (ctx: Ctx, input: ReceiptInput): string => input.occurredAt ?? ctx.now;

async function post(
  tx: Tx,
  ctx: Ctx,
  notice: Notice,
  task: Task | undefined,
  reportId: Id,
  decided: readonly Decided[],
  lotIds: readonly Id[],
): Promise<Received[]> {
  const placed = decided.map((one, index) => ({
    ...one,
    receiptLineId: newId(),
    lotId: lotIds[index] ?? NONE_ID,
    ownerId: one.becomesOurs ? notice.ownPartnerId : notice.partnerId,
  }));
  const movements = await postMovements(
    tx,
    ctx,
    placed.map((one) => ({
      kind: 'receive',
      itemId: one.line.itemId,
      lotId: one.lotId,
      qty: one.input.qty,
      from: { binId: notice.outsideBinId, status: 'available', ownerId: notice.partnerId },
      to: { binId: notice.dockBinId, status: one.status, ownerId: one.ownerId },
      sourceKind: 'receiving_notice',
      sourceId: notice.id,
      sourceLineId: one.receiptLineId,
      taskId: task?.id ?? null,
      reportId,
      occurredAt: occurredOf(ctx, one.input),
    })),
  );
  return placed.map((one, index) => ({ ...one, movementId: movements[index]?.id.toString() ?? null }));
}

/** The receive task is held by whoever receives, and ends with the last quantity. */
async function moveTask(tx: Tx, ctx: Ctx, task: Task | undefined, noticeState: string): Promise<void> {
  if (!task) return;
  const held = task.state === 'started' && task.assigneeId === ctx.actor.userId;
  if (!held) await advanceTask(tx, ctx, task, ZERO_QTY);
  if (noticeState === 'received') await endTasks(tx, ctx, [task.id], 'done');
}

const inspectedOf = ({ line, input }: Decided): boolean => line.inspected && !input.damaged;

async function report(
  tx: Tx,
  ctx: Ctx,
  notice: Notice,
  reportId: Id,
  received: readonly Received[],
): Promise<void> {
  const [first] = received;
  const envelope = {
    version: '1.0' as const,
    instructionId: notice.instructionId,
    warehouseId: notice.warehouseId,
    partnerId: notice.partnerId,
    documentId: notice.id,
    documentNo: notice.no,
    originId: notice.originId,
    occurredAt: first ? occurredOf(ctx, first.input) : ctx.now,
    businessDate: ctx.today,
  };
  const reported = (one: Received) => ({
    instructionLineId: one.line.instructionLineId,
    originLineId: one.line.originLineId,
    itemId: one.line.itemId,
    lotId: one.lotId,
    qty: qtyText(one.input.qty),
    movementId: one.movementId,
    receiptLineId: one.receiptLineId,
  });
  await deliver(tx, ctx, {
    kind: 'goods_received',
    id: reportId,
    ...envelope,
    lines: received.map((one) => ({
      ...reported(one),
      lotNo: one.lot?.lotNo ?? '',
      inspected: inspectedOf(one),
      damaged: one.input.damaged,
    })),
  });
  const owned = received.filter((one) => one.becomesOurs);
  if (owned.length === 0) return;
  await deliver(tx, ctx, {
    kind: 'ownership_changed',
    id: newId(),
    ...envelope,
    lines: owned.map((one) => ({ ...reported(one), conceded: false })),
  });
}

function stateAfter({ lines, othersOpen }: LockedLines, received: readonly Received[]): string {
  const totals = new Map(received.map((one) => [one.line.id, one.qtyReceived]));
  const open = [...lines.values()].some((line) => (totals.get(line.id) ?? ZERO_QTY) < line.qtyExpected);
  return othersOpen || open ? 'receiving' : 'received';
}

/** Receives quantities of one notice, in order; all or none. */
export async function receiveLines(
  tx: Tx,
  ctx: Ctx,
  inputs: readonly ReceiptInput[],
): Promise<ReceiptAnswer> {
  const lineIds = [...new Set(inputs.map((input) => input.noticeLineId))];
  // Asked together and worked in this order: the notice is locked before its lines.
  const [notice, locked, known] = await Promise.all([
    lockNoticeOfLine(tx, ctx, lineIds[0] ?? NONE_ID),
    lockNoticeLines(tx, ctx, lineIds),
    findLots(tx, ctx, inputs),
  ]);
  requireWarehouse(ctx, notice.warehouseId, notice.warehouseCode);
  requireStep(noticeStates, 'receive', notice.state, notice.no);
  const [task] = await lockOpenTasks(tx, ctx, notice.id, 'receive');
  if (task) await requireWorkable(tx, ctx, task);
  const decided = await decideAll(tx, ctx, notice, locked.lines, known, inputs);
  const lotIds = await lotIdsOf(tx, ctx, notice, known, decided);
  const reportId = newId();
  const received = await post(tx, ctx, notice, task, reportId, decided, lotIds);
  const noticeState = stateAfter(locked, received);
  await writeReceipt(
    tx,
    ctx,
    notice,
    noticeState,
    reportId,
    received.map((one) => ({
      id: one.receiptLineId,
      noticeLineId: one.line.id,
      itemId: one.line.itemId,
      lotId: one.lotId,
      ownerId: one.ownerId,
      qty: one.input.qty,
      status: one.status,
      inspected: inspectedOf(one),
      damaged: one.input.damaged,
    })),
  );
  await moveTask(tx, ctx, task, noticeState);
  await raisePutAways(
    tx,
    ctx,
    notice,
    received
      .filter((one) => one.status !== 'pending')
      .map((one) => ({
        receiptLineId: one.receiptLineId,
        itemId: one.line.itemId,
        lotId: one.lotId,
        ownerId: one.ownerId,
        status: one.status,
        qty: one.input.qty,
        held: one.input.damaged,
        fixedBinCode: one.line.defaultBinCode,
      })),
  );
  for (const { line, input, lot, status } of received) {
    await recordStep(tx, ctx, {
      documentKind: 'receiving_notice',
      documentId: notice.id,
      verb: 'receive',
      from: notice.state,
      to: noticeState,
      note: { item: line.itemCode, qty: qtyText(input.qty), lot: lot?.lotNo ?? '', status },
    });
  }
  await report(tx, ctx, notice, reportId, received);
  return {
    lines: received.map((one) => ({
      receiptLineId: one.receiptLineId,
      lotNo: one.lot?.lotNo ?? '',
      status: one.status,
      received: qtyText(one.qtyReceived),
      expected: qtyText(one.line.qtyExpected),
    })),
    noticeState,
  };
}
