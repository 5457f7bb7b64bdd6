// Questions that change nothing: a promise date, what another order or another date would do, and who loses when a
// delivery slips.
import type { z } from 'zod';
import type { Id } from '../../../kernel/ids.ts';
import {
  type Allocation,
  type Change,
  CONSUMES,
  NEED_SIDE,
  NEVER,
  type Plan,
  eachBlocker,
  meanwhile,
  parseMicro,
  stateOf,
  waitsFor,
  whatIf,
} from '../../engine/index.ts';
import { type Resident, allocation, standing } from '../resident.ts';
import type { zChanged, zPromised, zWhatIf } from '../shapes.ts';
import type { zIfApproved } from '../shortage-shapes.ts';
import { STATUSES, type Statuses, statusesIn } from '../statuses.ts';
import { dateText, documentOf, itemFace, itemOfNode, lateDays, qtyText, readWaits } from '../words.ts';
import { needStanding } from './run-words.ts';

const QUESTION = 'question';
/** An order is born with this priority, so a question must not be served before the orders there are. */
const ORDINARY_PRIORITY = 5;
const HURT_NAMED = 20;

/** Capable to promise: supply is given out as if the question were an order already, after all that come before it. */
export function promise(
  resident: Resident,
  ask: { readonly item: string; readonly qty: string; readonly date: string },
): z.output<typeof zPromised> {
  const day = resident.days.of(ask.date);
  const { live } = resident;
  const run = allocation(resident);
  return whatIf(live, [newDemand(resident, ask, QUESTION)], (plan) => {
    const row = live.demandRows.get(QUESTION)!;
    const tree = waitsFor(plan, plan.model.demands.node[row]!, NEED_SIDE.demand, row);
    return meanwhile(run, plan.model, resident.kept, (other) => {
      const need = other.needOfDemand[row]!;
      const { ready, late } = stateOf(other, need);
      return {
        item: itemFace(resident, ask.item),
        wantedDate: ask.date,
        qty: ask.qty,
        date: ready >= NEVER ? null : dateText(resident, Math.max(0, day) + late),
        causes: late === 0 ? [] : causesOfDelay(resident, other, need),
        chain: readWaits(resident, tree, day),
      };
    });
  });
}

/** What comes after its day, the latest first, each item once. */
function causesOfDelay(
  resident: Resident,
  run: Allocation,
  need: number,
): z.output<typeof zPromised>['causes'] {
  const { model } = run.ground;
  const latest = new Map<number, { late: number; supply: string }>();
  eachBlocker(run, need, ({ node, day, ready, supply }) => {
    const late = ready >= NEVER ? NEVER : ready - day;
    if (late <= (latest.get(node)?.late ?? 0)) return;
    latest.set(node, { late, supply: supply === null ? '' : model.supplies.ids[supply]! });
  });
  return [...latest]
    .sort(([a, { late: x }], [b, { late: y }]) => y - x || a - b)
    .map(([node, { late, supply }]) => ({
      item: itemOfNode(resident, model, node),
      supply,
      lateDays: lateDays(late),
    }));
}

export type WhatIfAsk = {
  readonly demands: readonly { readonly item: string; readonly qty: string; readonly date: string }[];
  /** Another date or quantity for demands and supplies that are there, by id. */
  readonly moves: readonly { readonly id: string; readonly date?: string; readonly qty?: string }[];
};

export function whatIfOf(resident: Resident, ask: WhatIfAsk): z.output<typeof zWhatIf> {
  return tryOut(resident, [
    ...ask.demands.map((demand, at): Change => newDemand(resident, demand, questionId(at))),
    ...ask.moves.flatMap((move) => moveOf(resident, move)),
  ]);
}

const questionId = (at: number): string => `${QUESTION}/${at + 1}`;

function newDemand(
  resident: Resident,
  { item, qty, date }: WhatIfAsk['demands'][number],
  id: string,
  priority = ORDINARY_PRIORITY,
): Change {
  const { policy } = itemFace(resident, item);
  const track = policy === 'order' ? { track: id } : {};
  const day = resident.days.of(date);
  return { kind: 'demand', demand: { id, item, day, qty: parseMicro(qty), priority, ...track } };
}

function moveOf({ live, days }: Resident, { id, date, qty }: WhatIfAsk['moves'][number]): Change[] {
  const moved = {
    ...(date === undefined ? {} : { day: days.of(date) }),
    ...(qty === undefined ? {} : { qty: parseMicro(qty) }),
  };
  const demand = live.inputs.demands.get(id);
  if (demand) return [{ kind: 'demand', demand: { ...demand, ...moved } }];
  const supply = live.inputs.supplies.get(id);
  return supply ? [{ kind: 'supply', supply: { ...supply, ...moved } }] : [];
}

