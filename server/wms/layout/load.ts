// Reads about bins: by code or id, by what they are for, and what lies in them or is on its way.
import { type RawBuilder, sql } from 'kysely';
import type { Ctx } from '../../kernel/ctx.ts';
import { type Qty, type QtyText, ZERO_QTY, addQty, parseQty } from '../../kernel/decimal.ts';
import type { Id } from '../../kernel/ids.ts';
import { ask } from '../../kernel/lane.ts';
import { refuse } from '../../kernel/refusal.ts';
import type { Bin, BinContent, WmsTx } from './types.ts';

type BinText = {
  id: Id;
  code: string;
  warehouse_id: Id;
  warehouse_code: string;
  zone_id: Id | null;
  counted: boolean;
  receivable: boolean;
  storable: boolean;
  pickable: boolean;
  holding: boolean;
  staging: boolean;
  mix_items: 'allow' | 'forbid';
  mix_lots: 'allow' | 'forbid';
  capacity: QtyText | null;
  putaway_sequence: number;
  blocked_in: string | null;
  blocked_out: string | null;
};

const binOf = (row: BinText): Bin => ({
  id: row.id,
  code: row.code,
  warehouseId: row.warehouse_id,
  warehouseCode: row.warehouse_code,
  zoneId: row.zone_id,
  counted: row.counted,
  receivable: row.receivable,
  storable: row.storable,
  pickable: row.pickable,
  holding: row.holding,
  staging: row.staging,
  mixItems: row.mix_items,
  mixLots: row.mix_lots,
  capacity: row.capacity === null ? null : parseQty(row.capacity),
  putawaySequence: row.putaway_sequence,
  blockedIn: row.blocked_in,
  blockedOut: row.blocked_out,
});

async function loadBins(tx: WmsTx, ctx: Ctx, condition: RawBuilder<unknown>, limit: number): Promise<Bin[]> {
  const { rows } = await ask(
    tx,
    sql<BinText>`
    select n.id, n.code, n.warehouse_id, w.code as warehouse_code, n.zone_id, p.counted, p.receivable, p.storable,
      p.pickable, p.holding, p.staging, p.mix_items, p.mix_lots, coalesce(n.capacity_qty, p.capacity_qty) as capacity,
      n.putaway_sequence, n.blocked_in, n.blocked_out
    from wms.bin n
    join wms.bin_profile p on p.company_id = n.company_id and p.id = n.profile_id
    join md.warehouse w on w.company_id = n.company_id and w.id = n.warehouse_id
    where n.company_id = ${ctx.companyId} and n.active and ${condition}
    order by n.putaway_sequence, n.code limit ${limit}`,
  );
  return rows.map(binOf);
}

/** The bin a person scanned or typed. Refuses UNKNOWN_BIN; places outside cannot be scanned. */
export async function loadBinByCode(tx: WmsTx, ctx: Ctx, code: string): Promise<Bin> {
  const [bin] = await loadBins(tx, ctx, sql`n.code = ${code.trim().toUpperCase()} and p.counted`, 1);
  return bin ?? refuse('UNKNOWN_BIN', { bin: code });
}

export const loadBinsById = async (tx: WmsTx, ctx: Ctx, ids: readonly Id[]): Promise<Bin[]> =>
  ids.length === 0 ? [] : loadBins(tx, ctx, sql`n.id = any(${ids}::uuid[])`, ids.length);

/** Up to 500 storage bins of a warehouse, in put-away order. */
export const loadStorageBins = (tx: WmsTx, ctx: Ctx, warehouseId: Id): Promise<Bin[]> =>
  loadBins(tx, ctx, sql`n.warehouse_id = ${warehouseId} and p.storable`, 500);

/** Bins for goods that are held: rejected, damaged. Those of the warehouse first, else any of the company. */
export async function loadHoldingBins(tx: WmsTx, ctx: Ctx, warehouseId: Id): Promise<Bin[]> {
  const own = await loadBins(tx, ctx, sql`n.warehouse_id = ${warehouseId} and p.holding`, 100);
  return own.length > 0 ? own : loadBins(tx, ctx, sql`p.holding`, 100);
}

