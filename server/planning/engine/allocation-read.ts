// Reading a run: what holds a need back, line by line, what of it is there now, and how many complete sets that makes.
// A need waits for its own lines and, through a firmed order that is late, for that order's.
import type { Allocation } from './allocation.ts';
import { COLOUR, NEED_KIND, ROW } from './allocation.ts';
import type { Ground } from './allocation-ground.ts';
import { anewDay, shortUntil, startFor } from './allocation-ground.ts';
import { liesThere, NOW, placeOf } from './allocation-places.ts';
import { lineNeed } from './explode.ts';
import { grossOf } from './lot-size.ts';
import { ONE } from './qty.ts';

/** short: nothing there, nothing ordered. late: ordered, but after the day. lead: all there, but making takes longer. */
export type BlockerKind = 'short' | 'late' | 'lead';

export type Blocker = {
  readonly kind: BlockerKind;
  readonly node: number;
  readonly qty: number;
  /** Needed on this day, there on that day. */
  readonly day: number;
  readonly ready: number;
  /** The supply that comes too late, as numbered in the ground; null when nothing is ordered. */
  readonly supply: number | null;
  /** The firmed order it is needed for, when it is not for the need itself. */
  readonly through: number | null;
};

/** Tells every line that blocks a need; nothing where it is green or yellow. Each firmed order is opened once. */
export function eachBlocker(run: Allocation, need: number, visit: (blocker: Blocker) => void): void {
  tellBlockers(run, need, visit, null, new Set());
}

function tellBlockers(
  run: Allocation,
  need: number,
  visit: (blocker: Blocker) => void,
  through: number | null,
  opened: Set<number>,
): void {
  const { rows, needs, ground } = run;
  if (needs.colour[need] !== COLOUR.red) return;
  for (let row = needs.firstRow[need]!; row < needs.endRow[need]!; row++) {
    if (rows.need[row] !== need) continue;
    const [node, qty, day, ready] = [rows.node[row]!, rows.qty[row]!, rows.day[row]!, rows.ready[row]!];
    const kind = rows.kind[row]!;
    switch (kind) {
      case ROW.short:
        visit({ kind: 'short', node, qty, day, ready, supply: null, through });
        break;
      case ROW.dry:
        eachDryLeaf(ground, node, qty, day, (leaf, qty, day, ready) =>
          visit({ kind: 'short', node: leaf, qty, day, ready, supply: null, through }),
        );
        break;
      case ROW.take:
        blockedSupply(run, row, visit, through, opened);
        break;
      case ROW.make:
        if (ready > day && !partsAreLate(run, row)) {
          visit({ kind: 'lead', node, qty, day, ready, supply: null, through });
        }
    }
  }
}

/** A firmed order whose parts are late or short, or supply that is late by itself. */
function blockedSupply(
  run: Allocation,
  row: number,
  visit: (blocker: Blocker) => void,
  through: number | null,
  opened: Set<number>,
): void {
  const { rows, ground, needs } = run;
  const supply = rows.supply[row]!;
  const [node, qty, day, ready] = [rows.node[row]!, rows.qty[row]!, rows.day[row]!, rows.ready[row]!];
  const inner = supply < 0 ? -1 : run.needOfFirm[supply]!;
  if (inner >= 0 && !opened.has(inner) && (ready > day || needs.short[inner] === 1)) {
    opened.add(inner);
    tellBlockers(run, inner, visit, supply, opened);
  }
  if (ground.placeDay[placeOf(ground, supply)]! <= day) return;
  visit({ kind: 'late', node, qty, day, ready, supply, through });
}

/** Whether a part of the row is short or comes after the day on which it would have to begin. */
function partsAreLate(run: Allocation, row: number): boolean {
  const { rows, needs } = run;
  const end = needs.endRow[rows.need[row]!]!;
  for (let part = row + 1; part < end; part++) {
    if (rows.above[part] !== row) continue;
    if (rows.ready[part]! > rows.day[part]! || rowIsShort(run, part)) return true;
  }
  return false;
}

