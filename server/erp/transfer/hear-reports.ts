// Listens to what the warehouses say of a transfer: what left, what arrived, what was lost on the way. The order's
// lines carry it; no value changes, except by a loss, which costing books from its movement.
import { sql } from 'kysely';
import type { GoodsArrived, GoodsDispatched, Listener, StockAdjusted } from '../../contract/index.ts';
import type { Ctx, Tx } from '../../kernel/ctx.ts';
import type { Id } from '../../kernel/ids.ts';

type Progress = {
  readonly lineId: Id | null;
  readonly dispatched?: string;
  readonly arrived?: string;
  readonly short?: string;
  readonly lost?: string;
};

/** Adds what happened to the lines, which are locked in order first: several warehouses may report at once. */
async function addProgress(tx: Tx, ctx: Ctx, parts: readonly Progress[]): Promise<void> {
  const ids = parts.flatMap((part) => part.lineId ?? []);
  await sql`select from erp.transfer_order_line where company_id = ${ctx.companyId} and id = any(${ids}::uuid[])
    order by id for no key update`.execute(tx);
  await sql`
    update erp.transfer_order_line l set qty_dispatched = l.qty_dispatched + p.dispatched,
      qty_arrived = l.qty_arrived + p.arrived, qty_short = l.qty_short + p.short, qty_lost = l.qty_lost + p.lost
    from (select id, sum(dispatched) as dispatched, sum(arrived) as arrived, sum(short) as short, sum(lost) as lost
      from unnest(${parts.map((part) => part.lineId)}::uuid[],
        ${parts.map((part) => part.dispatched ?? '0')}::numeric[],
        ${parts.map((part) => part.arrived ?? '0')}::numeric[],
        ${parts.map((part) => part.short ?? '0')}::numeric[],
        ${parts.map((part) => part.lost ?? '0')}::numeric[]) as p (id, dispatched, arrived, short, lost)
      group by id) as p
    where l.company_id = ${ctx.companyId} and l.id = p.id`.execute(tx);
  ctx.topics.add('transfer_order');
}

export const hearGoodsDispatched: Listener<GoodsDispatched> = (tx, ctx, message) =>
  addProgress(tx, ctx, [
    ...message.lines.map((line) => ({ lineId: line.originLineId, dispatched: line.qty })),
    ...message.shorts.map((line) => ({ lineId: line.originLineId, short: line.qty })),
  ]);

export const hearGoodsArrived: Listener<GoodsArrived> = (tx, ctx, message) =>
  addProgress(
    tx,
    ctx,
    message.lines.map((line) => ({ lineId: line.originLineId, arrived: line.qty })),
  );

/** An adjustment of a count names lines of a count order; those of transit name lines of a transfer order. */
export const hearLostInTransit: Listener<StockAdjusted> = (tx, ctx, message) =>
  addProgress(
    tx,
    ctx,
    message.lines
      .filter((line) => line.direction === 'loss')
      .map((line) => ({ lineId: line.originLineId, lost: line.qty })),
  );
