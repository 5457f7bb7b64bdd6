// The one door to the book of quantities: nobody else writes wms.movement or wms.balance. Locks the touched
// balances in key order, decides, then writes movements, balances and allocations in one statement, however many
// lines there are. Defends STOCK-01 (balance = sum of movements) to STOCK-05 (allocated = open allocations).
import { sql } from 'kysely';
import type { Ctx } from '../../kernel/ctx.ts';
import { type Qty, qtyText } from '../../kernel/decimal.ts';
import type { Id } from '../../kernel/ids.ts';
import { assertLaw, refuse } from '../../kernel/refusal.ts';
import { type Posting, decidePosting, fromKey, touchedKeys } from './decide.ts';
import { lockAllocations, lockTouched } from './load.ts';
import { describeShortages } from './shortages.ts';
import { type MovementDraft, type StockKey, type WmsTx, stockKeyText } from './types.ts';

export type PostedMovement = { readonly id: bigint };

/**
 * Posts movements; quantities are in base units. Returns their ids in the order of the drafts. Refuses
 * NOT_ENOUGH_STOCK naming every shortage, ALLOCATION_GONE when a named allocation no longer covers its movement.
 */
export async function postMovements(
  tx: WmsTx,
  ctx: Ctx,
  drafts: readonly MovementDraft[],
): Promise<PostedMovement[]> {
  if (drafts.length === 0) return [];
  for (const draft of drafts) {
    assertLaw(draft.qty > 0n, 'STOCK-04', { kind: draft.kind, item: draft.itemId });
  }
  const touched = touchedKeys(drafts);
  const { rows, countedBins } = await lockTouched(tx, ctx, touched);
  const keys = touched.filter((key) => countedBins.has(key.binId));
  const named = drafts.flatMap((draft) => (draft.allocationId ? [draft.allocationId] : []));
  const allocations = await lockAllocations(tx, ctx, [...new Set(named)].sort());
  requireAllocationsMatch(drafts, new Map(allocations.map((allocation) => [allocation.id, allocation.key])));
  const posting = decidePosting(drafts, {
    balances: new Map(rows.map((row) => [stockKeyText(row), row])),
    countedBins,
    openAllocations: new Map(allocations.map((allocation) => [allocation.id, allocation.open])),
  });
  if (posting.goneAllocations.length > 0) refuse('ALLOCATION_GONE', { allocations: posting.goneAllocations });
  if (posting.shortages.length > 0)
    refuse('NOT_ENOUGH_STOCK', await describeShortages(tx, ctx, posting.shortages));
  const ids = await writePosting(tx, ctx, drafts, keys, posting);
  ctx.topics.add('stock');
  return ids;
}

/** An allocation may only be used at the very key it stands on. */
function requireAllocationsMatch(drafts: readonly MovementDraft[], keys: ReadonlyMap<Id, StockKey>): void {
  for (const draft of drafts) {
    if (!draft.allocationId) continue;
    const key = keys.get(draft.allocationId);
    if (!key || stockKeyText(key) !== stockKeyText(fromKey(draft))) {
      refuse('ALLOCATION_GONE', { allocations: [draft.allocationId] });
    }
  }
}

const textOrNull = (qty: Qty | null): string | null => (qty === null ? null : qtyText(qty));

async function writePosting(
  tx: WmsTx,
  ctx: Ctx,
  drafts: readonly MovementDraft[],
  keys: readonly StockKey[],
  posting: Posting,
): Promise<PostedMovement[]> {
  const finals = keys.map((key) => {
    const final = posting.balances.get(stockKeyText(key));
    assertLaw(final !== undefined && final.onHand >= 0n, 'STOCK-03', { key: stockKeyText(key) });
    return final;
  });
  const consumed = [...posting.consumed];
  const { rows } = await sql<{ id: bigint }>`
    with moved as (
      insert into wms.movement (company_id, command_id, kind, item_id, lot_id, qty,
        from_bin_id, from_status, from_owner_id, to_bin_id, to_status, to_owner_id, from_after, to_after,
        source_kind, source_id, source_line_id, task_id, report_id, reversal_of, reason,
        actor_id, device, occurred_at, business_date)
      select ${ctx.companyId}, ${ctx.commandId}, d.kind, d.item_id, d.lot_id, d.qty,
        d.from_bin, d.from_status, d.from_owner, d.to_bin, d.to_status, d.to_owner, d.from_after, d.to_after,
        d.source_kind, d.source_id, d.source_line, d.task_id, d.report_id, d.reversal_of, d.reason,
        ${ctx.actor.userId}, ${ctx.device}, d.occurred_at, ${ctx.today}::date
      from unnest(${drafts.map((d) => d.kind)}::text[], ${drafts.map((d) => d.itemId)}::uuid[],
        ${drafts.map((d) => d.lotId)}::uuid[], ${drafts.map((d) => qtyText(d.qty))}::numeric[],
        ${drafts.map((d) => d.from.binId)}::uuid[], ${drafts.map((d) => d.from.status)}::text[],
        ${drafts.map((d) => d.from.ownerId)}::uuid[], ${drafts.map((d) => d.to.binId)}::uuid[],
        ${drafts.map((d) => d.to.status)}::text[], ${drafts.map((d) => d.to.ownerId)}::uuid[],
        ${posting.afters.map((after) => textOrNull(after.from))}::numeric[],
        ${posting.afters.map((after) => textOrNull(after.to))}::numeric[],
        ${drafts.map((d) => d.sourceKind)}::text[], ${drafts.map((d) => d.sourceId)}::uuid[],
        ${drafts.map((d) => d.sourceLineId ?? null)}::uuid[], ${drafts.map((d) => d.taskId ?? null)}::uuid[],
        ${drafts.map((d) => d.reportId ?? null)}::uuid[],
        ${drafts.map((d) => d.reversalOf?.toString() ?? null)}::bigint[],
        ${drafts.map((d) => d.reason ?? null)}::text[],
        ${drafts.map((d) => d.occurredAt ?? ctx.now)}::timestamptz[]) with ordinality
        as d (kind, item_id, lot_id, qty, from_bin, from_status, from_owner, to_bin, to_status, to_owner,
          from_after, to_after, source_kind, source_id, source_line, task_id, report_id, reversal_of, reason,
          occurred_at, position)
      order by d.position returning id),
    balanced as (
      update wms.balance b set on_hand = k.on_hand, allocated = k.allocated
      from unnest(${keys.map((k) => k.itemId)}::uuid[], ${keys.map((k) => k.ownerId)}::uuid[],
        ${keys.map((k) => k.lotId)}::uuid[], ${keys.map((k) => k.status)}::text[],
        ${keys.map((k) => k.binId)}::uuid[], ${finals.map((f) => qtyText(f.onHand))}::numeric[],
        ${finals.map((f) => qtyText(f.allocated))}::numeric[])
        as k (item_id, owner_id, lot_id, status, bin_id, on_hand, allocated)
      where b.company_id = ${ctx.companyId} and b.item_id = k.item_id and b.owner_id = k.owner_id
        and b.lot_id = k.lot_id and b.status = k.status and b.bin_id = k.bin_id),
    consumed as (
      update wms.allocation a set qty_consumed = a.qty_consumed + c.qty
      from unnest(${consumed.map(([id]) => id)}::uuid[], ${consumed.map(([, qty]) => qtyText(qty))}::numeric[])
        as c (id, qty)
      where a.company_id = ${ctx.companyId} and a.id = c.id)
    select id from moved order by id`.execute(tx);
  return rows.map((row) => ({ id: row.id }));
}
