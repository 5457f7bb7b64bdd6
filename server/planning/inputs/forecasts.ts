// What is expected to be sold, by bucket, and what orders that have been shipped have eaten of it: they were forecast like
// the open ones, and are planned for no second time.
import { sql } from 'kysely';
import type { Tx } from '../../kernel/ctx.ts';
import {
  type ConsumingOrder,
  consumeForecast,
  type ForecastInput,
  type Micro,
  parseMicro,
} from '../engine/index.ts';
import { faceOf } from './faces.ts';
import type { Faced } from './needs.ts';
import type { SupplyScope } from './supplies.ts';

/** Of dates in the database, none is later. */
const LAST_DAY = 2_147_483_647;

type BucketRow = {
  item: string;
  bucket_from: string;
  bucket_to: string;
  qty: string;
};
/** `first`: its first day as it was written, which names it. */
type Bucket = {
  readonly item: string;
  readonly first: string;
  readonly from: number;
  to: number;
  qty: Micro;
};
type Shipped = ConsumingOrder & { readonly item: string };
type ShippedRow = { item: string; day: string; qty: string };

/** Buckets of all customers together that have not ended, each with what has been shipped of it. */
export async function loadForecasts(tx: Tx, scope: SupplyScope): Promise<Faced<ForecastInput>[]> {
  const { consumeBackDays: back, consumeForwardDays: forward } = scope.settings.engine;
  const current = Map.groupBy(await loadBuckets(tx, scope, 0, LAST_DAY), ({ item }) => item);
  // However long ago a bucket began, what was shipped since then, or eats forward into it, has eaten of it.
  const since = [...current.values()].reduce((first, [one]) => Math.min(first, one!.from), 0) - forward;
  const ended = Map.groupBy(await loadBuckets(tx, scope, since - back, -1), ({ item }) => item);
  const shipped = Map.groupBy(await loadShipped(tx, scope, since), ({ item }) => item);
  return [...current].flatMap(([item, rows]) => {
    const open = merged(rows);
    const { from } = open[0]!;
    const eaters = (shipped.get(item) ?? []).filter(({ day }) => day >= from - forward);
    const reached = (ended.get(item) ?? []).filter(({ to }) => to >= from - forward - back);
    const past = merged(reached);
    // What has ended within a bucket that has not is no bucket of its own, but was eaten by orders of its days.
    const rest = leftAfter(
      eaters,
      past.filter(({ to }) => to >= from),
    );
    const before = past.filter(({ to }) => to < from);
    const { left } = consumeForecast([...before, ...open], rest, back, forward);
    return open.map((bucket, at) => facedBucket(bucket, bucket.qty - left[before.length + at]!));
  });
}

/** Buckets that end from the first to the last of the days, counted from today. */
async function loadBuckets(
  tx: Tx,
  { companyId, days, only }: SupplyScope,
  first: number,
  last: number,
): Promise<Bucket[]> {
  const { rows } = await sql<BucketRow>`
    select i.code as item, f.bucket_from, f.bucket_to, sum(f.qty)::numeric as qty
    from plan.forecast f join md.item i on i.company_id = f.company_id and i.id = f.item_id
    where f.company_id = ${companyId} ${only === null ? sql`` : sql`and f.item_id = any(${only}::uuid[])`}
      and f.bucket_to - ${days.today}::date between ${first}::int and ${last}::int
    group by i.code, f.bucket_from, f.bucket_to
    order by i.code, f.bucket_from, f.bucket_to`.execute(tx);
  return rows.map(({ item, bucket_from: from, bucket_to: to, qty }) => ({
    item,
    first: from,
    from: days.of(from),
    to: days.of(to),
    qty: parseMicro(qty),
  }));
}

/** By the day for which it was ordered, earlier days first. */
async function loadShipped(
  tx: Tx,
  { companyId, days, only }: SupplyScope,
  since: number,
): Promise<Shipped[]> {
  const { rows } = await sql<ShippedRow>`
    select i.code as item, s.day, sum(s.qty)::numeric as qty
    from plan.shipped_sale s join md.item i on i.company_id = s.company_id and i.id = s.item_id
    where s.company_id = ${companyId} ${only === null ? sql`` : sql`and s.item_id = any(${only}::uuid[])`}
      and s.day >= ${days.today}::date + ${since}::int
    group by i.code, s.day order by i.code, s.day`.execute(tx);
  return rows.map(({ item, day, qty }) => ({
    item,
    day: days.of(day),
    qty: parseMicro(qty),
  }));
}

/** Buckets that overlap become one, so that no order consumes twice; as the days are counted, for those beyond the edge are
 * all on it. */
function merged(buckets: readonly Bucket[]): Bucket[] {
  const apart: Bucket[] = [];
  for (const bucket of buckets) {
    const last = apart.at(-1);
    if (last !== undefined && bucket.from <= last.to) {
      last.to = Math.max(last.to, bucket.to);
      last.qty += bucket.qty;
    } else {
      apart.push({ ...bucket });
    }
  }
  return apart;
}

/** What is left of orders that eat of the buckets of their own days alone. */
function leftAfter(orders: readonly ConsumingOrder[], buckets: readonly Bucket[]): ConsumingOrder[] {
  const { consumed } = consumeForecast(buckets, orders, 0, 0);
  const eaten = new Map(consumed.map(({ order, qty }) => [order, qty]));
  return orders.map(({ day, qty }, order) => ({ day, qty: qty - (eaten.get(order) ?? 0) }));
}

function facedBucket(bucket: Bucket, shipped: Micro): Faced<ForecastInput> {
  const no = `${bucket.item}@${bucket.first}`;
  const { item, from, to, qty } = bucket;
  const input = {
    id: `forecast ${no}`,
    item,
    from,
    to,
    qty,
    ...(shipped > 0 ? { shipped } : {}),
  };
  return { input, face: faceOf('forecast', item, no) };
}
