// Two companies in one installation, every table of both filled. Whatever one of them asks, and with whatever ids of
// the other, nothing of the other is seen, and nothing of it changes.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import pg from 'pg';
import { sql } from 'kysely';
import { newId } from '../../server/kernel/ids.ts';
import { hashPassword } from '../../server/kernel/password.ts';
import { withTransaction } from '../../server/kernel/transaction.ts';
import { openDatabase, openPool } from '../../server/kernel/database.ts';
import { queries, registry } from '../../server/main/registry.ts';
import { RIGHTS } from '../../server/main/rights.ts';
import {
  type Canary,
  digitsOf,
  dropChecks,
  fillCompany,
  fingerprint,
  grantRights,
} from '../support/canary.ts';
import { type TestDatabase, createTestDatabase } from '../support/database.ts';
import { type Client, PASSWORD, type TestDoors, openDoors } from '../support/doors.ts';
import { randomFrom } from '../support/random.ts';
import { sampleInputs } from '../support/sample-input.ts';

const ours: Canary = { companyId: newId(), id: newId(), word: 'OURS', sum: '73571.39' };
const theirs: Canary = { companyId: newId(), id: newId(), word: 'KANARI', sum: '91283.57' };
const SWAPS = 4_000;
const LIMITS = { perMinute: 10_000_000, perAddressPerMinute: 10_000_000, signInsPerMinute: 10_000_000 };

let database: TestDatabase;
let tables: string[];
/** Four connections for everything, so that companies follow each other on each of them all the time. */
let few: pg.Pool;
let doors: TestDoors;
let [us, them]: Client[] = [];

before(async () => {
  database = await createTestDatabase();
  await dropChecks(database.owner);
  tables = await fillCompany(database.owner, ours);
  await fillCompany(database.owner, theirs);
  for (const canary of [ours, theirs]) await grantRights(database.owner, canary, Object.keys(RIGHTS));
  await database.owner.query('update sys.user_account set password_hash = $1', [
    await hashPassword(PASSWORD),
  ]);
  few = openPool({ connectionString: database.appUrl, max: 4, applicationName: 'tongyuan-test-few' });
  doors = await openDoors(
    { ...database, database: openDatabase(few) },
    { limits: LIMITS, planDatabase: database.database },
  );
  [us, them] = [doors.client(), doors.client()];
  for (const [client, { word }] of [
    [us, ours],
    [them, theirs],
  ] as const) {
    assert.equal((await client?.signIn(word, PASSWORD))?.status, 200);
  }
});
after(async () => {
  await doors.close();
  await few.end();
  await database.close();
});

const shows = (body: string, canary: Canary): boolean =>
  body.includes(canary.word) || body.includes(digitsOf(canary));

test('every row of every table is there for its own company and not for the other', async () => {
  const client = new pg.Client({ connectionString: database.appUrl });
  await client.connect();
  const as = async (company: string | null, query: string): Promise<pg.QueryResult> => {
    await client.query(`begin${company === null ? '' : `; set local app.company = '${company}'`}`);
    try {
      return await client.query(query);
    } finally {
      await client.query('rollback');
    }
  };
  assert(tables.length > 60);
  for (const table of tables) {
    const hers = `where company_id = '${theirs.companyId}'`;
    assert((await as(theirs.companyId, `select from ${table}`)).rowCount, `${table} of the other is filled`);
    for (const company of [ours.companyId, null]) {
      assert.equal((await as(company, `select from ${table} ${hers}`)).rowCount, 0, table);
      // Books may not be rewritten at all, so their refusal comes first.
      for (const statement of [
        `update ${table} set company_id = company_id ${hers}`,
        `delete from ${table} ${hers}`,
      ]) {
        const outcome = await as(company, statement).catch((error: unknown) => error);
        const refused = outcome instanceof Error && 'code' in outcome && outcome.code === '42501';
        assert(
          refused || (!(outcome instanceof Error) && Object(outcome).rowCount === 0),
          `${table}: ${statement}`,
        );
      }
      const row = JSON.stringify({ company_id: theirs.companyId });
      const copy = `insert into ${table} select * from jsonb_populate_record(null::${table}, $$${row}$$)`;
      await assert.rejects(as(company, copy.replace(' select', ' overriding system value select')), table);
    }
  }
  await client.end();
});

