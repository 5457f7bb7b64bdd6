// Netting of what expires: stock is lots, each with its last usable day. The lot that expires first is used first;
// a lot that expires before the need does not count, so the need is short although stock is on hand today.
import { REASON } from './lot-size.ts';
import type { Bench, LotOnHand } from './lot-bench.ts';
import { dropExpired, emptyBench, expiryOf, putLot, shelfEnd, takeFrom } from './lot-bench.ts';
import type { Model } from './model.ts';
import { NEVER, STAND_IN, usableFrom } from './model.ts';
import type { Plan } from './plan.ts';
import { propose, safetyOf, windowEnd } from './propose.ts';
import type { TimeRow } from './time-row.ts';

/** Receipts of the node by day, with what the rows know beyond the supplies: by-products, which do not expire. */
function arrivals(plan: Plan, node: number, row: TimeRow): Map<number, LotOnHand[]> {
  const { supplies, items, nodes } = plan.model;
  const byDay = new Map<number, LotOnHand[]>();
  const named = new Map<number, number>();
  const add = (day: number, lot: LotOnHand): void => {
    const lots = byDay.get(day);
    if (lots) lots.push(lot);
    else byDay.set(day, [lot]);
  };
  if (!items.phantom[nodes.item[node]!]) {
    const from = supplies.slices.start[node]!;
    for (let at = from; at < from + supplies.slices.count[node]!; at++) {
      const supply = supplies.ref[at]!;
      if (supplies.flags[supply]! & STAND_IN) continue;
      const day = Math.max(row.first, usableFrom(plan.model, supply));
      const qty = supplies.qty[supply]!;
      add(day, { day, expiry: expiryOf(plan.model, supply), source: supply, qty });
      named.set(day, (named.get(day) ?? 0) + qty);
    }
  }
  for (let day = row.first; day <= row.last; day++) {
    const rest = row.receipt[day + row.zero]! - (named.get(day) ?? 0);
    if (rest > 0) {
      add(day, { day, expiry: shelfEnd(plan.model, nodes.item[node]!, day), source: NEVER, qty: rest });
    }
  }
  return byDay;
}

export function netExpiring(plan: Plan, node: number, row: TimeRow): void {
  const { model } = plan;
  const item = model.nodes.item[node]!;
  const safety = safetyOf(model, node);
  const arriving = arrivals(plan, node, row);
  const bench = emptyBench();
  let owed = 0;
  for (let day = row.first; day <= row.last; day++) {
    const owedBefore = owed;
    owed = runDay(bench, arriving, row, day, owedBefore);
    const floor = day >= 0 ? safety : 0;
    if (bench.total - owed >= floor) continue;
    const short = mostShort(model, item, bench, arriving, row, day, owed, safety);
    if (short <= 0) continue;
    const extra = bench.wasted ? REASON.expired : 0;
    const good = propose(model, item, day, short, owed > 0 || day < 0, row, extra);
    bench.wasted = false;
    putLot(bench, { day, expiry: shelfEnd(model, item, day), source: NEVER, qty: good });
    owed = takeFrom(bench, owed);
  }
}

function runDay(
  bench: Bench,
  arriving: Map<number, LotOnHand[]>,
  row: TimeRow,
  day: number,
  owed: number,
): number {
  for (const lot of arriving.get(day) ?? []) putLot(bench, lot);
  dropExpired(bench, day);
  return takeFrom(bench, owed + row.need[day + row.zero]!);
}

/** The largest gap between floor and projection from this day to the end of the order's window, on a copy. */
function mostShort(
  model: Model,
  item: number,
  bench: Bench,
  arriving: Map<number, LotOnHand[]>,
  row: TimeRow,
  day: number,
  owed: number,
  safety: number,
): number {
  const until = Math.min(windowEnd(model, item, day, row.last), shelfEnd(model, item, day));
  let short = day >= 0 ? safety - (bench.total - owed) : 0;
  if (until <= day) return short;
  const copy: Bench = { lots: bench.lots.map((lot) => ({ ...lot })), total: bench.total, wasted: false };
  let open = owed;
  for (let later = day + 1; later <= until; later++) {
    for (const lot of arriving.get(later) ?? []) putLot(copy, { ...lot });
    dropExpired(copy, later);
    open = takeFrom(copy, open + row.need[later + row.zero]!);
    if (later >= 0) short = Math.max(short, safety - (copy.total - open));
  }
  return short;
}
