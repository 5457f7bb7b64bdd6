// What acting on a way out needs of the documents behind it, so that it can be done on the spot and taken back: read
// together for all ways, after the plan has said what each would do.
import { sql } from 'kysely';
import { z } from 'zod';
import type { Tx } from '../../kernel/ctx.ts';
import type { Id } from '../../kernel/ids.ts';
import { zDate, zId } from '../../kernel/schema.ts';
import type { StockElsewhere } from '../orders/index.ts';
import { zWayOut } from '../resident/index.ts';

const zDelivery = z.object({
  /** As the supplier last confirmed; null = nobody has. */
  confirmedDate: zDate.nullable(),
  /** Asked for already, without an answer yet. */
  askedDate: zDate.nullable(),
});

const zFetch = z.object({
  fromWarehouseId: zId,
  fromWarehouse: z.string(),
  /** The item's usual warehouse; null where it has none. */
  toWarehouseId: zId.nullable(),
  toWarehouse: z.string().nullable(),
  /** Where it lies, when it only has to change its bin there; '' when a transfer fetches it. */
  bin: z.string(),
});

export const zWay = zWayOut.extend({
  /** Of what would be bought: the item's usual warehouse, where it has one. */
  warehouseId: zId.nullable(),
  /** Of stock that lies where it does not count. */
  fetch: zFetch.nullable(),
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
  elsewhere: readonly StockElsewhere[],
): Promise<Way[]> {
  const usual = await loadUsual(tx, companyId, ways);
  const deliveries = await loadDeliveries(tx, companyId, ways);
  const version = await loadVersion(tx, companyId, ways);
  return ways.map((way) => ({
    ...way,
    warehouseId: way.kind === 'purchase' ? (usual.get(way.item?.id ?? '')?.id ?? null) : null,
    version: way.kind === 'split' ? version : null,
    fetch: way.kind === 'transfer' ? fetchOf(way, elsewhere, usual) : null,
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

type Place = { readonly id: Id; readonly name: string };

/** The usual warehouses of what would be bought or fetched, by item. */
async function loadUsual(
  tx: Tx,
  companyId: Id,
  ways: readonly z.output<typeof zWayOut>[],
): Promise<Map<Id, Place>> {
  const itemIds = ways.flatMap(({ kind, item }) =>
    (kind === 'purchase' || kind === 'transfer') && item ? item.id : [],
  );
  if (itemIds.length === 0) return new Map();
  const { rows } = await sql<Place & { itemId: Id }>`
    select i.id as "itemId", w.id, w.name
    from md.item i join md.warehouse w on w.company_id = i.company_id and w.id = i.default_warehouse_id
    where i.company_id = ${companyId} and i.id = any(${itemIds}::uuid[])`.execute(tx);
  return new Map(rows.map(({ itemId, ...place }) => [itemId, place]));
}

function fetchOf(
  { item, place }: z.output<typeof zWayOut>,
  elsewhere: readonly StockElsewhere[],
  usual: ReadonlyMap<Id, Place>,
): Way['fetch'] {
  const from = elsewhere.find((one) => one.place === place && one.item === item?.code);
  if (from === undefined || item === null) return null;
  const to = usual.get(item.id);
  return {
    fromWarehouseId: from.warehouseId,
    fromWarehouse: from.warehouse,
    toWarehouseId: to?.id ?? null,
    toWarehouse: to?.name ?? null,
    bin: from.bin,
  };
}