test('both asking everything at once over four connections, neither sees the other', async () => {
  const ask = async (client: Client | undefined, self: Canary, other: Canary): Promise<number> => {
    let answered = 0;
    for (const query of queries) {
      for (const input of sampleInputs(query.input, self)) {
        const answer = await client?.query(query.name, input);
        assert(
          answer && !shows(answer.raw.body, other),
          `${query.name} of ${self.word}: ${answer?.raw.body.slice(0, 500)}`,
        );
        if (answer.status === 200 && shows(answer.raw.body, self)) answered += 1;
      }
    }
    return answered;
  };
  const rounds = [0, 1, 2].flatMap(() => [ask(us, ours, theirs), ask(them, theirs, ours)]);
  for (const answered of await Promise.all(rounds))
    assert(answered > 20, `only ${answered} answers hold something`);
});

/** An input of ours in which some ids and words are theirs. */
function swapped(input: unknown, swap: () => boolean): unknown {
  const text = JSON.stringify(input).replaceAll(new RegExp(`${ours.id}|${ours.word}`, 'g'), (own) =>
    swap() ? (own === ours.id ? theirs.id : theirs.word) : own,
  );
  return JSON.parse(text);
}

test(`${SWAPS} requests with ids of the other company find nothing and change nothing there`, async () => {
  const before = await fingerprint(database.owner, theirs.companyId, tables);
  const random = randomFrom(Number(process.env['TONGYUAN_SEED'] ?? 20_261_124));
  const doable = [
    ...queries.map((query) => ({
      door: 'query' as const,
      name: query.name,
      inputs: sampleInputs(query.input, ours),
    })),
    ...registry.commands.map((command) => ({
      door: 'command' as const,
      name: command.name,
      inputs: sampleInputs(command.input, ours),
    })),
  ];
  // What was sent comes back in errors and saved views; only what was not sent may not be seen.
  const unseen = digitsOf(theirs);
  let done = 0;
  const one = async (at: number): Promise<void> => {
    const { door, name, inputs } = at < doable.length ? (doable[at] ?? random.of(doable)) : random.of(doable);
    const all = at < doable.length;
    const input = swapped(random.of(inputs), () => all || random.below(2) === 0);
    const ask = () => (door === 'query' ? us?.query(name, input) : us?.command(name, input));
    let answer = await ask();
    // Some commands end one's own sessions.
    for (let tries = 0; answer?.status === 401 && tries < 5; tries += 1) {
      await us?.signIn(ours.word, PASSWORD);
      answer = await ask();
    }
    if (answer?.status === 200) done += 1;
    assert(answer && !answer.raw.body.includes(unseen), `${name}: ${answer?.raw.body.slice(0, 500)}`);
  };
  for (let at = 0; at < SWAPS; at += 16)
    await Promise.all(Array.from({ length: 16 }, (_, next) => one(at + next)));
  assert.equal(await fingerprint(database.owner, theirs.companyId, tables), before);
  assert(done > SWAPS / 10, `only ${done} of ${SWAPS} were answered at all`);
});

test('a connection whose company was never set shows nothing and takes nothing', async () => {
  const bare = openDatabase(few);
  await withTransaction(bare, ours.companyId, 'read', async (tx) => {
    const count = async () =>
      Number((await sql<{ n: string }>`select count(*)::text as n from md.item`.execute(tx)).rows[0]?.n);
    assert.equal(await count(), 1);
    await sql`select set_config('app.company', '', true)`.execute(tx);
    assert.equal(await count(), 0);
  });
  for (let each = 0; each < 8; each += 1) {
    const { rows } = await few.query<{ n: string; company: string | null }>(
      `select count(*)::text as n, nullif(current_setting('app.company', true), '') as company from md.item`,
    );
    assert.deepEqual(rows, [{ n: '0', company: null }]);
    await assert.rejects(
      few.query(`insert into md.unit (company_id, id, code, name_zh) values ($1, $2, 'x', 'x')`, [
        ours.companyId,
        newId(),
      ]),
      { code: '42501' },
    );
  }
});

test('entering a company one does not belong to is refused, and a removed member is out at once', async () => {
  await us?.signIn(ours.word, PASSWORD);
  const into = await us?.send('POST', '/api/session/company', { companyId: theirs.companyId });
  assert.equal(into?.status, 404);
  await database.owner.query('delete from sys.membership where user_id = $1', [ours.id]);
  assert.equal((await us?.query('views.list', { list: 'x' }))?.status, 403);
});