/** The bought parts of something of which nothing is left on any level. */
export function eachDryLeaf(
  ground: Ground,
  node: number,
  qty: number,
  day: number,
  visit: (leaf: number, qty: number, day: number, ready: number) => void,
): void {
  const { model, lineStart, lineChild, lineUse } = ground;
  const gross = grossOf(model.items, model.nodes.item[node]!, qty);
  const start = Math.max(0, startFor(ground, node, gross, day));
  for (let line = lineStart[node]!; line < lineStart[node + 1]!; line++) {
    const child = lineChild[line]!;
    const need = lineNeed(model.uses, lineUse[line]!, gross, start);
    if (need <= 0) continue;
    if (ground.makes[child]) eachDryLeaf(ground, child, need, start, visit);
    else {
      const ready = ground.even[child] ? anewDay(ground, child) : shortUntil(ground, child, need);
      visit(child, need, start, ready);
    }
  }
}

/** One line of a need: the item itself where stock of it is given, otherwise its parts one level below. */
export type NeedLine = {
  readonly node: number;
  readonly qty: number;
  /** There now, of this line itself or as complete sets of its parts. */
  readonly now: number;
  /** Covered in time, by stock or by what is ordered. */
  readonly inTime: number;
  readonly day: number;
  readonly ready: number;
  readonly short: boolean;
  readonly rows: readonly number[];
};

/** The lines a need is judged by. What has nothing left anywhere is one line, short as a whole. */
export function linesOf(run: Allocation, need: number): NeedLine[] {
  const { rows, needs } = run;
  const groups = new Map<number, number[]>();
  const gather = (above: number): void => {
    for (let row = needs.firstRow[need]!; row < needs.endRow[need]!; row++) {
      if (rows.need[row] !== need || rows.above[row] !== above) continue;
      if (above === -1 && needs.kind[need] === NEED_KIND.demand && rows.kind[row] === ROW.make) gather(row);
      else {
        const own = groups.get(rows.node[row]!);
        if (own) own.push(row);
        else groups.set(rows.node[row]!, [row]);
      }
    }
  };
  gather(-1);
  return [...groups].map(([node, own]) => lineOf(run, need, node, own));
}

function lineOf(run: Allocation, need: number, node: number, own: readonly number[]): NeedLine {
  const { rows } = run;
  let [qty, now, inTime, day, ready, short] = [0, 0, 0, 0x7fffffff, 0, false];
  for (const row of own) {
    qty += rows.qty[row]!;
    now += coveredOf(run, need, row, isNow);
    inTime += coveredOf(run, need, row, isInTime);
    day = Math.min(day, rows.day[row]!);
    ready = Math.max(ready, rows.ready[row]!);
    short ||= rowIsShort(run, row);
  }
  return { node, qty, now, inTime, day, ready, short, rows: own };
}

function rowIsShort(run: Allocation, row: number): boolean {
  const kind = run.rows.kind[row]!;
  if (kind === ROW.short || kind === ROW.dry) return true;
  return partsOf(run, row).some((part) => rowIsShort(run, part));
}

/** Whether what a row takes counts. */
type Counts = (run: Allocation, row: number) => boolean;

const isNow: Counts = ({ rows, ground }, row) => liesThere(ground, rows.supply[row]!);
const isInTime: Counts = ({ rows }, row) => rows.ready[row]! <= rows.day[row]!;

/** How much of a row is covered by what counts: taken as it is, or as complete sets of its parts. */
function coveredOf(run: Allocation, need: number, row: number, counts: Counts): number {
  const { rows, ground } = run;
  const qty = rows.qty[row]!;
  if (rows.kind[row] === ROW.take) return counts(run, row) ? qty : 0;
  if (rows.kind[row] === ROW.instead) return partsOf(run, row).every((part) => counts(run, part)) ? qty : 0;
  if (rows.kind[row] !== ROW.make) return 0;
  const [node, day] = [rows.node[row]!, rows.day[row]!];
  const held = heldBelow(run, need, row, counts);
  return mostSets(qty, (some) => useParts(ground, new Map(held), node, some, day));
}

