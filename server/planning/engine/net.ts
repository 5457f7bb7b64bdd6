// Netting over time: projected stock runs along the days; where it would fall below its floor (zero, from today on
// the safety stock) an order is sized, dated back over the calendar and counted in. Nothing is moved or dropped
// because it is late: lateness is a message, not a different plan.
import { fillRows, reachNode } from './explode.ts';
import type { Model } from './model.ts';
import { nodeText, sourceOf } from './model.ts';
import { netExpiring } from './net-expiring.ts';
import type { Plan } from './plan.ts';
import { dateOrders, propose, safetyOf, windowEnd } from './propose.ts';
import { guardMicro, LARGEST } from './qty.ts';
import { noteStoodIn } from './stood-in.ts';
import type { TimeRow } from './time-row.ts';
import { clearRow } from './time-row.ts';

/** Leaves the node's orders in `row.orders`. Throws a RangeError that names the item whose quantities are too large. */
export function netNode(plan: Plan, node: number, row: TimeRow): void {
  try {
    netDays(plan, node, row);
  } catch (thrown) {
    clearRow(row);
    if (!(thrown instanceof RangeError)) throw thrown;
    throw new RangeError(`${nodeText(plan.model, node)}: ${thrown.message}`, { cause: thrown });
  }
}

function netDays(plan: Plan, node: number, row: TimeRow): void {
  row.orders.count = 0;
  noteStoodIn(plan, node);
  const { items, nodes, supplies, settings } = plan.model;
  const item = nodes.item[node]!;
  if (items.source[item] === sourceOf.none) return;
  if (!reachNode(plan, node, row)) return;
  fillRows(plan, node, row);
  if (items.shelfDays[item]! >= 0 || supplies.expiring[node]! > 0) {
    // What expires is always planned by the day: a coarser bucket would hide the day on which it is lost.
    netExpiring(plan, node, row);
  } else {
    if (settings.bucketDays !== 1) gatherBuckets(row, settings.bucketDays);
    scan(plan.model, item, safetyOf(plan.model, node), row);
  }
  clearRow(row);
  dateOrders(plan.model, item, row);
}

function scan(model: Model, item: number, safety: number, row: TimeRow): void {
  const { need, receipt, zero, first, last } = row;
  const { waitDays } = model.settings;
  let projected = 0;
  for (let day = first; day <= last; day++) {
    const [comes, goes] = [receipt[day + zero]!, need[day + zero]!];
    projected += comes - goes;
    if (comes > LARGEST || goes > LARGEST || projected > LARGEST) guardMicro(Number.MAX_VALUE);
    const floor = day >= 0 ? safety : 0;
    if (projected >= floor) continue;
    guardMicro(projected);
    if (waitDays > 0 && recovers(row, day, projected, floor, waitDays)) continue;
    const until = windowEnd(model, item, day, last);
    let short = day >= 0 ? floor - projected : 0;
    let ahead = projected;
    for (let later = day + 1; later <= until; later++) {
      ahead += receipt[later + zero]! - need[later + zero]!;
      if (later >= 0) short = Math.max(short, safety - ahead);
    }
    if (short <= 0) continue;
    projected += propose(model, item, day, short, projected < 0 || day < 0, row);
  }
}

/** Whether open supply within the waiting time brings the projection back to its floor by itself. */
function recovers(row: TimeRow, day: number, projected: number, floor: number, wait: number): boolean {
  const until = Math.min(row.last, day + wait);
  for (let later = day + 1; later <= until; later++) {
    projected += row.receipt[later + row.zero]! - row.need[later + row.zero]!;
    if (projected >= floor) return true;
  }
  return false;
}

/**
 * Coarser netting: what a bucket needs is needed on its first day of need, what it receives counts from its
 * beginning. `days` = 0 is one bucket in all.
 */
function gatherBuckets(row: TimeRow, days: number): void {
  const { need, receipt, zero, first, last } = row;
  for (let from = first; from <= last;) {
    const to = days === 0 ? last : Math.min(last, (Math.floor(from / days) + 1) * days - 1);
    let meeting = from;
    while (meeting < to && need[meeting + zero] === 0) meeting++;
    let [needs, receipts] = [0, 0];
    for (let day = from; day <= to; day++) {
      needs += need[day + zero]!;
      receipts += receipt[day + zero]!;
      need[day + zero] = 0;
      receipt[day + zero] = 0;
    }
    need[meeting + zero] = needs;
    receipt[from + zero] = receipts;
    from = to + 1;
  }
}
