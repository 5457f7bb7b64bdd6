// 订单齐套: every open order, in the order in which supply is given out or by another column, with its turn, how many of its
// parts are complete, and sums over all that were found, whatever fits on the page; and the sequence itself, line by line.
import type { z } from 'zod';
import type { Id } from '../../../kernel/ids.ts';
import { type Allocation, linesOf, needsInTurn, stateOf } from '../../engine/index.ts';
import { type Resident, allocation } from '../resident.ts';
import type { zKitNeed, zKitOrder, zKitTotals } from '../shortage-shapes.ts';
import { documentOf } from '../words.ts';
import { pageAfter } from './pages.ts';
import { needId, needStanding, statusWord } from './run-words.ts';
import {
  needsFound,
  ORDER_OF_STATUS,
  orderIdOf,
  orderRow,
  ordersFound,
  type ShortageAsk,
} from './shortage.ts';

export type KitAsk = ShortageAsk & {
  readonly sort: 'turn' | 'status' | 'no' | 'customer' | 'date' | 'ready' | 'complete';
  readonly descending: boolean;
  /** Whether the lines of sales orders that were found are named, so that whoever asks can sum what they are worth. */
  readonly named: boolean;
};
export type SequenceAsk = ShortageAsk;

type Key = number | string;

export type KitOrders = {
  readonly rows: z.output<typeof zKitOrder>[];
  readonly next: string | null;
  readonly count: number;
  readonly totals: z.output<typeof zKitTotals>;
  readonly lineIds: readonly Id[];
};

export function kitOrders(resident: Resident, ask: KitAsk): KitOrders {
  const run = allocation(resident);
  const turns = turnsOf(run);
  const found = ordersFound(resident, run, ask);
  const keyed = found.map((needs, turn) => ({ needs, key: keyOf(resident, run, needs, turn, ask.sort) }));
  const sign = ask.descending ? -1 : 1;
  // Equal ones stay in the order in which they are served.
  keyed.sort((a, b) => (a.key < b.key ? -sign : a.key > b.key ? sign : 0));
  const idOf = ({ needs }: (typeof keyed)[number]): string => orderIdOf(resident, run, needs[0]!);
  const { page, next } = pageAfter(keyed, idOf, ask.after, ask.limit);
  return {
    rows: page.map(({ needs }) => {
      const row = orderRow(resident, run, needs);
      return {
        ...row,
        needs: row.needs.map((need, at) => ({ ...need, turn: turns.get(needs[at]!) ?? 0 })),
        partsReady: row.needs.reduce((sum, { linesReady }) => sum + linesReady, 0),
        partCount: row.needs.reduce((sum, { lineCount }) => sum + lineCount, 0),
      };
    }),
    next,
    count: found.length,
    totals: totalsOf(run, found),
    lineIds: ask.named ? found.flat().flatMap((need) => soldLine(resident, run, need)) : [],
  };
}

/** 齐套序列: every line that was found, in the turn in which it is given its supply. */
export function kitSequence(
  resident: Resident,
  ask: SequenceAsk,
): { rows: z.output<typeof zKitNeed>[]; next: string | null; count: number } {
  const run = allocation(resident);
  const turns = turnsOf(run);
  const found = needsFound(resident, run, ask);
  const { page, next } = pageAfter(found, (need) => needId(run, need), ask.after, ask.limit);
  return {
    rows: page.map((need) => ({ ...needStanding(resident, need), turn: turns.get(need) ?? 0 })),
    next,
    count: found.length,
  };
}

const turnsOf = (run: Allocation): ReadonlyMap<number, number> =>
  new Map(needsInTurn(run).map((need, turn) => [need, turn + 1]));

function soldLine(resident: Resident, run: Allocation, need: number): Id[] {
  const face = resident.faces.get(needId(run, need));
  return face?.kind === 'sales_order' && face.lineId ? [face.lineId] : [];
}

function keyOf(
  resident: Resident,
  run: Allocation,
  needs: readonly number[],
  turn: number,
  sort: KitAsk['sort'],
): Key {
  const document = documentOf(resident, needId(run, needs[0]!));
  switch (sort) {
    case 'turn':
      return turn;
    case 'status':
      return worstOf(run, needs);
    case 'no':
      return document?.no ?? '';
    case 'customer':
      return document?.partnerName ?? '';
    case 'date':
      return Math.min(...needs.map((need) => run.needs.day[need]!));
    case 'ready':
      return Math.max(...needs.map((need) => run.needs.ready[need]!));
    case 'complete':
      return completeOf(run, needs);
  }
}

const worstOf = (run: Allocation, needs: readonly number[]): number =>
  Math.max(...needs.map((need) => ORDER_OF_STATUS.indexOf(statusWord(stateOf(run, need)))));

/** The share of parts that lie there, from 0 to 1, for nothing but putting orders in a row. */
function completeOf(run: Allocation, needs: readonly number[]): number {
  const lines = needs.flatMap((need) => linesOf(run, need));
  if (lines.length === 0) return 1;
  return lines.filter((line) => line.now === line.qty).length / lines.length;
}

function totalsOf(run: Allocation, found: readonly (readonly number[])[]): z.output<typeof zKitTotals> {
  const totals = { ready: 0, covered: 0, short: 0, late: 0, lines: 0 };
  for (const needs of found) {
    totals[ORDER_OF_STATUS[worstOf(run, needs)]!]++;
    totals.lines += needs.length;
  }
  return totals;
}
