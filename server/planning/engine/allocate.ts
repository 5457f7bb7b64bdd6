// 齐套分析 as one run: every open need in its order walks the real supply of its item, each unit is given once. What a
// made item lacks is asked of its parts, in exact quantity; what a bought item lacks is short. Supply that comes too
// late is given where making anew would not be quicker. A firmed order is a need of its own for its parts; it is
// served with the first need that waits for it, at the latest in its own turn. What planners have decided to use
// instead is used by the need that is meant, in its turn, before it waits for anything late.
import type { Allocation, AllocationRows } from './allocation.ts';
import { addNeed, addRead, addRow, COLOUR, NEED_KIND, newNeeds, newReads } from './allocation.ts';
import { newRows, NO_SUPPLY, ROW } from './allocation.ts';
import { anewDay, layGround, readyFrom } from './allocation-ground.ts';
import { shortUntil, startFor } from './allocation-ground.ts';
import { NO_PARTS, NOW } from './allocation-places.ts';
import { FIRM, needsInOrder, newKeptOrder, REST } from './allocation-order.ts';
import { mayStandIn, mayUseOthers, otherNode, usableBy } from './allocation-others.ts';
import type { AllocationWish, Rest, Run, Scope } from './allocation-run.ts';
import { beginRun, endRun, undo } from './allocation-run.ts';
import { lineNeed } from './explode.ts';
import { grossOf } from './lot-size.ts';
import type { Model } from './model.ts';
import { NEVER } from './model.ts';
import { multiplyDown, multiplyUp } from './qty.ts';

/** `rows`: columns of an earlier run that nobody reads any more. */
export function allocate(model: Model, wish: AllocationWish = {}, rows?: AllocationRows): Allocation {
  const kept = wish.kept ?? newKeptOrder();
  const order = needsInOrder(model, kept, wish);
  const used = rows ?? newRows(1024);
  used.count = 0;
  const needs = newNeeds(order.length + model.supplies.count);
  const run = beginRun(layGround(model, wish.supposed), wish, needs, used, newReads());
  for (let at = 0; at < order.length; at++) serveNeed(run, order[at]!);
  return endRun(run, { order, sorted: kept.needs }, 0);
}

/** One turn: of a demand row, a firmed order, or what is split off. */
export function serveNeed(run: Run, need: number): void {
  const { needs, reads } = run;
  run.dried.length = 0;
  run.served.length = 0;
  run.turn = needs.count;
  const firstRead = reads.count;
  if (need === REST) serveRest(run, run.rest!);
  else if (need < FIRM) serveDemand(run, need);
  else if (run.needOfFirm[need - FIRM] === -1) serveFirm(run, need - FIRM);
  if (needs.count === run.turn) return;
  needs.firstRead[run.turn] = firstRead;
  needs.endRead[run.turn] = reads.count;
}

function serveDemand(run: Run, need: number): void {
  const { demands } = run.model;
  const [node, day] = [demands.node[need]!, Math.max(0, demands.day[need]!)];
  const qty = demands.qty[need]! - (run.rest?.demand === need ? run.rest.qty : 0);
  const number = openNeed(run, NEED_KIND.demand, need, node, day, qty);
  run.needOfDemand[need] = number;
  if (run.standIns?.needs.has(demands.ids[need]!)) run.meant.add(number);
  closeNeed(run, number, serve(run, node, qty, day, -1, -1));
}

function serveRest(run: Run, { demand, qty, day }: Rest): void {
  const node = run.model.demands.node[demand]!;
  run.apart = openNeed(run, NEED_KIND.demand, demand, node, day, qty);
  // It will have another id: what was decided to stand in for the demand stays with the demand.
  run.replacing = true;
  closeNeed(run, run.apart, serve(run, node, qty, day, -1, -1));
  run.replacing = false;
}

function openNeed(run: Run, kind: number, ref: number, node: number, day: number, qty: number): number {
  const { needs } = run;
  const number = addNeed(needs);
  needs.kind[number] = kind;
  needs.ref[number] = ref;
  needs.node[number] = node;
  needs.day[number] = day;
  needs.qty[number] = qty;
  needs.firstRow[number] = run.rows.count;
  needs.within[number] = run.turn;
  run.need = number;
  run.now = true;
  run.short = false;
  return number;
}

function closeNeed({ needs, rows, now, short }: Run, number: number, ready: number): void {
  needs.ready[number] = ready;
  needs.endRow[number] = rows.count;
  needs.short[number] = short ? 1 : 0;
  const red = short || ready > needs.day[number]!;
  needs.colour[number] = red ? COLOUR.red : now ? COLOUR.green : COLOUR.yellow;
}

