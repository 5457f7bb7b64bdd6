// The doors against bad input and bad days: one shape for every error, nothing changed, nothing told that is ours.
import assert from 'node:assert/strict';
import { IncomingMessage, request, ServerResponse } from 'node:http';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { type AddressInfo, connect, Socket } from 'node:net';
import { strFromU8, unzipSync } from 'fflate';
import { z } from 'zod';
import { useTestDatabase } from '../../tests/support/database.ts';
import { type Client, PASSWORD, type TestDoors, foundCompany, openDoors } from '../../tests/support/doors.ts';
import { defineCommand, defineQuery } from '../kernel/command.ts';
import { openDatabase, openPool } from '../kernel/database.ts';
import { newId } from '../kernel/ids.ts';
import { registry } from '../main/registry.ts';

let doors: TestDoors;
let client: Client;

const thrower = defineQuery({
  name: 'test.throw',
  right: 'signed_in',
  input: z.object({}),
  output: z.object({}),
  run: async () => {
    throw new Error('secret of the program at /home/x.ts:1');
  },
});
const slowCommand = defineCommand({
  name: 'test.busy',
  right: 'signed_in',
  input: z.object({}),
  output: z.object({}),
  refusals: [],
  run: async () => {
    throw Object.assign(new Error('the database is starting'), { code: '57P03' });
  },
});

const database = useTestDatabase(async (made) => {
  await foundCompany(made, 'A', 'boss');
  const wider = {
    ...registry,
    queries: [...registry.queries, thrower],
    commands: [...registry.commands, slowCommand],
  };
  doors = await openDoors(made, { registry: wider });
  client = doors.client();
  await client.signIn('boss', PASSWORD);
});
after(async () => doors.close());

const zError = z.strictObject({
  error: z.strictObject({
    code: z.string().regex(/^[A-Z][A-Z_]+$/),
    facts: z.record(z.string(), z.unknown()),
    zh: z.string().min(1),
    en: z.string().min(1),
    correlationId: z.uuid(),
    fields: z
      .array(
        z.strictObject({ path: z.string(), code: z.string(), zh: z.string().min(1), en: z.string().min(1) }),
      )
      .optional(),
  }),
});
const errorOf = (json: unknown) => zError.parse(json).error;

async function cookieHeader(): Promise<string> {
  const signed = await client.signIn('boss', PASSWORD);
  return signed.raw.cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
}

const raw = async (body: string, url = '/api/queries/views.list', type = 'application/json') =>
  doors.app.inject({
    method: 'POST',
    url,
    headers: { 'x-tongyuan': '1', 'content-type': type, cookie: await cookieHeader() },
    payload: body,
  });

test('malformed bodies of every kind get their error and never a 500', async () => {
  const deep = `${'['.repeat(50)}${']'.repeat(50)}`;
  const cases: readonly (readonly [string, string, number, string])[] = [
    ['{', 'application/json', 400, 'MALFORMED_JSON'],
    ['', 'application/json', 400, 'MALFORMED_JSON'],
    ['{"__proto__":{"x":1}}', 'application/json', 400, 'MALFORMED_JSON'],
    ['{"list":"x"}', 'text/plain', 415, 'NOT_JSON'],
    ['list=x', 'application/x-www-form-urlencoded', 415, 'NOT_JSON'],
    ['null', 'application/json', 400, 'INVALID_INPUT'],
    ['7', 'application/json', 400, 'INVALID_INPUT'],
    ['[]', 'application/json', 400, 'INVALID_INPUT'],
    ['{"list":7}', 'application/json', 400, 'INVALID_INPUT'],
    ['{"list":"\\u0000"}', 'application/json', 400, 'INVALID_INPUT'],
    ['{"list":"\\ud800"}', 'application/json', 400, 'INVALID_INPUT'],
    [`{"list":${deep}}`, 'application/json', 400, 'INVALID_INPUT'],
    [`{"list":[${'1,'.repeat(250_000)}1]}`, 'application/json', 400, 'INVALID_INPUT'],
  ];
  for (const [body, type, status, code] of cases) {
    const answer = await raw(body, undefined, type);
    assert.deepEqual([answer.statusCode, errorOf(answer.json()).code], [status, code], body.slice(0, 60));
  }
});

