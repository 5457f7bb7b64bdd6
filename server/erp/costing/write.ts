// Writes what a fold decided, each kind of row as one set: pools, cost rows, the queue. Nothing else writes them.
import { sql } from 'kysely';
import { periodOf } from '../../kernel/clock.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import {
  type Amount,
  type Qty,
  ZERO_QTY,
  amountText,
  priceText,
  qtyText,
  unitPriceOf,
} from '../../kernel/decimal.ts';
import type { Id } from '../../kernel/ids.ts';
import type { FinTx } from '../ledger/index.ts';
import type { CostRowDraft, CostRowKind, Pool, Stall } from './types.ts';

export async function writePools(tx: FinTx, ctx: Ctx, pools: Iterable<Pool>): Promise<void> {
  const all = [...pools];
  if (all.length === 0) return;
  await sql`update fin.cost_pool p set qty = k.qty, value = k.value, account_code = k.account_code
    from unnest(${all.map((pool) => pool.id)}::uuid[], ${all.map((pool) => qtyText(pool.qty))}::numeric[],
      ${all.map((pool) => amountText(pool.value))}::numeric[], ${all.map((pool) => pool.accountCode)}::text[])
      as k (id, qty, value, account_code)
    where p.company_id = ${ctx.companyId} and p.id = k.id`.execute(tx);
}

/** With which voucher, if any, and when a row is booked. */
export type RowBooking = { readonly voucherId: Id | null; readonly period: string; readonly day: string };

type Turnover = {
  readonly poolId: Id;
  readonly period: string;
  readonly kind: CostRowKind;
  readonly qty: Qty;
  readonly value: Amount;
};

/** Adds what came in and went out to the turnovers of pools, which the caller holds locked. */
async function addTurnovers(tx: FinTx, ctx: Ctx, turnovers: readonly Turnover[]): Promise<void> {
  const all = turnovers.map(({ poolId, period, kind, qty, value }) => ({
    pool_id: poolId,
    period_code: period,
    leaves: kind === 'issue' || kind === 'transfer_out',
    qty: qtyText(qty),
    value: amountText(value),
  }));
  await sql`insert into fin.cost_turnover (company_id, period_code, pool_id, qty_in, value_in, qty_out, value_out)
    select ${ctx.companyId}, period_code, pool_id, sum(case when leaves then 0 else qty end),
      sum(case when leaves then 0 else value end), sum(case when leaves then -qty else 0 end),
      sum(case when leaves then -value else 0 end)
    from jsonb_to_recordset(${JSON.stringify(all)}::jsonb)
      as r (pool_id uuid, period_code text, leaves boolean, qty numeric, value numeric)
    group by period_code, pool_id order by period_code, pool_id
    on conflict (company_id, pool_id, period_code) do update set
      qty_in = fin.cost_turnover.qty_in + excluded.qty_in, value_in = fin.cost_turnover.value_in + excluded.value_in,
      qty_out = fin.cost_turnover.qty_out + excluded.qty_out,
      value_out = fin.cost_turnover.value_out + excluded.value_out`.execute(tx);
}

export async function writeCostRows(
  tx: FinTx,
  ctx: Ctx,
  rows: readonly CostRowDraft[],
  bookingOf: (row: CostRowDraft) => RowBooking,
): Promise<void> {
  if (rows.length === 0) return;
  const booked = rows.map((row) => ({ ...row, ...bookingOf(row) }));
  const all = booked.map(({ pool, kind, movement, qty, value, voucherId, day }) => ({
    pool_id: pool.id,
    kind,
    item_id: movement.itemId,
    movement_id: movement.id.toString(),
    source_kind: movement.sourceKind,
    source_id: movement.sourceId,
    source_line_id: movement.sourceLineId,
    qty: qtyText(qty),
    value: amountText(value),
    pool_qty_after: qtyText(pool.qty),
    pool_value_after: amountText(pool.value),
    unit_cost: priceText(unitPriceOf(value, qty, 'half-up')),
    business_date: movement.businessDate,
    booked_on: day,
    voucher_id: voucherId,
  }));
  await sql`insert into fin.cost_row (company_id, pool_id, kind, item_id, movement_id, source_kind, source_id,
      source_line_id, qty, value, pool_qty_after, pool_value_after, unit_cost, voucher_id, business_date, booked_on)
    select ${ctx.companyId}, pool_id, kind, item_id, movement_id, source_kind, source_id, source_line_id, qty, value,
      pool_qty_after, pool_value_after, unit_cost, voucher_id, business_date, booked_on
    from jsonb_to_recordset(${JSON.stringify(all)}::jsonb) as r (pool_id uuid, kind text, item_id uuid,
      movement_id bigint, source_kind text, source_id uuid, source_line_id uuid, qty numeric, value numeric,
      pool_qty_after numeric, pool_value_after numeric, unit_cost numeric, voucher_id uuid, business_date date,
        booked_on date)`.execute(tx);
  await addTurnovers(
    tx,
    ctx,
    booked.map(({ pool, ...row }) => ({ ...row, poolId: pool.id })),
  );
}

