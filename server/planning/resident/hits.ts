// Which orders stand otherwise than before: those that became short or late or later, those that were changed themselves
// and are short, those that were relieved; and what has to be written down so that the next comparison begins here.
import { CONSUMES } from '../engine/index.ts';
import { type Resident, type Standings, standing } from './resident.ts';
import { STATUSES } from './statuses.ts';

export const SHORT = STATUSES.indexOf('short');

export type Hit = {
  readonly row: number;
  /** null: it was not there before. */
  readonly levelBefore: number | null;
};

export type Hits = {
  readonly worse: readonly Hit[];
  readonly relieved: readonly Hit[];
  /** Rows that are short or late, and were not, or otherwise. */
  readonly red: readonly number[];
  /** Ids of what was short or late and is not, or is not there any more. */
  readonly notRed: readonly string[];
};

type Found = { -readonly [Kind in keyof Hits]: Hits[Kind][number][] };

const NO_HITS: Hits = { worse: [], relieved: [], red: [], notRed: [] };

/** `changed`: ids of needs that were changed themselves. */
export function hitsOf(before: Standings, resident: Resident, changed: Iterable<string>): Hits {
  const { live } = resident;
  const { demands } = live.plan.model;
  const now = standing(resident);
  if (now === before.of) return NO_HITS;
  const own = new Uint8Array(now.level.length);
  for (const id of changed) {
    const row = live.demandRows.get(id);
    if (row !== undefined) own[row] = 1;
  }
  const isAnew = live.demandRows !== before.rows;
  const moved = isAnew ? new Map<number, number>() : redMoved(before, resident);
  const found: Found = { worse: [], relieved: [], red: [], notRed: [] };
  for (let row = 0; row < now.level.length; row++) {
    const id = demands.ids[row]!;
    const was = isAnew ? before.rows.get(id) : (moved.get(row) ?? row);
    const levelBefore = was === undefined ? null : (before.of.level[was] ?? null);
    const delayBefore = was === undefined ? 0 : (before.of.delay[was] ?? 0);
    const [level, delay] = [now.level[row]!, now.delay[row]!];
    const wasRed = levelBefore !== null && levelBefore >= SHORT;
    if (level < SHORT) {
      if (wasRed) found.notRed.push(id);
      if (wasRed && isInUse(resident, row)) found.relieved.push({ row, levelBefore });
      continue;
    }
    const isOwn = own[row] === 1;
    if (level === levelBefore && delay === delayBefore && !isOwn) continue;
    if (!isInUse(resident, row)) continue;
    found.red.push(row);
    if (isOwn || level > (levelBefore ?? 0) || delay > delayBefore) found.worse.push({ row, levelBefore });
  }
  if (isAnew) found.notRed = found.notRed.concat(lost(before, resident));
  return found;
}

/** As long as the plan was not made anew, what had a row has it still; only what was changed itself has another. By that
 * row the one in which it was red: rows that were given back are used again only by a later step, and so keep their names. */
function redMoved({ of }: Standings, { live }: Resident): Map<number, number> {
  const { ids } = live.plan.model.demands;
  const moved = new Map<number, number>();
  for (const [row, level] of of.level.entries()) {
    const now = level >= SHORT ? live.demandRows.get(ids[row]!) : undefined;
    if (now !== undefined && now !== row) moved.set(now, row);
  }
  return moved;
}

/** A row that was given back stands for nobody until it is used again; forecast is no order. */
function isInUse({ live }: Resident, row: number): boolean {
  const { demands } = live.plan.model;
  return demands.role[row] === CONSUMES && live.demandRows.get(demands.ids[row]!) === row;
}

const lost = (before: Standings, { live }: Resident): string[] =>
  [...before.rows]
    .filter(([id, row]) => before.of.level[row]! >= SHORT && !live.demandRows.has(id))
    .map(([id]) => id);