test('what is too large is refused by size, before it is understood', async () => {
  const answer = await raw(`{"list":"${'x'.repeat(1_200_000)}"}`);
  const { code, facts, zh } = errorOf(answer.json());
  assert.deepEqual([answer.statusCode, code, facts['most']], [413, 'TOO_LARGE', 1_048_576]);
  assert.match(zh, /1048576/);
  const upload = await client.command('import.upload', { fileName: 'x.csv', content: 'A'.repeat(4_000_000) });
  assert.notEqual(upload.status, 413, 'files may be larger');
});

test('fields are named one by one, in both languages', async () => {
  const id = newId();
  const answer = await client.command(
    'people.create-user',
    { login: '!', name: '', roleIds: 'x', warehouseIds: [7] },
    id,
  );
  assert.equal(answer.status, 400);
  const fields = errorOf(answer.json).fields ?? [];
  assert.deepEqual(
    fields.map(({ path, code }) => [path, code]),
    [
      ['login', 'invalid_format'],
      ['name', 'too_small'],
      ['roleIds', 'invalid_type'],
      ['warehouseIds.0', 'invalid_type'],
    ],
  );
  assert.equal(fields[1]?.zh, '必填');
  const { rows } = await database().owner.query('select from sys.command where id = $1', [id]);
  assert.equal(rows.length, 0);
});

test('a command without a proper envelope is refused by field', async () => {
  for (const body of [{}, { id: 7, input: {} }, { id: 'x', input: {} }, [], { input: {} }]) {
    const answer = await client.send('POST', '/api/commands/views.delete', body);
    assert.deepEqual(
      [answer.status, errorOf(answer.json).code],
      [400, 'INVALID_INPUT'],
      JSON.stringify(body),
    );
  }
});

test('filter values that no column reads are 400 by field, whatever is tried', async () => {
  const wrong = ['', 'x', '2026-13-40', '9'.repeat(40), "'; drop table md.item; --", '1e9', 'NaN', '\\'];
  const columns = ['created_at', 'last_seen_at', 'active'];
  for (const column of columns) {
    for (const value of wrong) {
      for (const op of ['eq', 'ne', 'in', 'gte', 'lte', 'between']) {
        const filters = [{ column, op, value: op === 'between' ? [value, value] : value }];
        const answer = await client.query('people.list-users', { filters });
        assert.equal(answer.status, 400, `${column} ${op} ${value}`);
        assert.equal(errorOf(answer.json).fields?.[0]?.path, 'filters.0.value');
      }
    }
  }
  for (const after of [
    'x',
    Buffer.from('["a"]').toString('base64url'),
    Buffer.from('["a","b"]').toString('base64url'),
  ]) {
    const { status } = await client.query('people.list-users', { after });
    assert([400, 404].includes(status), `cursor ${after}: ${status}`);
  }
  const { status } = await client.query('people.list-users', { search: '%_\\\'"' });
  assert.equal(status, 200);
});

test('unknown routes, commands and methods are told as such', async () => {
  for (const [method, url] of [
    ['POST', '/api/commands/no.such'],
    ['POST', '/api/queries/no.such'],
    ['GET', '/api'],
    ['GET', '/api/commands/views.save'],
    ['DELETE', '/api/lists/audit.list/columns'],
    ['GET', '/assets/../../package.json'],
    ['GET', '/nothing.js'],
  ] as const) {
    const answer = await client.send(method, url);
    assert.deepEqual([answer.status, errorOf(answer.json).code], [404, 'UNKNOWN_ROUTE'], `${method} ${url}`);
  }
  const page = await client.send('GET', '/sales/orders/7');
  assert.deepEqual([page.status, page.raw.headers['content-type']], [200, 'text/html; charset=utf-8']);
  assert.equal((await client.send('GET', '/list/audit.list')).status, 200, 'a list is no file');
  assert.equal((await client.send('GET', '/%ff')).status < 500, true);
});