/** How the orders of a plan stand, by id: before and after must not be compared by row, rows are used again. */
type StandingById = Map<string, { level: number; delay: number }>;

function byId(plan: Plan, rows: ReadonlyMap<string, number>, { level, delay }: Statuses): StandingById {
  const found: StandingById = new Map();
  for (const [id, row] of rows) {
    if (plan.model.demands.role[row] === CONSUMES) found.set(id, { level: level[row]!, delay: delay[row]! });
  }
  return found;
}

export type IfApprovedAsk = {
  readonly lines: readonly { readonly itemId: Id; readonly qty: string; readonly date: string }[];
  readonly priority: number;
};

/** How each line of an order would stand if it were approved now, and which orders that would make worse. */
export function ifApproved(resident: Resident, ask: IfApprovedAsk): z.output<typeof zIfApproved> {
  const { live } = resident;
  const asked = ask.lines.flatMap(({ itemId, ...line }, at) => {
    const item = resident.codes.get(itemId);
    return item === undefined ? [] : [{ at, id: questionId(at), line: { ...line, item } }];
  });
  const before = byId(live.plan, live.demandRows, standing(resident));
  const changes = asked.map(({ id, line }) => newDemand(resident, line, id, ask.priority));
  const run = allocation(resident);
  return whatIf(live, changes, (plan) =>
    meanwhile(run, plan.model, resident.kept, (other) => {
      const lines = asked.map(({ at, id }) => {
        const need = other.needOfDemand[live.demandRows.get(id)!]!;
        return { at, ...needStanding(resident, need, other) };
      });
      const moved = movedRows(resident, plan, before, byId(plan, live.demandRows, statusesIn(other)));
      const hurt = moved.filter(({ before: was }) => was !== null).filter(isWorse);
      return {
        today: resident.days.today,
        lines,
        hurt: hurt.slice(0, HURT_NAMED),
        hurtCount: hurt.length,
      };
    }),
  );
}

const isWorse = ({ before, after, ...row }: z.output<typeof zChanged>): boolean =>
  STATUSES.indexOf(after) > (before === null ? -1 : STATUSES.indexOf(before)) ||
  (row.lateDays ?? NEVER) > (row.lateDaysBefore ?? NEVER);

/** Orders that stand otherwise than before, the latest first. */
function movedRows(
  resident: Resident,
  plan: Plan,
  before: StandingById,
  after: StandingById,
): z.output<typeof zChanged>[] {
  const rows: z.output<typeof zChanged>[] = [];
  for (const [id, now] of after) {
    const was = before.get(id);
    if (was?.level === now.level && was.delay === now.delay) continue;
    rows.push(changedRow(resident, plan, id, was, now));
  }
  return rows.sort((a, b) => (b.lateDays ?? NEVER) - (a.lateDays ?? NEVER) || (a.id < b.id ? -1 : 1));
}

/** What changes would do to orders, without doing it. */
function tryOut(resident: Resident, changes: readonly Change[]): z.output<typeof zWhatIf> {
  const { live } = resident;
  const before = byId(live.plan, live.demandRows, standing(resident));
  const run = allocation(resident);
  const ordersBefore = countOrders(live.plan);
  return whatIf(live, changes, (plan) => {
    const standing = meanwhile(run, plan.model, resident.kept, statusesIn);
    const rows = movedRows(resident, plan, before, byId(plan, live.demandRows, standing));
    return {
      today: resident.days.today,
      changed: rows.slice(0, 200),
      changedCount: rows.length,
      proposals: { before: ordersBefore, after: countOrders(plan) },
    };
  });
}

function countOrders(plan: Plan): number {
  let count = 0;
  for (let node = 0; node < plan.model.nodes.count; node++) count += plan.orders.slices.count[node]!;
  return count;
}

function changedRow(
  resident: Resident,
  { model }: Plan,
  id: string,
  was: { level: number; delay: number } | undefined,
  now: { level: number; delay: number },
): z.output<typeof zChanged> {
  const row = resident.live.demandRows.get(id)!;
  const day = model.demands.day[row]!;
  return {
    id,
    document: documentOf(resident, id),
    item: itemOfNode(resident, model, model.demands.node[row]!),
    date: dateText(resident, day),
    qty: qtyText(model.demands.qty[row]!),
    before: was === undefined ? null : STATUSES[was.level]!,
    after: STATUSES[now.level]!,
    lateDaysBefore: was === undefined ? null : lateDays(was.delay),
    lateDays: lateDays(now.delay),
    earliestDate: now.delay >= NEVER ? null : dateText(resident, Math.max(0, day) + now.delay),
  };
}
