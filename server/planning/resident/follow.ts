// Brings a resident plan up to what is committed: reads the logs since it last looked, reads the items they name again,
// and lets the plan follow the differences. What it did is handed back, for those who want to tell of it.
import type { Tx } from '../../kernel/ctx.ts';
import type { Id } from '../../kernel/ids.ts';
import { type Change, replan } from '../engine/index.ts';
import { type Face, loadInputs } from '../inputs/index.ts';
import { itemsConcerned } from './concerns.ts';
import { differences, isRenamed } from './differences.ts';
import { type Entry, type Mark, markNow, readLogs } from './logs.ts';
import { type Resident, openResident } from './resident.ts';

/** A plan and how far it has followed. */
export type Kept = { resident: Resident; mark: Mark };

/** `anew`: the plan was loaded from the beginning. */
export type Followed = {
  readonly kept: Kept;
  readonly entries: readonly Entry[];
  readonly changes: readonly Change[];
  /** What would undo the changes, and what rows that are gone were called: how it was before. */
  readonly undo: readonly Change[];
  readonly gone: ReadonlyMap<string, Face>;
  /** How many items were netted again; 0 when all of them were. */
  readonly netted: number;
  readonly anew: boolean;
};

export const NOTHING = {
  entries: [],
  changes: [],
  undo: [],
  gone: new Map<string, Face>(),
  netted: 0,
  anew: false,
} as const;

/** The caller's transaction must be a snapshot: the plan and its mark are of one moment. */
export async function openKept(
  tx: Tx,
  companyId: Id,
  today: string,
  lap?: Parameters<typeof openResident>[3],
): Promise<Kept> {
  const mark = await markNow(tx, companyId);
  return { mark, resident: await openResident(tx, companyId, today, lap) };
}

/** Likewise in a snapshot. When this throws, the plan may be half changed and must not be asked again. */
export async function follow(tx: Tx, kept: Kept, today: string): Promise<Followed> {
  const { resident } = kept;
  const { companyId } = resident;
  const { entries, mark, isBehind } = await readLogs(tx, companyId, kept.mark);
  const anew = async (): Promise<Followed> => {
    const opened = await openKept(tx, companyId, today);
    return { ...NOTHING, kept: opened, entries, anew: true };
  };
  if (isBehind || resident.days.today !== today) return anew();
  const concerned = entries.length === 0 ? [] : await itemsConcerned(tx, resident, entries);
  if (concerned === null) return anew();
  if (concerned.length === 0) return { ...NOTHING, kept: { resident, mark }, entries };
  const loaded = await loadInputs(tx, companyId, resident.days, resident.settings, concerned);
  // Whoever is named as an item and is none was something else that we do not understand.
  if (loaded.items.length < concerned.length || isRenamed(resident, loaded)) return anew();
  const { changes, gone } = differences(resident, loaded);
  if (changes.length === 0) return { ...NOTHING, kept: { resident, mark }, entries };
  const { undo, netted } = replan(resident.live, changes);
  resident.version++;
  const next = { resident, mark };
  return { kept: next, entries, changes, undo, gone, netted: netted.length, anew: false };
}
