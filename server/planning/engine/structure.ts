// The product structure between nodes: lines with phantoms replaced by what they are made of, nodes for the
// tracking numbers that travel down through make-to-order items, and both directions of every line.
import { emptySlices, f64, i32, slicesOf, u8 } from './columns.ts';
import { itemNumber } from './items.ts';
import type { Line, Model, Nodes, Parts, Uses } from './model.ts';
import { BY_PRODUCT, LIMITED, NEVER, sourceOf } from './model.ts';
import { lowLevelCodes } from './low-level-codes.ts';
import type { Items } from './model.ts';
import type { ItemInput, LineInput } from './problem.ts';
import { ONE, multiplyRatios, multiplyUp, parseMicro, ratio, ratioOfMicro } from './qty.ts';
import type { Ratio } from './qty.ts';

const TRACKS = 2 ** 21;

/** The line with its component by number and its ratio without common factor. */
export function lineOf(items: Items, input: LineInput): Line {
  const per = ratio(input.num, input.den);
  const limited = input.from !== undefined || input.to !== undefined;
  return {
    component: itemNumber(items, input.component),
    num: per.num,
    den: per.den,
    fixed: input.fixed ?? 0,
    from: input.from ?? -NEVER,
    to: input.to ?? NEVER,
    flags: (limited ? LIMITED : 0) | (input.byProduct ? BY_PRODUCT : 0),
  };
}

/** Use up, then switch: the successor is the only component of what is used up. */
export function successorLine(items: Items, input: ItemInput): Line[] {
  if (input.successor === undefined) return [];
  const { item, num, den } = input.successor;
  return [lineOf(items, { parent: input.code, component: item, num, den })];
}

const explodes = (items: Items, item: number): boolean =>
  items.source[item] !== sourceOf.buy && items.source[item] !== sourceOf.none;

/**
 * The item's lines with every phantom replaced by its own lines. A phantom inside itself ends there. What is bought
 * needs no components, whatever a structure says.
 */
export function flatLines(items: Items, given: readonly (readonly Line[])[], item: number): readonly Line[] {
  const own = explodes(items, item) ? (given[item] ?? []) : [];
  if (!own.some((line) => items.phantom[line.component])) return own;
  const flat: Line[] = [];
  const walk = (line: Line, path: readonly number[]): void => {
    if (!items.phantom[line.component] || line.flags & BY_PRODUCT) {
      flat.push(line);
      return;
    }
    if (path.includes(line.component)) return;
    for (const inner of given[line.component] ?? []) {
      const per = multiplyRatios(line, inner);
      const joined = {
        component: inner.component,
        num: per.num,
        den: per.den,
        fixed: inner.fixed + multiplyUp(line.fixed, inner.num, inner.den),
        from: Math.max(line.from, inner.from),
        to: Math.min(line.to, inner.to),
        flags: (line.flags & LIMITED) | inner.flags,
      };
      walk(joined, [...path, line.component]);
    }
  };
  for (const line of own) walk(line, [item]);
  return flat;
}

/** Low-level codes over the flat lines, written into the items. */
export function writeLevels(items: Items, given: readonly (readonly Line[])[]): void {
  const counts = i32(items.count);
  const all: (readonly Line[])[] = [];
  for (let item = 0; item < items.count; item++) {
    const lines = flatLines(items, given, item);
    all.push(lines);
    counts[item] = lines.length;
  }
  const slices = slicesOf(counts);
  const child = i32(slices.used);
  let at = 0;
  for (const lines of all) for (const line of lines) child[at++] = line.component;
  const levels = lowLevelCodes(items.count, { start: slices.start, count: slices.count, child });
  items.level = levels.level;
  items.rank = levels.rank;
  items.loops = levels.loops;
}

export function emptyNodes(items: number): Nodes {
  const nodes: Nodes = {
    count: items,
    item: i32(items),
    track: i32(items),
    plain: i32(items),
    tracks: [''],
    trackNumbers: new Map([['', 0]]),
    tracked: new Map(),
    trackedOf: new Map(),
  };
  for (let item = 0; item < items; item++) {
    nodes.item[item] = item;
    nodes.plain[item] = item;
  }
  return nodes;
}

/** The number of a tracking text; texts keep the number they first got. */
export function trackNumber(nodes: Nodes, track: string): number {
  const known = nodes.trackNumbers.get(track);
  if (known !== undefined) return known;
  const number = nodes.tracks.length;
  nodes.tracks.push(track);
  nodes.trackNumbers.set(track, number);
  return number;
}

