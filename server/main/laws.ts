// The laws of the books, as queries that return the rows that break them. `verify`, the proof page and every
// database test run the same files.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

export type Law = { readonly id: string; readonly sentence: string; readonly query: string };

export type Breach = { readonly law: string; readonly sentence: string; readonly rows: readonly unknown[] };

export type CompanyBreaches = { readonly company: string; readonly breaches: readonly Breach[] };

/** Anything that can run one statement: a pool, a client. */
export type Asker = { query(text: string): Promise<{ rows: unknown[] }> };

const MOST_ROWS = 20;
const zCompany = z.object({ id: z.guid(), code: z.string() });

/** Reads `<ID>-title.sql` files; the first comment line states the law in a sentence. */
export function readLaws(folder: string): Law[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .map((name) => {
      const query = readFileSync(join(folder, name), 'utf8');
      const id = /^[A-Z]+-\d+/.exec(name)?.[0];
      const sentence = /^-- (.+)$/m.exec(query)?.[1];
      if (!id || !sentence) throw new Error(`law file ${name} lacks its id or its sentence`);
      return { id, sentence, query };
    });
}

/** The laws that are broken, each with at most 20 of the rows that break it. */
export async function breaches(asker: Asker, laws: readonly Law[]): Promise<Breach[]> {
  const broken: Breach[] = [];
  for (const law of laws) {
    const { rows } = await asker.query(law.query);
    if (rows.length > 0) broken.push({ law: law.id, sentence: law.sentence, rows: rows.slice(0, MOST_ROWS) });
  }
  return broken;
}

/** The same laws on each company's rows alone, in one still view of them, as the application sees them. */
export async function breachesByCompany(client: Asker, laws: readonly Law[]): Promise<CompanyBreaches[]> {
  const { rows } = await client.query('select id, code from sys.company order by code');
  const found: CompanyBreaches[] = [];
  for (const { id, code } of z.array(zCompany).parse(rows)) {
    await client.query(`begin isolation level repeatable read read only;
      set local app.company = '${id}'; set local statement_timeout = 0`);
    try {
      found.push({ company: code, breaches: await breaches(client, laws) });
    } finally {
      await client.query('rollback');
    }
  }
  return found;
}
