// 足缺料: what is lacking by material and by order, and one of each opened into what it took and what blocks it.
import type { z } from 'zod';
import { type Amount, amountText, parseAmount, sumAmount } from '../../../kernel/decimal.ts';
import type { Id } from '../../../kernel/ids.ts';
import {
  type Allocation,
  type Asked,
  askedOf,
  balanceOf,
  COLOUR,
  layGround,
  linesOf,
  type MaterialLack,
  materialLacks,
  maxKits,
  NEED_KIND,
  needsInTurn,
  type NeedLine,
  NEVER,
  parseMicro,
  partsOf,
  ROW,
  stateOf,
} from '../../engine/index.ts';
import { type Resident, allocation } from '../resident.ts';
import type {
  zLackingMaterial,
  zOpenedLine,
  zOrderStanding,
  zShortageMaterial,
  zShortageOrder,
} from '../shortage-shapes.ts';
import { dateText, documentOf, itemFace, itemOfNode, nodesOfItem, qtyText, trackOf } from '../words.ts';
import { finalNeed, finalNeeds } from './final-needs.ts';
import { pageAfter } from './pages.ts';
import { dayText, givenRow, needId, needStanding, statusWord } from './run-words.ts';

export type ShortageAsk = {
  /** Needs up to this date. */
  readonly until: string;
  readonly search: string;
  readonly statuses: readonly string[];
  /** Where the page before ended; null for the first. */
  readonly after: string | null;
  readonly limit: number;
};

export type LackingAsk = Omit<ShortageAsk, 'statuses'> & {
  /** Only what this person plans, what is bought, made or given out, what orders of customers wait for. */
  readonly plannerId: Id | null;
  readonly sources: readonly string[];
  readonly committed: boolean;
  /** Only what holds back one document; null for all. */
  readonly documentId: Id | null;
  readonly by: 'orders' | 'money' | 'day';
  /** What is still to be delivered is worth, by line of a sales order; null for whoever may not know. */
  readonly values: Readonly<Record<Id, string>> | null;
};

const untilOf = (resident: Resident, { until }: Pick<ShortageAsk, 'until'>): number =>
  resident.days.of(until);
const ORDERS_NAMED = 5;
const CUSTOMERS_NAMED = 50;

type LackScope = Omit<LackingAsk, 'by' | 'values' | 'after' | 'limit'>;

function lacksFor(resident: Resident, run: Allocation, ask: LackScope): MaterialLack[] {
  const { model } = run.ground;
  const search = ask.search.toLowerCase();
  return materialLacks(run, untilOf(resident, ask)).filter(({ node, demands }) => {
    const { code, name, source, plannerId } = itemOfNode(resident, model, node);
    if (ask.plannerId !== null && plannerId !== ask.plannerId) return false;
    if (ask.sources.length > 0 && !ask.sources.includes(source)) return false;
    if (ask.committed && demands.length === 0) return false;
    if (
      ask.documentId !== null &&
      !demands.some((one) => documentIdOf(resident, run, one) === ask.documentId)
    )
      return false;
    return search === '' || `${code} ${name}`.toLowerCase().includes(search);
  });
}

const documentIdOf = (
  resident: Resident,
  { ground }: Allocation,
  demand: number,
): string | null | undefined => resident.faces.get(ground.model.demands.ids[demand]!)?.documentId;

const linesHit = (resident: Resident, { ground }: Allocation, { demands }: MaterialLack): Id[] =>
  demands.flatMap((demand) => resident.faces.get(ground.model.demands.ids[demand]!)?.lineId ?? []);

/** The lines of sales orders that wait for something, so that whoever asks can bring what they are worth. */
export function lackingLines(resident: Resident, ask: LackScope): Id[] {
  const run = allocation(resident);
  return [...new Set(lacksFor(resident, run, ask).flatMap((lack) => linesHit(resident, run, lack)))];
}

