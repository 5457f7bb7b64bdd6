// What a run would say under something supposed, found without walking through it: beginning at the turns that the
// supposition touches, only those are served again that look at a node which differs then. What is left of a node at
// some turn is worked out when it is needed. Needs stand as in a run from the beginning; tests hold it to that.
import { serveNeed } from './allocate.ts';
import type { Allocation } from './allocation.ts';
import type { Gaps } from './allocation-gaps.ts';
import { isSame, isSameOf, noteTurn, openGaps, passBefore } from './allocation-gaps.ts';
import { layAgain } from './allocation-ground.ts';
import { NO_PARTS } from './allocation-places.ts';
import { firstAt, firstFrom, indexOf } from './allocation-index.ts';
import type { TurnIndex } from './allocation-index.ts';
import { FIRM, orderUnder, REST } from './allocation-order.ts';
import { besideEachOther } from './allocation-pairs.ts';
import type { AllocationWish, Run } from './allocation-run.ts';
import { beginRun, endRun } from './allocation-run.ts';
import { numberOf } from './allocation-turns.ts';
import { u8 } from './columns.ts';
import type { Model } from './model.ts';
import { NEVER } from './model.ts';
import { doesTheSame } from './allocation-reach.ts';
import { newQueue } from './queue.ts';
import { demandRows } from './rows.ts';
import type { Queue } from './queue.ts';

type Trial = {
  readonly gaps: Gaps;
  readonly index: TurnIndex;
  /** Needs, and nodes as -1 - node, by the place in the order of the run at which to look at them; what comes in between
   * has half a place. */
  readonly queue: Queue;
  /** 1 = the node waits in the queue. */
  readonly waiting: Uint8Array;
  /** 1 = that turn of the run does not stand any more, by its number. */
  readonly past: Uint8Array;
  /** Needs that stand elsewhere in the order now. */
  readonly moved: Set<number>;
  /** The place from which on what is left of a node is not what was worked out last. */
  readonly due: Float64Array;
};

/** The model has not changed since the run. What is left of supply in the end is not told, only how needs stand. */
export function tryOut(before: Allocation, wish: AllocationWish): Allocation {
  const { ground, needs, rows, reads } = before;
  const run = beginRun(layAgain(ground, wish.supposed ?? {}), wish, needs, rows, reads);
  run.needOfDemand.set(before.needOfDemand);
  const { count } = ground.model.nodes;
  const index = indexOf(before);
  const trial: Trial = {
    gaps: openGaps(before, run, index.dried, supposedNodes(ground.model, wish)),
    index,
    queue: newQueue(),
    waiting: u8(count),
    past: u8(needs.count),
    moved: new Set(),
    due: Float64Array.from(index.due),
  };
  const isMoved = wish.priorities !== undefined || wish.before !== undefined || wish.rest !== undefined;
  const { sorted } = before;
  const order = isMoved ? orderUnder(ground.model, sorted, wish) : before.order;
  begin(trial, order, wish);
  for (let next = trial.queue.take(); next !== null; next = trial.queue.take()) {
    if (next.what >= 0) look(trial, next.place, next.what);
    else visit(trial, next.place, -1 - next.what);
  }
  keepFirms(trial);
  return endRun(run, { order, sorted }, before.worn);
}

/** Firmed orders that nobody had to look at are served as they were. */
function keepFirms(trial: Trial): void {
  const { before, run } = trial.gaps;
  for (let supply = 0; supply < before.needOfFirm.length; supply++) {
    const need = before.needOfFirm[supply]!;
    if (run.needOfFirm[supply] === -1 && stands(trial, need)) run.needOfFirm[supply] = need;
  }
}

function supposedNodes({ supplies }: Model, { supposed }: AllocationWish): Set<number> {
  const moved = [...(supposed?.moved?.keys() ?? [])].map((supply) => supplies.node[supply]!);
  return new Set([...(supposed?.extra ?? []).map(({ node }) => node), ...moved]);
}

/** What the supposition itself touches. */
function begin(trial: Trial, order: Int32Array, wish: AllocationWish): void {
  const { gaps, queue, moved } = trial;
  const { before, run } = gaps;
  const { nodes } = run.model;
  if (order !== before.order) {
    besideEachOther(before.order, order, run.model, {
      both: () => undefined,
      gone: (need, from) => {
        moved.add(need);
        queue.add(from, need);
      },
      come: (need, from) => queue.add(from - 0.5, need),
    });
  }
  for (const row of touchedDemands(run, wish)) {
    const turn = before.needOfDemand[row] ?? -1;
    if (turn >= 0) queue.add(trial.index.at[turn]!, row);
  }
  for (let node = 0; node < nodes.count; node++) if (gaps.of[node]! > 0) waitFor(trial, node, 0);
  gaps.risen.length = 0;
}

/** Demands that may take something else now, or ask for less. */
function touchedDemands({ model, alternates, alternatesFor, rest }: Run, wish: AllocationWish): number[] {
  const touched = rest === null ? [] : [rest.demand];
  if (alternates !== null && alternatesFor !== null) touched.push(alternatesFor);
  const isAnybody = alternates !== null && alternatesFor === null;
  if (!isAnybody && wish.standIns === undefined) return touched;
  const rows = demandRows(model.demands);
  if (isAnybody) return [...touched, ...rows.values()];
  return [...touched, ...(wish.standIns ?? []).flatMap(({ need }) => rows.get(need) ?? [])];
}

/** Whether a need of the run before stands as it was. */
const stands = ({ gaps, past }: Trial, need: number): boolean =>
  need >= 0 && past[gaps.before.needs.within[need]!] === 0;

