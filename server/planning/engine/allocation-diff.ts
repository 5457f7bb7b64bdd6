// Two runs over the same demands beside each other: who is better off, who loses. Both runs must stand on the same
// model; what the second one supposes is in its wish.
import type { Allocation } from './allocation.ts';
import { COLOUR, NEED_KIND } from './allocation.ts';
import { NEVER } from './model.ts';

export type NeedState = {
  readonly colour: number;
  readonly short: boolean;
  readonly ready: number;
  /** Days after the day it is needed; NEVER when nobody knows. */
  readonly late: number;
};

export type MovedNeed = { readonly demand: number; readonly before: NeedState; readonly after: NeedState };
export type RunDiff = { readonly hurt: readonly MovedNeed[]; readonly helped: readonly MovedNeed[] };

export function stateOf({ needs }: Allocation, need: number): NeedState {
  const ready = needs.ready[need]!;
  return {
    colour: needs.colour[need]!,
    short: needs.short[need] === 1,
    ready,
    late: ready >= NEVER ? NEVER : Math.max(0, ready - needs.day[need]!),
  };
}

/** Larger is worse: red before anything else, then by how many days; not ordered is worse than ordered. */
const weightOf = ({ colour, short, late }: NeedState): number =>
  colour === COLOUR.red ? 4 + late * 2 + (short ? 1 : 0) : colour;

/** Demands that both runs serve and that stand differently; the worst first, then in the order of the rows. */
export function compareRuns(before: Allocation, after: Allocation): RunDiff {
  const hurt: MovedNeed[] = [];
  const helped: MovedNeed[] = [];
  const { needs, first, needOfDemand } = after;
  for (let other = first; other < needs.count; other++) {
    const demand = needs.ref[other]!;
    const need = before.needOfDemand[demand] ?? -1;
    if (needs.kind[other] !== NEED_KIND.demand || needOfDemand[demand] !== other || need < 0) continue;
    const moved = { demand, before: stateOf(before, need), after: stateOf(after, other) };
    const [was, is] = [weightOf(moved.before), weightOf(moved.after)];
    if (is > was) hurt.push(moved);
    else if (is < was) helped.push(moved);
  }
  hurt.sort((a, b) => weightOf(b.after) - weightOf(a.after) || a.demand - b.demand);
  helped.sort((a, b) => weightOf(b.before) - weightOf(a.before) || a.demand - b.demand);
  return { hurt, helped };
}
