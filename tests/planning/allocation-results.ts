// What an allocation run says, by the ids of needs and supplies, so that two runs can be compared.
import type { Allocation } from '../../server/planning/engine/allocation.ts';
import { NEED_KIND, ROW } from '../../server/planning/engine/allocation.ts';
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
  const ids: string[] = [];
  for (let need = 0; need < needs.count; need++) {
    const ref = needs.ref[need]!;
    ids.push(needs.kind[need] === NEED_KIND.demand ? demands.ids[ref]! : supplies.ids[ref]!);
    const [colour, short] = [COLOURS[needs.colour[need]!]!, needs.short[need] === 1];
    results.set(ids[need]!, { colour, ready: needs.ready[need]!, short, takes: {} });
  }
  for (let row = 0; row < rows.count; row++) {
    if (rows.kind[row] !== ROW.take) continue;
    const { takes } = results.get(ids[rows.need[row]!]!)!;
    const supply = supplies.ids[rows.supply[row]!]!;
    takes[supply] = (takes[supply] ?? 0) + rows.qty[row]!;
  }
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
