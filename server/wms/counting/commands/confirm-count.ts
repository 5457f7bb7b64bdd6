// One bin is counted: everything that was seen in it, at once. It is compared with the book under lock, at the moment of
// the entry; goods may move in and out of the bin before and after. A difference asks for a second look, by somebody
// else if possible, and the answer tells the floor no more than that.
import { z } from 'zod';
import { defineCommand } from '../../../kernel/command.ts';
import { type Ctx, requireWarehouse } from '../../../kernel/ctx.ts';
import type { Qty } from '../../../kernel/decimal.ts';
import { recordStep, requireStep } from '../../../kernel/document.ts';
import { type Id, NONE_ID } from '../../../kernel/ids.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { zId, zMoment, zQty } from '../../../kernel/schema.ts';
import { type Bin, loadBinsById } from '../../layout/index.ts';
import { lockStock } from '../../stock/index.ts';
import { endTasks, lockTask, requireWorkable } from '../../tasks/index.ts';
import { decideCount, seenOf } from '../decide.ts';
import { loadItems, loadLastRound, loadMoment, lockJobOfTask } from '../load.ts';
import { settleJob } from '../settle-job.ts';
import { countJobStates } from '../states.ts';
import type { CountJob, Counted, WmsTx } from '../types.ts';
import { ensureLots, lotKey, raiseCounts, writeObservations } from '../write.ts';

type Entry = { readonly itemId: Id; readonly lotNo: string; readonly qty: Qty };

/** The entries as goods, each item and lot once. */
async function readEntries(
  tx: WmsTx,
  ctx: Ctx,
  job: CountJob,
  entries: readonly Entry[],
): Promise<Counted[]> {
  const items = await loadItems(
    tx,
    ctx,
    entries.map((entry) => entry.itemId),
  );
  const named = entries.map((entry) => {
    const item = items.get(entry.itemId) ?? refuse('NOT_FOUND', { what: 'item', key: entry.itemId });
    if (job.itemIds.length > 0 && !job.itemIds.includes(item.id)) refuse('NOT_IN_COUNT', { item: item.code });
    if (item.lotManaged && entry.lotNo === '') refuse('COUNT_LOT_NEEDED', { item: item.code });
    return { item, lotNo: item.lotManaged ? entry.lotNo : '', qty: entry.qty };
  });
  const once = new Set<string>();
  for (const { item, lotNo } of named) {
    const key = lotKey({ itemId: item.id, lotNo });
    if (once.has(key)) refuse('COUNTED_TWICE', { item: item.code, lot: lotNo });
    once.add(key);
  }
  // A zero says that it was looked for; what was not there needs no lot and is zero anyway.
  const found = named.filter(({ qty }) => qty > 0n);
  const lots = await ensureLots(
    tx,
    ctx,
    found.filter(({ lotNo }) => lotNo !== '').map(({ item, lotNo }) => ({ itemId: item.id, lotNo })),
  );
  return found.map(({ item, lotNo, qty }) => ({
    itemId: item.id,
    lotId: lotNo === '' ? NONE_ID : (lots.get(lotKey({ itemId: item.id, lotNo })) ?? NONE_ID),
    qty,
  }));
}

/** The locked task's bin. Refuses NOT_A_COUNT for any other task. */
async function lockCountTask(tx: WmsTx, ctx: Ctx, taskId: Id) {
  const task = await lockTask(tx, ctx, taskId);
  if (task.kind !== 'count' || !task.fromBinId) return refuse('NOT_A_COUNT', { no: task.no.toString() });
  await requireWorkable(tx, ctx, task);
  const [bin] = await loadBinsById(tx, ctx, [task.fromBinId]);
  return { task, bin: bin ?? refuse('UNKNOWN_BIN', { bin: task.fromBinId }) };
}

/** Where goods stand that the book does not know here. */
const strayStatus = (bin: Bin): string => (bin.holding ? 'damaged' : 'available');

export const confirmCount = defineCommand({
  name: 'counting.confirm-count',
  right: 'task.execute',
  input: z.object({
    taskId: zId,
    rows: z
      .array(z.object({ itemId: zId, lotNo: z.string().trim().max(60).default(''), qty: zQty }))
      .max(500),
    empty: z.boolean().default(false),
    insist: z.boolean().default(false),
    occurredAt: zMoment.optional(),
  }),
  output: z.object({ outcome: z.enum(['settled', 'recount']), jobState: z.string() }),
  refusals: [
    'NOT_A_COUNT',
    'TASK_TAKEN',
    'TASK_OVER',
    'UNKNOWN_BIN',
    'NOTHING_ENTERED',
    'NOT_IN_COUNT',
    'COUNT_LOT_NEEDED',
    'COUNTED_TWICE',
    'SAME_COUNTER',
  ],
  run: async (tx, input, ctx) => {
    const job = await lockJobOfTask(tx, ctx, input.taskId);
    requireWarehouse(ctx, job.warehouseId, job.warehouseCode);
    const { task, bin } = await lockCountTask(tx, ctx, input.taskId);
    requireStep(countJobStates, 'count', job.state, job.no);
    if (input.rows.length === 0 && !input.empty) refuse('NOTHING_ENTERED', { bin: bin.code });
    const before = await loadLastRound(tx, ctx, job.id, bin.id);
    if (before?.counterId === ctx.actor.userId && !input.insist) refuse('SAME_COUNTER', { bin: bin.code });
    const counted = await readEntries(tx, ctx, job, input.rows);
    const inScope = (itemId: Id): boolean => job.itemIds.length === 0 || job.itemIds.includes(itemId);
    const book = (await lockStock(tx, ctx, { binIds: [bin.id] })).filter((row) => inScope(row.itemId));
    const { ownPartnerId, bookAt } = await loadMoment(tx, ctx);
    const seen = seenOf(book, counted, before?.seen ?? [], ({ itemId, lotId }) => ({
      itemId,
      lotId,
      binId: bin.id,
      ownerId: ownPartnerId,
      status: strayStatus(bin),
    }));
    const outcome = decideCount(seen, before);
    const round = (before?.no ?? 0) + 1;
    const countedAt = input.occurredAt ?? ctx.now;
    await writeObservations(tx, ctx, job, { taskId: task.id, binId: bin.id, round, countedAt, bookAt }, seen);
    await endTasks(tx, ctx, [task.id], 'done');
    if (outcome === 'recount') await raiseCounts(tx, ctx, job, [{ binId: bin.id }], 55);
    const jobState = await settleJob(tx, ctx, job);
    await recordStep(tx, ctx, {
      documentKind: 'count_job',
      documentId: job.id,
      verb: 'count',
      from: job.state,
      to: jobState,
      note: { bin: bin.code, round: String(round), outcome },
    });
    return { outcome, jobState };
  },
});
