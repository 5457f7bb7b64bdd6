// Upward to the customers: which order lines a firmed order finally goes into, through all levels, read from the same run
// that gave it to them.
import type { z } from 'zod';
import { type Allocation, askedOf, NEED_KIND, stateOf } from '../../engine/index.ts';
import type { Resident } from '../resident.ts';
import type { zFinalNeed } from '../shortage-shapes.ts';
import { dateText, documentOf, itemOfNode, lateDays, qtyText } from '../words.ts';
import { dayText, needId, statusWord } from './run-words.ts';

/** More levels than any product has. */
const MOST_LEVELS = 20;

/** An order line as it stands in a run, which may be one that is only supposed. */
export function finalNeed(resident: Resident, run: Allocation, need: number): z.output<typeof zFinalNeed> {
  const { needs, ground } = run;
  const state = stateOf(run, need);
  const { demands } = ground.model;
  return {
    id: needId(run, need),
    document: documentOf(resident, needId(run, need)),
    item: itemOfNode(resident, ground.model, needs.node[need]!),
    date: dateText(resident, demands.day[needs.ref[need]!]!),
    qty: qtyText(needs.qty[need]!),
    status: statusWord(state),
    readyDate: dayText(resident, state.ready),
    lateDays: lateDays(state.late),
  };
}

/** The demands that each firmed order (a need of its own) finally serves, in the order in which they are served. */
export function finalNeeds(run: Allocation, firmNeeds: readonly number[]): Map<number, number[]> {
  const { needs, ground } = run;
  const found = new Map<number, Set<number>>(firmNeeds.map((need) => [need, new Set()]));
  // By supply row: the firmed orders below that go into it.
  let level = new Map(firmNeeds.map((need) => [needs.ref[need]!, new Set([need])]));
  for (let depth = 0; level.size > 0 && depth < MOST_LEVELS; depth++) {
    const above = new Map<number, Set<number>>();
    const nodes = new Set([...level.keys()].map((supply) => ground.model.supplies.node[supply]!));
    for (const { need, given } of askedOf(run, nodes)) {
      for (const { supply } of given) {
        const roots = level.get(supply);
        if (roots === undefined) continue;
        if (needs.kind[need] === NEED_KIND.demand) for (const root of roots) found.get(root)!.add(need);
        else join(above, needs.ref[need]!, roots);
      }
    }
    level = above;
  }
  return new Map([...found].map(([root, demands]) => [root, [...demands]]));
}

function join(groups: Map<number, Set<number>>, key: number, roots: ReadonlySet<number>): void {
  const own = groups.get(key) ?? new Set<number>();
  for (const root of roots) own.add(root);
  groups.set(key, own);
}
