// A second allocation run, written from the rules alone: plain objects, big integers, a copy of everything wherever
// something is only tried. It is slow and says the same.
import type { Calendar } from '../../server/planning/engine/calendar.ts';
import { buildCalendar, openDaysBack, openDaysOn } from '../../server/planning/engine/calendar.ts';
import { openOnOrAfter, openOnOrBefore } from '../../server/planning/engine/calendar.ts';
import type { ItemInput, LineInput, Problem, SupplyInput } from '../../server/planning/engine/problem.ts';

export type NaiveNeed = { colour: string; ready: number; short: boolean; takes: Record<string, number> };
export const NOBODY_KNOWS = 0x3fffffff;
const MIDDLE_PRIORITY = 5;

type Shop = {
  readonly problem: Problem;
  readonly items: ReadonlyMap<string, ItemInput>;
  readonly calendars: ReadonlyMap<string, Calendar>;
  /** In the order of use. */
  readonly supplies: readonly SupplyInput[];
};
type World = { left: Map<string, number>; firms: Map<string, NaiveNeed>; need: string };
type Answer = { ready: number; now: boolean; short: boolean; takes: [string, number][] };
type Wanted = {
  readonly code: string;
  readonly track: string;
  readonly qty: number;
  readonly day: number;
  /** What is made with it, '' where it is wanted itself. */
  readonly into: string;
};

const NOTHING: Answer = { ready: 0, now: true, short: false, takes: [] };

const up = (qty: number, num: number, den: number): number =>
  Number((BigInt(qty) * BigInt(num) + BigInt(den) - 1n) / BigInt(den));

const joined = (one: Answer, other: Answer): Answer => ({
  ready: Math.max(one.ready, other.ready),
  now: one.now && other.now,
  short: one.short || other.short,
  takes: [...one.takes, ...other.takes],
});
const sum = (answer: Answer): number => answer.takes.reduce((sum, [, qty]) => sum + qty, 0);
const copyOf = (world: World): World => ({
  ...world,
  left: new Map(world.left),
  firms: new Map(world.firms),
});

const calendarOf = (shop: Shop, item: ItemInput): Calendar | null =>
  shop.calendars.get(item.calendar ?? '') ?? null;
const days = (item: ItemInput, qty: number): number =>
  (item.leadDays ?? 0) + (item.leadPer ? Math.ceil(qty / item.leadPer) : 0);
const ahead = (item: ItemInput): number => (item.safetyDays ?? 0) + (item.inspectionDays ?? 0);

function readyFrom(shop: Shop, item: ItemInput, qty: number, day: number): number {
  if (day >= NOBODY_KNOWS) return NOBODY_KNOWS;
  const calendar = calendarOf(shop, item);
  return openDaysOn(calendar, openOnOrAfter(calendar, day), days(item, qty) + ahead(item));
}

function startFor(shop: Shop, item: ItemInput, qty: number, day: number): number {
  const calendar = calendarOf(shop, item);
  const end = openDaysBack(calendar, openOnOrBefore(calendar, day), ahead(item));
  return openDaysBack(calendar, end, days(item, qty));
}

const dayOf = (one: SupplyInput): number => (one.kind === 'stock' ? -1 : Math.max(0, one.day));
const partsDay = (one: SupplyInput): number => Math.max(0, one.start ?? one.day);

function expiryOf(items: ReadonlyMap<string, ItemInput>, one: SupplyInput): number {
  if (one.expiry !== undefined || one.kind === 'stock') return one.expiry ?? NOBODY_KNOWS;
  const shelf = items.get(one.item)!.shelfDays ?? -1;
  return shelf < 0 ? NOBODY_KNOWS : Math.max(0, one.day) + shelf;
}

function openShop(problem: Problem): Shop {
  const items = new Map(problem.items.map((item) => [item.code, item]));
  const supplies = problem.supplies.filter((one) => !items.get(one.item)!.phantom && !one.standIn);
  const expiry = (one: SupplyInput): number => expiryOf(items, one);
  supplies.sort((a, b) => dayOf(a) - dayOf(b) || expiry(a) - expiry(b) || (a.id < b.id ? -1 : 1));
  const calendars = new Map((problem.calendars ?? []).map((one) => [one.code, buildCalendar(one)]));
  return { problem, items, calendars, supplies };
}

/** The lines of an item; phantoms give way to theirs, what falls off an order not yet made is no supply. */
function flat({ problem, items }: Shop, item: string): LineInput[] {
  const walk = (line: LineInput): LineInput[] => {
    if (line.byProduct) return [];
    if (!items.get(line.component)!.phantom) return [line];
    return problem.lines
      .filter((inner) => inner.parent === line.component)
      .flatMap((inner) =>
        walk({
          ...inner,
          num: line.num * inner.num,
          den: line.den * inner.den,
          fixed: (inner.fixed ?? 0) + up(line.fixed ?? 0, inner.num, inner.den),
          from: Math.max(line.from ?? -NOBODY_KNOWS, inner.from ?? -NOBODY_KNOWS),
          to: Math.min(line.to ?? NOBODY_KNOWS, inner.to ?? NOBODY_KNOWS),
        }),
      );
  };
  return problem.lines.filter((line) => line.parent === item).flatMap(walk);
}

