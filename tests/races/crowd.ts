// Many people at once in the demo company, through the door of commands: who may do what is as in life, outcomes are
// kept by command id, and anything but an outcome (a deadlock, an unavailable database) fails the test.
import type { Actor } from '../../server/kernel/ctx.ts';
import { systemClock } from '../../server/kernel/clock.ts';
import { type Id, newId } from '../../server/kernel/ids.ts';
import { type House, type Outcome, runCommand } from '../../server/kernel/run-command.ts';
import { withTransaction } from '../../server/kernel/transaction.ts';
import { createDemoCompany } from '../../server/main/demo/load.ts';
import { buildHouse } from '../../server/main/house.ts';
import { createLive } from '../../server/main/live.ts';
import { commands } from '../../server/main/registry.ts';
import { RIGHTS } from '../../server/main/rights.ts';
import { loadActor } from '../../server/masterdata/people/index.ts';
import type { TestDatabase } from '../support/database.ts';

export type Row = Readonly<Record<string, string>>;

export type Crowd = {
  readonly house: House;
  readonly companyId: Id;
  readonly timeZone: string;
  /** Sends a command as a person of the demo. */
  readonly send: (login: string, command: string, input: unknown, id?: Id) => Promise<Outcome>;
  /** Sends a command that has to be done; returns its result. */
  readonly act: (
    login: string,
    command: string,
    input: unknown,
  ) => Promise<Readonly<Record<string, unknown>>>;
  /** Reads as the owner of the database; every value as text. */
  readonly read: (query: string, values?: readonly unknown[]) => Promise<Row[]>;
  readonly idOf: (table: string, code: string) => Promise<Id>;
};

const TIME_ZONE = 'Asia/Shanghai';

async function loadActors(
  house: House,
  companyId: Id,
  logins: readonly string[],
): Promise<Map<string, Actor>> {
  const actors = new Map<string, Actor>();
  for (const login of logins) {
    const actor = await withTransaction(house.database, companyId, 'read', async (tx) => {
      const person = await tx
        .selectFrom('sys.user_account')
        .select(['id', 'login', 'name'])
        .where('login', '=', login)
        .executeTakeFirstOrThrow();
      return loadActor(tx, companyId, person, Object.keys(RIGHTS));
    });
    actors.set(login, actor);
  }
  return actors;
}

/** The demo company without its fortnight, and its people. */
export async function gatherCrowd(test: TestDatabase): Promise<Crowd> {
  const house = buildHouse(test.database, createLive(), systemClock);
  const { companyId } = await createDemoCompany(house);
  const logins = await test.owner.query('select login from sys.user_account order by login');
  const actors = await loadActors(
    house,
    companyId,
    logins.rows.map((row: Row) => row['login'] ?? ''),
  );
  const send: Crowd['send'] = (login, name, input, id = newId()) => {
    const command = commands.find((candidate) => candidate.name === name);
    const actor = actors.get(login);
    if (!command || !actor) throw new Error(`no command ${name} or no person ${login}`);
    const company = { id: companyId, timeZone: TIME_ZONE };
    return runCommand(house, { company, actor, device: `race-${login}` }, command, id, input);
  };
  const read: Crowd['read'] = async (query, values = []) => (await test.owner.query(query, [...values])).rows;
  return {
    house,
    companyId,
    timeZone: TIME_ZONE,
    send,
    read,
    act: async (login, name, input) => {
      const outcome = await send(login, name, input);
      if (outcome.kind !== 'done') throw new Error(`${login} ${name}: ${JSON.stringify(outcome)}`);
      return Object(outcome.result);
    },
    idOf: async (table, code) => {
      const [row] = await read(`select id from ${table} where company_id = $1 and code = $2`, [
        companyId,
        code,
      ]);
      if (!row?.['id']) throw new Error(`no ${code} in ${table}`);
      return row['id'];
    },
  };
}

/** How many deadlocks PostgreSQL had to break in this database; ends its sessions, which count as they go. */
export async function countDeadlocks(test: TestDatabase): Promise<number> {
  await test.owner.query(`select pg_terminate_backend(pid, 5000) from pg_stat_activity
    where datname = current_database() and application_name = 'tongyuan-test'`);
  const { rows } = await test.owner.query(
    'select deadlocks::int as n from pg_stat_database where datname = current_database()',
  );
  return rows[0].n;
}
