// Ways out of a shortage: each is tried as a run of its own with one thing supposed, so that its effect on the need and
// on everybody else is exact, and nothing is written. The best way stands first.
import type { Allocation } from './allocation.ts';
import { COLOUR, NEED_KIND, NO_SUPPLY, ROW } from './allocation.ts';
import type { NeedState, RunDiff } from './allocation-diff.ts';
import { compareRuns, stateOf } from './allocation-diff.ts';
import type { Blocker } from './allocation-read.ts';
import { eachBlocker, setsNow } from './allocation-read.ts';
import { FIRM } from './allocation-order.ts';
import type { KeptOrder } from './allocation-order.ts';
import type { AllocationWish, Alternate } from './allocation-run.ts';
import { NEVER } from './model.ts';
import { supposing } from './allocation-again.ts';
import { takesBefore } from './allocation-index.ts';
import { BOUGHT_KINDS } from './problem.ts';
import type { Offer, OfferedBuy } from './purchase-offer.ts';
import { buyOf } from './purchase-offer.ts';
import type { SupposedStandIn } from './stand-ins.ts';
import { isMadeOf } from './stand-ins.ts';

/** What lies or stands where the plan does not count on it. */
export type Elsewhere = {
  readonly place: string;
  readonly node: number;
  readonly qty: number;
  /** The day it could be used. */
  readonly day: number;
  /** What is fetched is a multiple of this. */
  readonly step: number;
};

export type Shelf = {
  readonly offersOf: (node: number) => readonly Offer[];
  readonly alternatesOf: (node: number) => readonly Alternate[];
  readonly elsewhere: readonly Elsewhere[];
};

type Trial =
  | { readonly kind: 'purchase'; readonly node: number; readonly buy: OfferedBuy }
  | {
      readonly kind: 'expedite';
      readonly node: number;
      readonly supply: number;
      /** Usable then; delivered `wait` days before, for inspection. */
      readonly day: number;
      readonly wait: number;
    }
  | {
      readonly kind: 'substitute';
      readonly node: number;
      readonly alternate: Alternate;
      /** What it would stand in for: each becomes a decision of its own. */
      readonly standIns: readonly SupposedStandIn[];
    }
  | { readonly kind: 'transfer'; readonly node: number; readonly from: Elsewhere }
  | { readonly kind: 'sequence'; readonly priority: number }
  | { readonly kind: 'move'; readonly node: number; readonly from: number; readonly qty: number };

/** The complete sets go on their day, the rest on the first day on which all of it can be there. */
type Split = {
  readonly kind: 'split';
  readonly sets: number;
  readonly rest: { readonly qty: number; readonly day: number; readonly after: NeedState };
};

/** `after` is how the need stands then; of a split one, how the sets stand that go first. */
export type WayOut = (Trial | Split) & {
  readonly after: NeedState;
  /** Materials that still block it then. */
  readonly blocking: number;
  readonly diff: RunDiff;
};

export type Question = {
  readonly run: Allocation;
  /** The demand row asked about. */
  readonly demand: number;
  /** Only ways for this material; null = for everything that blocks. */
  readonly node: number | null;
  readonly kept: KeptOrder;
  readonly shelf: Shelf;
  /** Only ways of this kind. */
  readonly only?: WayOut['kind'];
};

const AT_MOST_OFFERS = 3;
const AT_MOST_OTHERS = 3;

export function waysOut(question: Question): WayOut[] {
  const { run, demand, node } = question;
  const need = run.needOfDemand[demand] ?? -1;
  if (need < 0 || run.needs.colour[need] !== COLOUR.red) return [];
  const lacks = lacksOf(run, need).filter((lack) => node === null || lack.node === node);
  const trials = [
    ...lacks.flatMap((lack) => trialsFor(question, lack)),
    ...sequenceTrial(question),
    ...movesFrom(question, lacks),
  ];
  const ways = trials
    .filter(({ kind }) => wants(question, kind))
    .map((trial) => tried(question, trial))
    .filter((way) => helps(run, need, way));
  return [...(wants(question, 'split') ? splitWay(question, need) : []), ...ways].sort(
    (a, b) => rankOf(a) - rankOf(b) || a.after.ready - b.after.ready,
  );
}

const wants = ({ only }: Question, kind: WayOut['kind']): boolean => only === undefined || only === kind;

type Lack = { readonly node: number; readonly qty: number; readonly day: number; readonly late: Blocker[] };

