// Locks and reads for transferring: the transfer, its lines, and what of it stands in transit.
import { sql } from 'kysely';
import type { Ctx } from '../../kernel/ctx.ts';
import { type Qty, type QtyText, parseQty } from '../../kernel/decimal.ts';
import type { Id } from '../../kernel/ids.ts';
import { refuse } from '../../kernel/refusal.ts';
import type { InTransit, Transfer, TransferLine, WmsTx } from './types.ts';

type TransferText = {
  id: Id;
  no: string;
  state: string;
  instruction_id: Id;
  origin_id: Id;
  from_warehouse_id: Id;
  from_code: string;
  allocation_rule: 'fifo' | 'fefo';
  to_warehouse_id: Id;
  to_code: string;
  transit_bin_id: Id;
};

export async function lockTransfer(tx: WmsTx, ctx: Ctx, id: Id): Promise<Transfer> {
  const { rows } = await sql<TransferText>`
    select t.id, t.no, t.state, t.instruction_id, (i.body ->> 'originId')::uuid as origin_id, t.from_warehouse_id,
      f.code as from_code, f.allocation_rule, t.to_warehouse_id, w.code as to_code, t.transit_bin_id
    from wms.transfer t
    join contract.instruction i on i.company_id = t.company_id and i.id = t.instruction_id
    join md.warehouse f on f.company_id = t.company_id and f.id = t.from_warehouse_id
    join md.warehouse w on w.company_id = t.company_id and w.id = t.to_warehouse_id
    where t.company_id = ${ctx.companyId} and t.id = ${id} for no key update of t`.execute(tx);
  const row = rows[0] ?? refuse('NOT_FOUND', { what: 'transfer', key: id });
  return {
    id: row.id,
    no: row.no,
    state: row.state,
    instructionId: row.instruction_id,
    originId: row.origin_id,
    fromWarehouseId: row.from_warehouse_id,
    fromWarehouseCode: row.from_code,
    fromWarehouseRule: row.allocation_rule,
    toWarehouseId: row.to_warehouse_id,
    toWarehouseCode: row.to_code,
    transitBinId: row.transit_bin_id,
  };
}

/** Locks the transfer that a task belongs to. */
export async function lockTransferOfTask(tx: WmsTx, ctx: Ctx, taskId: Id): Promise<Transfer> {
  const seen = await tx
    .selectFrom('wms.task')
    .select('document_id')
    .where('company_id', '=', ctx.companyId)
    .where('id', '=', taskId)
    .executeTakeFirst();
  return lockTransfer(tx, ctx, seen?.document_id ?? taskId);
}

type LineText = {
  id: Id;
  line_no: number;
  instruction_line_id: Id;
  origin_line_id: Id;
  item_id: Id;
  item_code: string;
  default_bin_code: string;
  rule: 'fifo' | 'fefo' | null;
  qty_ordered: QtyText;
  qty_allocated: QtyText;
  qty_dispatched: QtyText;
  qty_arrived: QtyText;
  qty_short: QtyText;
  qty_lost: QtyText;
};

/** Locks the lines of a locked transfer; returns them in line order. */
export async function lockTransferLines(tx: WmsTx, ctx: Ctx, transfer: Transfer): Promise<TransferLine[]> {
  const { rows } = await sql<LineText>`
    select l.id, l.line_no, l.instruction_line_id, il.document_line_id as origin_line_id, l.item_id,
      m.code as item_code, m.default_bin_code, m.allocation_rule as rule, l.qty_ordered, l.qty_dispatched,
      l.qty_arrived, l.qty_short, l.qty_lost,
      coalesce((select sum(a.qty - a.qty_consumed - a.qty_released) from wms.allocation a
        where a.company_id = l.company_id and a.demand_line_id = l.id
          and a.bin_id <> ${transfer.transitBinId}), 0)::numeric as qty_allocated
    from wms.transfer_line l
    join contract.instruction_line il on il.company_id = l.company_id and il.id = l.instruction_line_id
    join md.item m on m.company_id = l.company_id and m.id = l.item_id
    where l.company_id = ${ctx.companyId} and l.transfer_id = ${transfer.id}
    order by l.id for no key update of l`.execute(tx);
  return rows
    .map((row) => ({
      id: row.id,
      lineNo: row.line_no,
      instructionLineId: row.instruction_line_id,
      originLineId: row.origin_line_id,
      itemId: row.item_id,
      itemCode: row.item_code,
      fixedBinCode: row.default_bin_code,
      rule: row.rule ?? transfer.fromWarehouseRule,
      qtyOrdered: parseQty(row.qty_ordered),
      qtyAllocated: parseQty(row.qty_allocated),
      qtyDispatched: parseQty(row.qty_dispatched),
      qtyArrived: parseQty(row.qty_arrived),
      qtyShort: parseQty(row.qty_short),
      qtyLost: parseQty(row.qty_lost),
    }))
    .sort((a, b) => a.lineNo - b.lineNo);
}

/** The line of a task; a task that names none does not belong here. */
export const lineOf = (lines: readonly TransferLine[], lineId: Id | null): TransferLine =>
  lines.find((line) => line.id === lineId) ??
  refuse('NOT_FOUND', { what: 'transfer line', key: lineId ?? '' });

/** What of a locked transfer stands in transit. */
export async function loadInTransit(tx: WmsTx, ctx: Ctx, transfer: Transfer): Promise<InTransit[]> {
  const { rows } = await sql<{
    id: Id;
    demand_line_id: Id;
    item_id: Id;
    owner_id: Id;
    lot_id: Id;
    status: string;
    open: QtyText;
    task_id: Id;
    is_open: boolean;
  }>`
    select a.id, a.demand_line_id, a.item_id, a.owner_id, a.lot_id, a.status,
      (a.qty - a.qty_consumed - a.qty_released)::numeric as open, a.task_id,
      t.state in ('ready', 'claimed', 'started') as is_open
    from wms.allocation a
    join wms.transfer_line l on l.company_id = a.company_id and l.id = a.demand_line_id
    join wms.task t on t.company_id = a.company_id and t.id = a.task_id
    where a.company_id = ${ctx.companyId} and l.transfer_id = ${transfer.id} and a.bin_id = ${transfer.transitBinId}
      and a.qty > a.qty_consumed + a.qty_released order by a.id`.execute(tx);
  return rows.map((row) => ({
    allocationId: row.id,
    lineId: row.demand_line_id,
    key: {
      itemId: row.item_id,
      ownerId: row.owner_id,
      lotId: row.lot_id,
      status: row.status,
      binId: transfer.transitBinId,
    },
    open: parseQty(row.open),
    taskId: row.task_id,
    isTaskOpen: row.is_open,
  }));
}

/** What is held for a locked transfer in the sending warehouse. */
export async function loadHeld(
  tx: WmsTx,
  ctx: Ctx,
  transfer: Transfer,
): Promise<{ allocationId: Id; open: Qty }[]> {
  const { rows } = await sql<{ id: Id; open: QtyText }>`
    select a.id, (a.qty - a.qty_consumed - a.qty_released)::numeric as open
    from wms.allocation a
    join wms.transfer_line l on l.company_id = a.company_id and l.id = a.demand_line_id
    where a.company_id = ${ctx.companyId} and l.transfer_id = ${transfer.id} and a.bin_id <> ${transfer.transitBinId}
      and a.qty > a.qty_consumed + a.qty_released order by a.id`.execute(tx);
  return rows.map((row) => ({ allocationId: row.id, open: parseQty(row.open) }));
}