test('what a page shows becomes an Excel file, and a malformed table is told by field', async () => {
  const columns = [
    { title: '物料编码', kind: 'code' },
    { title: '数量', kind: 'qty' },
    { title: '日期', kind: 'date' },
  ];
  const rows = [
    ['FG-1', '12.5', '2026-03-18'],
    ['=1+1', '', 'soon'],
  ];
  const answer = await client.send('POST', '/api/sheets', { title: '预测', columns, rows });
  assert.equal(answer.status, 200);
  const sheet = strFromU8(unzipSync(answer.raw.rawPayload)['xl/worksheets/sheet1.xml'] ?? new Uint8Array());
  assert.match(sheet, /物料编码.*<v>12\.5<\/v>.*<v>46099<\/v>.*<t xml:space="preserve">=1\+1<\/t>/s);
  assert.ok(!sheet.includes('soon'));
  const bad = await client.send('POST', '/api/sheets', { title: '预测', columns: [], rows });
  assert.deepEqual([bad.status, errorOf(bad.json).fields?.[0]?.path], [400, 'columns']);
  assert.equal((await doors.client().send('POST', '/api/sheets', { title: 'x' })).status, 401);
  // Of nobody so much is even read.
  const stranger = await doors.app.inject({
    method: 'POST',
    url: '/api/sheets',
    headers: { 'x-tongyuan': '1', 'content-type': 'application/json' },
    payload: '{"title": ',
  });
  assert.equal(stranger.statusCode, 401);
});

test('what we did wrong is told by an id and nothing else', async () => {
  const answer = await client.query('test.throw');
  const { code, zh, correlationId } = errorOf(answer.json);
  assert.deepEqual([answer.status, code], [500, 'INTERNAL']);
  assert(!answer.raw.body.includes('secret') && !answer.raw.body.includes('.ts'));
  assert(zh.includes(correlationId));
  assert.equal(answer.raw.headers['x-correlation-id'], correlationId);
});

test('what cannot be done now is 503 with a time to come back', async () => {
  const answer = await client.command('test.busy', {});
  assert.deepEqual(
    [answer.status, errorOf(answer.json).code, answer.raw.headers['retry-after']],
    [503, 'UNAVAILABLE', '1'],
  );
});

test('a command sent again is answered again and says so; other content is 422; its state can be asked', async () => {
  const id = newId();
  const input = { list: 'x', name: 'mine', shared: false, definition: { filters: [] } };
  assert.deepEqual((await client.send('GET', `/api/commands/${id}/state`)).json, { state: 'unknown' });
  const first = await client.command('views.save', input, id);
  const again = await client.command('views.save', input, id);
  assert.deepEqual([first.status, again.status], [200, 200]);
  assert.deepEqual(
    [first.raw.headers['idempotent-replay'], again.raw.headers['idempotent-replay']],
    [undefined, 'true'],
  );
  assert.deepEqual(Object(first.json).result, Object(again.json).result);
  const other = await client.command('views.save', { ...input, name: 'other' }, id);
  assert.deepEqual([other.status, errorOf(other.json).code], [422, 'COMMAND_REUSED']);
  assert.deepEqual((await client.send('GET', `/api/commands/${id}/state`)).json, {
    state: 'done',
    command: 'views.save',
    result: { viewId: id },
  });
  assert.equal((await client.send('GET', '/api/commands/x/state')).status, 400);
});

test('refusals are 409 with their sentences, things not found 404', async () => {
  const taken = await client.command('people.create-user', {
    login: 'boss',
    name: 'x',
    roleIds: [],
    warehouseIds: [],
  });
  assert.deepEqual([taken.status, errorOf(taken.json).code], [409, 'LOGIN_TAKEN']);
  assert.match(errorOf(taken.json).zh, /boss/);
  assert.equal((await client.command('views.delete', { viewId: newId() })).status, 404);
  assert.equal((await client.query('people.get-user', { userId: newId() })).status, 404);
});

test('too many requests of one session are told when to come back', async () => {
  const strict = await openDoors(database(), { limits: { perMinute: 5 } });
  const hasty = strict.client();
  await hasty.signIn('boss', PASSWORD);
  const answers = await Promise.all(Array.from({ length: 8 }, () => hasty.send('GET', '/api/session')));
  await strict.close();
  const late = answers.filter(({ status }) => status === 429);
  assert.equal(late.length, 3);
  assert(Number(late[0]?.raw.headers['retry-after']) > 0);
  assert.equal(errorOf(late[0]?.json).code, 'TOO_MANY_REQUESTS');
});