const isMade = (shop: Shop, code: string): boolean =>
  !['buy', 'none'].includes(shop.items.get(code)!.source) && flat(shop, code).length > 0;

const isMadeOf = (shop: Shop, code: string, part: string): boolean =>
  isMade(shop, code) &&
  flat(shop, code).some(({ component }) => component === part || isMadeOf(shop, component, part));

/** Takes supply of the item that comes by `until` and has not expired on its day. */
function take(shop: Shop, world: World, wanted: Wanted, until: number): Answer {
  const answer: Answer = { ...NOTHING, takes: [] };
  let { qty } = wanted;
  for (const supply of shop.supplies) {
    const left = world.left.get(supply.id)!;
    const serves = !shop.items.get(supply.item)!.toOrder || (supply.track ?? '') === wanted.track;
    if (supply.item !== wanted.code || !serves || qty === 0 || left === 0) continue;
    if (dayOf(supply) > until || expiryOf(shop.items, supply) < wanted.day) continue;
    const part = Math.min(qty, left);
    world.left.set(supply.id, left - part);
    qty -= part;
    const there = realDay(shop, world, supply);
    answer.ready = Math.max(answer.ready, there);
    if (there !== -1) answer.now = false;
    if (world.firms.get(supply.id)?.short) answer.short = true;
    answer.takes.push([supply.id, part]);
  }
  return answer;
}

function realDay(shop: Shop, world: World, supply: SupplyInput): number {
  if (!supply.explodes) return dayOf(supply);
  if (!world.firms.has(supply.id)) serveFirm(shop, world, supply);
  const parts = world.firms.get(supply.id)!.ready;
  return parts >= NOBODY_KNOWS ? parts : dayOf(supply) + Math.max(0, parts - partsDay(supply));
}

function serveParts(shop: Shop, world: World, { code, track, qty, day }: Wanted): Answer {
  let answer = NOTHING;
  // A number travels down only through what is made to order.
  const below = shop.items.get(code)!.toOrder ? track : '';
  for (const line of flat(shop, code)) {
    if (day < (line.from ?? -NOBODY_KNOWS) || day > (line.to ?? NOBODY_KNOWS)) continue;
    const need = (line.fixed ?? 0) + up(qty, line.num, line.den);
    const wanted = { code: line.component, track: below, qty: need, day, into: code };
    if (need > 0) answer = joined(answer, serve(shop, world, wanted));
  }
  return answer;
}

function make(shop: Shop, world: World, wanted: Wanted): Answer {
  const item = shop.items.get(wanted.code)!;
  const qty = item.scrap ? up(wanted.qty, 1_000_000 + item.scrap, 1_000_000) : wanted.qty;
  const day = Math.max(0, startFor(shop, item, qty, wanted.day));
  const answer = serveParts(shop, world, { ...wanted, qty, day });
  return { ...answer, ready: readyFrom(shop, item, qty, answer.ready) };
}

function serve(shop: Shop, world: World, wanted: Wanted): Answer {
  const inTime = take(shop, world, wanted, wanted.day);
  const mine = { ...wanted, qty: wanted.qty - sum(inTime) };
  const [other, rest] = mine.qty === 0 ? [NOTHING, 0] : instead(shop, world, mine);
  const found = joined(inTime, other);
  return rest === 0 ? found : joined(found, late(shop, world, { ...mine, qty: rest }));
}

/** What there is in time, and what is used instead, has been taken. */
function late(shop: Shop, world: World, open: Wanted): Answer {
  const made = isMade(shop, open.code);
  const anew = readyFrom(shop, shop.items.get(open.code)!, open.qty, 0);
  const own = take(shop, world, open, made ? anew : NOBODY_KNOWS);
  const rest = { ...open, qty: open.qty - sum(own) };
  return rest.qty === 0 ? own : joined(own, lacking(shop, world, rest));
}

function lacking(shop: Shop, world: World, open: Wanted): Answer {
  const item = shop.items.get(open.code)!;
  if (!isMade(shop, open.code)) {
    const ready = item.source === 'none' ? NOBODY_KNOWS : readyFrom(shop, item, open.qty, 0);
    return { ready, now: false, short: true, takes: [] };
  }
  return makeOrWait(shop, world, open);
}

