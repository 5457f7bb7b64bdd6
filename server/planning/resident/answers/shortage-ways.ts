// Ways out of an order's shortage, and who loses when a delivery slips: runs with one thing supposed, nothing written.
// What suppliers offer, what may stand in and what lies elsewhere comes with the question.
import type { z } from 'zod';
import { amountOf, amountText, parseQty, parseUnitPrice } from '../../../kernel/decimal.ts';
import {
  type Allocation,
  type Alternate,
  COLOUR,
  compareRuns,
  eachBlocker,
  materialLacks,
  type MovedNeed,
  multiplyUp,
  type NeedState,
  NEVER,
  type Offer,
  parseMicro,
  supposing,
  SUPPLY_KINDS,
  type WayOut,
  waysOut,
} from '../../engine/index.ts';
import type { Id } from '../../../kernel/ids.ts';
import { lineRatio } from '../../inputs/index.ts';
import { type Resident, allocation } from '../resident.ts';
import type { zAfter, zSlip, zWayOut } from '../shortage-shapes.ts';
import {
  dateText,
  documentOf,
  itemFace,
  itemOfNode,
  lateDays,
  nodesOfItem,
  qtyText,
  trackOf,
} from '../words.ts';
import { dayText, movedRow, needId, statusWord } from './run-words.ts';

/** An offer as it travels: figures as text, the calendar by its code. */
export type TravellingOffer = {
  readonly item: string;
  readonly supplier: string;
  readonly supplierCode: string;
  readonly supplierId: Id;
  readonly priority: number;
  readonly quota: string;
  readonly leadDays: number;
  readonly waitDays: number;
  readonly calendar: string | null;
  readonly minimum: string;
  readonly multiple: string;
  readonly tiers: readonly { readonly from: string; readonly price: string }[];
};

export type TravellingAlternate = {
  readonly item: string;
  readonly substitute: string;
  readonly parent: string | null;
  readonly num: string;
  readonly den: string;
  readonly from: string;
  readonly to: string;
};

export type WaysAsk = {
  /** A demand's id in the plan. */
  readonly id: string;
  readonly item: string | null;
  readonly offers: readonly TravellingOffer[];
  readonly alternates: readonly TravellingAlternate[];
  readonly elsewhere: readonly { readonly place: string; readonly item: string; readonly qty: string }[];
};

const HURT_NAMED = 20;
/** Goods from a place that does not count are there a day after somebody fetches them. */
const FETCH_DAYS = 1;

export function offerOf(resident: Resident, offer: TravellingOffer): Offer {
  const { model } = resident.live.plan;
  const number = offer.calendar === null ? undefined : model.calendarNumbers.get(offer.calendar);
  return {
    supplier: offer.supplierCode,
    priority: offer.priority,
    quota: parseMicro(offer.quota),
    leadDays: offer.leadDays,
    waitDays: offer.waitDays,
    calendar: number === undefined ? null : model.calendars[number]!,
    minimum: parseMicro(offer.minimum),
    multiple: Math.max(parseMicro(offer.multiple), stepOf(resident, offer.item)),
    tiers: offer.tiers.map(({ from, price }) => ({ from: parseMicro(from), price })),
  };
}

/** The unit's own step, which every order keeps whatever the supplier's multiple. */
export const stepOf = ({ live }: Resident, code: string): number => live.inputs.items.get(code)?.step ?? 1;

export function alternateOf(resident: Resident, one: TravellingAlternate): Alternate[] {
  const { byCode } = resident.live.plan.model.items;
  const [item, substitute] = [byCode.get(one.item), byCode.get(one.substitute)];
  const parent = one.parent === null ? null : byCode.get(one.parent);
  if (item === undefined || substitute === undefined || parent === undefined) return [];
  const { num, den } = lineRatio(one.num, one.den, '0');
  const { days } = resident;
  return [{ item, substitute, parent, num, den, from: days.of(one.from), to: days.of(one.to) }];
}

