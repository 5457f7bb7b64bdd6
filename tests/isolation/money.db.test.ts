// Nobody reaches a cost or a price without a right that opens money: not by a list, a query, the search box or an
// export, and not by their mere shape. The tests walk the registry, so they cover whatever is added to it.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { unzipSync } from 'fflate';
import { z } from 'zod';
import { newId } from '../../server/kernel/ids.ts';
import { type ColumnKind, visibleColumns } from '../../server/kernel/list.ts';
import { hashPassword } from '../../server/kernel/password.ts';
import { lists, queries, registry } from '../../server/main/registry.ts';
import { RIGHTS } from '../../server/main/rights.ts';
import { ROLES } from '../../server/main/roles.ts';
import { type Canary, digitsOf, dropChecks, fillCompany, grantRights } from '../support/canary.ts';
import { type TestDatabase, createTestDatabase } from '../support/database.ts';
import { type Client, PASSWORD, type TestDoors, openDoors } from '../support/doors.ts';
import { sampleInputs } from '../support/sample-input.ts';

const FLOOR = [
  'warehouseClerk',
  'warehouseManager',
  'inspector',
  'qualityManager',
  'teamLeader',
  'workshopManager',
  'planner',
];
const opensMoney = (right: string): boolean => RIGHTS[right]?.money ?? false;
const HARMLESS = Object.keys(RIGHTS).filter((right) => !opensMoney(right));

/** Names that hold money when a number stands under them; how many movements are not yet valued is a count. */
const MONEY_NAME = /price|cost|amount|(?<!un)value|total|debit|credit|balance_due/i;
const NUMERIC: ReadonlySet<ColumnKind> = new Set(['qty', 'rate', 'integer']);
/** The envelope of every list counts its rows; units of a total are not money. */
const ENVELOPE = new Set(['total', 'totals', 'totalIsExact']);

const canary: Canary = { companyId: newId(), id: newId(), word: 'KANARI', sum: '73571.39' };
const DIGITS = digitsOf(canary);
let database: TestDatabase;
let doors: TestDoors;
let client: Client;

before(async () => {
  database = await createTestDatabase();
  await dropChecks(database.owner);
  await fillCompany(database.owner, canary);
  await grantRights(database.owner, canary, HARMLESS);
  await database.owner.query('update sys.user_account set password_hash = $1', [
    await hashPassword(PASSWORD),
  ]);
  doors = await openDoors(database, { limits: { perMinute: 1_000_000, perAddressPerMinute: 1_000_000 } });
  client = doors.client();
  assert.equal((await client.signIn(canary.word, PASSWORD)).status, 200);
});
after(async () => {
  await doors.close();
  await database.close();
});

test('every right that something asks for is in the catalogue', () => {
  const asked = [...registry.commands, ...queries, ...lists].map(({ right }) => right);
  const columns = lists.flatMap((list) => list.columns.flatMap(({ right }) => right ?? []));
  const unknown = [...new Set([...asked, ...columns])].filter(
    (right) => !(right in RIGHTS) && right !== 'signed_in',
  );
  assert.deepEqual(unknown, []);
  const held = new Set(ROLES.flatMap((role) => role.rights));
  assert.deepEqual(
    [...held].filter((right) => !(right in RIGHTS)),
    [],
  );
});

test('roles of the floor hold no right that opens money', () => {
  for (const role of ROLES.filter(({ code }) => FLOOR.includes(code))) {
    assert.deepEqual(role.rights.filter(opensMoney), [], role.code);
  }
});

test('columns of money ask for a right that opens money', () => {
  const open = lists
    .filter((list) => !opensMoney(list.right))
    .flatMap((list) =>
      visibleColumns(list, new Set(HARMLESS)).map((column) => ({ list: list.name, ...column })),
    )
    .filter(
      ({ kind, key }) =>
        kind === 'amount' || kind === 'price' || (NUMERIC.has(kind) && /price|cost|amount|value/.test(key)),
    );
  assert.deepEqual(
    open.map(({ list, key }) => `${list} ${key}`),
    [],
  );
  const totals = lists.flatMap((list) =>
    (list.totals ?? []).filter((key) => !list.columns.some((column) => column.key === key)),
  );
  assert.deepEqual(totals, [], 'a total is a column, and so under its right');
});