/** Gives a firmed order its parts; the need that waits for it goes on afterwards. */
function serveFirm(run: Run, supply: number): void {
  const { ground, model, need, now, short, latest } = run;
  const { supplies } = model;
  const node = supplies.node[supply]!;
  run.look?.(node);
  const day = ground.placeAsks[ground.placeOfRow[supply]!]!;
  const number = openNeed(run, NEED_KIND.firm, supply, node, day, supplies.qty[supply]!);
  run.needOfFirm[supply] = number;
  run.served.push(supply);
  closeNeed(run, number, serveParts(run, node, supplies.qty[supply]!, day, -1));
  Object.assign(run, { need, now, short, latest });
}

/** The day on which a supply is really there: a firmed order waits for its parts. */
function realDay(run: Run, place: number): number {
  const { ground } = run;
  const supply = ground.placeSupply[place]!;
  const day = ground.placeDay[place]!;
  if (ground.placeAsks[place] === NO_PARTS) return day;
  if (run.needOfFirm[supply] === -1) serveFirm(run, supply);
  const number = run.needOfFirm[supply]!;
  if (run.needs.short[number] === 1) run.short = true;
  const parts = run.needs.ready[number]!;
  return parts >= NEVER ? NEVER : day + Math.max(0, parts - run.needs.day[number]!);
}

/** A node is looked at that may leave no row. */
function lookAt(run: Run, node: number): void {
  run.look?.(node);
  addRead(run.reads, node);
}

/** Serves so much of a node for a day and says on which day it is all there: what is in time of its own, what may be used
 * instead, then what comes late or must still be made. */
function serve(run: Run, node: number, qty: number, day: number, above: number, parent: number): number {
  const { ground } = run;
  run.look?.(node);
  let open = qty;
  let ready = 0;
  if (ground.free[node]! > 0) {
    open = take(run, node, open, day, day, above);
    ready = run.latest;
  }
  if (open > 0 && run.standIns !== null && !run.replacing) {
    open = takeDecided(run, node, open, day, above, parent);
    ready = Math.max(ready, run.latest);
  }
  if (open > 0 && mayUseOthers(run)) {
    open = takeInstead(run, node, open, day, above, parent);
    ready = Math.max(ready, run.latest);
  }
  return open === 0 ? ready : Math.max(ready, serveLate(run, node, open, day, above));
}

/** What is bought waits for all that is ordered; what is made only for what comes before it could be made anew. */
function serveLate(run: Run, node: number, qty: number, day: number, above: number): number {
  const { ground } = run;
  const makes = ground.makes[node] === 1;
  let open = qty;
  let ready = 0;
  if (ground.free[node]! > 0) {
    open = take(run, node, open, day, makes ? readyFrom(ground, node, open, 0) : NEVER, above);
    ready = run.latest;
  }
  if (open === 0) return ready;
  if (!makes) return Math.max(ready, lack(run, ROW.short, node, open, day, above));
  return Math.max(ready, makeOrWait(run, node, open, day, above));
}

function lack(run: Run, kind: number, node: number, qty: number, day: number, above: number): number {
  const { ground } = run;
  const ready = ground.even[node] ? anewDay(ground, node) : shortUntil(ground, node, qty);
  addRow(run.rows, kind, run.need, above, node, NO_SUPPLY, qty, day, ready);
  run.now = false;
  run.short = true;
  return ready;
}

/** Takes what comes by `until`; leaves the rest to be found and notes the latest day in `run.latest`. */
function take(run: Run, node: number, qty: number, day: number, until: number, above: number): number {
  const { ground } = run;
  const { left, placeDay, placeExpiry } = ground;
  const end = ground.placeStart[node + 1]!;
  let open = qty;
  let latest = 0;
  for (let place = ground.head[node]!; place < end && open > 0; place++) {
    if (left[place] === 0) {
      if (place === ground.head[node]) ground.head[node] = place + 1;
      continue;
    }
    if (placeDay[place]! > until) break;
    if (placeExpiry[place]! < day) continue;
    const part = Math.min(open, left[place]!);
    left[place]! -= part;
    ground.free[node]! -= part;
    open -= part;
    const there = realDay(run, place);
    addRow(run.rows, ROW.take, run.need, above, node, ground.placeSupply[place]!, part, day, there);
    if (there !== NOW) run.now = false;
    if (there > latest) latest = there;
  }
  run.latest = latest;
  return open;
}

/** Substitutes that are allowed here and come in time stand in for what is still lacking. */
function takeInstead(
  run: Run,
  node: number,
  qty: number,
  day: number,
  above: number,
  parent: number,
): number {
  let open = qty;
  let latest = 0;
  for (const one of run.alternates!.get(run.model.nodes.item[node]!) ?? []) {
    const other = otherNode(run, node, one, day, parent);
    if (other < 0 || open === 0) continue;
    open -= takeOther(run, node, other, one, open, day, above, NO_SUPPLY);
    latest = Math.max(latest, run.latest);
  }
  run.latest = latest;
  return open;
}

