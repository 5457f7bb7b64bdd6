// The running house: what the command runner needs of its surroundings, built once.
import type { Kysely } from 'kysely';
import { type Clock, systemClock } from '../kernel/clock.ts';
import type { Db } from '../kernel/db.gen.ts';
import { newId } from '../kernel/ids.ts';
import type { Consult, House } from '../kernel/run-command.ts';
import { consultOf, createKeeper, tellAlerts } from '../planning/resident/index.ts';
import { constraintRefusals } from './constraint-refusals.ts';
import type { Live } from './live.ts';
import { bus } from './wiring.ts';

/** Without a keeper of its own, the plan is kept in this thread on the same connections. */
export function buildHouse(
  database: Kysely<Db>,
  live: Live,
  clock: Clock = systemClock,
  consult: Consult = consultOf(
    createKeeper(database, { hear: tellAlerts(database, newId(), live.tell).hear, tell: live.tell }),
  ),
): House {
  return { database, clock, bus, constraintRefusals, consult, afterCommit: live.tell };
}
