// Logs are read by the order of transactions, whose numbers belong to the database server. A database that comes up on
// another server, from a dump, would give numbers that its logs have long passed, and followers would take what is
// new for what they have read. So the house adds to the server's numbers whatever keeps its logs counting upwards.
import type pg from 'pg';

const FORBIDDEN = '42501';

type Servers = { readonly known: string | null; readonly here: string };

/** Both names of the server; null where there are no logs yet, or where the server does not say who it is. */
async function askServer(client: pg.ClientBase): Promise<Servers | null> {
  const there = await client.query(
    `select from pg_attribute where attrelid = to_regclass('sys.installation') and attname = 'log_server'`,
  );
  if (there.rowCount === 0) return null;
  try {
    const { rows } = await client.query<Servers>(
      `select i.log_server as known, c.system_identifier::text as here
       from sys.installation i, pg_control_system() c`,
    );
    return rows[0] ?? null;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === FORBIDDEN) return null;
    throw error;
  }
}

/** The highest place in any log; the policies must be lifted, or an owner who is no superuser sees none. */
async function highestPosition(client: pg.ClientBase): Promise<bigint> {
  const { rows: columns } = await client.query<{ query: string }>(
    `select format('(select %I::text::numeric as place from %I.%I order by %I desc nulls last limit 1)',
       a.attname, n.nspname, c.relname, a.attname) as query
     from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
     where a.atttypid = 'xid8'::regtype and c.relkind = 'r' and n.nspname <> 'pg_catalog' and not a.attisdropped`,
  );
  const { rows } = await client.query<{ highest: string }>(
    `select coalesce(max(place), 0)::text as highest from (${columns.map(({ query }) => query).join(' union all ')}) p`,
  );
  return BigInt(rows[0]?.highest ?? '0');
}

const placed = (number: string, offset: bigint): string =>
  offset === 0n ? `select ${number}` : `select (${number}::text::bigint + ${offset})::text::xid8`;

/** Tells whether the logs have come to another server and have to be continued there. */
export async function areLogsElsewhere(client: pg.ClientBase): Promise<boolean> {
  const servers = await askServer(client);
  return servers !== null && servers.known !== servers.here;
}

/** Lets the logs go on on this server. In a transaction with the policies lifted. */
export async function continueLogs(client: pg.ClientBase): Promise<void> {
  const highest = await highestPosition(client);
  const { rows } = await client.query<{ next: string; added: string }>(
    `select pg_snapshot_xmax(pg_current_snapshot())::text as next, log_offset::text as added from sys.installation`,
  );
  const [next, added] = [BigInt(rows[0]?.next ?? '0'), BigInt(rows[0]?.added ?? '0')];
  const offset = highest < next + added ? added : highest + 1n - next;
  await client.query(`
    create or replace function sys.log_position() returns xid8 language sql stable
      as '${placed('pg_current_xact_id()', offset)}';
    create or replace function sys.log_horizon() returns xid8 language sql stable
      as '${placed('pg_snapshot_xmin(pg_current_snapshot())', offset)}';
    update sys.installation set log_offset = ${offset},
      log_server = (select system_identifier::text from pg_control_system())`);
}
