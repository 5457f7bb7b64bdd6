// One change to a resident model: what it moves, which nodes it makes stale, and the change that would undo it.
// Changes that turn the structure itself over (a new item, another policy, a phantom) ask for a plan made anew.
import { allNodesOf, countFlags, placeRow, roleOf, settleForecast } from './build.ts';
import { sortedBuckets, writeSupply } from './build.ts';
import { addOwner, f64, i32, longEnough } from './columns.ts';
import { itemNumber, writeItem } from './items.ts';
import type { LivePlan } from './live.ts';
import type { Line, Model } from './model.ts';
import { CONSUMES, childrenOf, EXPLODES, FORECAST, NEVER, sourceOf } from './model.ts';
import type { DemandInput, ForecastInput, ItemInput, LineInput, Serving, SupplyInput } from './problem.ts';
import { guardMicro } from './qty.ts';
import { growDemands, growSupplies, hangDemand, hangSupply, unhangDemand, unhangSupply } from './rows.ts';
import { hangUse, unhangUses, writeParts } from './rows.ts';
import { flatLines, lineOf, nodeFor, nodeOf, successorLine, writeLevels } from './structure.ts';

export type Change =
  | { readonly kind: 'demand'; readonly demand: DemandInput }
  | { readonly kind: 'dropDemand'; readonly id: string }
  | { readonly kind: 'supply'; readonly supply: SupplyInput }
  | { readonly kind: 'dropSupply'; readonly id: string }
  | { readonly kind: 'forecast'; readonly item: string; readonly buckets: readonly ForecastInput[] }
  | { readonly kind: 'item'; readonly item: ItemInput }
  | { readonly kind: 'lines'; readonly parent: string; readonly lines: readonly LineInput[] }
  | { readonly kind: 'servings'; readonly servings: readonly Serving[] };

/** What changes leave behind: nodes to plan again, what undoes them, and whether all must be planned anew. */
export type Effect = {
  readonly stale: Set<number>;
  readonly undo: Change[];
  /** Rows given back; they are used again only by a later run, so that messages of before can still be read. */
  readonly freeDemands: number[];
  readonly freeSupplies: number[];
  anew: boolean;
};

export const newEffect = (): Effect => ({
  stale: new Set(),
  undo: [],
  freeDemands: [],
  freeSupplies: [],
  anew: false,
});

export function applyChange(live: LivePlan, change: Change, effect: Effect): void {
  effect.undo.unshift(...inverse(live, change));
  remember(live, change);
  if (effect.anew) return;
  switch (change.kind) {
    case 'demand':
      dropDemand(live, change.demand.id, effect);
      addDemand(live, change.demand, effect);
      break;
    case 'dropDemand':
      dropDemand(live, change.id, effect);
      break;
    case 'supply':
      dropSupply(live, change.supply.id, effect);
      addSupply(live, change.supply, effect);
      break;
    case 'dropSupply':
      dropSupply(live, change.id, effect);
      break;
    case 'forecast':
      setForecast(live, change.item, change.buckets, effect);
      break;
    case 'item':
      setItem(live, change.item, effect);
      break;
    case 'lines':
      setLines(live, change.parent, change.lines, effect);
      break;
    case 'servings':
      live.plan.model.servings = change.servings;
  }
}

function inverse(live: LivePlan, change: Change): Change[] {
  const { inputs } = live;
  switch (change.kind) {
    case 'demand':
    case 'dropDemand': {
      const id = change.kind === 'demand' ? change.demand.id : change.id;
      const demand = inputs.demands.get(id);
      if (demand !== undefined) return [{ kind: 'demand', demand }];
      return change.kind === 'demand' ? [{ kind: 'dropDemand', id }] : [];
    }
    case 'supply':
    case 'dropSupply': {
      const id = change.kind === 'supply' ? change.supply.id : change.id;
      const supply = inputs.supplies.get(id);
      if (supply !== undefined) return [{ kind: 'supply', supply }];
      return change.kind === 'supply' ? [{ kind: 'dropSupply', id }] : [];
    }
    case 'forecast':
      return [{ kind: 'forecast', item: change.item, buckets: inputs.forecasts.get(change.item) ?? [] }];
    case 'item': {
      const item = inputs.items.get(change.item.code);
      return item === undefined ? [] : [{ kind: 'item', item }];
    }
    case 'lines':
      return [{ kind: 'lines', parent: change.parent, lines: inputs.lines.get(change.parent) ?? [] }];
    case 'servings':
      return [{ kind: 'servings', servings: inputs.servings }];
  }
}

