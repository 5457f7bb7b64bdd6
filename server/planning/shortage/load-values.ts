// What open lines of sales orders are worth: the money at risk when what they wait for does not come.
import { sql } from 'kysely';
import type { Tx } from '../../kernel/ctx.ts';
import type { Id } from '../../kernel/ids.ts';

/** By line: its price with tax for what is still to be delivered. */
export async function loadValues(
  tx: Tx,
  companyId: Id,
  lineIds: readonly Id[],
): Promise<Readonly<Record<Id, string>>> {
  if (lineIds.length === 0) return {};
  const { rows } = await sql<{ id: Id; open_value: string }>`
    select line_id as id, open_value::text from plan.order_value
    where company_id = ${companyId} and line_id = any(${lineIds}::uuid[])`.execute(tx);
  return Object.fromEntries(rows.map(({ id, open_value }) => [id, open_value]));
}
