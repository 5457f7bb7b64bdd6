// The door of commands on a real database: one effect however often and however at once a command is sent, nothing
// left of what was refused, deadlocks cured inside.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { v4, v7 } from 'uuid';
import { z } from 'zod';
import { useTestDatabase } from '../../tests/support/database.ts';
import { systemClock } from './clock.ts';
import { type AnyCommand, defineCommand, defineQuery } from './command.ts';
import { audit } from './ctx.ts';
import { newId } from './ids.ts';
import { takeNumbers } from './numbering.ts';
import { refuse } from './refusal.ts';
import { type Asker, type House, canonicalJson, runCommand, runQuery } from './run-command.ts';

const companyId = newId();
const database = useTestDatabase(async ({ owner }) => {
  await owner.query(
    `insert into sys.company (id, code, name, start_period) values ($1, 'T', 'T', '2026-01')`,
    [companyId],
  );
});
const userId = newId();
const told: string[] = [];
const asker: Asker = {
  company: { id: companyId, timeZone: 'Asia/Shanghai' },
  actor: { userId, login: 'tester', name: 'tester', rights: new Set(['test.run']), warehouseIds: null },
  device: 'bench',
};

const house = (): House => ({
  database: database().database,
  clock: systemClock,
  bus: { publish: async () => undefined },
  constraintRefusals: { role_code_unique: 'CODE_TAKEN' },
  afterCommit: (company, topics) => void told.push(`${company} ${[...topics].join(',')}`),
});

const input = z.object({ series: z.string().max(20), note: z.string().optional() });

/** Takes the next number of a series: an effect that can be counted. */
const take = defineCommand({
  name: 'test.take',
  right: 'test.run',
  input,
  output: z.object({ no: z.string() }),
  refusals: [],
  run: async (tx, { series }, ctx) => {
    const no = await takeNumbers(tx, ctx, series, '2026');
    audit(ctx, 'series', series, null, { no: String(no) });
    return { no: String(no) };
  },
});

const made = (
  code: string,
  run: (tx: Parameters<typeof take.run>[0]) => Promise<void>,
  refusals: readonly string[] = [],
) =>
  defineCommand({
    name: `test.${code}`,
    right: 'test.run',
    input,
    output: z.object({}),
    refusals,
    run: async (tx, { series }, ctx) => {
      await takeNumbers(tx, ctx, series, '2026');
      await run(tx);
      return {};
    },
  });

const send = (command: AnyCommand, id: string, content: unknown, by = asker) =>
  runCommand(house(), by, command, id, content);

const lastNo = async (series: string): Promise<number> => {
  const { rows } = await database().owner.query<{ last_no: bigint }>(
    'select last_no from sys.number_counter where company_id = $1 and series = $2',
    [companyId, series],
  );
  return Number(rows[0]?.last_no ?? 0);
};

const logged = async (id: string): Promise<number> =>
  (await database().owner.query('select from sys.command where company_id = $1 and id = $2', [companyId, id]))
    .rowCount ?? 0;

test('done once, answered again with the same reply', async () => {
  const id = newId();
  assert.deepEqual(await send(take, id, { series: 'a' }), {
    kind: 'done',
    replayed: false,
    result: { no: '1' },
  });
  assert.deepEqual(await send(take, id, { series: 'a' }), {
    kind: 'done',
    replayed: true,
    result: { no: '1' },
  });
  assert.deepEqual(await send(take, newId(), { series: 'a' }), {
    kind: 'done',
    replayed: false,
    result: { no: '2' },
  });
  assert.equal(await lastNo('a'), 2);
  const { rows } = await database().owner.query(
    `select entity, entity_id, before, after, device, actor_id from sys.audit where command_id = $1`,
    [id],
  );
  assert.deepEqual(rows, [
    { entity: 'series', entity_id: 'a', before: null, after: { no: '1' }, device: 'bench', actor_id: userId },
  ]);
});

test('the same content is the same whatever the order of its fields', async () => {
  const id = newId();
  await send(take, id, { series: 'order', note: 'x' });
  const again = await send(take, id, { note: 'x', series: 'order' });
  assert.equal(again.kind === 'done' && again.replayed, true);
  assert.equal(canonicalJson({ b: [1, { d: 1, c: undefined }], a: null }), '{"a":null,"b":[1,{"d":1}]}');
});

