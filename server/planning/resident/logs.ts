// What has been committed since a plan last looked: rows of the audit and of the movements. Rows become visible in the
// order of commits while their numbers are given before, so everything above the snapshot horizon is read again until
// it lies below; what was read once is remembered and told once.
import { sql } from 'kysely';
import type { Tx } from '../../kernel/ctx.ts';
import type { Id } from '../../kernel/ids.ts';

/** How far a plan has read: all below the horizon, and of what lies above it the rows that are remembered. */
export type Mark = {
  readonly horizon: bigint;
  /** Keys with their transactions. */
  readonly seen: ReadonlyMap<string, bigint>;
};

export type Entry = {
  /** 'movement', or what the audit row is about. */
  readonly entity: string;
  readonly entityId: string;
  readonly command: string;
  readonly actorId: Id;
  readonly at: string;
};

type Row = {
  key: string;
  entity: string;
  entity_id: string;
  command: string;
  actor_id: Id;
  at: string;
  xid: string;
  horizon: string;
};

/** More than this is not followed step by step: the plan is made anew. */
export const MOST_ENTRIES = 5_000;

/** Where a plan that is loaded in this snapshot begins to follow. */
export async function markNow(tx: Tx, companyId: Id): Promise<Mark> {
  const { rows } = await sql<{ horizon: string }>`
    select sys.log_horizon()::text as horizon`.execute(tx);
  const from = { horizon: BigInt(rows[0]?.horizon ?? '0'), seen: new Map<string, bigint>() };
  return (await readLogs(tx, companyId, from)).mark;
}

/** What is new since the mark, and the next mark. */
export async function readLogs(
  tx: Tx,
  companyId: Id,
  mark: Mark,
): Promise<{ readonly entries: Entry[]; readonly mark: Mark; readonly isBehind: boolean }> {
  const { rows } = await sql<Row>`
    select '' as key, '' as entity, '' as entity_id, '' as command, null::uuid as actor_id, null::timestamptz as at,
      '0' as xid, sys.log_horizon()::text as horizon
    union all (
      select key, entity, entity_id, command, actor_id, recorded_at, xid::text, '' from plan.log_entry
      where company_id = ${companyId} and xid >= ${String(mark.horizon)}::xid8
        and key <> all(${[...mark.seen.keys()]}::text[])
      order by recorded_at, key limit ${MOST_ENTRIES + 1})`.execute(tx);
  const [head, ...fresh] = rows;
  const horizon = BigInt(head?.horizon ?? mark.horizon);
  const read = [...mark.seen, ...fresh.map(({ key, xid }) => [key, BigInt(xid)] as const)];
  return {
    entries: fresh.map((row) => ({
      entity: row.entity,
      entityId: row.entity_id,
      command: row.command,
      actorId: row.actor_id,
      at: row.at,
    })),
    mark: { horizon, seen: new Map(read.filter(([, xid]) => xid >= horizon)) },
    // A horizon that went back is another database under the same name: a restored backup.
    isBehind: fresh.length > MOST_ENTRIES || horizon < mark.horizon,
  };
}
