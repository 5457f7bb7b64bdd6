// `npm run verify`: proves the books of the configured database, company by company, and ends non-zero naming each
// broken law and the rows that break it. It only reads, and may run beside the working program.
import { join, resolve } from 'node:path';
import pg from 'pg';
import { jsonText } from '../kernel/json.ts';
import { readAppLogin, urlForLogin } from '../kernel/app-login.ts';
import { isProblem, problem } from '../kernel/problem.ts';
import { breachesByCompany, readLaws } from './laws.ts';
import { connectAsOwner, openSource } from './open-database.ts';
import { readSettings } from './settings.ts';

const LAWS_FOLDER = join(resolve(import.meta.dirname, '../..'), 'db', 'laws');

const print = (line: string): void => void process.stdout.write(`${line}\n`);

/** The application's own address: the books are proved under the same policies that the program works under. */
async function appUrlOf(ownerUrl: string): Promise<string> {
  const owner = await connectAsOwner(ownerUrl, 0);
  try {
    const login = await readAppLogin(owner).catch(() => null);
    if (login) return urlForLogin(ownerUrl, login);
    throw problem(
      '这个数据库里还没有账：请先启动一次。',
      'There are no books in this database yet: start once first.',
    );
  } finally {
    await owner.end();
  }
}

async function prove(ownerUrl: string): Promise<boolean> {
  const laws = readLaws(LAWS_FOLDER);
  const client = new pg.Client({
    connectionString: await appUrlOf(ownerUrl),
    application_name: 'tongyuan-verify',
  });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const companies = await breachesByCompany(client, laws);
    for (const { company, breaches } of companies) {
      print(`${company}: ${laws.length - breaches.length} of ${laws.length} laws hold`);
      for (const { law, sentence, rows } of breaches) {
        print(`  ${law} is broken: ${sentence}`);
        for (const row of rows) print(`    ${jsonText(row)}`);
      }
    }
    const broken = companies.some(({ breaches }) => breaches.length > 0);
    print(
      broken
        ? '账实不符 / The books are broken.'
        : `账实相符 / The books hold (${companies.length} companies).`,
    );
    return !broken;
  } finally {
    await client.end();
  }
}

async function main(): Promise<boolean> {
  const source = await openSource(readSettings(process.env), () => undefined, true);
  try {
    return await prove(source.ownerUrl);
  } finally {
    await source.stop();
  }
}

main().then(
  (held) => process.exit(held ? 0 : 1),
  (error: unknown) => {
    if (isProblem(error)) print(`${error.sentence.zh} / ${error.sentence.en}`);
    else print(error instanceof Error ? String(error.stack) : String(error));
    process.exit(2);
  },
);