function remember({ inputs }: LivePlan, change: Change): void {
  switch (change.kind) {
    case 'demand':
      inputs.demands.set(change.demand.id, change.demand);
      break;
    case 'dropDemand':
      inputs.demands.delete(change.id);
      break;
    case 'supply':
      inputs.supplies.set(change.supply.id, change.supply);
      break;
    case 'dropSupply':
      inputs.supplies.delete(change.id);
      break;
    case 'forecast':
      inputs.forecasts.set(change.item, change.buckets);
      break;
    case 'item':
      inputs.items.set(change.item.code, change.item);
      break;
    case 'lines':
      inputs.lines.set(change.parent, change.lines);
      break;
    case 'servings':
      inputs.servings = change.servings;
  }
}

/** The node a row belongs to; a tracking number not seen before brings its nodes and their lines. */
function nodeOfRow(live: LivePlan, row: DemandInput | SupplyInput, effect: Effect): number {
  const { model } = live.plan;
  const made: number[] = [];
  const node = placeRow(model, row, made);
  for (const one of made) addNodeSlices(live, one);
  for (const one of made) {
    linkNode(model, one);
    effect.stale.add(one);
  }
  return node;
}

function addNodeSlices(live: LivePlan, node: number): void {
  const { plan, messages } = live;
  const { demands, supplies, uses, parts } = plan.model;
  const all = [demands.slices, supplies.slices, uses.slices, parts.slices];
  for (const slices of [...all, plan.orders.slices, plan.pegs.slices, messages.slices])
    addOwner(slices, node);
  supplies.exploding = longEnough(supplies.exploding, node + 1, i32);
  supplies.expiring = longEnough(supplies.expiring, node + 1, i32);
  plan.first = longEnough(plan.first, node + 1, i32);
  plan.last = longEnough(plan.last, node + 1, i32);
}

function linkNode(model: Model, node: number): void {
  const { nodes, items } = model;
  const lines = flatLines(items, model.given, nodes.item[node]!);
  const children = lines.map((line) => nodeOf(items, nodes, line.component, nodes.track[node]!));
  for (const [lineNo, line] of lines.entries()) hangUse(model, children[lineNo]!, node, line, lineNo);
  writeParts(model, node, children);
}

function dropDemand(live: LivePlan, id: string, effect: Effect): void {
  const { demands } = live.plan.model;
  const row = live.demandRows.get(id);
  if (row === undefined) return;
  unhangDemand(demands, row);
  live.demandRows.delete(id);
  effect.freeDemands.push(row);
  effect.stale.add(demands.node[row]!);
  if (demands.role[row] === CONSUMES) settle(live, demands.node[row]!, effect);
}

function addDemand(live: LivePlan, input: DemandInput, effect: Effect): void {
  const node = nodeOfRow(live, input, effect);
  placeDemand(live, input, node, roleOf(input));
  effect.stale.add(node);
  settle(live, node, effect);
}

function placeDemand(live: LivePlan, input: DemandInput, node: number, role: number): void {
  const { demands } = live.plan.model;
  const row = live.freeDemands.pop() ?? demands.count;
  growDemands(demands, row + 1);
  demands.ids[row] = input.id;
  demands.node[row] = node;
  demands.day[row] = input.day;
  demands.qty[row] = guardMicro(input.qty);
  demands.priority[row] = input.priority ?? 1;
  demands.role[row] = role;
  live.demandRows.set(input.id, row);
  hangDemand(demands, row);
}

/** What the item's orders leave of its forecast, computed anew. */
function settle(live: LivePlan, node: number, effect: Effect): void {
  const { model } = live.plan;
  const item = model.nodes.item[node]!;
  if (settleForecast(model, item, allNodesOf(model, item))) effect.stale.add(model.nodes.plain[item]!);
}

