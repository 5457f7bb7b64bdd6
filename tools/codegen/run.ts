// Makes everything that is generated: row types and schema dump from a freshly migrated database, then whatever the
// other generators in this folder write. With --check nothing is written and any difference fails, so that no
// generated file can be edited by hand or left behind by a migration.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import pg from 'pg';
import { claimWhenFree } from '../../server/main/claim.ts';
import { KEPT_CLUSTER, createTestDatabase, startTestCluster } from '../../tests/support/database.ts';
import { readRelations } from './catalogue.ts';
import { rowTypes } from './row-types.ts';
import { schemaDump } from './schema-dump.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const OTHER_GENERATORS = ['protocol.ts', 'api-client.ts'];
const TURN_LIMIT_MS = 120_000;
const check = process.argv.includes('--check');

async function generatedFromDatabase(): Promise<Map<string, string>> {
  const database = await createTestDatabase();
  const client = new pg.Client({ connectionString: database.ownerUrl });
  await client.connect();
  try {
    const relations = await readRelations(client);
    return new Map([
      [join(ROOT, 'server/kernel/db.gen.ts'), rowTypes(relations)],
      [join(ROOT, 'db/schema.sql'), await schemaDump(client, relations)],
    ]);
  } finally {
    await client.end();
    await database.close();
  }
}

function settle(path: string, text: string): boolean {
  const before = existsSync(path) ? readFileSync(path, 'utf8') : '';
  if (before === text) return true;
  if (check) console.error(`${relative(ROOT, path)} is out of date: run \`npm run codegen\``);
  else writeFileSync(path, text);
  return !check;
}

function runOthers(): boolean {
  const flags = check ? ['--check'] : [];
  const present = OTHER_GENERATORS.map((name) => join(import.meta.dirname, name)).filter((path) =>
    existsSync(path),
  );
  return present
    .map((path) => spawnSync(process.execPath, [path, ...flags], { cwd: ROOT, stdio: 'inherit' }).status)
    .every((status) => status === 0);
}

/** The kept cluster is quick to come up again; no server is left behind, and none is stopped under another generator. */
const turn = await claimWhenFree(`${KEPT_CLUSTER}.generating`, TURN_LIMIT_MS);
const cluster = await startTestCluster(KEPT_CLUSTER);
process.env.TONGYUAN_TEST_CLUSTER = cluster.url;
const generated = await generatedFromDatabase();
await cluster.stop();
turn.release();
const results = [...generated].map(([path, text]) => settle(path, text));
const others = runOthers();
process.exit(others && results.every(Boolean) ? 0 : 1);