/** Rows one level below a row of the same need. */
export function partsOf({ rows, needs }: Allocation, row: number): number[] {
  const need = rows.need[row]!;
  const parts: number[] = [];
  if (rows.kind[row] !== ROW.make && rows.kind[row] !== ROW.instead) return parts;
  for (let part = row + 1; part < needs.endRow[need]!; part++) {
    if (rows.need[part] === need && rows.above[part] === row) parts.push(part);
  }
  return parts;
}

/** What rows of a need hold and what counts of it, by node: all rows (-1), or those below one row. */
function heldBelow(run: Allocation, need: number, below: number, counts: Counts): Map<number, number> {
  const { rows, needs } = run;
  const held = new Map<number, number>();
  const inside = new Set([below]);
  const from = below === -1 ? needs.firstRow[need]! : below + 1;
  for (let row = from; row < needs.endRow[need]!; row++) {
    if (rows.need[row] !== need || !inside.has(rows.above[row]!)) continue;
    inside.add(row);
    // A substitute is held under the item it stands in for.
    if (rows.kind[row] === ROW.instead) {
      if (!partsOf(run, row).every((part) => counts(run, part))) continue;
      inside.delete(row);
    } else if (rows.kind[row] !== ROW.take || !counts(run, row)) continue;
    held.set(rows.node[row]!, (held.get(rows.node[row]!) ?? 0) + rows.qty[row]!);
  }
  return held;
}

/** 可齐套数: how many complete sets the stock that a need holds gives now. */
export function setsNow(run: Allocation, need: number): number {
  const { needs, ground } = run;
  const [node, day, qty] = [needs.node[need]!, needs.day[need]!, needs.qty[need]!];
  const held = heldBelow(run, need, -1, isNow);
  return needs.kind[need] === NEED_KIND.demand
    ? mostSets(qty, (some) => use(ground, new Map(held), node, some, day))
    : mostSets(qty, (some) => useLines(ground, new Map(held), node, some, day));
}

/** The largest quantity that works: whole units where the whole is a whole number of units. */
export function mostSets(qty: number, works: (qty: number) => boolean): number {
  if (works(qty)) return qty;
  const step = qty % ONE === 0 ? ONE : 1;
  let [low, high] = [0, qty / step];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (works(middle * step)) low = middle;
    else high = middle;
  }
  return low * step;
}

/** Uses stock for so much of a node: its own first, then its parts. */
function use(ground: Ground, held: Map<number, number>, node: number, qty: number, day: number): boolean {
  const own = Math.min(qty, held.get(node) ?? 0);
  if (own > 0) held.set(node, held.get(node)! - own);
  if (own === qty) return true;
  return ground.makes[node] === 1 && useParts(ground, held, node, qty - own, day);
}

function useParts(
  ground: Ground,
  held: Map<number, number>,
  node: number,
  qty: number,
  day: number,
): boolean {
  const gross = grossOf(ground.model.items, ground.model.nodes.item[node]!, qty);
  return useLines(ground, held, node, gross, Math.max(0, startFor(ground, node, gross, day)));
}

function useLines(
  ground: Ground,
  held: Map<number, number>,
  node: number,
  gross: number,
  start: number,
): boolean {
  const { model, lineStart, lineChild, lineUse } = ground;
  for (let line = lineStart[node]!; line < lineStart[node + 1]!; line++) {
    const need = lineNeed(model.uses, lineUse[line]!, gross, start);
    if (need > 0 && !use(ground, held, lineChild[line]!, need, start)) return false;
  }
  return true;
}

/** How many of a node could be completed now if nobody else asked: stock on hand today, all levels. */
export function maxKits(ground: Ground, node: number, most: number): number {
  const { left, placeStart, placeDay, placeExpiry } = ground;
  const stock = (): Map<number, number> => {
    const held = new Map<number, number>();
    for (let one = 0; one < ground.model.nodes.count; one++) {
      let sum = 0;
      for (let place = placeStart[one]!; place < placeStart[one + 1]!; place++) {
        if (placeDay[place] === NOW && placeExpiry[place]! >= 0) sum += left[place]!;
      }
      if (sum > 0) held.set(one, sum);
    }
    return held;
  };
  const all = stock();
  return mostSets(most, (qty) => use(ground, new Map(all), node, qty, 0));
}