export function waysFor(resident: Resident, ask: WaysAsk): z.output<typeof zWayOut>[] {
  const run = allocation(resident);
  const { model } = run.ground;
  const demand = resident.live.demandRows.get(ask.id);
  if (demand === undefined) return [];
  const codeOf = (node: number): string => model.items.codes[model.nodes.item[node]!]!;
  const alternates = ask.alternates.flatMap((one) => alternateOf(resident, one));
  const wanted = ask.item === null ? null : (nodesOfItem(model, ask.item)[0] ?? -1);
  const ways = waysOut({
    run,
    demand,
    node: wanted,
    kept: resident.kept,
    shelf: {
      offersOf: (node) =>
        ask.offers.filter(({ item }) => item === codeOf(node)).map((offer) => offerOf(resident, offer)),
      alternatesOf: (node) => alternates.filter(({ item }) => item === model.nodes.item[node]),
      elsewhere: ask.elsewhere.flatMap(({ place, item, qty }) => {
        const node = nodesOfItem(model, item)[0];
        const step = stepOf(resident, item);
        return node === undefined ? [] : [{ place, node, qty: parseMicro(qty), day: FETCH_DAYS, step }];
      }),
    },
  });
  const waiting = wanted === null ? null : waitingFor(run, wanted);
  return ways.map((way) => ({
    ...wayRow(resident, run, way, demand),
    ...supplierOf(ask, way),
    redCount: waiting === null ? null : redAfter(waiting, way, demand),
  }));
}

function supplierOf({ offers }: WaysAsk, way: WayOut): WayFacts {
  if (way.kind !== 'purchase') return {};
  const offer = offers.find(({ supplierCode }) => supplierCode === way.buy.offer.supplier);
  return { supplier: offer?.supplier ?? '', supplierId: offer?.supplierId ?? null };
}

const waitingFor = (run: Allocation, node: number): readonly number[] =>
  materialLacks(run, Infinity).find((lack) => lack.node === node)?.demands ?? [];

/** Of those that wait, who is still short or late: all of them are so before. */
function redAfter(waiting: readonly number[], { after, diff }: WayOut, own: number): number {
  const cured = new Set(diff.helped.flatMap((one) => (one.after.colour === COLOUR.red ? [] : [one.demand])));
  if (after.colour !== COLOUR.red) cured.add(own);
  return waiting.filter((demand) => !cured.has(demand)).length;
}

const EMPTY = {
  item: null,
  qty: null,
  date: null,
  askDate: null,
  supplier: null,
  supplierId: null,
  track: null,
  price: null,
  cost: null,
  aboutId: null,
  about: null,
  substitute: null,
  takesQty: null,
  parent: null,
  place: null,
  priority: null,
  priorityNow: null,
  rest: null,
} as const;

type WayFacts = Partial<Omit<z.output<typeof zWayOut>, 'kind' | 'after' | 'blocking' | 'hurt' | 'helped'>>;

const costOf = (qty: string, price: string): string =>
  amountText(amountOf(parseQty(qty), parseUnitPrice(price), 'half-up'));

function factsOf(resident: Resident, run: Allocation, way: WayOut, demand: number): WayFacts {
  const { model } = run.ground;
  const about = (id: string): WayFacts => ({ aboutId: id, about: documentOf(resident, id) });
  switch (way.kind) {
    case 'purchase': {
      const { qty, receipt, price } = way.buy;
      const cost = price === null ? null : costOf(qtyText(qty), price);
      const [date, track] = [dateText(resident, receipt), trackOf(model, way.node)];
      return { qty: qtyText(qty), date, track, price, cost };
    }
    case 'expedite':
      return {
        date: dateText(resident, way.day),
        askDate: dateText(resident, way.day - way.wait),
        ...about(model.supplies.ids[way.supply]!),
      };
    case 'substitute':
      return substituteFacts(resident, run, way);
    case 'transfer':
      return { qty: qtyText(way.from.qty), place: way.from.place, date: dateText(resident, way.from.day) };
    case 'sequence':
      return { priority: way.priority, priorityNow: model.demands.priority[demand]! };
    case 'move':
      return { qty: qtyText(way.qty), ...about(needId(run, way.from)) };
    case 'split':
      return {
        qty: qtyText(way.sets),
        date: dateText(resident, way.rest.day),
        ...about(model.demands.ids[demand]!),
        rest: { qty: qtyText(way.rest.qty), after: standing(resident, way.rest.after) },
      };
  }
}