/** So much of what lacks as something else in time can stand in for; notes the latest day in `run.latest`. */
function takeOther(
  run: Run,
  node: number,
  other: number,
  { num, den }: Scope,
  most: number,
  day: number,
  above: number,
  supply: number,
): number {
  lookAt(run, other);
  const covers = Math.min(most, multiplyDown(usableBy(run, other, day), den, num));
  run.latest = 0;
  if (covers === 0) return 0;
  const row = addRow(run.rows, ROW.instead, run.need, above, node, supply, covers, day, 0);
  take(run, other, multiplyUp(covers, num, den), day, day, row);
  run.rows.ready[row] = run.latest;
  return covers;
}

/** What was decided for this need: as far as it comes in time; on the very day it was decided for all of it is
 * counted on, whatever comes of it. */
function takeDecided(
  run: Run,
  node: number,
  qty: number,
  day: number,
  above: number,
  parent: number,
): number {
  const { model, needs, need, rows } = run;
  const id = needs.kind[need] === NEED_KIND.demand ? model.demands.ids[needs.ref[need]!]! : '';
  let open = qty;
  let latest = 0;
  for (const one of run.standIns!.byNode.get(node) ?? []) {
    if (one.need !== id || open === 0 || one.left === 0) continue;
    const other = otherNode(run, node, one, day, parent);
    if (other < 0) continue;
    const covers = takeOther(run, node, other, one, Math.min(open, one.left), day, above, one.supply);
    latest = Math.max(latest, run.latest);
    open -= covers;
    one.left -= covers;
    const rest = one.day === day ? Math.min(open, one.left) : 0;
    if (rest === 0) continue;
    open -= rest;
    one.left -= rest;
    const row = addRow(rows, ROW.instead, need, above, node, one.supply, rest, day, 0);
    run.replacing = true;
    const ready = serve(run, other, multiplyUp(rest, one.num, one.den), day, row, parent);
    run.replacing = false;
    rows.ready[row] = ready;
    latest = Math.max(latest, ready);
  }
  run.latest = latest;
  return open;
}

/** Asks the parts; where that ends too late and open supply of the item itself comes no later, waits for that. */
function makeOrWait(run: Run, node: number, qty: number, day: number, above: number): number {
  const { ground, rows } = run;
  if (ground.free[node] === 0) return make(run, node, qty, day, above);
  const [mark, dried, served] = [rows.count, run.dried.length, run.served.length];
  const { now, short } = run;
  run.short = false;
  const made = make(run, node, qty, day, above);
  const fails = run.short || made > day;
  run.short ||= short;
  if (!fails) return made;
  const comes = lastDayFor(run, node, qty, day);
  if (comes > made) return made;
  undo(run, mark, dried, served);
  run.now = now;
  run.short = short;
  const open = take(run, node, qty, day, NEVER, above);
  const ready = run.latest;
  return open === 0 ? ready : Math.max(ready, make(run, node, open, day, above));
}

/** The day of the last supply that would be taken for so much. */
function lastDayFor({ ground }: Run, node: number, qty: number, day: number): number {
  let open = qty;
  let last = NEVER;
  for (let place = ground.head[node]!; place < ground.placeStart[node + 1]! && open > 0; place++) {
    if (ground.placeExpiry[place]! < day || ground.left[place] === 0) continue;
    open -= Math.min(open, ground.left[place]!);
    last = ground.placeDay[place]!;
  }
  return last;
}

function make(run: Run, node: number, qty: number, day: number, above: number): number {
  const { ground, model, rows } = run;
  if (ground.dry[node] === 1 && !mayStandIn(run, node)) return lack(run, ROW.dry, node, qty, day, above);
  const item = model.nodes.item[node]!;
  const gross = grossOf(model.items, item, qty);
  const start = Math.max(0, startFor(ground, node, gross, day));
  const row = addRow(rows, ROW.make, run.need, above, node, NO_SUPPLY, qty, day, 0);
  const ready = readyFrom(ground, node, gross, serveParts(run, node, gross, start, row));
  rows.ready[row] = ready;
  return ready;
}

/** Asks every line for its share; notes a node of which nothing is left on any level. */
function serveParts(run: Run, node: number, qty: number, day: number, above: number): number {
  const { ground, model } = run;
  const item = model.nodes.item[node]!;
  let ready = 0;
  let dry = ground.even[node] === 1 && ground.free[node] === 0;
  for (let line = ground.lineStart[node]!; line < ground.lineStart[node + 1]!; line++) {
    const child = ground.lineChild[line]!;
    const den = ground.lineDen[line]!;
    const need =
      den === 0
        ? lineNeed(model.uses, ground.lineUse[line]!, qty, day)
        : multiplyUp(qty, ground.lineNum[line]!, den);
    if (need > 0) ready = Math.max(ready, serve(run, child, need, day, above, item));
    else if (dry) lookAt(run, child);
    dry &&= ground.free[child] === 0 && (ground.makes[child] === 0 || ground.dry[child] === 1);
  }
  if (dry && ground.dry[node] === 0) {
    ground.dry[node] = 1;
    run.driedBy[node] = run.need;
    run.dried.push(node);
  }
  return ready;
}
