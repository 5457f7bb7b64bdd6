// Signing in and out: nothing told to strangers, short locks, sessions that end when they should, rights felt at once.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { z } from 'zod';
import { useTestDatabase } from '../../../tests/support/database.ts';
import {
  type Founded,
  PASSWORD,
  type TestDoors,
  addPerson,
  foundCompany,
  openDoors,
} from '../../../tests/support/doors.ts';
import { newId } from '../../kernel/ids.ts';

let ours: Founded;
let theirs: Founded;
let doors: TestDoors;
// From today on: the ids of commands are of the machine's own day.
let now = new Date();
const later = (minutes: number): void => void (now = new Date(now.getTime() + minutes * 60_000));

const database = useTestDatabase(async (made) => {
  ours = await foundCompany(made, 'A', 'boss');
  theirs = await foundCompany(made, 'B', 'other');
  await addPerson(made, ours.companyId, 'clerk', ['warehouseClerk']);
  await addPerson(made, ours.companyId, 'admin', ['admin']);
  doors = await openDoors(made, { clock: { now: () => now }, limits: { signInsPerMinute: 10_000 } });
});
after(async () => doors.close());

const zError = z.object({
  error: z.object({
    code: z.string(),
    zh: z.string().min(1),
    en: z.string().min(1),
    correlationId: z.uuid(),
  }),
});
const codeOf = (json: unknown): string => zError.parse(json).error.code;
const zSession = z.object({
  user: z.object({ login: z.string() }),
  companies: z.array(z.object({ id: z.string() })),
  company: z.object({ id: z.string(), today: z.string() }).nullable(),
  rights: z.array(z.string()),
});

test('a session tells who, where and what, and its token is kept nowhere', async () => {
  const client = doors.client();
  const answer = await client.signIn(' BOSS ', PASSWORD);
  assert.equal(answer.status, 200);
  const session = zSession.parse(answer.json);
  assert.deepEqual(
    [session.user.login, session.company?.id, session.companies.length],
    ['boss', ours.companyId, 1],
  );
  assert(session.rights.includes('user.manage'));
  const [cookie] = answer.raw.cookies;
  assert(cookie?.httpOnly && cookie.sameSite === 'Lax' && cookie.value.length >= 43 && cookie.path === '/');
  const { rows } = await database().owner.query<{ all: string }>('select s::text as all from sys.session s');
  assert(rows.length > 0 && rows.every((row) => !row.all.includes(cookie.value)));
});

test('over https the cookie is secure and bound to the host; only a trusted proxy can say that it is https', async () => {
  const proxied = await openDoors(database(), { environment: { TONGYUAN_TRUSTED_PROXIES: '127.0.0.1' } });
  const headers = { 'x-tongyuan': '1', 'x-forwarded-proto': 'https' };
  const payload = { login: 'boss', password: PASSWORD };
  const [trusted, claimed] = await Promise.all(
    [proxied, doors].map(({ app }) => app.inject({ method: 'POST', url: '/api/session', headers, payload })),
  );
  await proxied.close();
  assert.deepEqual([trusted?.cookies[0]?.name, trusted?.cookies[0]?.secure], ['__Host-tongyuan', true]);
  assert.deepEqual([claimed?.cookies[0]?.name, claimed?.cookies[0]?.secure], ['tongyuan', undefined]);
});

test('a wrong login, a wrong password, no password and a deactivated account look alike', async () => {
  await addPerson(database(), ours.companyId, 'gone', []);
  await addPerson(database(), ours.companyId, 'silent', []);
  await database().owner.query(`update sys.user_account set active = false where login = 'gone'`);
  await database().owner.query(`update sys.user_account set password_hash = '' where login = 'silent'`);
  const answers = await Promise.all([
    doors.client().signIn('nobody', 'wrong password'),
    doors.client().signIn('boss', 'wrong password'),
    doors.client().signIn('gone', PASSWORD),
    doors.client().signIn('silent', ''),
  ]);
  for (const { status, json } of answers) assert.deepEqual([status, codeOf(json)], [401, 'SIGN_IN_FAILED']);
});

