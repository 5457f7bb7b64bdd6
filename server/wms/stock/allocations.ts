// Hard allocations: rows that hold a quantity of one balance for one demand line. Together with postMovements the
// only writers of wms.allocation and of a balance's allocated quantity; the check constraint stops the rest.
import { sql } from 'kysely';
import type { Ctx } from '../../kernel/ctx.ts';
import { type Qty, addQty, qtyText, subQty } from '../../kernel/decimal.ts';
import { type Id, newId } from '../../kernel/ids.ts';
import { send } from '../../kernel/lane.ts';
import { refuse } from '../../kernel/refusal.ts';
import { lockAllocations, lockBalances } from './load.ts';
import { describeShortages } from './shortages.ts';
import { type Shortage, type StockKey, type WmsTx, stockKeyText } from './types.ts';

export type AllocationDraft = {
  readonly demandKind: string;
  readonly demandLineId: Id;
  readonly key: StockKey;
  readonly qty: Qty;
  readonly taskId?: Id | null;
};

const uniqueKeys = (keys: readonly StockKey[]): StockKey[] =>
  [...new Map(keys.map((key) => [stockKeyText(key), key])).entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, key]) => key);

/** Holds stock; returns the allocation ids in the order of the drafts. Refuses NOT_ENOUGH_STOCK. */
export async function allocateStock(tx: WmsTx, ctx: Ctx, drafts: readonly AllocationDraft[]): Promise<Id[]> {
  if (drafts.length === 0) return [];
  const rows = await lockBalances(tx, ctx, uniqueKeys(drafts.map((draft) => draft.key)));
  const free = new Map(rows.map((row) => [stockKeyText(row), subQty(row.onHand, row.allocated)]));
  const shortages: Shortage[] = [];
  for (const draft of drafts) {
    const text = stockKeyText(draft.key);
    const left = free.get(text) ?? subQty(draft.qty, draft.qty);
    if (left < draft.qty) shortages.push({ key: draft.key, wanted: draft.qty, free: left });
    free.set(text, subQty(left, draft.qty));
  }
  if (shortages.length > 0) refuse('NOT_ENOUGH_STOCK', await describeShortages(tx, ctx, shortages));
  const ids = drafts.map(() => newId());
  await send(
    tx,
    sql`
    insert into wms.allocation (company_id, id, demand_kind, demand_line_id, task_id, item_id, owner_id, lot_id,
      status, bin_id, qty)
    select ${ctx.companyId}, * from unnest(${ids}::uuid[], ${drafts.map((d) => d.demandKind)}::text[],
      ${drafts.map((d) => d.demandLineId)}::uuid[], ${drafts.map((d) => d.taskId ?? null)}::uuid[],
      ${drafts.map((d) => d.key.itemId)}::uuid[], ${drafts.map((d) => d.key.ownerId)}::uuid[],
      ${drafts.map((d) => d.key.lotId)}::uuid[], ${drafts.map((d) => d.key.status)}::text[],
      ${drafts.map((d) => d.key.binId)}::uuid[], ${drafts.map((d) => qtyText(d.qty))}::numeric[])`,
  );
  await addAllocated(
    tx,
    ctx,
    drafts.map((draft) => ({ key: draft.key, qty: draft.qty })),
  );
  ctx.topics.add('stock');
  return ids;
}

export type AllocationRelease = { readonly allocationId: Id; readonly qty: Qty; readonly reason: string };

/** Gives held stock back. Refuses ALLOCATION_GONE when less than that is still open. */
export async function releaseAllocations(
  tx: WmsTx,
  ctx: Ctx,
  releases: readonly AllocationRelease[],
): Promise<void> {
  if (releases.length === 0) return;
  const ids = [...new Set(releases.map((release) => release.allocationId))].sort();
  const { rows } = await sql<{ item_id: Id; owner_id: Id; lot_id: Id; status: string; bin_id: Id }>`
    select distinct item_id, owner_id, lot_id, status, bin_id from wms.allocation
    where company_id = ${ctx.companyId} and id = any(${ids}::uuid[])`.execute(tx);
  const keys = rows.map((row) => ({
    itemId: row.item_id,
    ownerId: row.owner_id,
    lotId: row.lot_id,
    status: row.status,
    binId: row.bin_id,
  }));
  await lockBalances(tx, ctx, uniqueKeys(keys));
  const open = new Map(
    (await lockAllocations(tx, ctx, ids)).map((allocation) => [allocation.id, allocation]),
  );
  for (const release of releases) {
    const allocation = open.get(release.allocationId);
    if (!allocation || allocation.open < release.qty)
      refuse('ALLOCATION_GONE', { allocations: [release.allocationId] });
  }
  await send(
    tx,
    sql`
    update wms.allocation a set qty_released = a.qty_released + r.qty, release_reason = r.reason
    from (select id, sum(qty) as qty, max(reason) as reason from unnest(${releases.map((r) => r.allocationId)}::uuid[],
      ${releases.map((r) => qtyText(r.qty))}::numeric[], ${releases.map((r) => r.reason)}::text[])
      as r (id, qty, reason) group by id) as r
    where a.company_id = ${ctx.companyId} and a.id = r.id`,
  );
  await addAllocated(
    tx,
    ctx,
    releases.flatMap((release) => {
      const allocation = open.get(release.allocationId);
      return allocation ? [{ key: allocation.key, qty: -release.qty as Qty }] : [];
    }),
  );
  ctx.topics.add('stock');
}

/** Adds signed quantities to the allocated part of locked balances, once per key. */
async function addAllocated(
  tx: WmsTx,
  ctx: Ctx,
  deltas: readonly { readonly key: StockKey; readonly qty: Qty }[],
): Promise<void> {
  const sums = new Map<string, { key: StockKey; qty: Qty }>();
  for (const delta of deltas) {
    const text = stockKeyText(delta.key);
    const sum = sums.get(text);
    sums.set(text, { key: delta.key, qty: sum ? addQty(sum.qty, delta.qty) : delta.qty });
  }
  const rows = [...sums.values()];
  await send(
    tx,
    sql`
    update wms.balance b set allocated = b.allocated + k.qty
    from unnest(${rows.map((r) => r.key.itemId)}::uuid[], ${rows.map((r) => r.key.ownerId)}::uuid[],
      ${rows.map((r) => r.key.lotId)}::uuid[], ${rows.map((r) => r.key.status)}::text[],
      ${rows.map((r) => r.key.binId)}::uuid[], ${rows.map((r) => qtyText(r.qty))}::numeric[])
      as k (item_id, owner_id, lot_id, status, bin_id, qty)
    where b.company_id = ${ctx.companyId} and b.item_id = k.item_id and b.owner_id = k.owner_id
      and b.lot_id = k.lot_id and b.status = k.status and b.bin_id = k.bin_id`,
  );
}
