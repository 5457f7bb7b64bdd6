// Private writes of count orders: the head under lock, and what its scope may name.
import { sql } from 'kysely';
import type { Ctx } from '../../kernel/ctx.ts';
import type { Id } from '../../kernel/ids.ts';
import { refuse } from '../../kernel/refusal.ts';
import type { ErpTx, Order } from '../orders/index.ts';

/** What is to be counted. Empty bins: every bin of the warehouse; empty items: whatever lies there. */
export type Scope = { readonly binCodes: readonly string[]; readonly itemIds: readonly Id[] };

export type OrderHead = Order & Scope & { readonly warehouseId: Id };

/** Locks an order. Refuses NOT_FOUND. */
export async function lockOrder(tx: ErpTx, ctx: Ctx, id: Id): Promise<OrderHead> {
  const { rows } = await sql<OrderHead>`
    select id, no, state, version, warehouse_id as "warehouseId",
      array(select jsonb_array_elements_text(scope -> 'binCodes')) as "binCodes",
      array(select jsonb_array_elements_text(scope -> 'itemIds')) as "itemIds"
    from erp.count_order where company_id = ${ctx.companyId} and id = ${id} for no key update`.execute(tx);
  return rows[0] ?? refuse('NOT_FOUND', { what: 'count order', key: id });
}

/** Sets the state of a locked order and counts its version up. Where nothing differed, nobody has settled it. */
export async function setOrderState(
  tx: ErpTx,
  ctx: Ctx,
  id: Id,
  state: string,
  settledBy: Id | null = null,
): Promise<void> {
  await sql`update erp.count_order set state = ${state}, version = version + 1,
      approved_by = case when ${state} = 'approved' then coalesce(approved_by, ${ctx.actor.userId}::uuid) else approved_by end,
      approved_at = case when ${state} = 'approved' then coalesce(approved_at, ${ctx.now}::timestamptz) else approved_at end,
      settled_by = ${settledBy}::uuid,
      settled_at = case when ${state} = 'settled' then ${ctx.now}::timestamptz end
    where company_id = ${ctx.companyId} and id = ${id}`.execute(tx);
}

/** Refuses UNKNOWN_ITEM naming the first item that is not there. */
export async function requireItems(tx: ErpTx, ctx: Ctx, itemIds: readonly Id[]): Promise<void> {
  if (itemIds.length === 0) return;
  const rows = await tx
    .selectFrom('md.item')
    .select('id')
    .where('company_id', '=', ctx.companyId)
    .where('id', 'in', [...itemIds])
    .execute();
  const known = new Set(rows.map((row) => row.id));
  const line = itemIds.findIndex((id) => !known.has(id));
  if (line >= 0) refuse('UNKNOWN_ITEM', { line: line + 1 });
}