/** What blocks a need by material, the largest lack of each; late supplies one by one. */
function lacksOf(run: Allocation, need: number): Lack[] {
  const lacks = new Map<number, { node: number; qty: number; day: number; late: Blocker[] }>();
  eachBlocker(run, need, (blocker) => {
    if (blocker.kind === 'lead') return;
    const lack = lacks.get(blocker.node) ?? { node: blocker.node, qty: 0, day: blocker.day, late: [] };
    lack.qty += blocker.qty;
    lack.day = Math.min(lack.day, blocker.day);
    if (blocker.kind === 'late') lack.late.push(blocker);
    lacks.set(blocker.node, lack);
  });
  return [...lacks.values()];
}

function trialsFor(question: Question, lack: Lack): Trial[] {
  const { run, shelf } = question;
  const { node, qty, day } = lack;
  const { supplies, items, nodes } = run.ground.model;
  const wait = items.inspectionDays[nodes.item[node]!]!;
  const offers = [...shelf.offersOf(node)].sort((a, b) => a.priority - b.priority);
  const late = new Set(lack.late.flatMap(({ supply }) => (supply === null || supply < 0 ? [] : [supply])));
  return [
    ...offers.slice(0, AT_MOST_OFFERS).map((offer): Trial => {
      return { kind: 'purchase', node, buy: buyOf(offer, qty) };
    }),
    ...[...late]
      .filter((supply) => BOUGHT_KINDS.has(supplies.kind[supply]!))
      .map((supply): Trial => ({ kind: 'expedite', node, supply, day: Math.max(day, wait), wait })),
    ...substitutesFor(question, node),
    ...shelf.elsewhere
      .filter((one) => one.node === node)
      .map((from): Trial => {
        const wanted = Math.min(from.qty, Math.ceil(qty / from.step) * from.step);
        return { kind: 'transfer', node, from: { ...from, qty: wanted } };
      }),
  ];
}

/** How much each substitute would stand in for is asked first; the trial is then what deciding just that would do. */
function substitutesFor({ run, demand, kept, shelf }: Question, node: number): Trial[] {
  const { model } = run.ground;
  const standInsOfDemand = (other: Allocation) => standInsIn(other, other.needOfDemand[demand]!);
  return shelf.alternatesOf(node).flatMap((alternate): Trial[] => {
    if (isMadeOf(model, alternate.substitute, alternate.item)) return [];
    const alternates = new Map([[alternate.item, [alternate]]]);
    const { item: _, ...scope } = alternate;
    const standIns = supposing(run, { kept, alternates, alternatesFor: demand }, standInsOfDemand).map(
      (one) => {
        return { ...scope, ...one, need: model.demands.ids[demand]! };
      },
    );
    return standIns.length === 0 ? [] : [{ kind: 'substitute', node, alternate, standIns }];
  });
}

/** What a need takes instead without anybody having decided it yet, by node and day, in the order in which it asks. */
function standInsIn({ rows, needs }: Allocation, need: number): { node: number; day: number; qty: number }[] {
  const found = new Map<string, { node: number; day: number; qty: number }>();
  for (let row = needs.firstRow[need]!; row < needs.endRow[need]!; row++) {
    if (rows.need[row] !== need || rows.kind[row] !== ROW.instead || rows.supply[row] !== NO_SUPPLY) continue;
    const [node, day] = [rows.node[row]!, rows.day[row]!];
    const one = found.get(`${node} ${day}`) ?? { node, day, qty: 0 };
    one.qty += rows.qty[row]!;
    found.set(`${node} ${day}`, one);
  }
  return [...found.values()];
}

/** The mildest priority that would be more urgent than its own is tried first where the most urgent one helps. */
function sequenceTrial({ run, demand }: Question): Trial[] {
  const now = run.ground.model.demands.priority[demand]!;
  return now > 1 ? [{ kind: 'sequence', priority: 1 }] : [];
}

/** Needs that were served before and hold what is lacking: the least urgent first. */
function movesFrom({ run, demand }: Question, lacks: readonly Lack[]): Trial[] {
  const { rows } = run;
  const own = run.needOfDemand[demand]!;
  const wanted = new Map(lacks.map(({ node, qty }) => [node, qty]));
  const held = new Map<number, Map<number, number>>();
  for (const row of takesBefore(run, wanted.keys(), own)) {
    const byNode = held.get(rows.need[row]!) ?? new Map<number, number>();
    byNode.set(rows.node[row]!, (byNode.get(rows.node[row]!) ?? 0) + rows.qty[row]!);
    held.set(rows.need[row]!, byNode);
  }
  return [...held]
    .reverse()
    .slice(0, AT_MOST_OTHERS)
    .flatMap(([from, byNode]) => {
      const [node, qty] = [...byNode][0]!;
      return [{ kind: 'move' as const, node, from, qty: Math.min(qty, wanted.get(node)!) }];
    });
}