/** Substitutions decided for the need that is being served, and what is open after them. */
function instead(shop: Shop, world: World, wanted: Wanted): [Answer, number] {
  let answer: Answer = NOTHING;
  let open = wanted.qty;
  const decided = shop.problem.supplies.filter((one) => {
    const { need, parent, from = -NOBODY_KNOWS, to = NOBODY_KNOWS } = one.standIn ?? { need: null };
    const here = (parent ?? wanted.into) === wanted.into && wanted.day >= from && wanted.day <= to;
    const numbered = shop.items.get(one.item)!.toOrder;
    const own = !numbered || (one.track ?? '') === wanted.track;
    return one.item === wanted.code && need === world.need && own && here;
  });
  for (const one of decided.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
    const { substitute, num, den } = one.standIn!;
    if (isMadeOf(shop, substitute, wanted.code)) continue;
    const track = shop.items.get(wanted.code)!.toOrder ? wanted.track : '';
    const ask = (qty: number): Wanted => ({ ...wanted, code: substitute, track, qty: up(qty, num, den) });
    const use = (qty: number, from: (wanted: Wanted) => Answer): void => {
      if (qty === 0) return;
      open -= qty;
      world.left.set(one.id, world.left.get(one.id)! - qty);
      answer = joined(answer, from(ask(qty)));
    };
    const most = Math.min(open, world.left.get(one.id)!);
    const there = sum(take(shop, copyOf(world), { ...ask(0), qty: NOBODY_KNOWS ** 2 }, wanted.day));
    const covers = Math.min(most, Number((BigInt(there) * BigInt(den)) / BigInt(num)));
    use(covers, (asked) => take(shop, world, asked, wanted.day));
    // What is used instead of something is not itself replaced.
    const { need } = world;
    world.need = '';
    if (Math.max(0, one.day) === wanted.day) use(most - covers, (asked) => serve(shop, world, asked));
    world.need = need;
  }
  return [answer, open];
}

/** What cannot be made in time waits for later supply of its own, unless making it is quicker. */
function makeOrWait(shop: Shop, world: World, open: Wanted): Answer {
  const waiting = copyOf(world);
  const anew = make(shop, world, open);
  if (anew.ready <= open.day && !anew.short) return anew;
  const late = take(shop, waiting, open, NOBODY_KNOWS);
  const last = shop.supplies.find((one) => one.id === late.takes.at(-1)?.[0]);
  if (last === undefined || dayOf(last) > anew.ready) return anew;
  Object.assign(world, waiting);
  const rest = { ...open, qty: open.qty - sum(late) };
  return rest.qty === 0 ? late : joined(late, make(shop, world, rest));
}

function serveFirm(shop: Shop, world: World, supply: SupplyInput): void {
  const [day, { need }] = [partsDay(supply), world];
  const wanted = { code: supply.item, track: supply.track ?? '', qty: supply.qty, day, into: '' };
  world.need = '';
  const result = judged(serveParts(shop, world, wanted), day);
  world.need = need;
  world.firms.set(supply.id, result);
}

function judged({ ready, now, short, takes }: Answer, day: number): NaiveNeed {
  const sums: Record<string, number> = {};
  for (const [id, qty] of takes) sums[id] = (sums[id] ?? 0) + qty;
  return { colour: short || ready > day ? 'red' : now ? 'green' : 'yellow', ready, short, takes: sums };
}

export function naiveAllocation(problem: Problem): Map<string, NaiveNeed> {
  const shop = openShop(problem);
  const left = new Map(problem.supplies.map((one) => [one.id, one.qty]));
  const world: World = { left, firms: new Map(), need: '' };
  const demands = problem.demands
    .filter(({ qty, standsIn }) => qty > 0 && !standsIn)
    .map((one) => ({ ...one, priority: one.priority ?? 1, supply: null }));
  const firms = shop.supplies
    .filter((one) => one.explodes)
    .map((supply) => ({ id: supply.id, day: supply.start ?? supply.day, priority: MIDDLE_PRIORITY, supply }));
  const all = [...demands, ...firms].sort(
    (a, b) => a.priority - b.priority || a.day - b.day || (a.id < b.id ? -1 : 1),
  );
  for (const { need, than } of problem.servings ?? []) {
    const [one, other] = [need, than].map((id) => all.findIndex((each) => each.id === id));
    if (other! < 0 || one! <= other!) continue;
    const [moved] = all.splice(one!, 1);
    all.splice(other!, 0, moved!);
  }
  const results = new Map<string, NaiveNeed>();
  for (const need of all) {
    if (need.supply !== null) {
      if (!world.firms.has(need.id)) serveFirm(shop, world, need.supply);
    } else {
      const day = Math.max(0, need.day);
      const wanted = { code: need.item, track: need.track ?? '', qty: need.qty, day, into: '' };
      world.need = need.id;
      results.set(need.id, judged(serve(shop, world, wanted), day));
    }
  }
  for (const [id, result] of world.firms) results.set(id, result);
  return results;
}
