// Creating, locking and advancing tasks: the processes call these inside their own commands.
import { sql } from 'kysely';
import { type Ctx, audit } from '../../kernel/ctx.ts';
import { type Qty, type QtyText, addQty, parseQty, qtyText, subQty } from '../../kernel/decimal.ts';
import { type Id, newId } from '../../kernel/ids.ts';
import { send } from '../../kernel/lane.ts';
import { refuse } from '../../kernel/refusal.ts';
import type { Task, TaskDraft, TaskKind, WmsTx } from './types.ts';

/** Creates tasks in one statement; returns their ids in order. */
export async function createTasks(tx: WmsTx, ctx: Ctx, drafts: readonly TaskDraft[]): Promise<Id[]> {
  if (drafts.length === 0) return [];
  const rows = drafts.map((draft) => ({
    company_id: ctx.companyId,
    id: newId(),
    kind: draft.kind,
    priority: draft.priority ?? 50,
    warehouse_id: draft.warehouseId,
    document_kind: draft.documentKind,
    document_id: draft.documentId,
    document_no: draft.documentNo,
    document_line_id: draft.documentLineId ?? null,
    item_id: draft.itemId ?? null,
    lot_id: draft.lotId ?? null,
    owner_id: draft.ownerId ?? null,
    status: draft.status ?? null,
    created_at: ctx.now,
    from_bin_id: draft.fromBinId ?? null,
    to_bin_id: draft.toBinId ?? null,
    qty_planned:
      draft.qtyPlanned === undefined || draft.qtyPlanned === null ? null : qtyText(draft.qtyPlanned),
  }));
  await send(
    tx,
    sql`insert into wms.task (company_id, id, kind, priority, warehouse_id, document_kind, document_id, document_no,
      document_line_id, item_id, lot_id, owner_id, status, from_bin_id, to_bin_id, qty_planned,
      created_at)
    select company_id, id, kind, priority, warehouse_id, document_kind, document_id, document_no, document_line_id,
      item_id, lot_id, owner_id, status, from_bin_id, to_bin_id, qty_planned, created_at
    from jsonb_populate_recordset(null::wms.task, ${JSON.stringify(rows)}::jsonb)`,
  );
  for (const row of rows) audit(ctx, 'task', row.id, null, { kind: row.kind, document: row.document_no });
  return rows.map((row) => row.id);
}

type TaskText = {
  id: Id;
  no: bigint;
  kind: TaskKind;
  state: string;
  warehouse_id: Id;
  document_kind: string;
  document_id: Id;
  document_no: string;
  document_line_id: Id | null;
  item_id: Id | null;
  lot_id: Id | null;
  owner_id: Id | null;
  status: string | null;
  from_bin_id: Id | null;
  to_bin_id: Id | null;
  qty_planned: QtyText | null;
  qty_done: QtyText;
  assignee_id: Id | null;
  version: number;
};

const taskOf = (row: TaskText): Task => ({
  id: row.id,
  no: row.no,
  kind: row.kind,
  state: row.state,
  warehouseId: row.warehouse_id,
  documentKind: row.document_kind,
  documentId: row.document_id,
  documentNo: row.document_no,
  documentLineId: row.document_line_id,
  itemId: row.item_id,
  lotId: row.lot_id,
  ownerId: row.owner_id,
  status: row.status,
  fromBinId: row.from_bin_id,
  toBinId: row.to_bin_id,
  qtyPlanned: row.qty_planned === null ? null : parseQty(row.qty_planned),
  qtyDone: parseQty(row.qty_done),
  assigneeId: row.assignee_id,
  version: row.version,
});

/** Locks a task. Refuses NOT_FOUND. Take after the document's lock and before balances. */
export async function lockTask(tx: WmsTx, ctx: Ctx, id: Id): Promise<Task> {
  const { rows } = await sql<TaskText>`
    select id, no, kind, state, warehouse_id, document_kind, document_id, document_no, document_line_id, item_id,
      lot_id, owner_id, status, from_bin_id, to_bin_id, qty_planned, qty_done, assignee_id, version
    from wms.task where company_id = ${ctx.companyId} and id = ${id} for no key update`.execute(tx);
  const row = rows[0];
  return row ? taskOf(row) : refuse('NOT_FOUND', { what: 'task', key: id });
}

