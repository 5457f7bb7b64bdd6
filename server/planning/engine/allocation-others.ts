// What may be used instead of what lacks in a run: by whom, where and on which day.
import type { Ground } from './allocation-ground.ts';
import { NEED_KIND } from './allocation.ts';
import type { Run, Scope } from './allocation-run.ts';
import { nodeOf } from './structure.ts';

/** Whether the need being served may use what nobody has decided yet. */
export function mayUseOthers({ alternates, alternatesFor, needs, need, replacing }: Run): boolean {
  if (alternates === null || replacing) return false;
  if (alternatesFor === null) return true;
  return needs.kind[need] === NEED_KIND.demand && needs.ref[need] === alternatesFor;
}

/** The node that may stand in here on that day, -1 for none. */
export function otherNode({ model }: Run, node: number, one: Scope, day: number, parent: number): number {
  const allowed = (one.parent === null || one.parent === parent) && day >= one.from && day <= one.to;
  return allowed ? nodeOf(model.items, model.nodes, one.substitute, model.nodes.track[node]!) : -1;
}

/** What is there of a node by that day and has not expired on it. */
export function usableBy({ ground }: Run, node: number, day: number): number {
  let usable = 0;
  for (let place = ground.head[node]!; place < ground.placeStart[node + 1]!; place++) {
    if (ground.placeDay[place]! <= day && ground.placeExpiry[place]! >= day) usable += ground.left[place]!;
  }
  return usable;
}

/** Whether something may stand in below a node although nothing is left there. */
export function mayStandIn(run: Run, node: number): boolean {
  const { alternates, standIns, meant, model, needs, need } = run;
  if (run.replacing) return false;
  if (mayUseOthers(run) && reaches(run.ground, node, (item) => alternates!.has(item))) return true;
  if (!meant.has(need)) return false;
  const items = standIns!.needs.get(model.demands.ids[needs.ref[need]!]!)!;
  return reaches(run.ground, node, (item) => items.has(item));
}

/** Whether a node is such an item, or made of one on any level. */
function reaches(ground: Ground, node: number, isSuch: (item: number) => boolean): boolean {
  const { model, lineStart, lineChild } = ground;
  if (isSuch(model.nodes.item[node]!)) return true;
  for (let line = lineStart[node]!; line < lineStart[node + 1]!; line++) {
    if (reaches(ground, lineChild[line]!, isSuch)) return true;
  }
  return false;
}
