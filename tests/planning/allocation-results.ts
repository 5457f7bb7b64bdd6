// What an allocation run says, by the ids of needs and supplies, so that two runs can be compared.
import type { Allocation } from '../../server/planning/engine/allocation.ts';
import { NEED_KIND, ROW } from '../../server/planning/engine/allocation.ts';
import { eachRow, needsInTurn } from '../../server/planning/engine/allocation-turns.ts';
import type { Problem } from '../../server/planning/engine/problem.ts';
import type { NaiveNeed } from './naive-allocation.ts';
import type { Random } from './random-problem.ts';
import { randomProblem, randomStandIn, randomSupply } from './random-problem.ts';

const COLOURS = ['green', 'yellow', 'red'];

/** Results by the id of the need, as the naive run gives them. */
export function resultsOf(allocation: Allocation): Map<string, NaiveNeed> {
  const { needs, rows, ground } = allocation;
  const { demands, supplies } = ground.model;
  const results = new Map<string, NaiveNeed>();
  const idOf = (need: number): string =>
    needs.kind[need] === NEED_KIND.demand ? demands.ids[needs.ref[need]!]! : supplies.ids[needs.ref[need]!]!;
  for (const need of needsInTurn(allocation)) {
    const [colour, short] = [COLOURS[needs.colour[need]!]!, needs.short[need] === 1];
    results.set(idOf(need), { colour, ready: needs.ready[need]!, short, takes: {} });
  }
  eachRow(allocation, (row) => {
    if (rows.kind[row] !== ROW.take) return;
    const { takes } = results.get(idOf(rows.need[row]!))!;
    const supply = supplies.ids[rows.supply[row]!]!;
    takes[supply] = (takes[supply] ?? 0) + rows.qty[row]!;
  });
  return results;
}

export const plain = (results: Map<string, NaiveNeed>): [string, NaiveNeed][] =>
  [...results].sort(([a], [b]) => (a < b ? -1 : 1));

/** Many demands on few items, and stock for every level. */
export function crowded(random: Random): Problem {
  const problem = randomProblem(random);
  const more = Array.from({ length: 30 }, (_, at) =>
    at < 24 ? randomSupply(random, `X${at}`) : randomStandIn(random, `X${at}`, problem.demands),
  );
  return { ...problem, supplies: [...problem.supplies, ...more] };
}