/** Materials by how many orders or how much money they hold back, or by the day they are first missed. */
export function lackingMaterials(
  resident: Resident,
  ask: LackingAsk,
): { rows: z.output<typeof zLackingMaterial>[]; count: number; next: string | null } {
  const run = allocation(resident);
  const riskOf = risks(resident, run, ask.values);
  const found = lacksFor(resident, run, ask).map((lack) => ({ lack, risk: riskOf(lack) }));
  const byMoney = (a: bigint, b: bigint): number => (a < b ? 1 : a > b ? -1 : 0);
  found.sort(
    (a, b) =>
      (ask.by === 'money' ? byMoney(a.risk ?? 0n, b.risk ?? 0n) : 0) ||
      (ask.by === 'day' ? 0 : b.lack.demands.length - a.lack.demands.length) ||
      a.lack.firstDay - b.lack.firstDay ||
      a.lack.node - b.lack.node,
  );
  const { model } = run.ground;
  const idOf = ({ lack }: (typeof found)[number]): string =>
    `${model.items.codes[model.nodes.item[lack.node]!]} ${trackOf(model, lack.node)}`;
  const { page, next } = pageAfter(found, idOf, ask.after, ask.limit);
  const asked = byNode(askedOf(run, new Set(page.map(({ lack }) => lack.node))));
  return {
    rows: page.map(({ lack, risk }) => ({
      ...materialRow(resident, run, lack, asked.get(lack.node) ?? [], ask),
      riskAmount: risk === null ? null : amountText(risk),
    })),
    count: found.length,
    next,
  };
}

/** What the lines that wait for a material are worth; each line's worth is read once, however much it waits for. */
function risks(
  resident: Resident,
  { ground }: Allocation,
  values: LackingAsk['values'],
): (lack: MaterialLack) => Amount | null {
  if (values === null) return () => null;
  const known = new Map<number, Amount>();
  const worthOf = (demand: number): Amount => {
    const before = known.get(demand);
    if (before !== undefined) return before;
    const line = resident.faces.get(ground.model.demands.ids[demand]!)?.lineId ?? '';
    const worth = parseAmount(values[line] ?? '0');
    known.set(demand, worth);
    return worth;
  };
  return ({ demands }) => sumAmount(demands.map(worthOf));
}

function byNode(asked: readonly Asked[]): Map<number, Asked[]> {
  const groups = new Map<number, Asked[]>();
  for (const one of asked) {
    const own = groups.get(one.node);
    if (own) own.push(one);
    else groups.set(one.node, [one]);
  }
  return groups;
}

function materialRow(
  resident: Resident,
  run: Allocation,
  lack: MaterialLack,
  asked: readonly Asked[],
  ask: Pick<LackingAsk, 'until' | 'documentId'>,
): Omit<z.output<typeof zLackingMaterial>, 'riskAmount'> {
  const { model } = run.ground;
  const until = untilOf(resident, ask);
  const points = balanceOf(run, asked, new Set([lack.node]));
  const lowest = Math.min(0, ...points.filter(({ day }) => day <= until).map(({ qty }) => qty));
  return {
    item: itemOfNode(resident, model, lack.node),
    track: trackOf(model, lack.node),
    shortQty: qtyText(lack.short),
    lateQty: qtyText(lack.late),
    gapQty: qtyText(lowest < 0 ? -lowest : lack.short + lack.late),
    needDate: dateText(resident, lack.firstDay),
    readyDate: dayText(resident, lack.ready),
    orderCount: lack.demands.length,
    orders: namedFirst(resident, run, lack, ask.documentId).map((demand) => ({
      id: model.demands.ids[demand]!,
      document: documentOf(resident, model.demands.ids[demand]!),
      date: dateText(resident, model.demands.day[demand]!),
    })),
    balance: balanceRows(resident, points),
  };
}

/** The most urgent that wait for a material; of a document that was asked for all, before the others. */
function namedFirst(
  resident: Resident,
  run: Allocation,
  { demands }: MaterialLack,
  documentId: Id | null,
): readonly number[] {
  if (documentId === null) return demands.slice(0, ORDERS_NAMED);
  const own = demands.filter((demand) => documentIdOf(resident, run, demand) === documentId);
  const others = demands.filter((demand) => !own.includes(demand));
  return [...own, ...others.slice(0, Math.max(0, ORDERS_NAMED - own.length))];
}

