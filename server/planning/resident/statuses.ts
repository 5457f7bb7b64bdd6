// How each demand stands, read from the pegs in one pass from the deepest level up: ready when stock covers all of it,
// covered when everything else is ordered and comes in time, short when something is still to be ordered, late when
// even that is too late. Linear in pegs; whoever wants to know how an order stands asks here.
import { EXPLODES, NEVER, sourceOf, usableFrom } from '../engine/model.ts';
import { needDay } from '../engine/item-messages.ts';
import type { Plan } from '../engine/plan.ts';
import { NEED_SIDE, SUPPLY_SIDE } from '../engine/plan.ts';
import { planningOrder } from '../engine/run.ts';

export const STATUSES = ['ready', 'covered', 'short', 'late'] as const;
export type Status = (typeof STATUSES)[number];

const READY = 0;
const COVERED = 1;
const SHORT = 2;
const LATE = 3;

/** By demand row: the index into STATUSES, and by how many days it comes too late; NEVER when it cannot be had. */
export type Statuses = { readonly level: Uint8Array; readonly delay: Int32Array };

/** Levels and delays gathered at one kind of need: demands, proposed orders, firmed orders. */
type Gathered = { readonly level: Uint8Array; readonly delay: Int32Array };

const gathered = (length: number): Gathered => ({
  level: new Uint8Array(length),
  delay: new Int32Array(length),
});

/** What a peg's supply says of the need it serves. */
type Word = { level: number; delay: number };

export function statusesOf(plan: Plan): Statuses {
  const { demands, supplies } = plan.model;
  const demand = gathered(demands.count);
  const order = gathered(plan.orders.slices.used);
  const firm = gathered(supplies.count);
  const bySide: Readonly<Record<number, Gathered>> = {
    [NEED_SIDE.demand]: demand,
    [NEED_SIDE.planned]: order,
    [NEED_SIDE.firm]: firm,
  };
  const { slices, kind, need } = plan.pegs;
  const word: Word = { level: 0, delay: 0 };
  for (const node of planningOrder(plan.model).reverse()) {
    const from = slices.start[node]!;
    for (let peg = from; peg < from + slices.count[node]!; peg++) {
      const into = bySide[kind[peg]! >> 3];
      if (into === undefined) continue;
      listen(plan, node, peg, order, firm, word);
      const ref = need[peg]!;
      if (word.level > into.level[ref]!) into.level[ref] = word.level;
      if (word.delay > into.delay[ref]!) into.delay[ref] = word.delay;
    }
  }
  settleDemands(plan, demand);
  return demand;
}

function listen(plan: Plan, node: number, peg: number, order: Gathered, firm: Gathered, word: Word): void {
  const { pegs, orders, model } = plan;
  const { supplies, items, nodes } = model;
  const side = pegs.kind[peg]! & 7;
  const ref = pegs.supply[peg]!;
  word.level = COVERED;
  word.delay = 0;
  if (side === SUPPLY_SIDE.short) {
    word.level = LATE;
    word.delay = NEVER;
  } else if (side === SUPPLY_SIDE.planned) {
    const late = Math.max(0, -orders.start[ref]!);
    const bought = items.source[nodes.item[node]!] === sourceOf.buy;
    word.level = Math.max(late > 0 ? LATE : bought ? SHORT : READY, order.level[ref]!);
    word.delay = Math.max(late, order.delay[ref]!);
  } else if (side === SUPPLY_SIDE.open) {
    if (supplies.kind[ref] === 0) {
      word.level = READY;
      return;
    }
    const wanted = needDay(plan, pegs.kind[peg]! >> 3, pegs.need[peg]!);
    const late = Math.max(0, usableFrom(model, ref) - wanted);
    const explodes = (supplies.flags[ref]! & EXPLODES) !== 0;
    word.level = Math.max(late > 0 ? LATE : COVERED, explodes ? firm.level[ref]! : 0);
    word.delay = Math.max(late, explodes ? firm.delay[ref]! : 0);
  }
}

/** A demand of the past is late only by what comes after today. */
function settleDemands({ model }: Plan, { level, delay }: Gathered): void {
  const { day } = model.demands;
  for (let row = 0; row < level.length; row++) {
    if (delay[row] === 0 || delay[row] === NEVER) continue;
    delay[row] = Math.max(0, Math.min(delay[row]!, day[row]! + delay[row]!));
    if (delay[row] === 0 && level[row] === LATE) level[row] = COVERED;
  }
}
