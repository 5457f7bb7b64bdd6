// Private writes of transferring: stock held for lines with a task each, slices of lines, arrival tasks, the state.
import { sql } from 'kysely';
import type { Ctx } from '../../kernel/ctx.ts';
import { type Qty, qtyText } from '../../kernel/decimal.ts';
import { type Id, newId } from '../../kernel/ids.ts';
import { send } from '../../kernel/lane.ts';
import { findPlaces } from '../layout/index.ts';
import { type Want, chooseStock, lockCandidates } from '../shipping/index.ts';
import { type StockKey, allocateStock } from '../stock/index.ts';
import { createTasks } from '../tasks/index.ts';
import type { Transfer, WmsTx } from './types.ts';

export const DEMAND = 'transfer';

/** Adds quantities to slices of lines, all lines in one statement. */
export async function moveSlices(
  tx: WmsTx,
  ctx: Ctx,
  changes: readonly { lineId: Id; dispatched?: Qty; arrived?: Qty; short?: Qty; lost?: Qty }[],
): Promise<void> {
  if (changes.length === 0) return;
  const text = (qty: Qty | undefined): string => (qty === undefined ? '0' : qtyText(qty));
  await send(
    tx,
    sql`update wms.transfer_line l set qty_dispatched = l.qty_dispatched + c.dispatched,
      qty_arrived = l.qty_arrived + c.arrived, qty_short = l.qty_short + c.short, qty_lost = l.qty_lost + c.lost
    from (select id, sum(dispatched) as dispatched, sum(arrived) as arrived, sum(short) as short, sum(lost) as lost
      from unnest(${changes.map((c) => c.lineId)}::uuid[], ${changes.map((c) => text(c.dispatched))}::numeric[],
        ${changes.map((c) => text(c.arrived))}::numeric[], ${changes.map((c) => text(c.short))}::numeric[],
        ${changes.map((c) => text(c.lost))}::numeric[]) as c (id, dispatched, arrived, short, lost) group by id) as c
    where l.company_id = ${ctx.companyId} and l.id = c.id`,
  );
}

/**
 * Holds what there is for the wants and raises one task to take it out per allocation; returns what is missing per
 * line. A bin may be left out: the one where something was just found missing.
 */
export async function allocateAndTask(
  tx: WmsTx,
  ctx: Ctx,
  transfer: Transfer,
  wants: readonly Want[],
  exceptBinId: Id | null = null,
): Promise<Map<Id, Qty>> {
  const itemIds = [...new Set(wants.map((want) => want.itemId))];
  const all = await lockCandidates(tx, ctx, transfer.fromWarehouseId, itemIds, { fromHolding: true });
  const { choices, missing } = chooseStock(
    wants,
    all.filter((candidate) => candidate.key.binId !== exceptBinId),
  );
  const taskIds = await createTasks(
    tx,
    ctx,
    choices.map(({ lineId, candidate, qty }) => ({
      kind: 'transfer_out' as const,
      warehouseId: transfer.fromWarehouseId,
      documentKind: 'transfer',
      documentId: transfer.id,
      documentNo: transfer.no,
      documentLineId: lineId,
      itemId: candidate.key.itemId,
      lotId: candidate.key.lotId,
      ownerId: candidate.key.ownerId,
      status: candidate.key.status,
      fromBinId: candidate.key.binId,
      toBinId: transfer.transitBinId,
      qtyPlanned: qty,
      priority: 40,
    })),
  );
  await allocateStock(
    tx,
    ctx,
    choices.map(({ lineId, candidate, qty }, index) => ({
      demandKind: DEMAND,
      demandLineId: lineId,
      key: candidate.key,
      qty,
      taskId: taskIds[index] ?? null,
    })),
  );
  return missing;
}

export type ToBringIn = {
  readonly lineId: Id;
  readonly key: StockKey;
  readonly qty: Qty;
  readonly fixedBinCode: string;
};

/**
 * Holds goods in transit for their lines, so that nothing else can take them, and raises a task each to bring them
 * in, with the best bin at this moment.
 */
export async function raiseArrivals(
  tx: WmsTx,
  ctx: Ctx,
  transfer: Transfer,
  goods: readonly ToBringIn[],
): Promise<void> {
  const places = await findPlaces(
    tx,
    ctx,
    transfer.toWarehouseId,
    goods.map(({ key, qty, fixedBinCode }) => ({
      itemId: key.itemId,
      lotId: key.lotId,
      qty,
      fixedBinCode,
      held: false,
    })),
  );
  const taskIds = await createTasks(
    tx,
    ctx,
    goods.map(({ lineId, key, qty }, index) => ({
      kind: 'transfer_in' as const,
      warehouseId: transfer.toWarehouseId,
      documentKind: 'transfer',
      documentId: transfer.id,
      documentNo: transfer.no,
      documentLineId: lineId,
      itemId: key.itemId,
      lotId: key.lotId,
      ownerId: key.ownerId,
      status: key.status,
      fromBinId: transfer.transitBinId,
      toBinId: places[index]?.id ?? null,
      qtyPlanned: qty,
      priority: 45,
    })),
  );
  await allocateStock(
    tx,
    ctx,
    goods.map(({ lineId, key, qty }, index) => ({
      demandKind: DEMAND,
      demandLineId: lineId,
      key,
      qty,
      taskId: taskIds[index] ?? null,
    })),
  );
}

/** Reads the state from the lines and sets it; returns it. */
export async function settleTransferState(tx: WmsTx, ctx: Ctx, transferId: Id): Promise<string> {
  const { rows } = await sql<{ state: string }>`
    update wms.transfer t set state = case
        when s.waiting and s.left_some then 'dispatching' when s.waiting then 'open'
        when s.in_transit then 'in_transit' when s.left_some then 'closed' else 'cancelled' end
    from (select bool_or(qty_dispatched + qty_short < qty_ordered) as waiting, bool_or(qty_dispatched > 0) as left_some,
        bool_or(qty_arrived + qty_lost < qty_dispatched) as in_transit
      from wms.transfer_line where company_id = ${ctx.companyId} and transfer_id = ${transferId}) as s
    where t.company_id = ${ctx.companyId} and t.id = ${transferId} returning t.state`.execute(tx);
  ctx.topics.add('transfer');
  return rows[0]?.state ?? '';
}

/** What somebody has to look into, put before the warehouse manager. */
export async function raiseCase(
  tx: WmsTx,
  ctx: Ctx,
  code: string,
  entity: string,
  entityId: Id,
  facts: Readonly<Record<string, string>>,
): Promise<void> {
  await send(
    tx,
    sql`insert into sys.exception_case (company_id, id, code, role_code, entity, entity_id, facts)
      values (${ctx.companyId}, ${newId()}, ${code}, 'warehouseManager', ${entity}, ${entityId},
        ${JSON.stringify(facts)}::jsonb)`,
  );
}