const balanceRows = (
  resident: Resident,
  points: ReturnType<typeof balanceOf>,
): { date: string; qty: string }[] =>
  points.map(({ day, qty }) => ({ date: dateText(resident, day), qty: qtyText(qty) }));

type Wanted = Omit<ShortageAsk, 'after' | 'limit'>;

/** What was asked for, in the order in which it is served. */
export const needsFound = (resident: Resident, run: Allocation, ask: Wanted): number[] =>
  needsInTurn(run).filter(
    (need) => run.needs.day[need]! <= untilOf(resident, ask) && matches(resident, run, need, ask),
  );

/** The document of a need; a firmed order stands for itself. */
export const orderIdOf = (resident: Resident, run: Allocation, need: number): string =>
  documentOf(resident, needId(run, need))?.documentId ?? needId(run, need);

/** The needs of each order, in the order in which the first of them is served. */
export function ordersFound(resident: Resident, run: Allocation, ask: Wanted): number[][] {
  const groups = Map.groupBy(needsFound(resident, run, ask), (need) => orderIdOf(resident, run, need));
  return [...groups.values()];
}

export function standingOrders(
  resident: Resident,
  ask: Omit<ShortageAsk, 'after'>,
): { rows: z.output<typeof zOrderStanding>[]; count: number } {
  const run = allocation(resident);
  const found = ordersFound(resident, run, ask);
  return {
    rows: found.slice(0, ask.limit).map((needs) => orderRow(resident, run, needs)),
    count: found.length,
  };
}

function matches(resident: Resident, run: Allocation, need: number, ask: Wanted): boolean {
  const status = statusWord(stateOf(run, need));
  if (ask.statuses.length > 0 && !ask.statuses.includes(status)) return false;
  if (ask.search === '') return true;
  const document = documentOf(resident, needId(run, need));
  const { code, name } = itemOfNode(resident, run.ground.model, run.needs.node[need]!);
  const words = [document?.no, document?.partnerName, code, name].join(' ').toLowerCase();
  return words.includes(ask.search.toLowerCase());
}

export const ORDER_OF_STATUS = ['ready', 'covered', 'short', 'late'] as const;

export function orderRow(
  resident: Resident,
  run: Allocation,
  needs: readonly number[],
): z.output<typeof zOrderStanding> {
  const rows = needs.map((need) => needStanding(resident, need));
  const worst = Math.max(...rows.map(({ status }) => ORDER_OF_STATUS.indexOf(status)));
  const ready = Math.max(...needs.map((need) => run.needs.ready[need]!));
  return {
    document: rows[0]!.document,
    status: ORDER_OF_STATUS[worst]!,
    date: rows.map(({ date }) => date).sort()[0]!,
    readyDate: dayText(resident, ready),
    linesReady: rows.filter(({ status }) => status === 'ready').length,
    lineCount: rows.length,
    needs: rows,
  };
}

export function shortageOrder(resident: Resident, documentId: string): z.output<typeof zShortageOrder> {
  const run = allocation(resident);
  const needs: number[] = [];
  for (const need of needsInTurn(run)) {
    if (resident.faces.get(needId(run, need))?.documentId === documentId) needs.push(need);
  }
  const lineNo = (need: number): number => resident.faces.get(needId(run, need))?.lineNo ?? 0;
  needs.sort((a, b) => lineNo(a) - lineNo(b));
  return {
    today: resident.days.today,
    lines: needs.map((need) => ({
      ...needStanding(resident, need),
      opened: linesOf(run, need).map((line) => openedLine(resident, run, line)),
    })),
  };
}

function openedLine(resident: Resident, run: Allocation, line: NeedLine): z.output<typeof zOpenedLine> {
  const { rows, ground } = run;
  const given = line.rows
    .flatMap((row) => [row, ...below(run, row)])
    .filter((row) => rows.kind[row] === ROW.take);
  const late = line.ready >= NEVER ? NEVER : Math.max(0, line.ready - line.day);
  const colour = line.short || late > 0 ? COLOUR.red : line.now === line.qty ? COLOUR.green : COLOUR.yellow;
  return {
    item: itemOfNode(resident, ground.model, line.node),
    track: trackOf(ground.model, line.node),
    qty: qtyText(line.qty),
    nowQty: qtyText(line.now),
    inTimeQty: qtyText(line.inTime),
    needDate: dateText(resident, line.day),
    readyDate: dayText(resident, line.ready),
    status: statusWord({ colour, late }),
    given: given.map((row) =>
      givenRow(resident, rows.supply[row]!, rows.qty[row]!, rows.ready[row]!, rows.day[row]!),
    ),
  };
}

