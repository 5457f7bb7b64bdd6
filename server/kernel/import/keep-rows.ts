// Writes imported rows as two statements, however many there are: new ones are inserted with their defaults, known
// ones are updated where the file says something; an empty cell leaves what is stored.
import { sql } from 'kysely';
import type { Ctx, Tx } from '../ctx.ts';
import { type Id, newId } from '../ids.ts';

export type KeptRow = Readonly<Record<string, unknown>>;

export type KeepRows = {
  /** 'schema.table' with columns company_id and id. */
  readonly table: string;
  /** The columns of a row, beside company_id and id. */
  readonly columns: readonly string[];
  /** Existing ids by row key; a row whose key is absent is new. */
  readonly known: ReadonlyMap<string, Id>;
  readonly keyOf: (row: KeptRow) => string;
  /** What a new row holds where the file says nothing. */
  readonly defaults: KeptRow;
  readonly rows: readonly KeptRow[];
};

/** Inserts and updates; returns the id of each row in order, and how many were new and known. */
export async function keepRows(
  tx: Tx,
  ctx: Ctx,
  work: KeepRows,
): Promise<{ ids: Id[]; created: number; changed: number }> {
  const ids = work.rows.map((row) => work.known.get(work.keyOf(row)) ?? newId());
  const located = work.rows.map((row, index) => ({ ...row, company_id: ctx.companyId, id: ids[index] }));
  const fresh = located
    .filter((row) => !work.known.has(work.keyOf(row)))
    .map((row) => ({
      ...work.defaults,
      ...Object.fromEntries(Object.entries(row).filter(([, cell]) => cell !== null)),
    }));
  const known = located.filter((row) => work.known.has(work.keyOf(row)));
  const columns = ['company_id', 'id', ...work.columns];
  const table = sql.table(work.table);
  const refs = (names: readonly string[]) => sql.join(names.map((name) => sql.ref(name)));
  if (fresh.length > 0) {
    await sql`insert into ${table} (${refs(columns)}) select ${refs(columns)}
      from jsonb_populate_recordset(null::${table}, ${JSON.stringify(fresh)}::jsonb)`.execute(tx);
  }
  if (known.length > 0) {
    const sets = work.columns.map(
      (name) => sql`${sql.ref(name)} = coalesce(r.${sql.ref(name)}, t.${sql.ref(name)})`,
    );
    await sql`update ${table} t set ${sql.join(sets)}
      from jsonb_populate_recordset(null::${table}, ${JSON.stringify(known)}::jsonb) r
      where t.company_id = ${ctx.companyId} and t.id = r.id`.execute(tx);
  }
  return { ids, created: fresh.length, changed: known.length };
}

/** Ids by code of the rows of a table that carry one of the codes; every table of the house has company_id, id, code. */
export async function idsByCode(tx: Tx, ctx: Ctx, table: string, codes: Iterable<string | null | undefined>) {
  const wanted = [...new Set([...codes].filter((code): code is string => !!code))];
  if (wanted.length === 0) return new Map<string, Id>();
  const { rows } = await sql<{ code: string; id: Id }>`
    select code, id from ${sql.table(table)}
    where company_id = ${ctx.companyId} and code = any(${wanted}::text[])`.execute(tx);
  return new Map(rows.map((row) => [row.code, row.id]));
}