const zRefused = z.object({ error: z.object({ code: z.string() }) });

/** Where a number stands under a name of money. */
function moneyIn(value: unknown, path: string): string[] {
  if (Array.isArray(value)) return value.flatMap((part, at) => moneyIn(part, `${path}.${at}`));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => {
    const place = `${path}.${key}`;
    if (path === '' && ENVELOPE.has(key)) return key === 'totals' ? moneyIn(part, place) : [];
    const number = typeof part === 'number' || (typeof part === 'string' && /^-?\d+(\.\d+)?$/.test(part));
    return number && MONEY_NAME.test(key) ? [place] : moneyIn(part, place);
  });
}

test('with every right but those of money, no query and no list answers with money', async () => {
  const leaks: string[] = [];
  const failed: string[] = [];
  let answered = 0;
  for (const query of queries) {
    for (const input of sampleInputs(query.input, canary)) {
      const { status, json, raw } = await client.query(query.name, input);
      if (status >= 500) failed.push(`${query.name} ${JSON.stringify(input)}: ${status}`);
      if (status !== 200) {
        assert(!raw.body.includes(DIGITS), `${query.name} refuses with money`);
        continue;
      }
      answered += 1;
      if (raw.body.includes(DIGITS)) leaks.push(`${query.name}: ${raw.body.slice(0, 600)}`);
      leaks.push(...moneyIn(json, '').map((place) => `${query.name}${place}`));
    }
  }
  assert.deepEqual(leaks, []);
  assert.deepEqual(failed, []);
  assert(answered > queries.length, `only ${answered} answers`);
});

test('no export holds money either', async () => {
  for (const list of lists.filter(({ right }) => !opensMoney(right))) {
    const { status, raw } = await client.send('POST', `/api/lists/${list.name}/export`, {
      columns: list.columns.map((column) => column.key),
    });
    assert.equal(status, 200, list.name);
    const sheet = unzipSync(new Uint8Array(raw.rawPayload))['xl/worksheets/sheet1.xml'];
    const text = Buffer.from(sheet ?? []).toString('utf8');
    assert(text.includes('</worksheet>'));
    assert(!text.includes(DIGITS), list.name);
  }
});

test('lists and queries that are money themselves are closed, whatever is asked', async () => {
  for (const query of queries.filter(({ right }) => opensMoney(right))) {
    for (const input of [{}, ...sampleInputs(query.input, canary)]) {
      const { status, json } = await client.query(query.name, input);
      assert.equal(status, 403, query.name);
      assert.equal(zRefused.parse(json).error.code, 'RIGHT_MISSING');
    }
  }
});

test('no command tells money either, whether it is done or refused', async () => {
  for (const command of registry.commands) {
    for (const input of sampleInputs(command.input, canary)) {
      const { status, raw } = await client.command(command.name, input);
      // Some end one's own session.
      if (status === 401) await client.signIn(canary.word, PASSWORD);
      assert(status < 500, `${command.name} ${JSON.stringify(input)}: ${status}`);
      assert(!raw.body.includes(DIGITS), `${command.name} ${status}: ${raw.body.slice(0, 600)}`);
    }
  }
});

test('the canary would be seen: with the rights of money it is', async () => {
  await grantRights(database.owner, canary, Object.keys(RIGHTS));
  await database.owner.query('update sys.session set revoked_at = now()');
  const open = (await openDoors(database)).client();
  await open.signIn(canary.word, PASSWORD);
  const seen = new Set<string>();
  for (const query of queries) {
    for (const input of sampleInputs(query.input, canary).slice(0, 2)) {
      const { status, raw } = await open.query(query.name, input);
      assert(status < 500, `${query.name} ${JSON.stringify(input)}: ${status}`);
      if (raw.body.includes(DIGITS)) seen.add(query.name);
    }
  }
  assert(seen.size >= 10, [...seen].join(' '));
});