const below = (run: Allocation, row: number): number[] =>
  partsOf(run, row).flatMap((part) => [part, ...below(run, part)]);

export function shortageMaterial(resident: Resident, code: string): z.output<typeof zShortageMaterial> {
  const run = allocation(resident);
  const { model } = run.ground;
  const nodes = new Set(nodesOfItem(model, code));
  const asked = askedOf(run, nodes);
  const firm = asked.flatMap(({ need }) => (run.needs.kind[need] === NEED_KIND.firm ? [need] : []));
  const customers = finalNeeds(run, [...new Set(firm)]);
  return {
    item: itemFace(resident, code),
    today: resident.days.today,
    onHand: qtyText(onHand(run, nodes)),
    asked: asked.map((one) => askedRow(resident, run, one, customers.get(one.need) ?? [one.need])),
    supplies: [...nodes].flatMap((node) => supplyRows(resident, run, node)),
    balance: balanceRows(resident, balanceOf(run, asked, nodes)),
  };
}

function onHand({ ground }: Allocation, nodes: ReadonlySet<number>): number {
  const { placeStart, placeSupply, model } = ground;
  let sum = 0;
  for (const node of nodes) {
    for (let place = placeStart[node]!; place < placeStart[node + 1]!; place++) {
      const supply = placeSupply[place]!;
      if (model.supplies.kind[supply] === 0) sum += model.supplies.qty[supply]!;
    }
  }
  return sum;
}

function askedRow(
  resident: Resident,
  run: Allocation,
  one: Asked,
  customers: readonly number[],
): z.output<typeof zShortageMaterial>['asked'][number] {
  const { needs, ground } = run;
  const id = needId(run, one.need);
  const own = needs.node[one.need] === one.node && needs.kind[one.need] === NEED_KIND.demand;
  return {
    id,
    document: documentOf(resident, id),
    parent: own ? null : itemOfNode(resident, ground.model, needs.node[one.need]!),
    track: trackOf(ground.model, one.node),
    date: dateText(resident, one.day),
    qty: qtyText(one.qty),
    shortQty: qtyText(one.short),
    status: statusWord(stateOf(run, one.need)),
    given: one.given.map(({ supply, qty, ready }) => givenRow(resident, supply, qty, ready, one.day)),
    finally: customers.slice(0, CUSTOMERS_NAMED).map((need) => finalNeed(resident, run, need)),
    finallyCount: customers.length,
  };
}

function supplyRows(
  resident: Resident,
  run: Allocation,
  node: number,
): z.output<typeof zShortageMaterial>['supplies'] {
  const { placeStart, placeDay, placeExpiry, placeSupply, left, model } = run.ground;
  const rows: z.output<typeof zShortageMaterial>['supplies'] = [];
  for (let place = placeStart[node]!; place < placeStart[node + 1]!; place++) {
    const [supply, day] = [placeSupply[place]!, placeDay[place]!];
    // Of what is used instead nothing comes.
    if (model.supplies.standIns.has(supply)) continue;
    rows.push({
      ...givenRow(resident, supply, model.supplies.qty[supply]!, day, day),
      track: trackOf(model, node),
      freeQty: qtyText(left[place]!),
      expiry: dayText(resident, placeExpiry[place]!),
    });
  }
  return rows;
}

/** 最大可齐套数: how many could be completed now, if nobody else asked. */
export function completeKits(resident: Resident, code: string, most: string): { qty: string } {
  const { model } = resident.live.plan;
  const node = nodesOfItem(model, code)[0];
  if (node === undefined) return { qty: '0' };
  return { qty: qtyText(maxKits(layGround(model), node, parseMicro(most))) };
}