/** Lets a node wait for the first turn from there on that looked at it. */
function waitFor({ queue, waiting, index: { visits } }: Trial, node: number, from: number): void {
  if (waiting[node] === 1) return;
  const at = firstFrom(visits, node, from);
  if (at === visits.start[node + 1]) return;
  waiting[node] = 1;
  queue.add(visits.entry[at]!, -1 - node);
}

/** The turn at that place looked at the node: when the node differs it is done again. */
function visit(trial: Trial, place: number, node: number): void {
  const { gaps, waiting } = trial;
  waiting[node] = 0;
  if (gaps.of[node] === 0) return;
  const need = gaps.before.order[place]!;
  if (!isOutOfReach(trial, place, need)) look(trial, place, need);
  if (gaps.of[node]! > 0) waitFor(trial, node, place + 1);
}

/** Whether a need may use something else in this run. */
function mayReplace({ model, alternates, alternatesFor, standIns }: Run, need: number): boolean {
  if (need >= FIRM) return alternates !== null && alternatesFor === null;
  if (alternates !== null && (alternatesFor ?? need) === need) return true;
  return standIns !== null && standIns.needs.has(model.demands.ids[need]!);
}

/** Whether a turn of the run would do just what it did although a node that it looked at differs. */
function isOutOfReach({ gaps, index, past }: Trial, place: number, need: number): boolean {
  const { before, run } = gaps;
  const turn = numberOf(before, need);
  if (turn < 0 || past[turn] === 1 || index.at[turn] !== place) return false;
  if (before.meant.has(turn) || mayReplace(run, need)) return false;
  return doesTheSame(gaps, index, turn, place);
}

/** What a turn of the run did is past, and the need is served as it is now. */
function look(trial: Trial, place: number, need: number): void {
  const { gaps, index, past, moved } = trial;
  const { before, run } = gaps;
  const turn = need === before.order[place] ? numberOf(before, need) : -1;
  if (turn >= 0 && index.at[turn] === place) {
    if (past[turn] === 1) return;
    past[turn] = 1;
    if (run.needOfDemand[need] === turn) run.needOfDemand[need] = -1;
    passBefore(gaps, turn);
  }
  if (!Number.isInteger(place) || !moved.has(need)) serve(trial, place, need);
  goOn(trial, place);
}

function serve(trial: Trial, place: number, need: number): void {
  const { gaps, due } = trial;
  const { run } = gaps;
  run.look = (node) => {
    if (due[node]! < place) bringUp(trial, node, place);
  };
  if (need >= FIRM && need !== REST) {
    run.look(run.model.supplies.node[need - FIRM]!);
    if (run.needOfFirm[need - FIRM] !== -1) return;
  }
  const firstRow = run.rows.count;
  serveNeed(run, need);
  noteTurn(gaps, firstRow);
}

/** Nodes that differ since wait for whoever looks at them; firmed orders that were served with another need and are not
 * any more wait for their own turn. */
function goOn(trial: Trial, place: number): void {
  const { gaps, queue, moved } = trial;
  const { before, run, risen, passedFirms } = gaps;
  for (const node of risen) if (gaps.of[node]! > 0) waitFor(trial, node, Math.floor(place) + 1);
  for (const supply of passedFirms) {
    const need = supply + FIRM;
    if (run.needOfFirm[supply] === -1 && !moved.has(need)) queue.add(before.order.indexOf(need), need);
  }
  risen.length = 0;
  passedFirms.length = 0;
}

/** What is left of a node before that place: what was left in the run, and what is more since, which counts the turn of
 * that place as past already. */
function bringUp(trial: Trial, node: number, place: number): void {
  const { gaps, index, due } = trial;
  const { before, run, more } = gaps;
  const { left, free, dry, placeStart, placeSupply, placeQty } = run.ground;
  const { takes } = index;
  due[node] = NEVER;
  let all = 0;
  const from = Math.floor(place) + 1;
  for (let one = placeStart[node]!; one < placeStart[node + 1]!; one++) {
    left[one] = more[one]!;
    const supply = placeSupply[one]!;
    if (isSameOf(gaps, node, supply)) {
      const was = before.ground.placeOfRow[supply]!;
      const next = firstAt(takes, was, from);
      left[one]! += placeQty[one]! - (next > takes.start[was]! ? takes.sum[next - 1]! : 0);
      if (next < takes.start[was + 1]!) due[node] = Math.min(due[node], takes.when[next]!);
    }
    all += left[one]!;
  }
  free[node] = all;
  const dried = before.driedBy[node]!;
  if (stands(trial, dried)) {
    if (isBefore(trial, dried, place)) dry[node] = 1;
    else due[node] = Math.min(due[node], index.at[before.needs.within[dried]!]!);
  }
  if (run.model.supplies.exploding[node] === 0) return;
  due[node] = place;
  bringUpFirms(trial, node, place);
}

const isBefore = ({ gaps, index }: Trial, need: number, place: number): boolean =>
  index.at[gaps.before.needs.within[need]!]! < place;

function bringUpFirms(trial: Trial, node: number, place: number): void {
  const { before, run, firmBefore } = trial.gaps;
  const { placeStart, placeSupply, placeAsks } = run.ground;
  for (let one = placeStart[node]!; one < placeStart[node + 1]!; one++) {
    const supply = placeSupply[one]!;
    if (placeAsks[one] === NO_PARTS || run.needOfFirm[supply] !== -1) continue;
    const need = before.needOfFirm[supply]!;
    if (!stands(trial, need) || !isBefore(trial, need, place)) continue;
    if (!isSame(before.ground, run.ground, supply)) continue;
    run.needOfFirm[supply] = need;
    firmBefore[supply] = need;
  }
}
