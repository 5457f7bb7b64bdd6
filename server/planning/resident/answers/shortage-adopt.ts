// 方案对比: how the orders that wait for a material stand when nothing is done, and when chosen purchases are all made
// together. Both are runs of the same engine; nothing is written.
import type { z } from 'zod';
import type { Id } from '../../../kernel/ids.ts';
import {
  type Allocation,
  askedOf,
  balanceOf,
  COLOUR,
  materialLacks,
  type Micro,
  parseMicro,
  sharedBuys,
  supposing,
} from '../../engine/index.ts';
import { type Resident, allocation } from '../resident.ts';
import type { zAdopted } from '../shortage-shapes.ts';
import { dateText, nodesOfItem, qtyText, trackOf } from '../words.ts';
import { finalNeed } from './final-needs.ts';
import type { Want } from './purchase-wants.ts';
import { dayText } from './run-words.ts';
import { offerOf, type TravellingOffer } from './shortage-ways.ts';

export type AdoptAsk = {
  readonly itemId: Id;
  readonly until: string;
  readonly wants: readonly Want[];
  readonly offers: readonly TravellingOffer[];
};

type Extra = { readonly node: number; readonly day: number; readonly qty: Micro };
const RED_NAMED = 5;

export function adopted(resident: Resident, ask: AdoptAsk): z.output<typeof zAdopted> | null {
  const code = resident.codes.get(ask.itemId);
  if (code === undefined) return null;
  const run = allocation(resident);
  const { model } = run.ground;
  const nodes = new Set(nodesOfItem(model, code));
  const until = resident.days.of(ask.until);
  const lacks = materialLacks(run, until);
  const waiting = [...new Set(lacks.flatMap(({ node, demands }) => (nodes.has(node) ? demands : [])))];
  const extra = extraFor(resident, ask);
  const nothing = outcome(resident, run, waiting);
  return supposing(run, { supposed: { extra } }, (other) => {
    const still = new Set(materialLacks(other, until).map(({ node }) => node));
    return {
      nothing,
      adopted: outcome(resident, other, waiting),
      balance: balanceWith(resident, other, nodes, extra),
      short: lacks.length,
      solved: lacks.filter(({ node }) => !still.has(node)).length,
    };
  });
}

/** What the purchases would bring, and when it could be used: not before it is wanted, not before it can be there. */
function extraFor(resident: Resident, { wants, offers }: AdoptAsk): Extra[] {
  const { model } = resident.live.plan;
  return wants.flatMap(({ item, track, qty, date }): Extra[] => {
    const node = nodesOfItem(model, item).find((one) => trackOf(model, one) === track);
    if (node === undefined) return [];
    const own = offers.filter((offer) => offer.item === item).map((offer) => offerOf(resident, offer));
    return sharedBuys(own, parseMicro(qty))
      .filter(({ price }) => price !== null)
      .map((buy) => {
        // As late as it may be received, plus the days until use that it was reckoned back by.
        const wait = buy.day - buy.receipt;
        return { node, qty: buy.qty, day: Math.max(buy.day, resident.days.of(date) + wait) };
      });
  });
}

function outcome(
  resident: Resident,
  run: Allocation,
  waiting: readonly number[],
): z.output<typeof zAdopted>['nothing'] {
  const { needs, needOfDemand, ground } = run;
  const all = waiting.flatMap((demand) => (needOfDemand[demand]! < 0 ? [] : [needOfDemand[demand]!]));
  const red = all.filter((need) => needs.colour[need] === COLOUR.red);
  const ready = all.reduce((last, need) => Math.max(last, needs.ready[need]!), 0);
  return {
    waiting: waiting.length,
    redCount: red.length,
    red: red.slice(0, RED_NAMED).map((need) => finalNeed(resident, run, need)),
    readyDate: dayText(resident, ready),
    lineIds: red.flatMap(
      (need) => resident.faces.get(ground.model.demands.ids[needs.ref[need]!]!)?.lineId ?? [],
    ),
  };
}

/** How the balance runs in a run, with what is only supposed. */
function balanceWith(
  resident: Resident,
  run: Allocation,
  nodes: ReadonlySet<number>,
  extra: readonly Extra[],
): { date: string; qty: string }[] {
  const points = balanceOf(run, askedOf(run, nodes), nodes);
  const more = extra.filter(({ node }) => nodes.has(node));
  const days = [...new Set([...points, ...more].map(({ day }) => day))].sort((a, b) => a - b);
  const at = (day: number): number =>
    (points.findLast((point) => point.day <= day)?.qty ?? 0) +
    more.reduce((sum, one) => (one.day <= day ? sum + one.qty : sum), 0);
  return days.map((day) => ({ date: dateText(resident, day), qty: qtyText(at(day)) }));
}
