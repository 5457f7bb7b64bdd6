// Values movements behind the floor, in order, as sets: pools, cost rows, vouchers and the watermark in one
// transaction. What cannot be valued sits in the accountant's queue and never stops other items. COST-01, FIN-02.
import { sql } from 'kysely';
import type { Ctx } from '../../kernel/ctx.ts';
import { type Amount, type Qty, amountText, negateAmount, priceText, qtyText, unitPriceOf } from '../../kernel/decimal.ts';
import { type Id, newId } from '../../kernel/ids.ts';
import { type FinTx, type Rules, type VoucherDraft, linesOf, loadRules, mergeLines, postVouchers, postableAccounts } from '../ledger/index.ts';
import { afterIssue, afterReceipt, averageValue, issueValue, poolOf } from './decide.ts';
import { type LockedPool, loadMovements, loadStalledItems, lockPools, lockWatermark, moreAbove, nextCutoff } from './load.ts';
import { type PoolState, type ValuedMovement, poolKeyText } from './types.ts';

export type CostRowDraft = {
  readonly poolId: Id; readonly kind: string; readonly movement: ValuedMovement; readonly qty: Qty; readonly value: Amount;
  readonly after: PoolState; readonly voucherId: Id | null;
};
type Stall = { readonly movementId: bigint; readonly code: string; readonly facts: Record<string, string> };

const EVENT_OF: Readonly<Record<string, readonly string[]>> = {
  receive: ['purchase_receipt'], accept: ['purchase_receipt'], opening: ['opening'], ship: ['sales_cost'],
  count_gain: ['count_gain', 'count_gain_settled'], count_loss: ['count_loss', 'count_loss_settled'],
};

type Fold = {
  readonly pools: Map<string, LockedPool>; readonly rows: CostRowDraft[]; readonly stalls: Stall[];
  readonly stalledItems: Set<Id>; readonly worth: { movement: ValuedMovement; value: Amount }[];
};

class PoolShort extends Error {}

/** One movement: out of its pool, into its pool, or both when the cost area changes. */
function foldMovement(fold: Fold, movement: ValuedMovement, accounts: ReadonlySet<string>): void {
  const stall = (code: string, facts: Record<string, string> = {}): void => {
    fold.stalledItems.add(movement.itemId);
    fold.stalls.push({ movementId: movement.id, code, facts: { item: movement.itemCode, ...facts } });
  };
  if (fold.stalledItems.has(movement.itemId)) return stall('AFTER_EXCEPTION');
  if (!accounts.has(movement.inventoryAccount)) return stall('NO_INVENTORY_ACCOUNT', { account: movement.inventoryAccount });
  const events = EVENT_OF[movement.kind];
  if (!events && (movement.fromArea === null || movement.toArea === null)) return stall('NO_RULE', { kind: movement.kind });
  let value: Amount | null = null;
  if (movement.fromArea !== null) {
    const pool = poolAt(fold, movement, movement.fromArea);
    if (pool.qty < movement.qty) throw new PoolShort(movement.itemCode);
    value = issueValue(pool, movement.qty);
    keep(fold, pool, movement, movement.toArea === null ? 'issue' : 'transfer_out', -movement.qty as Qty, negateAmount(value),
      afterIssue(pool, movement.qty, value));
  }
  if (movement.toArea !== null) {
    const pool = poolAt(fold, movement, movement.toArea);
    const worth = value ?? movement.givenValue ?? averageValue(pool, movement.qty);
    if (worth === null) return stall('NO_PRICE');
    keep(fold, pool, movement, movement.fromArea === null ? 'receipt' : 'transfer_in', movement.qty, worth,
      afterReceipt(pool, movement.qty, worth));
    value = worth;
  }
  if (events && value !== null) fold.worth.push({ movement, value });
}

function poolAt(fold: Fold, movement: ValuedMovement, area: string): LockedPool {
  const pool = fold.pools.get(poolKeyText(poolOf(movement, area)));
  if (!pool) throw new Error('the pool was not locked');
  return pool;
}

function keep(fold: Fold, pool: LockedPool, movement: ValuedMovement, kind: string, qty: Qty, value: Amount, after: PoolState): void {
  fold.pools.set(poolKeyText(pool.key), { ...pool, ...after });
  fold.rows.push({ poolId: pool.id, kind, movement, qty, value, after, voucherId: null });
}

/** One voucher per event and source: a receipt, a delivery, an adjustment. */
function vouchersOf(rules: Rules, worth: Fold['worth']): { vouchers: VoucherDraft[]; voucherOf: Map<bigint, Id> } {
  const drafts = new Map<string, VoucherDraft & { lines: ReturnType<typeof linesOf> }>();
  const voucherOf = new Map<bigint, Id>();
  for (const { movement, value } of worth) {
    for (const event of value === 0n ? [] : (EVENT_OF[movement.kind] ?? [])) {
      const key = `${event}/${movement.sourceKind}/${movement.sourceId}`;
      const lines = linesOf(rules, event, {
        amounts: { value }, inventoryAccount: movement.inventoryAccount, partnerId: movement.partnerId,
        itemId: movement.itemId, qty: movement.qty, note: movement.sourceNo,
      });
      const draft = drafts.get(key) ?? {
        id: newId(), event, sourceKind: movement.sourceKind, sourceId: movement.sourceId, sourceNo: movement.sourceNo,
        businessDate: movement.businessDate, summary: lines[0]?.summary ?? event, lines: [],
      };
      drafts.set(key, { ...draft, lines: [...draft.lines, ...lines] });
      if (!voucherOf.has(movement.id)) voucherOf.set(movement.id, draft.id);
    }
  }
  return { vouchers: [...drafts.values()].map((draft) => ({ ...draft, lines: mergeLines(draft.lines) })), voucherOf };
}

