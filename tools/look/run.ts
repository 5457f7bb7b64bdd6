// `npm run look -- "select …"`: shows rows of the configured database to somebody who wants to see the books as they
// lie there. It reads as the application reads, under one company's policies, in a transaction that cannot write.
//   --company=02   another company than the first
import { parseArgs } from 'node:util';
import pg from 'pg';
import { type AppLogin, readAppLogin, urlForLogin } from '../../server/kernel/app-login.ts';
import { isProblem, problem } from '../../server/kernel/problem.ts';
import { connectAsOwner, openSource } from '../../server/main/open-database.ts';
import { readSettings } from '../../server/main/settings.ts';

const USAGE = 'npm run look -- [--company=01] "select … from wms.movement order by id desc limit 5"';
const MOST_ROWS = 200;

type Row = Readonly<Record<string, string | null>>;

/** Only a superuser or owner passes the policies; the application's own login does not, and neither do we. */
async function connectAsApplication(ownerUrl: string): Promise<pg.Client> {
  const owner = await connectAsOwner(ownerUrl, 0);
  let login: AppLogin | null;
  try {
    login = await readAppLogin(owner);
  } finally {
    await owner.end();
  }
  if (!login) throw problem('这个数据库里还没有账。', 'There are no books in this database yet.');
  // Every value is shown as PostgreSQL writes it.
  const types = { getTypeParser: () => (text: string | Buffer) => String(text) };
  const connectionString = urlForLogin(ownerUrl, login);
  const client = new pg.Client({ connectionString, types, application_name: 'tongyuan-look' });
  await client.connect();
  return client;
}

async function look(client: pg.Client, company: string | undefined, query: string): Promise<Row[]> {
  const { rows: companies } = await client.query<{ id: string; code: string }>(
    'select id, code from sys.company order by code',
  );
  const chosen = companies.find(({ code }) => company === undefined || code === company);
  if (!chosen) throw problem(`没有账套 ${company ?? ''}。`, `There is no company ${company ?? ''}.`);
  await client.query('begin read only');
  await client.query("select set_config('app.company', $1, true)", [chosen.id]);
  const { rows } = await client.query<Row>(query);
  return rows;
}

/** Columns as wide as their widest cell; Chinese characters count twice. */
function print(rows: readonly Row[]): void {
  const width = (text: string): number => [...text].reduce((sum, one) => sum + (one > '\u2e7f' ? 2 : 1), 0);
  const keys = Object.keys(rows[0] ?? {});
  const table = [keys, ...rows.slice(0, MOST_ROWS).map((row) => keys.map((key) => row[key] ?? ''))];
  const widths = keys.map((_, at) => Math.max(...table.map((line) => width(line[at] ?? ''))));
  for (const line of table) {
    const cells = line.map((text, at) => text + ' '.repeat((widths[at] ?? 0) - width(text)));
    process.stdout.write(`${cells.join('  ').trimEnd()}\n`);
  }
  process.stdout.write(`${rows.length} rows${rows.length > MOST_ROWS ? `, ${MOST_ROWS} shown` : ''}\n`);
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: { company: { type: 'string' } },
    allowPositionals: true,
  });
  const [query] = positionals;
  if (query === undefined) throw problem(`用法：${USAGE}`, `Usage: ${USAGE}`);
  const source = await openSource(readSettings(process.env), () => undefined, true);
  try {
    const client = await connectAsApplication(source.ownerUrl);
    try {
      print(await look(client, values.company, query));
    } finally {
      await client.end();
    }
  } finally {
    await source.stop();
  }
}

main().catch((error: unknown) => {
  if (isProblem(error)) process.stderr.write(`${error.sentence.zh} / ${error.sentence.en}\n`);
  else process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