test('a stranger costs the same time as somebody known', async () => {
  const time = async (login: string): Promise<number> => {
    const taken: number[] = [];
    for (let each = 0; each < 4; each += 1) {
      const started = performance.now();
      await doors.client().signIn(login, `wrong ${each}`);
      taken.push(performance.now() - started);
    }
    return taken.toSorted((a, b) => a - b)[1] ?? 0;
  };
  await addPerson(database(), ours.companyId, 'timed', []);
  const [known, stranger] = [await time('timed'), await time('a-stranger')];
  assert(Math.abs(known - stranger) < Math.max(20, known), `${known} ms and ${stranger} ms`);
});

for (const login of ['locked', 'never-seen']) {
  test(`five wrong passwords and ${login} rests for a quarter of an hour, even with the right one`, async () => {
    if (login === 'locked') await addPerson(database(), ours.companyId, login, ['admin']);
    for (let each = 0; each < 5; each += 1) {
      assert.equal((await doors.client().signIn(login, `wrong ${each}`)).status, 401);
    }
    const locked = await doors.client().signIn(login, PASSWORD);
    assert.deepEqual([locked.status, codeOf(locked.json)], [429, 'SIGN_IN_LOCKED']);
    assert.equal(locked.raw.headers['retry-after'], '900');
    later(16);
    assert.equal((await doors.client().signIn(login, PASSWORD)).status, login === 'locked' ? 200 : 401);
  });
}

test('signing in too often from one address is refused for a moment', async () => {
  const strict = await openDoors(database(), { limits: { signInsPerMinute: 3 } });
  const statuses: number[] = [];
  for (let each = 0; each < 5; each += 1) statuses.push((await strict.client().signIn('x', 'y')).status);
  const spoofed = await strict.app.inject({
    method: 'POST',
    url: '/api/session',
    headers: { 'x-tongyuan': '1', 'x-forwarded-for': '9.9.9.9' },
    payload: { login: 'x', password: 'y' },
  });
  await strict.close();
  assert.deepEqual([...statuses, spoofed.statusCode], [401, 401, 401, 429, 429, 429]);
});

test('a session ends after its silence, at its last hour, and when signed out', async () => {
  const desk = doors.client();
  await desk.signIn('boss', PASSWORD);
  const floor = doors.client();
  await floor.send('POST', '/api/session', {
    login: 'boss',
    password: PASSWORD,
    surface: 'floor',
    device: 'PDA-07',
  });
  later(239);
  assert.equal((await desk.send('GET', '/api/session')).status, 200, 'used in time');
  later(239);
  assert.equal((await desk.send('GET', '/api/session')).status, 200, 'the silence counts from the last use');
  later(241);
  assert.equal((await desk.send('GET', '/api/session')).status, 401, 'silent at the desk for four hours');
  await floor.signIn('boss', PASSWORD);
  const steady = doors.client();
  await steady.send('POST', '/api/session', { login: 'boss', password: PASSWORD, surface: 'floor' });
  for (let hour = 0; hour < 23; hour += 1) {
    later(60);
    assert.equal((await steady.send('GET', '/api/session')).status, 200);
  }
  later(61);
  assert.equal((await steady.send('GET', '/api/session')).status, 401, 'a day is the end on the floor');
  const leaving = doors.client();
  await leaving.signIn('boss', PASSWORD);
  assert.equal((await leaving.send('DELETE', '/api/session')).status, 200);
  assert.equal((await leaving.send('GET', '/api/session')).status, 401);
});

test('signing out everywhere ends all devices of the person and of nobody else', async () => {
  const [one, two, other] = [doors.client(), doors.client(), doors.client()];
  await one.signIn('boss', PASSWORD);
  await two.signIn('boss', PASSWORD);
  await other.signIn('clerk', PASSWORD);
  assert.equal((await one.send('DELETE', '/api/session?everywhere=true')).status, 200);
  assert.equal((await two.send('GET', '/api/session')).status, 401);
  assert.equal((await other.send('GET', '/api/session')).status, 200);
});