test('the same id with other content, another command or another person is refused', async () => {
  const id = newId();
  await send(take, id, { series: 'b' });
  assert.deepEqual(await send(take, id, { series: 'b', note: 'other' }), { kind: 'reused' });
  assert.deepEqual(
    await send(
      made('other', async () => undefined),
      id,
      { series: 'b' },
    ),
    { kind: 'reused' },
  );
  const stranger = { ...asker, actor: { ...asker.actor, userId: newId() } };
  assert.deepEqual(await send(take, id, { series: 'b' }, stranger), { kind: 'reused' });
  assert.equal(await lastNo('b'), 1);
});

test('twenty at once are one effect and twenty equal answers, for many commands', async () => {
  const ids = Array.from({ length: 25 }, newId);
  const answers = await Promise.all(
    ids.flatMap((id) =>
      Array.from({ length: 20 }, async () => ({ id, outcome: await send(take, id, { series: 'race' }) })),
    ),
  );
  for (const id of ids) {
    const own = answers.filter((answer) => answer.id === id).map(({ outcome }) => outcome);
    const results = new Set(
      own.map((outcome) => JSON.stringify(outcome.kind === 'done' ? outcome.result : outcome)),
    );
    assert.equal(results.size, 1);
    assert.equal(own.filter((outcome) => outcome.kind === 'done' && !outcome.replayed).length, 1);
  }
  assert.equal(await lastNo('race'), ids.length);
});

test('a refusal leaves nothing behind and may be asked again', async () => {
  let goodsThere = false;
  const command = made('refused', async () => (goodsThere ? undefined : refuse('NO_GOODS', { item: 'X' })), [
    'NO_GOODS',
  ]);
  const id = newId();
  const before = told.length;
  assert.deepEqual(await send(command, id, { series: 'c' }), {
    kind: 'refused',
    code: 'NO_GOODS',
    facts: { item: 'X' },
  });
  assert.deepEqual([await lastNo('c'), await logged(id), told.length], [0, 0, before]);
  goodsThere = true;
  assert.equal((await send(command, id, { series: 'c' })).kind, 'done');
  assert.equal(await lastNo('c'), 1);
});

test('a refusal that is not declared is our mistake and leaves nothing', async () => {
  const id = newId();
  await assert.rejects(
    send(
      made('undeclared', async () => refuse('SURPRISE')),
      id,
      { series: 'd' },
    ),
    /does not declare/,
  );
  assert.deepEqual([await lastNo('d'), await logged(id)], [0, 0]);
});

test('violated constraints become refusals when they are named, values no column holds become field problems', async () => {
  const insert = `insert into sys.role (company_id, id, code, name_zh, name_en) values`;
  const twice = made('twice', async (tx) => {
    await sql`${sql.raw(insert)} (${companyId}, ${newId()}, 'same', '', ''), (${companyId}, ${newId()}, 'same', '', '')`.execute(
      tx,
    );
  });
  const outcome = await send(twice, newId(), { series: 'e' });
  assert.deepEqual(outcome, { kind: 'refused', code: 'CODE_TAKEN', facts: { rule: 'role_code_unique' } });
  const huge = made('huge', async (tx) => void (await sql`select ${'9'.repeat(30)}::amount`.execute(tx)));
  assert.equal((await send(huge, newId(), { series: 'e' })).kind, 'invalid');
  const unknown = made('unknown', async (tx) => {
    await sql`insert into sys.role_right values (${companyId}, ${newId()}, 'x')`.execute(tx);
  });
  await assert.rejects(send(unknown, newId(), { series: 'e' }), /role_right_role_fk/);
  assert.equal(await lastNo('e'), 0);
});