async function nameOf(tx: WmsTx, userId: Id): Promise<string> {
  const user = await tx
    .selectFrom('sys.user_account')
    .select('name')
    .where('id', '=', userId)
    .executeTakeFirst();
  return user?.name ?? '';
}

/** Refuses unless the actor may work on the task now: it is open, and nobody else has it. */
export async function requireWorkable(tx: WmsTx, ctx: Ctx, task: Task): Promise<void> {
  if (task.state === 'done' || task.state === 'cancelled') {
    refuse('TASK_OVER', {
      no: task.no.toString(),
      state: task.state,
    });
  }
  if (task.assigneeId !== null && task.assigneeId !== ctx.actor.userId) {
    refuse('TASK_TAKEN', { no: task.no.toString(), by: await nameOf(tx, task.assigneeId) });
  }
}

/** Locks a task and makes sure the actor may work on it. */
export async function lockWorkableTask(tx: WmsTx, ctx: Ctx, id: Id): Promise<Task> {
  const task = await lockTask(tx, ctx, id);
  await requireWorkable(tx, ctx, task);
  return task;
}

/** Records work on a locked task: the actor holds it now; it is done when nothing is left. */
export async function advanceTask(
  tx: WmsTx,
  ctx: Ctx,
  task: Task,
  qty: Qty,
): Promise<{ left: Qty | null; done: boolean }> {
  const doneQty = addQty(task.qtyDone, qty);
  const left = task.qtyPlanned === null ? null : subQty(task.qtyPlanned, doneQty);
  if (left !== null && left < 0n) {
    refuse('TASK_TOO_MUCH', {
      no: task.no.toString(),
      left: qtyText(subQty(task.qtyPlanned ?? doneQty, task.qtyDone)),
      qty: qtyText(qty),
    });
  }
  const done = left === 0n;
  await send(
    tx,
    sql`update wms.task set qty_done = ${qtyText(doneQty)}, state = ${done ? 'done' : 'started'},
      assignee_id = ${ctx.actor.userId}, claimed_at = coalesce(claimed_at, ${ctx.now}::timestamptz),
      finished_at = case when ${done} then ${ctx.now}::timestamptz end, version = version + 1
    where company_id = ${ctx.companyId} and id = ${task.id}`,
  );
  audit(ctx, 'task', task.id, { state: task.state, done: qtyText(task.qtyDone) }, { done: qtyText(doneQty) });
  return { left, done };
}

/** Ends locked or freshly chosen tasks, all at once, as done or cancelled. */
export async function endTasks(
  tx: WmsTx,
  ctx: Ctx,
  ids: readonly Id[],
  state: 'done' | 'cancelled',
  exceptionCode?: string,
): Promise<void> {
  if (ids.length === 0) return;
  await send(
    tx,
    sql`update wms.task set state = ${state}, exception_code = ${exceptionCode ?? null},
      assignee_id = case when ${state} = 'done' then ${ctx.actor.userId}::uuid else assignee_id end,
      finished_at = ${ctx.now}::timestamptz, version = version + 1
    where company_id = ${ctx.companyId} and id = any(${ids}::uuid[])
      and state in ('ready', 'claimed', 'started')`,
  );
  for (const id of ids) audit(ctx, 'task', id, null, { state, exceptionCode: exceptionCode ?? null });
}

/** The open tasks of a document (of one kind), locked in order. */
export async function lockOpenTasks(tx: WmsTx, ctx: Ctx, documentId: Id, kind?: TaskKind): Promise<Task[]> {
  const { rows } = await sql<TaskText>`
    select id, no, kind, state, warehouse_id, document_kind, document_id, document_no, document_line_id, item_id,
      lot_id, owner_id, status, from_bin_id, to_bin_id, qty_planned, qty_done, assignee_id, version
    from wms.task where company_id = ${ctx.companyId} and document_id = ${documentId}
      and state in ('ready', 'claimed', 'started') ${kind ? sql`and kind = ${kind}` : sql``}
    order by id for no key update`.execute(tx);
  return rows.map(taskOf);
}
