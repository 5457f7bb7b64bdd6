// From plain values to typed arrays. Rows are laid out in one canonical order (node, day, priority, id), whatever
// order they came in, so that the same facts give the same plan to the last id.
import { buildCalendar } from './calendar.ts';
import { f64, i32, orderByText, slicesOf, stableOrder, u8 } from './columns.ts';
import { type Consumption, consumeForecast } from './forecast-consumption.ts';
import { addItem, emptyItems, itemNumber, writeItem } from './items.ts';
import type { Bucket, Demands, Items, Line, Model, Nodes, Supplies } from './model.ts';
import { CONSUMES, EXPLODES, FORECAST, FREE, NEVER, STAND_IN, STANDS_IN } from './model.ts';
import { DEFAULT_SETTINGS, SUPPLY_KINDS } from './problem.ts';
import type { DemandInput, ForecastInput, Problem, SupplyInput } from './problem.ts';
import { guardMicro } from './qty.ts';
import {
  emptyNodes,
  lineOf,
  linkAll,
  nodeFor,
  successorLine,
  trackNumber,
  writeLevels,
} from './structure.ts';

export const supplyKindNumber = new Map(SUPPLY_KINDS.map((kind, number) => [kind, number]));

export function buildModel(problem: Problem): Model {
  const calendars = (problem.calendars ?? []).map(buildCalendar);
  const calendarNumbers = new Map((problem.calendars ?? []).map((one, number) => [one.code, number]));
  const items = emptyItems(problem.items.length);
  const inOrder = orderByText(
    problem.items.map((item) => item.code),
    problem.items.length,
  );
  for (const place of inOrder) addItem(items, problem.items[place]!.code);
  const given: Line[][] = Array.from({ length: items.count }, () => []);
  for (const input of problem.items) {
    const item = itemNumber(items, input.code);
    writeItem(items, item, input, calendarNumbers);
    given[item] = successorLine(items, input);
  }
  for (const line of problem.lines) given[itemNumber(items, line.parent)]!.push(lineOf(items, line));
  writeLevels(items, given);
  const nodes = emptyNodes(items.count);
  const settings = { ...DEFAULT_SETTINGS, ...problem.settings };
  const base = { items, nodes, given };
  const demandNodes = nodesOf(base, problem.demands);
  const supplyNodes = nodesOf(base, problem.supplies);
  const forecasts = forecastsOf(items, problem.forecasts ?? []);
  const { uses, parts } = linkAll(base);
  const demands = layDemands(items, nodes, problem, demandNodes, forecasts);
  const supplies = laySupplies(nodes, problem.supplies, supplyNodes);
  const rows = { demands, supplies, forecasts, servings: problem.servings ?? [] };
  const model = { settings, calendars, calendarNumbers, ...base, ...rows, uses, parts };
  for (const item of forecasts.keys()) settleForecast(model, item);
  return model;
}

function nodesOf(base: Base, rows: readonly Placed[]): Int32Array {
  const made: number[] = [];
  const nodes = i32(rows.length);
  for (let row = 0; row < rows.length; row++) {
    nodes[row] = placeRow(base, rows[row]!, made);
  }
  return nodes;
}

type Placed = Pick<SupplyInput, 'item' | 'track' | 'standIn'>;

type Base = { items: Items; nodes: Nodes; given: readonly (readonly Line[])[] };

/** The node of a row; what stands in for an item has its node under the same number. */
export function placeRow(base: Base, row: Placed, made: number[]): number {
  const { items, nodes } = base;
  const track = row.track === undefined ? 0 : trackNumber(nodes, row.track);
  const node = nodeFor(base, itemNumber(items, row.item), track, made);
  if (row.standIn) nodeFor(base, itemNumber(items, row.standIn.substitute), nodes.track[node]!, made);
  return node;
}

