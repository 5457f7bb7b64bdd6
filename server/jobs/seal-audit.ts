// Seals the audit trail behind the writers: rows of finished transactions, in transaction order, become blocks whose
// hashes form a chain (law AUDIT-01). Done inline, the chain would make every command of a company wait for the last.
import { sql } from 'kysely';
import type { Only, Tx } from '../kernel/ctx.ts';
import { startFollower } from '../kernel/follower.ts';
import type { Id } from '../kernel/ids.ts';
import type { House } from '../kernel/run-command.ts';
import { withTransaction } from '../kernel/transaction.ts';
import type { StartFollower } from '../main/parts.ts';
import { listCompanies } from './companies.ts';

const MOST_ROWS = 2_000;

/**
 * Seals one block; true when there may be more. A row's id is given before its transaction commits, so the block ends
 * where some transaction may still be under way. Of two sealers at once one inserts nothing.
 */
async function sealBlock(tx: Tx<Only<'sys'>>, companyId: Id): Promise<boolean> {
  const { rows } = await sql<{ row_count: number }>`
    with last as (
      select id, hash, through_xid, through_id from sys.audit_block
      where company_id = ${companyId} order by id desc limit 1
    ), start as (
      select coalesce(max(id), 0) as id, coalesce(max(hash), '') as hash,
        coalesce(max(through_xid::text), '0')::xid8 as xid, coalesce(max(through_id), 0) as row_id from last
    ), lines as (
      select l.xid, l.id, l.line from sys.audit_line l, start
      where l.company_id = ${companyId} and (l.xid, l.id) > (start.xid, start.row_id)
        and l.xid < sys.log_horizon()
      order by l.xid, l.id limit ${MOST_ROWS}
    ), block as (
      select count(*)::int as row_count, string_agg(line, E'\n' order by xid, id) as text,
        (array_agg(xid order by xid desc, id desc))[1] as through_xid,
        (array_agg(id order by xid desc, id desc))[1] as through_id from lines
    )
    insert into sys.audit_block (company_id, id, through_xid, through_id, row_count, hash, previous_hash)
    select ${companyId}, start.id + 1, through_xid, through_id, row_count,
      encode(sha256(convert_to(start.hash || E'\n' || text, 'UTF8')), 'hex'), start.hash
    from block, start where row_count > 0
    on conflict do nothing returning row_count`.execute(tx);
  return rows[0]?.row_count === MOST_ROWS;
}

/** Seals what can be sealed in every company; true when there may be more. */
export async function sealAudit(house: House): Promise<boolean> {
  let more = false;
  for (const { companyId } of await listCompanies(house)) {
    const sealed = await withTransaction(house.database, companyId, 'write', (tx) =>
      sealBlock(tx, companyId),
    );
    more ||= sealed;
  }
  return more;
}

export const followAudit: StartFollower = ({ house, log }) =>
  startFollower({
    everyMs: 5_000,
    work: () => sealAudit(house),
    onError: (error) => log.error({ err: error }, 'the audit could not be sealed'),
  });
