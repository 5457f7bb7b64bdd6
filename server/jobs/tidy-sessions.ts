// Sessions that ended a month ago are forgotten, a portion at a time.
import { sql } from 'kysely';
import { startFollower } from '../kernel/follower.ts';
import type { House } from '../kernel/run-command.ts';
import { withRetries } from '../kernel/transaction.ts';
import type { StartFollower } from '../main/parts.ts';

const HOUR_MS = 3_600_000;
const KEPT_DAYS = 30;
const PORTION = 1_000;

export async function tidySessions(house: House): Promise<boolean> {
  const limit = new Date(house.clock.now().getTime() - KEPT_DAYS * 24 * HOUR_MS).toISOString();
  const { numAffectedRows } = await withRetries(() =>
    sql`delete from sys.session where token_hash in
      (select token_hash from sys.session where expires_at < ${limit} limit ${PORTION})`.execute(
      house.database,
    ),
  );
  return Number(numAffectedRows ?? 0) === PORTION;
}

export const followSessions: StartFollower = ({ house, log }) =>
  startFollower({
    everyMs: HOUR_MS,
    work: () => tidySessions(house),
    onError: (error) => log.error({ err: error }, 'old sessions could not be forgotten'),
  });