function setForecast(live: LivePlan, code: string, inputs: readonly ForecastInput[], effect: Effect): void {
  const { model } = live.plan;
  const item = itemNumber(model.items, code);
  const node = model.nodes.plain[item]!;
  for (const bucket of model.forecasts.get(item) ?? []) {
    const row = live.demandRows.get(bucket.id);
    if (row === undefined) continue;
    unhangDemand(model.demands, row);
    live.demandRows.delete(bucket.id);
    effect.freeDemands.push(row);
  }
  model.forecasts.set(item, sortedBuckets(code, inputs));
  for (const { id, from } of inputs) {
    placeDemand(live, { id, item: code, day: Math.max(0, from), qty: 0, priority: NEVER }, node, FORECAST);
  }
  effect.stale.add(node);
  settleForecast(model, item, allNodesOf(model, item));
}

function dropSupply(live: LivePlan, id: string, effect: Effect): void {
  const row = live.supplyRows.get(id);
  if (row === undefined) return;
  const { model } = live.plan;
  unhangSupply(model.supplies, row);
  countFlags(model.supplies, row, -1);
  model.supplies.standIns.delete(row);
  live.supplyRows.delete(id);
  effect.freeSupplies.push(row);
  markSupply(model, row, effect);
}

function addSupply(live: LivePlan, input: SupplyInput, effect: Effect): void {
  const node = nodeOfRow(live, input, effect);
  const { model } = live.plan;
  const row = live.freeSupplies.pop() ?? model.supplies.count;
  growSupplies(model.supplies, row + 1);
  live.plan.wanted.qty = longEnough(live.plan.wanted.qty, row + 1, f64);
  live.plan.wanted.start = longEnough(live.plan.wanted.start, row + 1, i32);
  writeSupply(model.supplies, row, node, input);
  countFlags(model.supplies, row, 1);
  live.supplyRows.set(input.id, row);
  hangSupply(model.supplies, row);
  markSupply(model, row, effect);
}

function markSupply(model: Model, row: number, effect: Effect): void {
  const node = model.supplies.node[row]!;
  effect.stale.add(node);
  if (!(model.supplies.flags[row]! & EXPLODES)) return;
  for (const child of childrenOf(model, node)) effect.stale.add(child);
}

/** Numbers of an item may change in place; what it is may not. */
function setItem(live: LivePlan, input: ItemInput, effect: Effect): void {
  const { model } = live.plan;
  const item = model.items.byCode.get(input.code);
  const same =
    item !== undefined &&
    Boolean(input.toOrder) === Boolean(model.items.toOrder[item]) &&
    Boolean(input.phantom) === Boolean(model.items.phantom[item]) &&
    sourceOf[input.source] === model.items.source[item] &&
    input.successor === undefined &&
    input.source !== 'switch';
  if (!same) {
    effect.anew = true;
    return;
  }
  writeItem(model.items, item, input, model.calendarNumbers);
  for (const node of allNodesOf(model, item)) effect.stale.add(node);
}

function setLines(live: LivePlan, parent: string, inputs: readonly LineInput[], effect: Effect): void {
  const { model } = live.plan;
  const { items, nodes, given, uses } = model;
  const known = items.byCode.get(parent);
  if (
    known === undefined ||
    items.phantom[known] ||
    inputs.some((line) => !items.byCode.has(line.component))
  ) {
    effect.anew = true;
    return;
  }
  const own = live.inputs.items.get(parent)!;
  given[known] = [...successorLine(items, own), ...inputs.map((line): Line => lineOf(items, line))];
  const loopedBefore = items.loops;
  for (const node of allNodesOf(model, known)) {
    effect.stale.add(node);
    for (const child of childrenOf(model, node)) {
      effect.stale.add(child);
      unhangUses(uses, child, node);
    }
    const made: number[] = [];
    const track = nodes.track[node]!;
    for (const line of flatLines(items, given, known)) nodeFor(model, line.component, track, made);
    for (const one of made) addNodeSlices(live, one);
    for (const one of [node, ...made]) linkNode(model, one);
    for (const one of made) effect.stale.add(one);
    for (const child of childrenOf(model, node)) effect.stale.add(child);
  }
  writeLevels(items, given);
  if (loopedBefore.length > 0 || items.loops.length > 0) effect.anew = true;
}
