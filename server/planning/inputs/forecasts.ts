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
import type { Days } from './days.ts';
import type { Face } from './faces.ts';
import type { Faced } from './needs.ts';
import type { SupplyScope } from './supplies.ts';

type BucketRow = { item: string; bucket_from: string; bucket_to: string; qty: string };
type Bucket = { readonly item: string; from: string; to: string; qty: Micro };
type ShippedRow = { item: string; day: string; qty: string };

/** The longest bucket there is; one that has ended counts as far as what was shipped may have eaten of it. */
const LONGEST_BUCKET = 31;

/** Buckets of all customers together that have not ended, each with what has been shipped of it. */
export async function loadForecasts(tx: Tx, scope: SupplyScope): Promise<Faced<ForecastInput>[]> {
  const { days, settings } = scope;
  const { consumeBackDays, consumeForwardDays } = settings.engine;
  const eaters = consumeForwardDays + LONGEST_BUCKET;
  const found = await loadBuckets(tx, scope, eaters + consumeBackDays + LONGEST_BUCKET);
  const current = Map.groupBy(merged(found.filter((row) => row.bucket_to >= days.today)), ({ item }) => item);
  const ended = Map.groupBy(merged(found.filter((row) => row.bucket_to < days.today)), ({ item }) => item);
  const shipped = Map.groupBy(await loadShipped(tx, scope, eaters), ({ item }) => item);
  return [...current].flatMap(([item, open]) => {
    // What has ended within a bucket that has not is no bucket of its own.
    const before = (ended.get(item) ?? []).filter(({ to }) => to < open[0]!.from);
    const own = [...before, ...open];
    const orders = (shipped.get(item) ?? []).map(({ day, qty }): ConsumingOrder => ({
      day: days.of(day),
      qty: parseMicro(qty),
    }));
    const rows = own.map((bucket) => ({ ...bucket, from: days.of(bucket.from), to: days.of(bucket.to) }));
    const { left } = consumeForecast(rows, orders, consumeBackDays, consumeForwardDays);
    return own.flatMap((bucket, at) =>
      bucket.to < days.today ? [] : [facedBucket(bucket, bucket.qty - left[at]!, days)],
    );
  });
}

async function loadBuckets(
  tx: Tx,
  { companyId, days, only }: SupplyScope,
  back: number,
): Promise<BucketRow[]> {
  const { rows } = await sql<BucketRow>`
    select i.code as item, f.bucket_from, f.bucket_to, sum(f.qty)::numeric as qty
    from plan.forecast f join md.item i on i.company_id = f.company_id and i.id = f.item_id
    where f.company_id = ${companyId} ${only === null ? sql`` : sql`and f.item_id = any(${only}::uuid[])`}
      and f.bucket_to >= ${days.today}::date - ${back}::int
    group by i.code, f.bucket_from, f.bucket_to
    order by i.code, f.bucket_from, f.bucket_to`.execute(tx);
  return rows;
}

/** By the day for which it was ordered, earlier days first. */
async function loadShipped(
  tx: Tx,
  { companyId, days, only }: SupplyScope,
  back: number,
): Promise<ShippedRow[]> {
  const { rows } = await sql<ShippedRow>`
    select i.code as item, s.day, sum(s.qty)::numeric as qty
    from plan.shipped_sale s join md.item i on i.company_id = s.company_id and i.id = s.item_id
    where s.company_id = ${companyId} ${only === null ? sql`` : sql`and s.item_id = any(${only}::uuid[])`}
      and s.day >= ${days.today}::date - ${back}::int
    group by i.code, s.day order by i.code, s.day`.execute(tx);
  return rows;
}

/** Buckets that overlap become one, so that no order consumes twice. */
function merged(rows: readonly BucketRow[]): Bucket[] {
  const buckets: Bucket[] = [];
  for (const { item, bucket_from: from, bucket_to: to, qty } of rows) {
    const last = buckets.at(-1);
    if (last !== undefined && last.item === item && from <= last.to) {
      if (to > last.to) last.to = to;
      last.qty += parseMicro(qty);
    } else {
      buckets.push({ item, from, to, qty: parseMicro(qty) });
    }
  }
  return buckets;
}

function facedBucket(bucket: Bucket, shipped: Micro, days: Days): Faced<ForecastInput> {
  const no = `${bucket.item}@${bucket.from}`;
  const face: Face = {
    kind: 'forecast',
    item: bucket.item,
    documentId: null,
    no,
    lineNo: null,
    lineId: null,
    partnerCode: '',
    partnerName: '',
    draft: false,
  };
  const input = {
    id: `forecast ${no}`,
    item: bucket.item,
    from: days.of(bucket.from),
    to: days.of(bucket.to),
    qty: bucket.qty,
    ...(shipped > 0 ? { shipped } : {}),
  };
  return { input, face };
}
