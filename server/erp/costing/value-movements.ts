// Values movements behind the floor, in order, as sets: pools, cost rows, vouchers and the watermark in one
// transaction. What cannot be valued sits in the accountant's queue and never stops other items. COST-01, FIN-02.
import { sql } from 'kysely';
import type { Ctx } from '../../kernel/ctx.ts';
import { addAmount } from '../../kernel/decimal.ts';
import { type Id, newId } from '../../kernel/ids.ts';
import {
  type FinTx,
  type PostedVoucher,
  type Rules,
  type VoucherDraft,
  type VoucherLineDraft,
  bookingOf,
  holdBookings,
  linesOf,
  loadPeriods,
  loadRules,
  mergeLines,
  nextParts,
  postVouchers,
  postableAccounts,
  problemOfEvent,
} from '../ledger/index.ts';
import { type FoldFacts, type Folded, foldMovements, touchedPools } from './fold.ts';
import {
  fillsAbove,
  loadAccountOf,
  loadBatch,
  loadStalledItems,
  lockPools,
  lockWatermark,
  nextCutoff,
} from './load.ts';
import type { CostRowDraft, ValuedMovement, Worth } from './types.ts';
import { type RowBooking, writeCostRows, writePools, writeStalls } from './write.ts';

const BATCH = 1_000;
const GROWTH = 8;

type Books = Omit<FoldFacts, 'pools' | 'stalledItems' | 'queueShort'> & { readonly rules: Rules };

async function loadBooks(tx: FinTx, ctx: Ctx): Promise<Books> {
  const accounts = await postableAccounts(tx, ctx);
  const rules = await loadRules(tx, ctx);
  const periods = await loadPeriods(tx, ctx);
  return {
    rules,
    accountOf: await loadAccountOf(tx, ctx),
    isPostable: (code) => accounts.has(code),
    problemOfEvent: (event) => problemOfEvent(rules, accounts, event),
    canBookOn: (date) => 'period' in bookingOf(periods, date, 'move'),
  };
}

type Draft = Omit<VoucherDraft, 'lines'> & { readonly lines: VoucherLineDraft[] };
type Vouchers = { readonly vouchers: VoucherDraft[]; readonly voucherOf: ReadonlyMap<bigint, Id> };

/** One voucher per event and source: a receipt, a delivery, an adjustment. */
function draftVouchers(rules: Rules, worth: readonly Worth[]): Vouchers {
  const drafts = new Map<string, Draft>();
  const voucherOf = new Map<bigint, Id>();
  for (const { movement, events, value, tax, account, fromAccount } of worth) {
    for (const event of value === 0n ? [] : events) {
      const { sourceKind, sourceId, sourceNo, businessDate, partnerId, itemId, qty } = movement;
      const key = `${event}/${sourceKind}/${sourceId}`;
      const facts = { partnerId, itemId, qty, note: sourceNo };
      const accounts = { inventoryAccount: account, fromInventoryAccount: fromAccount ?? account };
      const amounts = { value, tax, total: addAmount(value, tax) };
      const lines = linesOf(rules, event, { amounts, ...accounts, ...facts });
      const summary = lines[0]?.summary ?? event;
      const head = { id: newId(), event, sourceKind, sourceId, sourceNo, businessDate, summary };
      const draft = drafts.get(key) ?? { ...head, lines: [] };
      draft.lines.push(...lines);
      drafts.set(key, draft);
      if (!voucherOf.has(movement.id)) voucherOf.set(movement.id, draft.id);
    }
  }
  const vouchers = [...drafts.values()].map((draft) => ({ ...draft, lines: mergeLines(draft.lines) }));
  return { vouchers, voucherOf };
}

/** Where each row is booked: with its voucher, or, when its value needs none, on the day a voucher would have had. */
async function bookRows(
  tx: FinTx,
  ctx: Ctx,
  rows: readonly CostRowDraft[],
  posted: readonly PostedVoucher[],
  voucherOf: ReadonlyMap<bigint, Id>,
): Promise<(row: CostRowDraft) => RowBooking> {
  const vouchers = new Map(posted.map((voucher) => [voucher.id, voucher]));
  const voucherOfRow = (row: CostRowDraft) => vouchers.get(voucherOf.get(row.movement.id) ?? '');
  const alone = rows.filter((row) => !voucherOfRow(row)).map((row) => row.movement.businessDate);
  const bookings = await holdBookings(tx, ctx, [...new Set(alone)], 'move');
  return (row) => {
    const voucher = voucherOfRow(row);
    if (voucher) return { voucherId: voucher.id, period: voucher.periodCode, day: voucher.businessDate };
    const booking = bookings.get(row.movement.businessDate);
    if (!booking) throw new Error('the period was not held');
    return { voucherId: null, period: booking.period, day: booking.date };
  };
}

