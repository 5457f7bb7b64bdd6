// Private writes of shipping, and the one way in which lines get stock: choose, allocate, raise pick tasks.
import { sql } from 'kysely';
import type { Ctx } from '../../kernel/ctx.ts';
import { type Qty, ZERO_QTY, qtyText } from '../../kernel/decimal.ts';
import type { Id } from '../../kernel/ids.ts';
import { send } from '../../kernel/lane.ts';
import { allocateStock } from '../stock/index.ts';
import { createTasks } from '../tasks/index.ts';
import { type Want, chooseStock } from './decide.ts';
import { lockCandidates } from './load.ts';
import type { Shipment, WmsTx } from './types.ts';

/** Adds signed quantities to slices of lines, all lines in one statement. */
export async function moveSlices(
  tx: WmsTx,
  ctx: Ctx,
  changes: readonly {
    lineId: Id;
    allocated?: Qty;
    picked?: Qty;
    packed?: Qty;
    shipped?: Qty;
    short?: Qty;
    reason?: string;
  }[],
): Promise<void> {
  if (changes.length === 0) return;
  const text = (qty: Qty | undefined): string => (qty === undefined ? '0' : qtyText(qty));
  await send(
    tx,
    sql`update wms.shipment_line l set qty_allocated = l.qty_allocated + c.allocated, qty_picked = l.qty_picked + c.picked,
      qty_packed = l.qty_packed + c.packed, qty_shipped = l.qty_shipped + c.shipped, qty_short = l.qty_short + c.short,
      short_reason = coalesce(c.reason, l.short_reason)
    from (select id, sum(allocated) as allocated, sum(picked) as picked, sum(packed) as packed, sum(shipped) as shipped,
        sum(short) as short, max(reason) as reason
      from unnest(${changes.map((c) => c.lineId)}::uuid[], ${changes.map((c) => text(c.allocated))}::numeric[],
        ${changes.map((c) => text(c.picked))}::numeric[], ${changes.map((c) => text(c.packed))}::numeric[],
        ${changes.map((c) => text(c.shipped))}::numeric[], ${changes.map((c) => text(c.short))}::numeric[],
        ${changes.map((c) => c.reason ?? null)}::text[])
        as c (id, allocated, picked, packed, shipped, short, reason) group by id) as c
    where l.company_id = ${ctx.companyId} and l.id = c.id`,
  );
}

/**
 * Allocates what there is for the wants and raises one pick task per allocation; returns what is missing per line.
 * A bin may be left out: the one where something was just found missing.
 */
export async function allocateAndTask(
  tx: WmsTx,
  ctx: Ctx,
  shipment: Shipment,
  wants: readonly Want[],
  exceptBinId: Id | null = null,
): Promise<Map<Id, Qty>> {
  const itemIds = [...new Set(wants.map((want) => want.itemId))];
  const all = await lockCandidates(tx, ctx, shipment.warehouseId, itemIds);
  const candidates = all.filter((candidate) => candidate.key.binId !== exceptBinId);
  const { choices, missing } = chooseStock(wants, candidates);
  const taskIds = await createTasks(
    tx,
    ctx,
    choices.map(({ lineId, candidate, qty }) => ({
      kind: 'pick' as const,
      warehouseId: shipment.warehouseId,
      documentKind: 'shipment',
      documentId: shipment.id,
      documentNo: shipment.no,
      documentLineId: lineId,
      itemId: candidate.key.itemId,
      lotId: candidate.key.lotId,
      ownerId: candidate.key.ownerId,
      status: candidate.key.status,
      fromBinId: candidate.key.binId,
      toBinId: shipment.stagingBinId,
      qtyPlanned: qty,
      priority: 30,
    })),
  );
  await allocateStock(
    tx,
    ctx,
    choices.map(({ lineId, candidate, qty }, index) => ({
      demandKind: 'shipment',
      demandLineId: lineId,
      key: candidate.key,
      qty,
      taskId: taskIds[index] ?? null,
    })),
  );
  await moveSlices(
    tx,
    ctx,
    choices.map(({ lineId, qty }) => ({ lineId, allocated: qty })),
  );
  return missing;
}

/** Seeks a missing quantity in other bins; returns what no bin has. */
export async function allocateElsewhere(
  tx: WmsTx,
  ctx: Ctx,
  shipment: Shipment,
  want: Want,
  exceptBinId: Id,
): Promise<Qty> {
  const missing = await allocateAndTask(tx, ctx, shipment, [want], exceptBinId);
  return missing.get(want.lineId) ?? ZERO_QTY;
}

export async function setShipmentState(tx: WmsTx, ctx: Ctx, id: Id, state: string): Promise<void> {
  await send(
    tx,
    sql`update wms.shipment set state = ${state} where company_id = ${ctx.companyId} and id = ${id}`,
  );
}

/** Picked, when nothing of any line waits any more; then the check-and-pack task appears. Returns the new state. */
export async function settlePickState(tx: WmsTx, ctx: Ctx, shipment: Shipment): Promise<string> {
  const { rows } = await sql<{ waiting: boolean; picked: boolean }>`
    select bool_or(qty_allocated + qty_picked + qty_short < qty_ordered or qty_allocated > 0) as waiting,
      bool_or(qty_picked > 0) as picked
    from wms.shipment_line where company_id = ${ctx.companyId} and shipment_id = ${shipment.id}`.execute(tx);
  const state = rows[0]?.waiting ? 'picking' : 'picked';
  await setShipmentState(tx, ctx, shipment.id, state);
  if (state === 'picked' && rows[0]?.picked) {
    await createTasks(tx, ctx, [
      {
        kind: 'pack',
        warehouseId: shipment.warehouseId,
        documentKind: 'shipment',
        documentId: shipment.id,
        documentNo: shipment.no,
        fromBinId: shipment.stagingBinId,
        priority: 30,
      },
    ]);
  }
  return state;
}