/** What a trial supposes. */
export function wishOf({ run, demand, kept }: Question, trial: Trial): AllocationWish {
  switch (trial.kind) {
    case 'purchase': {
      const { qty, day } = trial.buy;
      return { kept, supposed: { extra: [{ node: trial.node, day, qty }] } };
    }
    case 'expedite':
      return { kept, supposed: { moved: new Map([[trial.supply, trial.day]]) } };
    case 'transfer': {
      const { node, day, qty } = trial.from;
      return { kept, supposed: { extra: [{ node, day, qty }] } };
    }
    case 'substitute':
      return { kept, standIns: trial.standIns };
    case 'sequence':
      return { kept, priorities: new Map([[demand, trial.priority]]) };
    case 'move': {
      const { kind, ref } = run.needs;
      const than = kind[trial.from] === NEED_KIND.firm ? ref[trial.from]! + FIRM : ref[trial.from]!;
      return { kept, before: { need: demand, than } };
    }
  }
}

function tried(question: Question, trial: Trial): WayOut {
  const { run, demand } = question;
  return supposing(run, wishOf(question, trial), (other) => {
    const { hurt, helped } = compareRuns(run, other);
    return {
      ...trial,
      after: stateOf(other, other.needOfDemand[demand]!),
      blocking: blockingCount(other, other.needOfDemand[demand]!),
      diff: { hurt, helped: helped.filter((one) => one.demand !== demand) },
    };
  });
}

function blockingCount(run: Allocation, need: number): number {
  const nodes = new Set<number>();
  eachBlocker(run, need, ({ node }) => nodes.add(node));
  return nodes.size;
}

/** A way that changes nothing for the need is none; what is taken from somebody must be missed there. */
function helps(run: Allocation, need: number, way: WayOut): boolean {
  const { after, diff } = way;
  if (way.kind === 'move' && run.needs.kind[way.from] === NEED_KIND.demand) {
    if (!diff.hurt.some(({ demand }) => demand === run.needs.ref[way.from])) return false;
  }
  const before = stateOf(run, need);
  if (way.blocking < blockingCount(run, need)) return true;
  if (after.colour !== before.colour) return after.colour < before.colour;
  return after.ready < before.ready || (before.short && !after.short);
}

/** 拆单先发. What is made for one order alone is not split: what was ordered for it would not serve the new line. */
function splitWay({ run, demand, kept }: Question, need: number): WayOut[] {
  const { needs, ground } = run;
  const { model } = ground;
  const [qty, sets] = [needs.qty[need]!, setsNow(run, need)];
  if (sets === 0 || sets >= qty || model.nodes.track[needs.node[need]!] !== 0) return [];
  const ready = needs.ready[need]!;
  const day = ready >= NEVER ? needs.day[need]! : Math.max(ready, needs.day[need]!);
  const rest = { demand, qty: qty - sets, day };
  return supposing(run, { kept, rest }, (other): WayOut[] => {
    const { hurt, helped } = compareRuns(run, other);
    return [
      {
        kind: 'split',
        sets,
        rest: { qty: rest.qty, day, after: stateOf(other, other.apart) },
        after: stateOf(other, other.needOfDemand[demand]!),
        blocking: blockingCount(other, other.apart),
        diff: { hurt, helped: helped.filter((one) => one.demand !== demand) },
      },
    ];
  });
}

const LIKING = {
  expedite: 0,
  substitute: 1,
  transfer: 2,
  purchase: 3,
  sequence: 4,
  move: 5,
  split: 6,
} as const;

/** A whole cure before half a one, what leaves less lacking, without losers before with; then the least trouble. */
function rankOf(way: WayOut): number {
  const loses = Math.min(way.diff.hurt.length, 9);
  const { colour } = way.kind === 'split' ? way.rest.after : way.after;
  const cures = colour !== COLOUR.red;
  return (cures ? 0 : 1000 + 1000 * Math.min(way.blocking, 99)) + loses * 20 + LIKING[way.kind];
}
