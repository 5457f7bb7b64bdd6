// A company in which every table of the house holds one row, made from the catalogue: all ids are one id, all text is
// one word, all money one sum. Whatever shows such a word or sum outside its company, or to somebody without the
// right, gives itself away, also in modules that do not exist yet.
import type pg from 'pg';

/** How its money begins wherever it is shown; the point keeps it from being part of a random id. */
export const digitsOf = (canary: Canary): string => canary.sum.slice(0, 6);

export type Canary = {
  readonly companyId: string;
  /** The id of everything in the company, its user included. */
  readonly id: string;
  /** Stands in every text. */
  readonly word: string;
  /** The digits of every amount and price. */
  readonly sum: string;
};

type CatalogueColumn = {
  readonly table: string;
  readonly name: string;
  /** The domain when there is one, else the type. */
  readonly type: string;
  /** The first literal of a check on the column: a state that exists. */
  readonly literal: string | null;
};

const ROOMS = ['sys', 'md', 'contract', 'wms', 'erp', 'fin', 'qms', 'plan'];
const MONEY = new Set(['amount', 'unit_price']);
const DAY = '2026-11-02';
/** JSON that is read again by a schema and so needs its shape; `SUM` stands for the canary's. */
const SHAPES: Readonly<Record<string, string>> = {
  'sys.document_event.note': '{"amount":"SUM","taxAmount":"SUM","total":"SUM"}',
  'sys.audit.before': '{"price":"SUM"}',
  'sys.audit.after': '{"price":"SUM"}',
  'sys.command.reply': '{"result":{"total":"SUM"}}',
  'sys.import_batch.mapping': '{"sheets":[],"mappings":[]}',
  'sys.import_batch.problems': '[]',
  'plan.alert.cause': '{"command":"","actorId":null,"at":null,"changes":[],"changeCount":0}',
  'plan.alert.hits': '[]',
  'sys.proof_run.broken': '[{"id":"FIN-01","sentence":"","broken":1,"rows":[{"total":"SUM"}]}]',
  'sys.proof_run.figures': '[{"key":"value","left":"SUM","right":"SUM","equal":true,"money":true}]',
};

/** Text that is read again by a plan and so needs its meaning. */
const MEANT: Readonly<Record<string, string>> = {
  'md.work_calendar.week': '1111111',
  'md.item.source': 'buy',
  'md.item_planning.policy': 'stock',
  'md.item_planning.lot_rule': 'lot_for_lot',
};

async function readCatalogue(client: pg.ClientBase): Promise<CatalogueColumn[]> {
  const { rows } = await client.query<CatalogueColumn>(
    `select n.nspname || '.' || c.relname as "table", a.attname as name,
       coalesce(d.typname, format_type(a.atttypid, null)) as type,
       (select (regexp_match(pg_get_constraintdef(k.oid), '''([^'']+)''::text'))[1] from pg_constraint k
        where k.conrelid = c.oid and k.contype = 'c' and k.conkey = array[a.attnum] limit 1) as literal
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
     left join pg_type d on d.oid = a.atttypid and d.typtype = 'd'
     where c.relkind = 'r' and n.nspname = any($1)
       and exists (select from pg_attribute k where k.attrelid = c.oid and k.attname = 'company_id')
       and coalesce(obj_description(c.oid, 'pg_class'), '') !~ '^(installation|read-only|owner-only)'
     order by 1, a.attnum`,
    [ROOMS],
  );
  return rows;
}

function valueOf(column: CatalogueColumn, canary: Canary): string {
  if (column.name === 'company_id') return canary.companyId;
  if (MONEY.has(column.type)) return canary.sum;
  switch (column.type) {
    case 'uuid':
      return canary.id;
    case 'text':
      return MEANT[`${column.table}.${column.name}`] ?? column.literal ?? canary.word;
    case 'qty':
      return '5';
    case 'rate':
      return '0.13';
    case 'date':
    case 'business_date':
      return DAY;
    case 'timestamp with time zone':
      return `${DAY}T03:00:00Z`;
    case 'boolean':
      return 'true';
    case 'jsonb':
      return (SHAPES[`${column.table}.${column.name}`] ?? '{}').replaceAll('SUM', canary.sum);
    case 'bytea':
      return '\\x00';
    case 'bigint':
      return '777';
    default:
      return '1';
  }
}

/** Makes room for rows that could not be: no checks, and a word for every row. Only for databases thrown away. */
export async function dropChecks(owner: pg.Pool): Promise<void> {
  const { rows } = await owner.query<{ drop: string }>(
    `select format('alter table %I.%I drop constraint %I', n.nspname, c.relname, k.conname) as drop
     from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
     where k.contype = 'c' and n.nspname = any($1)`,
    [ROOMS],
  );
  await owner.query(rows.map((row) => row.drop).join(';'));
}

const tablesOf = (columns: readonly CatalogueColumn[]): Map<string, CatalogueColumn[]> => {
  const tables = new Map<string, CatalogueColumn[]>();
  for (const column of columns) tables.set(column.table, [...(tables.get(column.table) ?? []), column]);
  return tables;
};

/** Fills every table of the company with one row. Returns the tables' names. */
export async function fillCompany(owner: pg.Pool, canary: Canary): Promise<string[]> {
  const client = await owner.connect();
  try {
    const tables = tablesOf(await readCatalogue(client));
    await client.query('begin; set local session_replication_role = replica');
    await client.query(
      `insert into sys.company (id, code, name, start_period) values ($1, $2, $2, '2026-01')`,
      [canary.companyId, canary.word],
    );
    await client.query(
      `insert into sys.user_account (id, login, name, password_hash) values ($1, lower($2), $2, '')`,
      [canary.id, canary.word],
    );
    await client.query('insert into sys.membership (user_id, company_id) values ($1, $2)', [
      canary.id,
      canary.companyId,
    ]);
    for (const [table, columns] of tables) {
      const names = columns.map((column) => `"${column.name}"`).join(', ');
      const places = columns.map((_, at) => `$${at + 1}`).join(', ');
      await client.query(
        `insert into ${table} (${names}) overriding system value values (${places})`,
        columns.map((column) => valueOf(column, canary)),
      );
    }
    await client.query('commit');
    return [...tables.keys()];
  } finally {
    client.release();
  }
}

/** Gives the company's user exactly these rights. */
export async function grantRights(owner: pg.Pool, canary: Canary, rights: readonly string[]): Promise<void> {
  await owner.query('delete from sys.role_right where company_id = $1', [canary.companyId]);
  await owner.query(
    `insert into sys.role_right (company_id, role_id, right_code) select $1, $2, unnest($3::text[])`,
    [canary.companyId, canary.id, [...rights]],
  );
}

/** Everything a company's tables hold, as one text: equal before and after means that nothing was touched. */
export async function fingerprint(
  owner: pg.Pool,
  companyId: string,
  tables: readonly string[],
): Promise<string> {
  const parts = tables.map(
    (table) => `select '${table}' as name, coalesce(string_agg(t::text, E'\\n' order by t::text), '') as rows
      from ${table} t where company_id = $1`,
  );
  const { rows } = await owner.query(parts.join(' union all '), [companyId]);
  return JSON.stringify(rows);
}
