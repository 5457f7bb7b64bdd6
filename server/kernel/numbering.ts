// Document numbers come from a counter row updated in the same transaction, so that a rollback gives the number
// back. Take them last: the counter row is the one lock that every document of a kind shares.
import { type RawBuilder, sql } from 'kysely';
import type { Ctx, Only, Tx } from './ctx.ts';

/** Takes `count` consecutive numbers of a series in a period; returns the first. Gapless. */
export async function takeNumbers(
  tx: Tx<Only<'sys'>>,
  ctx: Ctx,
  series: string,
  period: string,
  count = 1,
): Promise<bigint> {
  const { rows } = await sql<{ last_no: bigint }>`
    insert into sys.number_counter (company_id, series, period, last_no)
    values (${ctx.companyId}, ${series}, ${period}, ${count})
    on conflict (company_id, series, period)
    do update set last_no = sys.number_counter.last_no + ${count} returning last_no`.execute(tx);
  return (rows[0]?.last_no ?? BigInt(count)) - BigInt(count) + 1n;
}

/**
 * The next document number as an insert that returns it in the column `no`, to be part of the statement that writes
 * the document: sent along with the commit, the counter's row is held for a moment only and never while the program
 * thinks.
 */
export const nextDocumentNo = (
  ctx: Ctx,
  prefix: string,
  businessDate: string = ctx.today,
): RawBuilder<unknown> => {
  const day = businessDate.replaceAll('-', '');
  return sql`
    insert into sys.number_counter (company_id, series, period, last_no)
    values (${ctx.companyId}, ${prefix}, ${day}, 1)
    on conflict (company_id, series, period) do update set last_no = sys.number_counter.last_no + 1
    returning ${`${prefix}-${day}-`}::text || lpad(last_no::text, greatest(4, length(last_no::text)), '0') as no`;
};

/** '<PREFIX>-<yyyyMMdd>-<4-digit serial of the day>', such as CGDD-20261124-0007. */
export async function takeDocumentNo(
  tx: Tx<Only<'sys'>>,
  ctx: Ctx,
  prefix: string,
  businessDate: string = ctx.today,
): Promise<string> {
  const day = businessDate.replaceAll('-', '');
  const serial = await takeNumbers(tx, ctx, prefix, day);
  return `${prefix}-${day}-${serial.toString().padStart(4, '0')}`;
}