export async function writeStalls(tx: FinTx, ctx: Ctx, stalls: readonly Stall[]): Promise<void> {
  if (stalls.length === 0) return;
  const all = stalls.map(({ movementId, code, facts }) => ({
    movement_id: movementId.toString(),
    code,
    facts,
  }));
  await sql`insert into fin.valuation_exception (company_id, movement_id, code, facts)
    select ${ctx.companyId}, movement_id, code, facts
    from jsonb_to_recordset(${JSON.stringify(all)}::jsonb) as e (movement_id bigint, code text, facts jsonb)
    on conflict (company_id, movement_id) do update set code = excluded.code, facts = excluded.facts`.execute(
    tx,
  );
  ctx.topics.add('valuation_exception');
}

/** Movements that have been valued leave the queue. */
export async function closeExceptions(tx: FinTx, ctx: Ctx, movementIds: readonly bigint[]): Promise<void> {
  await sql`update fin.valuation_exception set resolved_at = clock_timestamp(), resolved_by = ${ctx.actor.userId}
    where company_id = ${ctx.companyId} and movement_id = any(${movementIds.map(String)}::bigint[])
      and resolved_at is null`.execute(tx);
  ctx.topics.add('valuation_exception');
}

export type Adjustment = { readonly pool: Pool; readonly value: Amount; readonly sourceLineId: Id };

export type AdjustmentSource = {
  readonly sourceKind: string;
  readonly sourceId: Id;
  readonly voucherId: Id | null;
  /** The day of the voucher, in a period that is held open. */
  readonly businessDate: string;
};

/** Changes the values of locked pools, in order, with a cost row for each change. */
export async function writeAdjustments(
  tx: FinTx,
  ctx: Ctx,
  source: AdjustmentSource,
  adjustments: readonly Adjustment[],
): Promise<void> {
  const running = new Map<Id, Pool>();
  const rows = adjustments.flatMap(({ pool, value, sourceLineId }) => {
    if (value === 0n) return [];
    const before = running.get(pool.id) ?? pool;
    const after = { ...before, value: (before.value + value) as Amount };
    running.set(pool.id, after);
    return [
      {
        pool_id: pool.id,
        item_id: pool.key.itemId,
        source_line_id: sourceLineId,
        value: amountText(value),
        pool_qty_after: qtyText(after.qty),
        pool_value_after: amountText(after.value),
      },
    ];
  });
  if (rows.length === 0) return;
  await sql`insert into fin.cost_row (company_id, pool_id, kind, item_id, source_kind, source_id, source_line_id, qty,
      value, pool_qty_after, pool_value_after, unit_cost, voucher_id, business_date, booked_on)
    select ${ctx.companyId}, pool_id, 'adjustment', item_id, ${source.sourceKind}, ${source.sourceId}, source_line_id, 0,
      value, pool_qty_after, pool_value_after, 0, ${source.voucherId}, ${source.businessDate}, ${source.businessDate}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (pool_id uuid, item_id uuid, source_line_id uuid,
      value numeric, pool_qty_after numeric, pool_value_after numeric)`.execute(tx);
  await addTurnovers(
    tx,
    ctx,
    adjustments
      .filter(({ value }) => value !== 0n)
      .map(({ pool, value }) => ({
        poolId: pool.id,
        period: periodOf(source.businessDate),
        kind: 'adjustment',
        qty: ZERO_QTY,
        value,
      })),
  );
  await writePools(tx, ctx, running.values());
}
