// Which orders a step of the plan hit: those that became short or late or later, those that were changed themselves and
// are short, and those that were relieved.
import { CONSUMES } from '../engine/index.ts';
import type { Followed } from './follow.ts';
import { type Standings, standing } from './resident.ts';
import { STATUSES } from './statuses.ts';

const SHORT = STATUSES.indexOf('short');

export type Hit = {
  readonly row: number;
  /** null: it was not there before. */
  readonly levelBefore: number | null;
};

export type Hits = { readonly worse: readonly Hit[]; readonly relieved: readonly Hit[] };

export function hitsOf(before: Standings, { kept, changes }: Followed): Hits {
  const { live } = kept.resident;
  const { demands } = live.plan.model;
  const now = standing(kept.resident);
  const own = new Uint8Array(now.level.length);
  for (const change of changes) {
    const row = change.kind === 'demand' ? live.demandRows.get(change.demand.id) : undefined;
    if (row !== undefined) own[row] = 1;
  }
  // As long as the plan was not made anew, what had a row has it still.
  const rowBefore = (row: number): number | undefined =>
    live.demandRows === before.rows ? row : before.rows.get(demands.ids[row]!);
  const worse: Hit[] = [];
  const relieved: Hit[] = [];
  for (let row = 0; row < now.level.length; row++) {
    const was = rowBefore(row);
    const levelBefore = was === undefined ? null : (before.of.level[was] ?? null);
    const delayBefore = was === undefined ? 0 : (before.of.delay[was] ?? 0);
    const [level, delay] = [now.level[row]!, now.delay[row]!];
    const isWorse = level >= SHORT && (level > (levelBefore ?? 0) || delay > delayBefore);
    const isRelieved = levelBefore !== null && levelBefore >= SHORT && level < SHORT;
    const isOwn = level >= SHORT && own[row] === 1;
    if (!isWorse && !isRelieved && !isOwn) continue;
    // A row that was given back stands for nobody until it is used again.
    if (demands.role[row] !== CONSUMES || live.demandRows.get(demands.ids[row]!) !== row) continue;
    (isRelieved ? relieved : worse).push({ row, levelBefore });
  }
  return { worse, relieved };
}
