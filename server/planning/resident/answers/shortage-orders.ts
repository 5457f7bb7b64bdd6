// 订单齐套: every open order, in the order in which supply is given out or by another column, with its turn, how many of its
// parts are complete, and sums over all that were found, whatever fits on the page.
import type { z } from 'zod';
import { type Allocation, linesOf, needsInTurn, stateOf } from '../../engine/index.ts';
import { type Resident, allocation } from '../resident.ts';
import type { zKitOrder, zKitTotals } from '../shortage-shapes.ts';
import { documentOf } from '../words.ts';
import { needId, statusWord } from './run-words.ts';
import { ORDER_OF_STATUS, orderRow, ordersFound, type ShortageAsk } from './shortage.ts';

export type KitAsk = ShortageAsk & {
  readonly sort: 'turn' | 'status' | 'no' | 'customer' | 'date' | 'ready' | 'complete';
  readonly descending: boolean;
};

type Key = number | string;

export function kitOrders(
  resident: Resident,
  ask: KitAsk,
): { rows: z.output<typeof zKitOrder>[]; count: number; totals: z.output<typeof zKitTotals> } {
  const run = allocation(resident);
  const turns = new Map(needsInTurn(run).map((need, turn) => [need, turn + 1]));
  const found = ordersFound(resident, run, ask);
  const keyed = found.map((needs, turn) => ({ needs, key: keyOf(resident, run, needs, turn, ask.sort) }));
  const sign = ask.descending ? -1 : 1;
  // Equal ones stay in the order in which they are served.
  keyed.sort((a, b) => (a.key < b.key ? -sign : a.key > b.key ? sign : 0));
  return {
    rows: keyed.slice(0, ask.limit).map(({ needs }) => {
      const row = orderRow(resident, run, needs);
      return {
        ...row,
        needs: row.needs.map((need, at) => ({ ...need, turn: turns.get(needs[at]!) ?? 0 })),
        partsReady: row.needs.reduce((sum, { linesReady }) => sum + linesReady, 0),
        partCount: row.needs.reduce((sum, { lineCount }) => sum + lineCount, 0),
      };
    }),
    count: found.length,
    totals: totalsOf(run, found),
  };
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