test('every request that may change something needs the header, and foreign sites are refused', async () => {
  const client = doors.client();
  const signed = await client.signIn('boss', PASSWORD);
  const cookies = Object.fromEntries(signed.raw.cookies.map(({ name, value }) => [name, value]));
  const inject = (headers: Record<string, string>) =>
    doors.app.inject({
      method: 'POST',
      url: '/api/queries/views.list',
      cookies,
      headers,
      payload: { list: 'x' },
    });
  assert.equal((await inject({})).statusCode, 403);
  assert.equal((await inject({ 'x-tongyuan': '1', 'sec-fetch-site': 'cross-site' })).statusCode, 403);
  assert.equal((await inject({ 'x-tongyuan': '1', 'sec-fetch-site': 'same-origin' })).statusCode, 200);
});

test('nothing but signing in is open to strangers', async () => {
  const stranger = doors.client();
  const open = new Set(['/api/session', '/api/openapi.json', '/api/docs', '/api/demo']);
  const described = z.object({ paths: z.record(z.string(), z.record(z.string(), z.unknown())) });
  const { paths } = described.parse((await stranger.send('GET', '/api/openapi.json')).json);
  for (const [path, methods] of Object.entries(paths)) {
    if (open.has(path) || !path.startsWith('/api')) continue;
    const url = path.replace('{id}', newId());
    for (const method of Object.keys(methods)) {
      const answer = await stranger.send(
        method === 'get' ? 'GET' : 'POST',
        url,
        method === 'get' ? undefined : {},
      );
      assert.deepEqual([answer.status, codeOf(answer.json)], [401, 'SIGN_IN_REQUIRED'], `${method} ${path}`);
    }
  }
});

test('a change of rights is felt by the next request', async () => {
  const [boss, clerk] = [doors.client(), doors.client()];
  await boss.signIn('boss', PASSWORD);
  const { id } = z
    .object({ user: z.object({ id: z.string() }) })
    .parse((await clerk.signIn('clerk', PASSWORD)).json).user;
  assert.equal((await clerk.query('people.list-users')).status, 403);
  const roles = z
    .array(z.object({ id: z.string(), code: z.string() }))
    .parse((await boss.query('people.list-roles')).json);
  const roleIds = roles.filter(({ code }) => code === 'admin').map((role) => role.id);
  assert.equal(
    (await boss.command('people.assign-roles', { userId: id, roleIds, warehouseIds: [] })).status,
    200,
  );
  assert.equal((await clerk.query('people.list-users')).status, 200);
  await boss.command('people.assign-roles', { userId: id, roleIds: [], warehouseIds: [] });
  const refused = await clerk.query('people.list-users');
  assert.equal(refused.status, 403);
  assert.match(zError.parse(refused.json).error.zh, /管理用户与角色/);
});

test('a person of two companies enters either and sees only that one', async () => {
  const both = await addPerson(database(), ours.companyId, 'both', ['admin']);
  await database().owner.query('insert into sys.membership (user_id, company_id) values ($1, $2)', [
    both,
    theirs.companyId,
  ]);
  const client = doors.client();
  const first = zSession.parse((await client.signIn('both', PASSWORD)).json);
  assert.deepEqual([first.company?.id, first.companies.length], [ours.companyId, 2]);
  assert.equal((await client.query('people.list-users')).status, 200);
  const entered = zSession.parse(
    (await client.send('POST', '/api/session/company', { companyId: theirs.companyId })).json,
  );
  assert.equal(entered.company?.id, theirs.companyId);
  assert.equal((await client.query('people.list-users')).status, 403, 'a member without a role there');
  assert.equal((await client.send('POST', '/api/session/company', { companyId: newId() })).status, 404);
  const again = doors.client();
  assert.equal(
    zSession.parse((await again.signIn('both', PASSWORD)).json).company?.id,
    theirs.companyId,
    'where one was last',
  );
});
