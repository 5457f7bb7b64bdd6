// Settings: what is read, what is refused and with which sentence, and that the page about them says the same.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { test } from 'node:test';
import { isProblem } from '../kernel/problem.ts';
import { SETTINGS, readSettings, unknownSettings } from './settings.ts';

test('nothing set gives the documented defaults', () => {
  assert.deepEqual(readSettings({}), {
    dataFolder: './data',
    databaseUrl: null,
    port: 8080,
    host: '127.0.0.1',
    roles: ['web', 'jobs'],
    logLevel: 'info',
    connections: 20,
    preparedStatements: true,
    trustedProxies: [],
    demo: true,
  });
});

test('what is set counts, blanks do not, and our own name goes before the common one', () => {
  const read = readSettings({
    TONGYUAN_PORT: '9000',
    PORT: '80',
    TONGYUAN_HOST: ' ',
    TONGYUAN_ROLES: 'jobs',
    TONGYUAN_PREPARE: 'off',
    TONGYUAN_TRUSTED_PROXIES: '10.0.0.1, 192.168.0.0/16',
    DATABASE_URL: 'postgresql://a:b@c/d',
  });
  assert.equal(read.port, 9000);
  assert.equal(read.host, '127.0.0.1');
  assert.deepEqual(read.roles, ['jobs']);
  assert.equal(read.preparedStatements, false);
  assert.deepEqual(read.trustedProxies, ['10.0.0.1', '192.168.0.0/16']);
  assert.equal(read.databaseUrl, 'postgresql://a:b@c/d');
  assert.equal(readSettings({ PORT: '80' }).port, 80);
});

const wrong: readonly (readonly [string, string])[] = [
  ['PORT', '80a'],
  ['TONGYUAN_PORT', '65536'],
  ['TONGYUAN_HOST', 'shop.example'],
  ['TONGYUAN_ROLES', 'web,cook'],
  ['TONGYUAN_ROLES', ','],
  ['TONGYUAN_LOG', 'loud'],
  ['TONGYUAN_CONNECTIONS', '1'],
  ['TONGYUAN_PREPARE', 'yes'],
  ['TONGYUAN_TRUSTED_PROXIES', 'proxy'],
  ['TONGYUAN_DEMO', '1'],
  ['DATABASE_URL', 'mysql://root:secret@db/x'],
];
for (const [name, value] of wrong) {
  test(`${name}=${value} is refused in both languages, by name, without a password`, () => {
    assert.throws(
      () => readSettings({ [name]: value }),
      (error: unknown) => {
        assert(isProblem(error));
        for (const sentence of Object.values(error.sentence)) {
          assert.match(sentence, new RegExp(name));
          assert.doesNotMatch(sentence, /secret/);
        }
        return true;
      },
    );
  });
}

test('a misspelt setting is noticed', () => {
  assert.deepEqual(unknownSettings({ TONGYUAN_PROT: '1', TONGYUAN_PORT: '1', TONGYUAN_TEST_CLUSTER: 'x' }), [
    'TONGYUAN_PROT',
  ]);
});

test('docs/settings.md has one row per setting, with its names and default', () => {
  const page = readFileSync(resolve(import.meta.dirname, '../../docs/settings.md'), 'utf8');
  const rows = page.split('\n').filter((line) => line.startsWith('| `'));
  const documented = rows.map((row) =>
    row
      .split('|')
      .slice(1, 3)
      .map((cell) => cell.replaceAll('`', '').trim()),
  );
  const expected = Object.values(SETTINGS).map(({ names, standard }) => [
    names.join(', '),
    standard || '(none)',
  ]);
  assert.deepEqual(documented.map(String).toSorted(), expected.map(String).toSorted());
});