/** Buckets of each item by day. Overlapping buckets would let one order eat twice and are refused. */
function forecastsOf(items: Items, inputs: readonly ForecastInput[]): Map<number, readonly Bucket[]> {
  const byItem = new Map<number, Bucket[]>();
  for (const { item, ...bucket } of inputs) {
    const number = itemNumber(items, item);
    const buckets = byItem.get(number) ?? [];
    buckets.push(bucket);
    byItem.set(number, buckets);
  }
  for (const [item, buckets] of byItem) byItem.set(item, sortedBuckets(items.codes[item]!, buckets));
  return byItem;
}

export function sortedBuckets(code: string, buckets: readonly Bucket[]): Bucket[] {
  const sorted = [...buckets].sort((a, b) => a.from - b.from);
  for (const [at, bucket] of sorted.entries()) {
    const before = sorted[at - 1];
    if (bucket.to < bucket.from || (before !== undefined && before.to >= bucket.from)) {
      throw new RangeError(`forecast buckets of ${code} overlap at day ${bucket.from}`);
    }
  }
  return sorted;
}

function layDemands(
  items: Items,
  nodes: Nodes,
  problem: Problem,
  nodeOfRow: Int32Array,
  forecasts: ReadonlyMap<number, readonly Bucket[]>,
): Demands {
  const inputs: DemandInput[] = [...problem.demands];
  const owners: number[] = [];
  for (const [item, buckets] of forecasts) {
    for (const { id, from } of buckets) {
      inputs.push({ id, item: items.codes[item]!, day: Math.max(0, from), qty: 0, priority: NEVER });
      owners.push(nodes.plain[item]!);
    }
  }
  const node = Int32Array.from({ length: inputs.length }, (_, row) =>
    row < nodeOfRow.length ? nodeOfRow[row]! : owners[row - nodeOfRow.length]!,
  );
  let order = orderByText(
    inputs.map((input) => input.id),
    inputs.length,
  );
  order = stableOrder(order, (row) => inputs[row]!.priority ?? 1);
  order = stableOrder(order, (row) => inputs[row]!.day);
  order = stableOrder(order, (row) => node[row]!);
  const count = inputs.length;
  const demands: Demands = {
    count,
    ids: [],
    rows: null,
    node: i32(count),
    day: i32(count),
    qty: f64(count),
    priority: i32(count),
    role: u8(count),
    slices: slicesOf(countsOf(node, nodes.count)),
    ref: Int32Array.from({ length: count }, (_, at) => at),
  };
  for (let at = 0; at < count; at++) {
    const row = order[at]!;
    const input = inputs[row]!;
    demands.ids.push(input.id);
    demands.node[at] = node[row]!;
    demands.day[at] = input.day;
    demands.qty[at] = guardMicro(input.qty);
    demands.priority[at] = input.priority ?? 1;
    demands.role[at] = row >= nodeOfRow.length ? FORECAST : roleOf(input);
  }
  return demands;
}

function laySupplies(nodes: Nodes, inputs: readonly SupplyInput[], node: Int32Array): Supplies {
  let order = orderByText(
    inputs.map((input) => input.id),
    inputs.length,
  );
  order = stableOrder(order, (row) => supplyDay(inputs[row]!));
  order = stableOrder(order, (row) => node[row]!);
  const count = inputs.length;
  const supplies: Supplies = {
    count,
    ids: [],
    node: i32(count),
    kind: u8(count),
    day: i32(count),
    qty: f64(count),
    expiry: i32(count),
    start: i32(count),
    flags: u8(count),
    standIns: new Map(),
    slices: slicesOf(countsOf(node, nodes.count)),
    ref: Int32Array.from({ length: count }, (_, at) => at),
    exploding: i32(nodes.count),
    expiring: i32(nodes.count),
  };
  for (let at = 0; at < count; at++) {
    const row = order[at]!;
    writeSupply(supplies, at, node[row]!, inputs[row]!);
    countFlags(supplies, at, 1);
  }
  return supplies;
}

