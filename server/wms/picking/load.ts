// What a pick task expects, and the allocation that stands behind it.
import { sql } from 'kysely';
import type { Ctx } from '../../kernel/ctx.ts';
import { type QtyText, parseQty } from '../../kernel/decimal.ts';
import type { Id } from '../../kernel/ids.ts';
import { refuse } from '../../kernel/refusal.ts';
import type { Task, TaskKind } from '../tasks/index.ts';
import type { WmsTx } from '../stock/index.ts';
import type { Expected } from './decide.ts';

export type PickTask = Task & {
  readonly itemId: Id;
  readonly lotId: Id;
  readonly ownerId: Id;
  readonly status: string;
  readonly fromBinId: Id;
  readonly toBinId: Id;
  readonly documentLineId: Id;
};

/** The task with everything a pick needs; refuses NOT_A_PICK for any other task. */
export function requirePick(task: Task, kind: TaskKind = 'pick'): PickTask {
  const { itemId, lotId, ownerId, status, fromBinId, toBinId, documentLineId } = task;
  if (
    task.kind !== kind ||
    !itemId ||
    !lotId ||
    !ownerId ||
    !status ||
    !fromBinId ||
    !toBinId ||
    !documentLineId
  ) {
    return refuse('NOT_A_PICK', { no: task.no.toString() });
  }
  return { ...task, itemId, lotId, ownerId, status, fromBinId, toBinId, documentLineId };
}

export async function loadExpected(tx: WmsTx, ctx: Ctx, task: PickTask): Promise<Expected> {
  const { rows } = await sql<{ bin: string; code: string; name: string; lot_no: string; barcodes: string[] }>`
    select n.code as bin, i.code, i.name, l.lot_no,
      array(select b.barcode from md.item_barcode b where b.company_id = i.company_id and b.item_id = i.id) as barcodes
    from md.item i, wms.bin n, wms.lot l
    where i.company_id = ${ctx.companyId} and i.id = ${task.itemId}
      and n.company_id = ${ctx.companyId} and n.id = ${task.fromBinId}
      and l.company_id = ${ctx.companyId} and l.id = ${task.lotId}`.execute(tx);
  const row = rows[0] ?? refuse('NOT_FOUND', { what: 'task', key: task.id });
  return {
    binCode: row.bin,
    itemCode: row.code,
    itemName: row.name,
    barcodes: row.barcodes,
    lotNo: row.lot_no,
  };
}

/** The open allocation of a task: its id and what is left of it. */
export async function loadAllocation(tx: WmsTx, ctx: Ctx, taskId: Id) {
  const { rows } = await sql<{ id: Id; open: QtyText }>`
    select id, (qty - qty_consumed - qty_released)::numeric as open from wms.allocation
    where company_id = ${ctx.companyId} and task_id = ${taskId} and qty > qty_consumed + qty_released`.execute(
    tx,
  );
  const row = rows[0] ?? refuse('ALLOCATION_GONE', { allocations: [taskId] });
  return { id: row.id, open: parseQty(row.open) };
}
