// How much of each open supply of a node is wanted when every unit of it is used before anything new is ordered. Where
// there is more than is needed, what nobody needs is taken off the supply that no need waits for, so that a cancelled
// order is told on what was made for it and everything else keeps quiet.
import { f64, i32 } from './columns.ts';
import { usableFrom } from './model.ts';
import type { NeedList } from './need-list.ts';
import type { Plan } from './plan.ts';

/** Needs by day, with the safety stock as a need of the first day that is not past. */
type OpenNeeds = { readonly count: number; readonly day: Int32Array; readonly qty: Float64Array };

/** `there` and the result stand in the order of the node's supplies, which is by day; `fixed` comes in any case. */
export function wantedOf(
  plan: Plan,
  node: number,
  needs: NeedList,
  safety: number,
  there: Float64Array,
  fixed: Uint8Array,
): Float64Array {
  const open = openNeeds(needs, safety);
  if (sum(there) <= sum(open.qty)) return there;
  const { slices, ref } = plan.model.supplies;
  const from = slices.start[node]!;
  const day = Int32Array.from(there, (_, at) => usableFrom(plan.model, ref[from + at]!));
  serveWhatComesAnyway(open, there, fixed, day);
  return wantedInTime(open, there, fixed, day, plan.model.settings.toleranceDays);
}

const sum = (quantities: Float64Array): number => quantities.reduce((total, qty) => total + qty, 0);

function openNeeds(needs: NeedList, safety: number): OpenNeeds {
  const count = needs.count + 1;
  const [day, qty] = [i32(count), f64(count)];
  let at = 0;
  for (; at < needs.count && needs.day[at]! < 0; at++) {
    day[at] = needs.day[at]!;
    qty[at] = needs.qty[at]!;
  }
  qty[at] = safety;
  for (; at < needs.count; at++) {
    day[at + 1] = needs.day[at]!;
    qty[at + 1] = needs.qty[at]!;
  }
  return { count, day, qty };
}

/** Stock and what can no longer be changed serve first: needs that they meet in time, then whatever is left. */
function serveWhatComesAnyway(
  open: OpenNeeds,
  there: Float64Array,
  fixed: Uint8Array,
  day: Int32Array,
): void {
  let need = 0;
  let over = 0;
  for (let at = 0; at < there.length; at++) {
    if (fixed[at] === 0) continue;
    let left = there[at]!;
    while (left > 0 && need < open.count) {
      const part = open.day[need]! < day[at]! ? 0 : Math.min(left, open.qty[need]!);
      left -= part;
      open.qty[need]! -= part;
      if (left > 0) need++;
    }
    over += left;
  }
  for (need = 0; over > 0 && need < open.count; need++) {
    const part = Math.min(over, open.qty[need]!);
    over -= part;
    open.qty[need]! -= part;
  }
}

/** Latest first, each supply takes what is needed from its day on and not yet served; what no supply meets in time is
 * then asked of the earliest that have something left. */
function wantedInTime(
  open: OpenNeeds,
  there: Float64Array,
  fixed: Uint8Array,
  day: Int32Array,
  toleranceDays: number,
): Float64Array {
  const wanted = there.slice();
  let waiting = 0;
  let need = open.count - 1;
  for (let at = there.length - 1; at >= 0; at--) {
    for (; need >= 0 && open.day[need]! >= day[at]! - toleranceDays; need--) waiting += open.qty[need]!;
    if (fixed[at] === 1) continue;
    wanted[at] = Math.min(there[at]!, waiting);
    waiting -= wanted[at]!;
  }
  for (; need >= 0; need--) waiting += open.qty[need]!;
  for (let at = 0; at < there.length && waiting > 0; at++) {
    if (fixed[at] === 1) continue;
    const more = Math.min(there[at]! - wanted[at]!, waiting);
    wanted[at]! += more;
    waiting -= more;
  }
  return wanted;
}