test('the security headers are there on answers, pages and errors', async () => {
  for (const url of ['/api/session', '/', '/api/nope', '/api/docs']) {
    const { headers } = (await client.send('GET', url)).raw;
    assert.match(
      String(headers['content-security-policy']),
      /default-src 'self'.*object-src 'none'.*frame-ancestors 'none'/,
      url,
    );
    assert.equal(headers['x-content-type-options'], 'nosniff');
    assert.equal(headers['server'], undefined);
    if (url.startsWith('/api/')) assert.equal(headers['cache-control'], 'no-store');
  }
});

test('large answers are compressed for whoever can read them', async () => {
  const squeezed = await doors.app.inject({
    url: '/api/openapi.json',
    headers: { 'accept-encoding': 'gzip, br' },
  });
  assert.equal(squeezed.headers['content-encoding'], 'gzip');
  const plain = await doors.app.inject({ url: '/api/openapi.json' });
  assert(squeezed.rawPayload.length * 4 < plain.rawPayload.length);
});

test('no request line, header or half body breaks the server', async () => {
  await doors.app.listen({ port: 0, host: '127.0.0.1' });
  const { port } = doors.app.server.address() as AddressInfo;
  const spoilt = [
    '\r\n\r\n',
    'GET\r\n\r\n',
    'GET / HTTP/9.9\r\n\r\n',
    'POST /api/session HTTP/1.1\r\ncontent-length: x\r\n\r\n',
    `GET /${'a'.repeat(70_000)} HTTP/1.1\r\n\r\n`,
  ];
  for (const text of spoilt) {
    const answer = await new Promise<string>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => socket.write(text));
      let heard = '';
      socket.on('data', (chunk) => (heard += chunk.toString()));
      socket.on('close', () => resolve(heard));
      socket.on('error', () => resolve(heard));
      setTimeout(() => socket.destroy(), 1_500).unref();
    });
    assert(!/ at |\.ts|node:/.test(answer), answer);
  }
  const half = connect(port, '127.0.0.1');
  half.on('error', () => undefined);
  half.write(
    'POST /api/session HTTP/1.1\r\nhost: x\r\nx-tongyuan: 1\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{"a"',
  );
  await sleep(50);
  half.destroy();
  assert.equal((await client.send('GET', '/healthz')).status, 200);
});

test('whoever has gone before being heard is no failure', async () => {
  const message = Object.assign(new IncomingMessage(new Socket()), { method: 'GET', url: '/healthz' });
  const reply = new ServerResponse(message);
  doors.app.server.emit('request', message, reply);
  await sleep(50);
  assert.deepEqual([reply.statusCode, reply.headersSent], [200, false]);
});

test('live screens hear of their own company only, and the stream ends with the session', async () => {
  const { port } = doors.app.server.address() as AddressInfo;
  const listener = doors.client();
  const signed = await listener.signIn('boss', PASSWORD);
  const cookie = signed.raw.cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
  let heard = '';
  const stream = request({ port, host: '127.0.0.1', path: '/api/live', headers: { cookie } }, (response) => {
    assert.equal(response.headers['content-type'], 'text/event-stream; charset=utf-8');
    response.on('data', (chunk) => (heard += chunk.toString()));
  });
  stream.on('error', () => undefined);
  stream.end();
  while (!heard.includes('welcome')) await sleep(10);
  doors.house.afterCommit(newId(), new Set(['secret_topic']));
  await listener.command('views.save', { list: 'x', name: 'live', shared: false, definition: {} });
  for (let waited = 0; !heard.includes('saved_view') && waited < 100; waited += 1) await sleep(10);
  assert(heard.includes('data: {"topic":"saved_view"}'));
  assert(!heard.includes('secret_topic'));
  stream.destroy();
});

test('without its database the program lives, says so, and asks to come back', async () => {
  assert.deepEqual((await client.send('GET', '/readyz')).json, { ready: true });
  const pool = openPool({
    connectionString: 'postgresql://nobody@127.0.0.1:1/none',
    max: 2,
    applicationName: 'test',
  });
  const lonely = await openDoors({ ...database(), database: openDatabase(pool) });
  const answers = await Promise.all([
    lonely.client().send('GET', '/healthz'),
    lonely.client().send('GET', '/readyz'),
    lonely.client().signIn('boss', PASSWORD),
  ]);
  await lonely.close();
  await pool.end();
  assert.deepEqual(
    answers.map(({ status }) => status),
    [200, 503, 503],
  );
  assert.equal(errorOf(answers[2]?.json).code, 'UNAVAILABLE');
});