async function writePools(tx: FinTx, ctx: Ctx, pools: Iterable<LockedPool>): Promise<void> {
  const all = [...pools];
  await sql`update fin.cost_pool p set qty = k.qty, value = k.value
    from unnest(${all.map((pool) => pool.id)}::uuid[], ${all.map((pool) => qtyText(pool.qty))}::numeric[],
      ${all.map((pool) => amountText(pool.value))}::numeric[]) as k (id, qty, value)
    where p.company_id = ${ctx.companyId} and p.id = k.id`.execute(tx);
}

async function writeCostRows(tx: FinTx, ctx: Ctx, rows: readonly CostRowDraft[]): Promise<void> {
  const all = rows.map((row) => ({
    pool_id: row.poolId, kind: row.kind, item_id: row.movement.itemId, movement_id: row.movement.id.toString(),
    source_kind: row.movement.sourceKind, source_id: row.movement.sourceId, source_line_id: row.movement.sourceLineId,
    qty: qtyText(row.qty), value: amountText(row.value), pool_qty_after: qtyText(row.after.qty),
    pool_value_after: amountText(row.after.value), business_date: row.movement.businessDate, voucher_id: row.voucherId,
    unit_cost: priceText(unitPriceOf(row.value, row.qty, 'half-up')),
  }));
  await sql`insert into fin.cost_row (company_id, pool_id, kind, item_id, movement_id, source_kind, source_id, source_line_id,
      qty, value, pool_qty_after, pool_value_after, unit_cost, voucher_id, business_date)
    select ${ctx.companyId}, pool_id, kind, item_id, movement_id, source_kind, source_id, source_line_id, qty, value,
      pool_qty_after, pool_value_after, unit_cost, voucher_id, business_date
    from jsonb_to_recordset(${JSON.stringify(all)}::jsonb) as r (pool_id uuid, kind text, item_id uuid, movement_id bigint,
      source_kind text, source_id uuid, source_line_id uuid, qty numeric, value numeric, pool_qty_after numeric,
      pool_value_after numeric, unit_cost numeric, voucher_id uuid, business_date date)`.execute(tx);
}

async function writeStalls(tx: FinTx, ctx: Ctx, stalls: readonly Stall[]): Promise<void> {
  await sql`insert into fin.valuation_exception (company_id, movement_id, code, facts)
    select ${ctx.companyId}, movement_id, code, facts
    from jsonb_to_recordset(${JSON.stringify(stalls.map((s) => ({ movement_id: s.movementId.toString(), code: s.code, facts: s.facts })))}::jsonb)
      as e (movement_id bigint, code text, facts jsonb)
    on conflict (company_id, movement_id) do nothing`.execute(tx);
}

/** Folds, books and writes movements that are in the caller's hands, pools locked here. */
export async function bookMovements(tx: FinTx, ctx: Ctx, movements: readonly ValuedMovement[], stalledItems: Set<Id>): Promise<void> {
  const keys = movements.flatMap((movement) => [movement.fromArea, movement.toArea].flatMap((area) => (area === null ? [] : [poolOf(movement, area)])));
  const fold: Fold = { pools: await lockPools(tx, ctx, keys), rows: [], stalls: [], stalledItems, worth: [] };
  const accounts = await postableAccounts(tx, ctx);
  for (const movement of movements) foldMovement(fold, movement, accounts);
  const { vouchers, voucherOf } = vouchersOf(await loadRules(tx, ctx), fold.worth);
  await writePools(tx, ctx, fold.pools.values());
  await postVouchers(tx, ctx, vouchers, 'move');
  await writeCostRows(tx, ctx, fold.rows.map((row) => ({ ...row, voucherId: voucherOf.get(row.movement.id) ?? null })));
  await writeStalls(tx, ctx, fold.stalls);
}

/** Values the next batch of the company. True when there may be more to do at once. */
export async function valueMovements(tx: FinTx, ctx: Ctx): Promise<boolean> {
  const after = await lockWatermark(tx, ctx);
  if (after === null) return false;
  const cutoff = await nextCutoff(tx, ctx, after);
  if (cutoff === null) return false;
  const movements = await loadMovements(tx, ctx, after, cutoff);
  if (movements.length > 0) {
    try {
      await bookMovements(tx, ctx, movements, await loadStalledItems(tx, ctx));
    } catch (error) {
      if (error instanceof PoolShort && (await moreAbove(tx, ctx, cutoff))) return false;
      throw error;
    }
  }
  await sql`update fin.valuation_watermark set through_xid = ${cutoff}::xid8,
      through_movement_id = greatest(through_movement_id, ${movements.at(-1)?.id.toString() ?? '0'}::bigint), valued_at = clock_timestamp()
    where company_id = ${ctx.companyId}`.execute(tx);
  ctx.topics.add('valuation');
  return true;
}
