// Small random planning problems and random changes to them, from a seed: every feature of the engine appears, with
// quantities and days close enough together that they collide often.
import type { Change } from '../../server/planning/engine/change.ts';
import type {
  DemandInput,
  ForecastInput,
  ItemInput,
  LineInput,
  Problem,
  Serving,
  SupplyInput,
  SupplyKind,
} from '../../server/planning/engine/problem.ts';
import { ONE } from '../../server/planning/engine/qty.ts';

export type Random = {
  readonly below: (limit: number) => number;
  readonly pick: <T>(from: readonly T[]) => T;
  readonly chance: (percent: number) => boolean;
};

export function randomFrom(seed: number): Random {
  let state = (Math.imul(seed, 2_654_435_761) ^ 0x9e37_79b9) >>> 0 || 1;
  const next = (): number => {
    state ^= state << 13;
    state >>>= 0;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state;
  };
  const below = (limit: number): number => next() % limit;
  return { below, pick: (from) => from[below(from.length)]!, chance: (percent) => below(100) < percent };
}

const ITEMS = 12;
const code = (item: number): string => `P${String(item).padStart(2, '0')}`;
const codes = Array.from({ length: ITEMS }, (_, item) => code(item));
const micro = (random: Random, most: number): number =>
  random.chance(80) ? (1 + random.below(most)) * ONE : 1 + random.below(most * ONE);

export function randomItem(random: Random, item: number, plain = false): ItemInput {
  const source =
    item >= 9 ? random.pick(['buy', 'buy', 'none'] as const) : random.pick(['make', 'subcontract'] as const);
  const input: ItemInput = {
    code: code(item),
    source,
    leadDays: random.chance(5) ? null : random.below(5),
    minLot: random.chance(40) ? (1 + random.below(20)) * ONE : 0,
    multiple: random.chance(40) ? random.pick([1, 5, 10]) * ONE : 1,
    safety: random.chance(30) ? random.below(15) * ONE : 0,
    toOrder: item % 4 === 1 || item === 4,
    phantom: item === 6,
  };
  if (plain || item === 6) return { ...input, minLot: 0, multiple: 1, safety: 0, leadDays: plain ? 1 : 0 };
  return {
    ...input,
    ...(random.chance(10) ? { fixedLot: 25 * ONE } : {}),
    ...(random.chance(15) ? { maxLot: 60 * ONE } : {}),
    ...(random.chance(20) ? { periodDays: 1 + random.below(6) } : {}),
    ...(random.chance(20) ? { shelfDays: 3 + random.below(20) } : {}),
    ...(random.chance(15) ? { scrap: 20_000 } : {}),
    ...(random.chance(20) ? { calendar: 'week' } : {}),
    ...(random.chance(15) ? { inspectionDays: 1, safetyDays: 1 } : {}),
    ...(random.chance(10) ? { leadPer: 30 * ONE } : {}),
  };
}

const RATIOS = [
  { num: 1, den: 1 },
  { num: 1, den: 1 },
  { num: 2, den: 1 },
  { num: 1, den: 3 },
  { num: 51, den: 50 },
];

/** Components lie deeper than their parent, so that there are no loops. */
export function randomLines(random: Random, parent: number): LineInput[] {
  return Array.from({ length: 1 + random.below(3) }, () => ({
    parent: code(parent),
    component: code(parent + 1 + random.below(Math.min(4, ITEMS - 1 - parent))),
    ...random.pick(RATIOS),
    ...(random.chance(10) ? { fixed: 2 * ONE } : {}),
    ...(random.chance(10) ? { from: random.below(10), to: 10 + random.below(30) } : {}),
    ...(random.chance(7) ? { byProduct: true } : {}),
  }));
}

const trackOf = (random: Random): { track?: string } =>
  random.chance(40) ? { track: `T${random.below(4)}` } : {};

export function randomDemand(random: Random, id: string): DemandInput {
  return {
    id,
    item: random.pick(codes),
    day: random.below(45) - 4,
    qty: micro(random, 30),
    priority: 1 + random.below(3),
    ...trackOf(random),
    ...(random.chance(15) ? { consumes: false } : {}),
    ...(random.chance(8) ? { standsIn: true } : {}),
  };
}