const standing = (resident: Resident, state: NeedState): z.output<typeof zAfter> => ({
  status: statusWord(state),
  readyDate: dayText(resident, state.ready),
  lateDays: lateDays(state.late),
});

function substituteFacts(
  resident: Resident,
  { ground }: Allocation,
  { alternate, standIns }: Extract<WayOut, { kind: 'substitute' }>,
): WayFacts {
  const { codes } = ground.model.items;
  const { substitute, parent, num, den } = alternate;
  const sum = (of: (qty: number) => number): string =>
    qtyText(standIns.reduce((sum, { qty }) => sum + of(qty), 0));
  return {
    qty: sum((qty) => qty),
    takesQty: sum((qty) => multiplyUp(qty, num, den)),
    date: dateText(resident, Math.min(...standIns.map(({ day }) => day))),
    substitute: itemFace(resident, codes[substitute]!),
    parent: parent === null ? null : codes[parent]!,
  };
}

export function wayRow(
  resident: Resident,
  run: Allocation,
  way: WayOut,
  demand: number,
): Omit<z.output<typeof zWayOut>, 'redCount'> {
  const { after, diff } = way;
  const named = (moved: readonly MovedNeed[]) =>
    moved.slice(0, HURT_NAMED).map((one) => movedRow(resident, one));
  return {
    ...EMPTY,
    kind: way.kind,
    item: 'node' in way ? itemOfNode(resident, run.ground.model, way.node) : null,
    ...factsOf(resident, run, way, demand),
    after: standing(resident, after),
    blocking: way.blocking,
    hurt: named(diff.hurt),
    hurtCount: diff.hurt.length,
    helped: named(diff.helped),
    helpedCount: diff.helped.length,
  };
}

/** Who loses when a supply comes some days later than it is said to come today. */
export function slipOf(
  resident: Resident,
  ask: { readonly id: string; readonly days: number },
): z.output<typeof zSlip> | null {
  const row = resident.live.supplyRows.get(ask.id);
  const run = allocation(resident);
  const { model } = run.ground;
  if (row === undefined || SUPPLY_KINDS[model.supplies.kind[row]!] === 'stock') return null;
  const day = Math.max(0, model.supplies.day[row]!);
  const moved = new Map([[row, Math.min(NEVER, day + ask.days)]]);
  const { hurt } = supposing(run, { supposed: { moved } }, (other) => compareRuns(run, other));
  return {
    today: resident.days.today,
    supply: documentOf(resident, ask.id),
    item: itemOfNode(resident, model, model.supplies.node[row]!),
    date: dateText(resident, day),
    toDate: dateText(resident, day + ask.days),
    hurt: hurt.slice(0, 200).map((one) => movedRow(resident, one)),
    hurtCount: hurt.length,
  };
}

/** The items that block a demand, so that whoever asks for ways out can bring what suppliers offer. */
export function blockingItems(resident: Resident, id: string): readonly string[] | null {
  const demand = resident.live.demandRows.get(id);
  if (demand === undefined) return null;
  const run = allocation(resident);
  const need = run.needOfDemand[demand] ?? -1;
  if (need < 0) return [];
  const codes = new Set<string>();
  const { items, nodes } = run.ground.model;
  eachBlocker(run, need, ({ node }) => codes.add(items.codes[nodes.item[node]!]!));
  return [...codes];
}