/** Writes a fold: values, vouchers, and what has to wait. */
async function keepFold(tx: FinTx, ctx: Ctx, rules: Rules, folded: Folded): Promise<void> {
  const { vouchers, voucherOf } = draftVouchers(rules, folded.worth);
  const changed = new Set(folded.rows.map((row) => row.pool.id));
  await writePools(
    tx,
    ctx,
    [...folded.pools.values()].filter((pool) => changed.has(pool.id)),
  );
  const parts = await nextParts(tx, ctx, vouchers);
  const posted = await postVouchers(
    tx,
    ctx,
    vouchers.map((voucher, index) => ({ ...voucher, sourcePart: parts[index] ?? 1 })),
    'move',
  );
  await writeCostRows(tx, ctx, folded.rows, await bookRows(tx, ctx, folded.rows, posted, voucherOf));
  await writeStalls(tx, ctx, folded.stalls);
  ctx.topics.add('valuation');
}

type Wanted = { readonly stalledItems: ReadonlySet<Id>; readonly queueShort: boolean };

async function fold(tx: FinTx, ctx: Ctx, movements: readonly ValuedMovement[], books: Books, wanted: Wanted) {
  return foldMovements(movements, {
    ...books,
    ...wanted,
    pools: await lockPools(tx, ctx, touchedPools(movements)),
  });
}

/** Values movements of the queue again; those that still cannot be valued stay in it. Returns those that were valued. */
export async function valueAgain(
  tx: FinTx,
  ctx: Ctx,
  movements: readonly ValuedMovement[],
): Promise<bigint[]> {
  const books = await loadBooks(tx, ctx);
  const folded = await fold(tx, ctx, movements, books, { stalledItems: new Set(), queueShort: true });
  await keepFold(tx, ctx, books.rules, folded);
  const waiting = new Set(folded.stalls.map((stall) => stall.movementId));
  return movements.map(({ id }) => id).filter((id) => !waiting.has(id));
}

/**
 * Values the next batch of the company; true when there may be more to do at once. A pool that lacks quantity means
 * that what filled it lies in a later transaction: the batch grows to the horizon, then waits for the horizon to
 * move. Only when nothing is left to come does the movement go to the queue.
 */
export async function valueMovements(tx: FinTx, ctx: Ctx): Promise<boolean> {
  const after = await lockWatermark(tx, ctx, 'skip');
  if (after === null) return false;
  let cutoff = await nextCutoff(tx, ctx, after, BATCH);
  if (cutoff === null) return false;
  const books = await loadBooks(tx, ctx);
  const stalledItems = await loadStalledItems(tx, ctx);
  for (let most = BATCH * GROWTH; ; most *= GROWTH) {
    const movements = await loadBatch(tx, ctx, { after, cutoff: cutoff.xid });
    let folded = await fold(tx, ctx, movements, books, { stalledItems, queueShort: false });
    if (folded.short && cutoff.isLast) {
      if (await fillsAbove(tx, ctx, cutoff.xid, folded.short)) return false;
      folded = await fold(tx, ctx, movements, books, { stalledItems, queueShort: true });
    }
    if (!folded.short) {
      await keepFold(tx, ctx, books.rules, folded);
      await advance(tx, ctx, cutoff.xid, movements.at(-1)?.id ?? 0n);
      return true;
    }
    cutoff = (await nextCutoff(tx, ctx, after, most)) ?? cutoff;
  }
}

async function advance(tx: FinTx, ctx: Ctx, throughXid: string, lastId: bigint): Promise<void> {
  await sql`update fin.valuation_watermark set through_xid = ${throughXid}::xid8, valued_at = clock_timestamp(),
      through_movement_id = greatest(through_movement_id, ${lastId.toString()}::bigint)
    where company_id = ${ctx.companyId}`.execute(tx);
}