/** Something used instead of an item by one demand: where the item is made to order, under that demand's number. */
export function randomStandIn(random: Random, id: string, demands: readonly DemandInput[]): SupplyInput {
  const meant = random.pick(demands);
  const item = random.chance(60) ? random.pick(codes.slice(8)) : random.pick(codes);
  const others = codes.filter((other) => other !== item);
  return {
    id,
    item,
    kind: 'firm',
    day: random.chance(30) ? 0 : random.below(30) - 2,
    qty: micro(random, 30),
    free: true,
    standIn: {
      need: random.chance(95) ? meant.id : 'nobody',
      substitute: random.pick(others),
      ...random.pick(RATIOS),
      ...(random.chance(15) ? { parent: random.pick(codes) } : {}),
      ...(random.chance(15) ? { from: random.below(10), to: 10 + random.below(30) } : {}),
    },
    ...(meant.track === undefined ? {} : { track: meant.track }),
  };
}

/** Demands are D0 and on, supplies S0 and on; firmed orders among these are needs too. */
export function randomServings(random: Random): Serving[] {
  const id = (): string => `${random.pick(['D', 'D', 'D', 'S'])}${random.below(14)}`;
  return Array.from({ length: random.below(5) }, () => ({ need: id(), than: id() }));
}

export function randomSupply(random: Random, id: string): SupplyInput {
  const kind = random.pick<SupplyKind>(['stock', 'stock', 'inspection', 'PO', 'MO', 'WW', 'transit', 'firm']);
  const day = kind === 'stock' ? 0 : random.below(40) - 3;
  return {
    id,
    item: random.pick(codes),
    kind,
    day,
    qty: micro(random, 40),
    ...trackOf(random),
    ...(kind === 'stock' && random.chance(40) ? { expiry: random.below(30) } : {}),
    ...(kind === 'firm' || kind === 'MO'
      ? { start: day - random.below(4), explodes: random.chance(60) }
      : {}),
    ...(random.chance(40) ? { free: true } : {}),
  };
}

export function randomForecast(random: Random, item: string): ForecastInput[] {
  const length = random.pick([5, 7]);
  return Array.from({ length: random.below(5) }, (_, bucket) => ({
    id: `F-${item}-${bucket}`,
    item,
    from: bucket * length - 3,
    to: bucket * length + length - 4,
    qty: micro(random, 40),
  }));
}

export function randomProblem(random: Random): Problem {
  const demands = list(12, (at) => randomDemand(random, `D${at}`));
  const week = [true, true, true, true, true, false, false];
  return {
    settings: {
      bucketDays: random.pick([1, 1, 1, 1, 7, 0]),
      consumeBackDays: random.pick([0, 7]),
      consumeForwardDays: random.pick([0, 7]),
      toleranceDays: random.pick([0, 2]),
      waitDays: random.pick([0, 0, 0, 3]),
    },
    calendars: [
      { code: 'week', week, weekdayOfToday: random.below(7), exceptions: [{ day: 9, open: false }] },
    ],
    items: list(ITEMS, (item) => randomItem(random, item)),
    lines: list(9, (parent) => randomLines(random, parent)).flat(),
    demands,
    forecasts: codes.flatMap((item) => (random.chance(20) ? randomForecast(random, item) : [])),
    supplies: list(14, (at) =>
      at < 12 ? randomSupply(random, `S${at}`) : randomStandIn(random, `S${at}`, demands),
    ),
    servings: randomServings(random),
  };
}

/** A problem in which much is used instead of something else. */
export function randomStandIns(random: Random): Problem {
  const problem = randomProblem(random);
  const more = list(5, (at) => randomStandIn(random, `Z${at}`, problem.demands));
  return { ...problem, supplies: [...problem.supplies, ...more] };
}

const list = <T>(count: number, make: (at: number) => T): T[] =>
  Array.from({ length: count }, (_, at) => make(at));

export function randomChange(random: Random): Change {
  const kind = random.below(100);
  if (kind < 35) return { kind: 'demand', demand: randomDemand(random, `D${random.below(20)}`) };
  if (kind < 50) return { kind: 'dropDemand', id: `D${random.below(20)}` };
  if (kind < 65) return { kind: 'supply', supply: randomSupply(random, `S${random.below(20)}`) };
  if (kind < 68) {
    const meant = list(3, () => randomDemand(random, `D${random.below(20)}`));
    return { kind: 'supply', supply: randomStandIn(random, `S${random.below(20)}`, meant) };
  }
  if (kind < 70) return { kind: 'servings', servings: randomServings(random) };
  if (kind < 80) return { kind: 'dropSupply', id: `S${random.below(20)}` };
  if (kind < 87) {
    const item = random.pick(codes);
    return { kind: 'forecast', item, buckets: randomForecast(random, item) };
  }
  if (kind < 94) return { kind: 'item', item: randomItem(random, random.below(ITEMS)) };
  const parent = random.below(9);
  return { kind: 'lines', parent: code(parent), lines: randomLines(random, parent) };
}
