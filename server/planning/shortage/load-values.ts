// What the workbench tells beside the plan: what open lines of sales orders are worth, the money at risk when what they
// wait for does not come, and by how much deliveries have slipped since they were ordered.
import { sql } from 'kysely';
import { amountText, parseAmount, sumAmount } from '../../kernel/decimal.ts';
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

export const sumOf = (lineIds: readonly Id[], values: Readonly<Record<Id, string>> | null): string | null =>
  values === null ? null : amountText(sumAmount(lineIds.map((id) => parseAmount(values[id] ?? '0'))));

export type Slipped = { readonly orderedDate: string; readonly days: number };

/** By line of a purchase order that its supplier has confirmed for a later day than it was ordered for. */
export async function loadSlipped(
  tx: Tx,
  companyId: Id,
  lineIds: readonly Id[],
): Promise<ReadonlyMap<Id, Slipped>> {
  if (lineIds.length === 0) return new Map();
  const { rows } = await sql<{ id: Id; ordered_date: string; days: number }>`
    select line_id as id, ordered_date, confirmed_date - ordered_date as days from plan.ordered_day
    where company_id = ${companyId} and line_id = any(${lineIds}::uuid[]) and confirmed_date > ordered_date`.execute(
    tx,
  );
  return new Map(rows.map(({ id, ordered_date, days }) => [id, { orderedDate: ordered_date, days }]));
}