test('input, id and right are looked at before anything is touched', async () => {
  const id = newId();
  assert.equal((await send(take, id, { series: 7 })).kind, 'invalid');
  assert.deepEqual(await send(take, v4(), { series: 'f' }), {
    kind: 'invalid',
    problems: [{ path: 'id', code: 'not_uuid_v7', zh: '操作编号必须是 UUID v7', en: 'must be a UUID v7' }],
  });
  for (const days of [-36, 2]) {
    const then = v7({ msecs: Date.now() + days * 86_400_000 });
    const outcome = await send(take, then, { series: 'f' });
    assert.equal(outcome.kind === 'invalid' && outcome.problems[0]?.code, 'id_out_of_time');
  }
  const guest = { ...asker, actor: { ...asker.actor, rights: new Set<string>() } };
  assert.deepEqual(await send(take, id, { series: 'f' }, guest), { kind: 'forbidden', right: 'test.run' });
  assert.deepEqual([await lastNo('f'), await logged(id)], [0, 0]);
});

test('deadlocks and failed serializations are cured inside', async () => {
  await Promise.all(['x', 'y'].map((series) => send(take, newId(), { series })));
  const crossing = defineCommand({
    name: 'test.crossing',
    right: 'test.run',
    input: z.object({ order: z.array(z.string()) }),
    output: z.object({}),
    refusals: [],
    run: async (tx, { order }, ctx) => {
      for (const series of order) {
        await takeNumbers(tx, ctx, series, '2026');
        await sql`select pg_sleep(0.03)`.execute(tx);
      }
      return {};
    },
  });
  const outcomes = await Promise.all(
    Array.from({ length: 4 }, (_, at) =>
      send(crossing, newId(), { order: at % 2 ? ['x', 'y'] : ['y', 'x'] }),
    ),
  );
  assert(outcomes.every(({ kind }) => kind === 'done'));
  assert.deepEqual([await lastNo('x'), await lastNo('y')], [5, 5]);
  let tries = 0;
  const stubborn = made('stubborn', async (tx) => {
    tries += 1;
    if (tries < 4) await sql`do $$ begin raise exception 'again' using errcode = '40001'; end $$`.execute(tx);
  });
  assert.equal((await send(stubborn, newId(), { series: 'g' })).kind, 'done');
  assert.deepEqual([tries, await lastNo('g')], [4, 1]);
});

test('what cannot be cured for now says so, and the same id works later', async () => {
  let broken = true;
  const command = made('later', async (tx) => {
    if (broken) await sql`do $$ begin raise exception 'again' using errcode = '40P01'; end $$`.execute(tx);
  });
  const id = newId();
  await assert.rejects(send(command, id, { series: 'h' }), /could not do this now/);
  assert.equal(await logged(id), 0);
  broken = false;
  assert.equal((await send(command, id, { series: 'h' })).kind, 'done');
});

test('secrets take no part in the kept hash, so that the log cannot be used to guess them', async () => {
  const secret = { ...take, name: 'test.secret', secrets: ['note'] };
  const [one, two] = [newId(), newId()];
  await send(secret, one, { series: 's', note: 'password one' });
  await send(secret, two, { series: 's', note: 'password two' });
  const { rows } = await database().owner.query<{ input_hash: string }>(
    'select input_hash from sys.command where id = any($1)',
    [[one, two]],
  );
  assert.equal(new Set(rows.map((row) => row.input_hash)).size, 1);
});

test('live screens are told after the commit, once', async () => {
  const before = told.length;
  const id = newId();
  await send(take, id, { series: 'live' });
  await send(take, id, { series: 'live' });
  assert.deepEqual(told.slice(before), [`${companyId} series`]);
});

test('a query cannot write', async () => {
  const sly = defineQuery({
    name: 'test.sly',
    right: 'test.run',
    input: z.object({}),
    output: z.object({}),
    run: async (tx, _, ctx) => {
      await takeNumbers(tx, ctx, 'sly', '2026');
      return {};
    },
  });
  await assert.rejects(runQuery(house(), asker, sly, {}));
  assert.equal(await lastNo('sly'), 0);
});

test('the reply of a command is written once', async () => {
  const id = newId();
  await send(take, id, { series: 'once' });
  await assert.rejects(database().owner.query(`update sys.command set reply = '{}' where id = $1`, [id]), {
    code: 'TY001',
  });
});