/** Where arriving goods are set down: the warehouse's own dock, else the company's receiving warehouse. */
export async function findDock(tx: WmsTx, ctx: Ctx, warehouseId: Id, warehouseCode: string): Promise<Bin> {
  const [own] = await loadBins(tx, ctx, sql`n.warehouse_id = ${warehouseId} and p.receivable`, 1);
  const [shared] = own ? [own] : await loadBins(tx, ctx, sql`w.purpose = 'receiving' and p.receivable`, 1);
  return shared ?? refuse('NO_DOCK', { warehouse: warehouseCode });
}

export async function findStaging(tx: WmsTx, ctx: Ctx, warehouseId: Id, warehouseCode: string): Promise<Bin> {
  const [bin] = await loadBins(tx, ctx, sql`n.warehouse_id = ${warehouseId} and p.staging`, 1);
  return bin ?? refuse('NO_STAGING', { warehouse: warehouseCode });
}

export async function findTransit(tx: WmsTx, ctx: Ctx): Promise<Bin> {
  const [bin] = await loadBins(tx, ctx, sql`w.purpose = 'transit' and p.counted`, 1);
  return bin ?? refuse('NO_TRANSIT');
}

const OPEN = sql`t.kind in ('put_away', 'transfer_in') and t.state in ('ready', 'claimed', 'started')`;

/** Storage bins of the warehouse where the items lie or are on their way to, and those named; at most 200. */
export const loadHomeBins = (
  tx: WmsTx,
  ctx: Ctx,
  warehouseId: Id,
  itemIds: readonly Id[],
  codes: readonly string[],
): Promise<Bin[]> =>
  loadBins(
    tx,
    ctx,
    sql`n.warehouse_id = ${warehouseId} and p.storable and n.id = any(array(
      select b.bin_id from wms.balance b
      where b.company_id = ${ctx.companyId} and b.item_id = any(${itemIds}::uuid[]) and b.on_hand > 0
      union select t.to_bin_id from wms.task t
      where t.company_id = ${ctx.companyId} and t.item_id = any(${itemIds}::uuid[]) and ${OPEN}
      union select c.id from wms.bin c where c.company_id = ${ctx.companyId} and c.code = any(${codes}::text[])))`,
    200,
  );

/** The nearest storage bins of the warehouse with nothing in them and nothing on its way there. */
export const loadEmptyBins = (tx: WmsTx, ctx: Ctx, warehouseId: Id, limit: number): Promise<Bin[]> =>
  loadBins(
    tx,
    ctx,
    sql`n.warehouse_id = ${warehouseId} and p.storable and n.blocked_in is null
      and not exists (select from wms.balance b
        where b.company_id = n.company_id and b.bin_id = n.id and b.on_hand > 0)
      and not exists (select from wms.task t
        where t.company_id = n.company_id and t.to_bin_id = n.id and t.qty_planned > t.qty_done and ${OPEN})`,
    limit,
  );

/** What lies in each bin, together with what open tasks will still bring there. */
export async function loadContents(tx: WmsTx, ctx: Ctx, binIds: readonly Id[]): Promise<Map<Id, BinContent>> {
  if (binIds.length === 0) return new Map();
  // By goods and not by bin: hundreds of open tasks for one bin are added up without being sorted.
  const { rows } = await ask(
    tx,
    sql<{ bin_id: Id; item_id: Id; lot_id: Id; qty: QtyText }>`
    select bin_id, item_id, lot_id, sum(qty) as qty
    from (
      select bin_id, item_id, lot_id, on_hand::numeric as qty from wms.balance
      where company_id = ${ctx.companyId} and bin_id = any(${binIds}::uuid[]) and on_hand > 0
      union all
      select t.to_bin_id, t.item_id, t.lot_id, (t.qty_planned - t.qty_done)::numeric from wms.task t
      where t.company_id = ${ctx.companyId} and t.to_bin_id = any(${binIds}::uuid[]) and t.item_id is not null
        and ${OPEN} and t.qty_planned > t.qty_done
    ) as inside group by bin_id, item_id, lot_id`,
  );
  const contents = new Map<Id, { itemIds: Set<Id>; lotIds: Set<Id>; qty: Qty }>();
  for (const row of rows) {
    const content = contents.get(row.bin_id) ?? { itemIds: new Set(), lotIds: new Set(), qty: ZERO_QTY };
    content.itemIds.add(row.item_id);
    content.lotIds.add(row.lot_id);
    content.qty = addQty(content.qty, parseQty(row.qty));
    contents.set(row.bin_id, content);
  }
  return contents;
}
