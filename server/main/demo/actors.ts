// Lets the demo's people act through the same door as everybody: their own rights, a clock that stands on the day
// of the story.
import { z } from 'zod';
import type { AnyCommand } from '../../kernel/command.ts';
import { fixedClock } from '../../kernel/clock.ts';
import type { Actor } from '../../kernel/ctx.ts';
import { type Id, newIdAt } from '../../kernel/ids.ts';
import { type House, runCommand, runQuery } from '../../kernel/run-command.ts';
import { withTransaction } from '../../kernel/transaction.ts';
import { loadActor } from '../../masterdata/people/index.ts';
import { valueAll } from '../../jobs/follow-movements.ts';
import { commands, queries } from '../registry.ts';
import { RIGHTS } from '../rights.ts';

export type Stage = {
  readonly companyId: Id;
  /** Runs a command as a person, at a moment of the story; throws when it is not done. */
  readonly act: (login: string, command: string, input: unknown) => Promise<Record<string, unknown>>;
  readonly ask: (login: string, query: string, input: unknown) => Promise<unknown>;
  /** Sets the story's day and hour, such as ('2026-11-10', '09:30'). */
  readonly at: (day: string, hour: string) => void;
  /** Lets value follow quantity up to now. */
  readonly settle: () => Promise<void>;
};

const zResult = z.record(z.string(), z.unknown());
const TIME_ZONE = 'Asia/Shanghai';

/** A stage in a company of the house. */
export function openStage(house: House, companyId: Id): Stage {
  const actors = new Map<string, Actor>();
  let told = house;
  const actorOf = async (login: string): Promise<Actor> => {
    const known = actors.get(login);
    if (known) return known;
    const actor = await withTransaction(house.database, companyId, 'read', async (tx) => {
      const person = await tx
        .selectFrom('sys.user_account')
        .select(['id', 'login', 'name'])
        .where('login', '=', login)
        .executeTakeFirstOrThrow();
      return loadActor(tx, companyId, person, Object.keys(RIGHTS));
    });
    actors.set(login, actor);
    return actor;
  };
  const find = (name: string): AnyCommand => {
    const command = commands.find((candidate) => candidate.name === name);
    if (!command) throw new Error(`no command ${name}`);
    return command;
  };
  const asker = async (login: string) => ({
    company: { id: companyId, timeZone: TIME_ZONE },
    actor: await actorOf(login),
    device: login.startsWith('clerk') ? 'PDA-01' : 'desk',
  });
  return {
    companyId,
    act: async (login, name, input) => {
      const outcome = await runCommand(
        told,
        await asker(login),
        find(name),
        newIdAt(told.clock.now()),
        input,
      );
      if (outcome.kind !== 'done') throw new Error(`${login} ${name}: ${JSON.stringify(outcome)}`);
      return zResult.parse(outcome.result);
    },
    ask: async (login, name, input) => {
      const query = queries.find((candidate) => candidate.name === name);
      if (!query) throw new Error(`no query ${name}`);
      const outcome = await runQuery(told, await asker(login), query, input);
      if (outcome.kind !== 'done') throw new Error(`${login} ${name}: ${JSON.stringify(outcome)}`);
      return outcome.result;
    },
    at: (day, hour) => {
      told = { ...house, clock: fixedClock(`${day}T${hour}:00+08:00`) };
    },
    settle: () => valueAll(told, { companyId, timeZone: TIME_ZONE }),
  };
}
