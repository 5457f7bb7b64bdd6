// Whether a task brings in goods of a transfer. Pure.
import { refuse } from '../../kernel/refusal.ts';
import type { Id } from '../../kernel/ids.ts';
import type { Task } from '../tasks/index.ts';

export type ArrivalTask = Task & {
  readonly itemId: Id;
  readonly lotId: Id;
  readonly ownerId: Id;
  readonly status: string;
  readonly fromBinId: Id;
  readonly documentLineId: Id;
};

/** The task with everything an arrival needs; refuses NOT_AN_ARRIVAL for any other task. */
export function requireArrival(task: Task): ArrivalTask {
  const { itemId, lotId, ownerId, status, fromBinId, documentLineId } = task;
  return task.kind === 'transfer_in' && itemId && lotId && ownerId && status && fromBinId && documentLineId
    ? { ...task, itemId, lotId, ownerId, status, fromBinId, documentLineId }
    : refuse('NOT_AN_ARRIVAL', { no: task.no.toString() });
}
