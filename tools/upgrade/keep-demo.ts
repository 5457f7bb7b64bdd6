// Keeps the demo company of this release, as rows, for the test that brings it up to every later release:
//   node tools/bootstrap/run.mjs tools/upgrade/keep-demo.ts <file.json.gz>
// Run it when a release is made, and add the file to tests/upgrade. Figures stay exact: they are written as numbers of
// any length and never read as JavaScript's.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { ensureDemo } from '../../server/main/demo/load.ts';
import { buildHouse } from '../../server/main/house.ts';
import { createLive } from '../../server/main/live.ts';
import { createTestDatabase, startTestCluster } from '../../tests/support/database.ts';

const [target] = process.argv.slice(2);
if (target === undefined) throw new Error('name the file to write');

const folder = mkdtempSync(join(tmpdir(), 'tongyuan-keep-'));
const cluster = await startTestCluster(folder);
process.env.TONGYUAN_TEST_CLUSTER = cluster.url;
const { database, owner, close } = await createTestDatabase();
await ensureDemo(buildHouse(database, createLive()));

const { rows: tables } = await owner.query<{ name: string }>(
  `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
   where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')
     and c.relname <> 'owner_secret' order by 1`,
);
const lines: string[] = [];
for (const { name } of tables) {
  const { rows } = await owner.query<{ rows: string | null }>(
    `select jsonb_agg(to_jsonb(t))::text as rows from ${name} t`,
  );
  const kept = rows[0]?.rows;
  if (kept) lines.push(`${name}\n${kept}`);
}
writeFileSync(resolve(target), gzipSync(`${lines.join('\n')}\n`, { level: 9 }));

await close();
await cluster.stop();
rmSync(folder, { recursive: true });
process.stdout.write(`${tables.length} tables, ${lines.length} with rows\n`);
