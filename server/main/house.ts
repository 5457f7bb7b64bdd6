// The running house: what the command runner needs of its surroundings, built once.
import type { Kysely } from 'kysely';
import { type Clock, systemClock } from '../kernel/clock.ts';
import type { Db } from '../kernel/db.gen.ts';
import type { House } from '../kernel/run-command.ts';
import { constraintRefusals } from './constraint-refusals.ts';
import type { Live } from './live.ts';
import { bus } from './wiring.ts';

export function buildHouse(database: Kysely<Db>, live: Live, clock: Clock = systemClock): House {
  return { database, clock, bus, constraintRefusals, afterCommit: live.tell };
}