/** The node of an item under a tracking number, or -1 when it is not there. Items made to stock have one node. */
export function nodeOf(items: Items, nodes: Nodes, item: number, track: number): number {
  if (track === 0 || !items.toOrder[item]) return nodes.plain[item]!;
  return nodes.tracked.get(item * TRACKS + track) ?? -1;
}

export function addNode(nodes: Nodes, item: number, track: number): number {
  const node = nodes.count++;
  if (node >= nodes.item.length) {
    const room = Math.ceil(node * 1.5) + 16;
    const [item, track] = [i32(room), i32(room)];
    item.set(nodes.item);
    track.set(nodes.track);
    nodes.item = item;
    nodes.track = track;
  }
  nodes.item[node] = item;
  nodes.track[node] = track;
  nodes.tracked.set(item * TRACKS + track, node);
  const others = nodes.trackedOf.get(item);
  if (others) others.push(node);
  else nodes.trackedOf.set(item, [node]);
  return node;
}

/** The node, made if needed together with the nodes its number travels down to. New nodes are appended to `made`. */
export function nodeFor(
  model: { items: Items; nodes: Nodes; given: readonly (readonly Line[])[] },
  item: number,
  track: number,
  made: number[],
): number {
  const known = nodeOf(model.items, model.nodes, item, track);
  if (known >= 0) return known;
  const node = addNode(model.nodes, item, track);
  made.push(node);
  for (const line of flatLines(model.items, model.given, item)) nodeFor(model, line.component, track, made);
  return node;
}

/** Plans run by the rank of the item; nodes of one item by tracking text. */
export function compareNodes(model: { items: Items; nodes: Nodes }, a: number, b: number): number {
  const { item, track, tracks } = model.nodes;
  if (item[a] !== item[b]) return item[a]! - item[b]!;
  if (track[a] === track[b]) return 0;
  return tracks[track[a]!]! < tracks[track[b]!]! ? -1 : 1;
}

export function emptyUses(lines: number, nodes: number): Uses {
  return {
    slices: emptySlices(nodes),
    parent: i32(lines),
    num: f64(lines),
    den: f64(lines),
    fixed: f64(lines),
    from: i32(lines),
    to: i32(lines),
    flags: u8(lines),
    lineNo: i32(lines),
  };
}

export function writeUse(uses: Uses, at: number, parent: number, line: Line, lineNo: number): void {
  uses.parent[at] = parent;
  uses.num[at] = line.num;
  uses.den[at] = line.den;
  uses.fixed[at] = line.fixed;
  uses.from[at] = line.from;
  uses.to[at] = line.to;
  uses.flags[at] = line.flags;
  uses.lineNo[at] = lineNo;
}

/** Both directions of every line, in one pass each. Uses of a node stand in the order of their parents. */
export function linkAll(model: Pick<Model, 'items' | 'nodes' | 'given'>): { uses: Uses; parts: Parts } {
  const { items, nodes } = model;
  const order = Array.from({ length: nodes.count }, (_, node) => node);
  if (nodes.count > items.count) order.sort((a, b) => compareNodes(model, a, b));
  const lines = Array.from({ length: items.count }, (_, item) => flatLines(items, model.given, item));
  const childOf = (node: number, line: Line): number =>
    nodeOf(items, nodes, line.component, nodes.track[node]!);
  const [useCounts, partCounts] = [i32(nodes.count), i32(nodes.count)];
  for (const node of order) {
    const own = lines[nodes.item[node]!]!;
    partCounts[node] = own.length;
    for (const line of own) useCounts[childOf(node, line)]!++;
  }
  const slices = slicesOf(useCounts);
  const uses = { ...emptyUses(slices.used, 0), slices };
  const parts = { slices: slicesOf(partCounts), child: i32(slices.used) };
  const next = slices.start.slice();
  for (const node of order) {
    let part = parts.slices.start[node]!;
    for (const [lineNo, line] of lines[nodes.item[node]!]!.entries()) {
      const child = childOf(node, line);
      parts.child[part++] = child;
      writeUse(uses, next[child]!++, node, line, lineNo);
    }
  }
  return { uses, parts };
}

/** A line as people write it: numerator, denominator and loss in percent on top, exactly. */
export function bomLine(
  parent: string,
  component: string,
  num: string,
  den: string,
  lossPercent: string,
): LineInput {
  const per = multiplyRatios(ratioOfMicro(parseMicro(num)), inverseOf(ratioOfMicro(parseMicro(den))));
  const loss = ratio(100 * ONE + parseMicro(lossPercent), 100 * ONE);
  return { parent, component, ...multiplyRatios(per, loss) };
}

const inverseOf = ({ num, den }: Ratio): Ratio => ratio(den, num);