export const roleOf = ({ standsIn, consumes }: DemandInput): number =>
  standsIn ? STANDS_IN : consumes === false ? 0 : CONSUMES;

/** Stock before everything; what is overdue is expected today. */
export const supplyDay = (input: SupplyInput): number =>
  input.kind === 'stock' ? -1 : Math.max(0, input.day);

export function writeSupply(supplies: Supplies, at: number, node: number, input: SupplyInput): void {
  supplies.ids[at] = input.id;
  supplies.node[at] = node;
  supplies.kind[at] = supplyKindNumber.get(input.kind)!;
  supplies.day[at] = input.day;
  supplies.qty[at] = guardMicro(input.qty);
  supplies.expiry[at] = input.expiry ?? NEVER;
  supplies.start[at] = input.start ?? input.day;
  const { explodes, free, standIn } = input;
  supplies.flags[at] = (explodes ? EXPLODES : 0) | (free ? FREE : 0) | (standIn ? STAND_IN : 0);
  if (standIn === undefined) supplies.standIns.delete(at);
  else supplies.standIns.set(at, standIn);
}

export function countFlags(supplies: Supplies, at: number, by: 1 | -1): void {
  const node = supplies.node[at]!;
  if (supplies.flags[at]! & EXPLODES) supplies.exploding[node]! += by;
  if (supplies.expiry[at] !== NEVER) supplies.expiring[node]! += by;
}

function countsOf(node: Int32Array, nodes: number): Int32Array {
  const counts = i32(nodes);
  for (let row = 0; row < node.length; row++) counts[node[row]!]!++;
  return counts;
}

/** Which orders of an item ate what of its forecast; `orders` and `forecasts` are rows of demands. */
export type ForecastUse = Consumption & {
  readonly buckets: readonly Bucket[];
  readonly orders: readonly number[];
  readonly forecasts: readonly number[];
};

/** How the item's orders, under any tracking number, consume its forecast. */
export function forecastUse(model: Model, item: number, nodesOfItem = allNodesOf(model, item)): ForecastUse {
  const buckets = model.forecasts.get(item) ?? [];
  const { demands, settings } = model;
  const orders: number[] = [];
  const forecasts: number[] = [];
  for (const node of buckets.length === 0 ? [] : nodesOfItem) {
    const from = demands.slices.start[node]!;
    for (let at = from; at < from + demands.slices.count[node]!; at++) {
      const row = demands.ref[at]!;
      if (demands.role[row] === CONSUMES) orders.push(row);
      if (demands.role[row] === FORECAST) forecasts.push(row);
    }
  }
  orders.sort((a, b) => demands.day[a]! - demands.day[b]! || (demands.ids[a]! < demands.ids[b]! ? -1 : 1));
  const eaters = orders.map((row) => ({ day: demands.day[row]!, qty: demands.qty[row]! }));
  const { consumeBackDays, consumeForwardDays } = settings;
  return {
    buckets,
    orders,
    forecasts,
    ...consumeForecast(buckets, eaters, consumeBackDays, consumeForwardDays),
  };
}

/** Writes what the item's orders leave of its forecast. True when something moved. */
export function settleForecast(model: Model, item: number, nodesOfItem = allNodesOf(model, item)): boolean {
  const { buckets, left, forecasts } = forecastUse(model, item, nodesOfItem);
  if (buckets.length === 0) return false;
  const { demands } = model;
  const leftById = new Map(buckets.map((bucket, at) => [bucket.id, bucket.to < 0 ? 0 : left[at]!]));
  let moved = false;
  for (const row of forecasts) {
    const qty = leftById.get(demands.ids[row]!) ?? 0;
    if (demands.qty[row] !== qty) moved = true;
    demands.qty[row] = qty;
  }
  return moved;
}

export function allNodesOf(model: Pick<Model, 'nodes'>, item: number): number[] {
  return [model.nodes.plain[item]!, ...(model.nodes.trackedOf.get(item) ?? [])];
}
