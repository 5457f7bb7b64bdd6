// What acting on a way out needs of the documents behind it, so that it can be done on the spot and taken back: read
// together for all ways, after the plan has said what each would do.
import { sql } from 'kysely';
import { z } from 'zod';
import type { Tx } from '../../kernel/ctx.ts';
import type { Id } from '../../kernel/ids.ts';
import { zDate } from '../../kernel/schema.ts';
import { zWayOut } from '../resident/index.ts';

const zDelivery = z.object({
  /** As the supplier last confirmed; null = nobody has. */
  confirmedDate: zDate.nullable(),
  /** Asked for already, without an answer yet. */
  askedDate: zDate.nullable(),
});

export const zWay = zWayOut.extend({
  /** Of the order that is split, for whoever changes it. */
  version: z.int().nullable(),
  /** Of a delivery that is to come earlier. */
  delivery: zDelivery.nullable(),
});
export type Way = z.output<typeof zWay>;

export async function withDocuments(
  tx: Tx,
  companyId: Id,
  ways: readonly z.output<typeof zWayOut>[],
): Promise<Way[]> {
  const deliveries = await loadDeliveries(tx, companyId, ways);
  const version = await loadVersion(tx, companyId, ways);
  return ways.map((way) => ({
    ...way,
    version: way.kind === 'split' ? version : null,
    delivery: deliveries.get(way.about?.lineId ?? '') ?? null,
  }));
}

async function loadVersion(
  tx: Tx,
  companyId: Id,
  ways: readonly z.output<typeof zWayOut>[],
): Promise<number | null> {
  const lineId = ways.find(({ kind }) => kind === 'split')?.about?.lineId ?? null;
  if (lineId === null) return null;
  const { rows } = await sql<{ version: number }>`select version from plan.order_line
    where company_id = ${companyId} and line_id = ${lineId}`.execute(tx);
  return rows[0]?.version ?? null;
}

type Delivery = z.output<typeof zDelivery>;

async function loadDeliveries(
  tx: Tx,
  companyId: Id,
  ways: readonly z.output<typeof zWayOut>[],
): Promise<Map<Id, Delivery>> {
  const lineIds = ways.flatMap(({ kind, about }) => (kind === 'expedite' ? (about?.lineId ?? []) : []));
  if (lineIds.length === 0) return new Map();
  const { rows } = await sql<Delivery & { id: Id }>`
    select line_id as id, confirmed_date as "confirmedDate", asked_date as "askedDate" from plan.delivery_line
    where company_id = ${companyId} and line_id = any(${lineIds}::uuid[])`.execute(tx);
  return new Map(rows.map(({ id, ...delivery }) => [id, delivery]));
}
