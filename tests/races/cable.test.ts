// The program over somebody else's database, and the cable between them. While it is out, every door says so in the
// one shape of errors; when it is back, so is the work; and a commit whose answer was lost is not done a second time.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { newId } from '../../server/kernel/ids.ts';
import { type Cable, layCable } from '../support/cable.ts';
import { type EmptyDatabase, asOwner, createEmptyDatabase } from '../support/database.ts';
import { type Program, startProgram, until } from '../support/program.ts';
import { signIn } from './insistent.ts';

const LIMIT = { timeout: 60_000 };

let folder: string;
let empty: EmptyDatabase;
let cable: Cable;
let program: Program;
let url: string;
let cookie: string;
before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tongyuan-cable-'));
  empty = await createEmptyDatabase();
  cable = await layCable(empty.url);
  program = startProgram(folder, { DATABASE_URL: cable.url, TONGYUAN_DEMO: 'off' });
  url = await program.url;
  const password = /密码 (\S+?)（/.exec(program.output())?.[1] ?? '';
  cookie = await signIn(url, 'owner', password);
}, LIMIT);
after(async () => {
  program.process.kill('SIGTERM');
  await program.ended;
  await cable.close();
  await empty.drop();
  rmSync(folder, { recursive: true, force: true });
});

async function post(
  path: string,
  body: object,
): Promise<{ response: Response; json: Record<string, unknown> }> {
  const headers = { 'x-tongyuan': '1', 'content-type': 'application/json', cookie };
  const response = await fetch(`${url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
  return { response, json: Object(await response.json()) };
}

const saveView = (id: string, name: string) =>
  post('/api/commands/views.save', {
    id,
    input: { list: 'stock.list', name, shared: false, definition: {} },
  });

const viewsNamed = async (name: string): Promise<number> =>
  asOwner(empty.url, async (client) => {
    const { rowCount } = await client.query('select from sys.saved_view where name = $1', [name]);
    return rowCount ?? 0;
  });

test(
  'while the database is away every door says so; when it is back the same id is done',
  LIMIT,
  async () => {
    const id = newId();
    cable.pull();
    const asked = await Promise.all([
      saveView(id, 'away'),
      post('/api/queries/views.list', { list: 'stock.list' }),
      post('/api/session', { login: 'owner', password: 'whatever it is' }),
    ]);
    for (const { response, json } of asked) {
      assert.equal(response.status, 503);
      assert(Number(response.headers.get('retry-after')) > 0);
      const error = Object(json['error']);
      assert.equal(error.code, 'UNAVAILABLE');
      assert(error.zh && error.en && error.correlationId);
    }
    assert.equal((await fetch(`${url}/readyz`)).status, 503);
    assert.equal((await fetch(`${url}/healthz`)).status, 200);
    assert.equal(program.process.exitCode, null);
    cable.plugIn();
    await until(async () => (await fetch(`${url}/readyz`)).status === 200);
    const { response, json } = await saveView(id, 'away');
    assert.equal(response.status, 200);
    assert.equal(json['replayed'], false);
    assert.equal(await viewsNamed('away'), 1);
  },
);

test('a commit whose answer is lost is asked about, not done again', LIMIT, async () => {
  // Background work commits too and may be the one that is hit; so this goes on until a command of ours was.
  for (let attempt = 1; ; attempt += 1) {
    const name = `lost ${attempt}`;
    cable.loseNextCommitAnswer();
    const { response, json } = await saveView(newId(), name);
    assert.equal(response.status, 200, JSON.stringify(json));
    assert.equal(await viewsNamed(name), 1);
    if (json['replayed'] === true) break;
    assert(attempt < 50, 'no answer to a command of ours was lost');
  }
  assert(cable.lost() > 0);
});
