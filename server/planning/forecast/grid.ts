// The forecast as a grid of items by weeks or months: read at once, cells set in one command. A cell is the sum of the
// buckets that begin in it; setting it puts one bucket in the place of those that lie within it.
import { sql } from 'kysely';
import { z } from 'zod';
import { defineCommand, defineQuery } from '../../kernel/command.ts';
import { audit } from '../../kernel/ctx.ts';
import { type QtyText, parseQty, qtyText, sumQty } from '../../kernel/decimal.ts';
import type { Id } from '../../kernel/ids.ts';
import { refuse } from '../../kernel/refusal.ts';
import { zDate, zId, zQty } from '../../kernel/schema.ts';
import { type Bucket, bucketOf, bucketsFrom } from './buckets.ts';
import { type ForecastCell, keepForecast, overlapping } from './write.ts';

const zBucket = z.enum(['week', 'month']);

const zCell = z.object({
  qty: z.string(),
  /** How many buckets it is the sum of; one that is the whole cell counts 1 and is exact. */
  parts: z.int(),
  exact: z.boolean(),
});

const zGrid = z.object({
  buckets: z.array(z.object({ from: z.string(), to: z.string() })),
  rows: z.array(
    z.object({
      itemId: zId,
      code: z.string(),
      name: z.string(),
      unit: z.string(),
      customerId: zId.nullable(),
      customer: z.string(),
      cells: z.array(zCell),
      sum: z.string(),
    }),
  ),
  /** How many rows there are; those beyond the limit are not shown. */
  rowCount: z.int(),
  /** Of all rows. */
  totals: z.array(z.string()),
  mayEdit: z.boolean(),
});

type Stored = {
  item_id: Id;
  code: string;
  name: string;
  unit: string;
  customer_id: Id | null;
  customer: string;
  bucket_from: string | null;
  bucket_to: string | null;
  qty: QtyText | null;
};

/** Pure: the rows of one item and customer, placed into the buckets in which they begin. */
function rowOf(parts: readonly Stored[], buckets: readonly Bucket[]) {
  const cells = buckets.map((bucket) => {
    const mine = parts.filter(
      (part) => part.bucket_from !== null && part.bucket_from >= bucket.from && part.bucket_from <= bucket.to,
    );
    return {
      qty: qtyText(sumQty(mine.map((part) => parseQty(part.qty ?? '0')))),
      parts: mine.length,
      exact: mine.length === 1 && mine[0]?.bucket_from === bucket.from && mine[0].bucket_to === bucket.to,
    };
  });
  return { cells, sum: qtyText(sumQty(cells.map((cell) => parseQty(cell.qty)))) };
}

export const readGrid = defineQuery({
  name: 'forecast.read-grid',
  right: 'forecast.view',
  input: z.object({
    bucket: zBucket.default('week'),
    /** A day in the first bucket; today unless said. */
    from: zDate.optional(),
    count: z.int().min(1).max(52).default(12),
    search: z.string().trim().max(100).default(''),
    /** Items that are shown though nothing is expected of them. */
    itemIds: z.array(zId).max(200).default([]),
    limit: z.int().min(1).max(2_000).default(200),
  }),
  output: zGrid,
  run: async (tx, input, ctx) => {
    const buckets = bucketsFrom(input.bucket, input.from ?? ctx.today, input.count);
    const [first, last] = [buckets[0]?.from ?? ctx.today, buckets.at(-1)?.to ?? ctx.today];
    const like = `%${input.search.toLowerCase().replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
    const { rows: stored } = await sql<Stored>`
      select i.id as item_id, i.code, i.name, u.code as unit, f.customer_id, coalesce(c.name, '') as customer, f.bucket_from,
        f.bucket_to, f.qty
      from md.item i
      join md.unit u on u.company_id = i.company_id and u.id = i.base_unit_id
      left join plan.forecast f on f.company_id = i.company_id and f.item_id = i.id
        and f.bucket_from between ${first}::date and ${last}::date
      left join md.partner c on c.company_id = f.company_id and c.id = f.customer_id
      where i.company_id = ${ctx.companyId} and (f.id is not null or i.id = any(${input.itemIds}::uuid[]))
        and (lower(i.code) like ${like} or lower(i.name) like ${like} or i.pinyin like ${like})
      order by i.code, c.code nulls first, f.bucket_from`.execute(tx);
    const grouped = Map.groupBy(stored, (row) => `${row.item_id} ${row.customer_id}`);
    const rows = [...grouped.values()].flatMap((parts) => {
      const [one] = parts;
      return one
        ? [
            {
              itemId: one.item_id,
              code: one.code,
              name: one.name,
              unit: one.unit,
              customerId: one.customer_id,
              customer: one.customer,
              ...rowOf(parts, buckets),
            },
          ]
        : [];
    });
    return {
      buckets,
      rows: rows.slice(0, input.limit),
      rowCount: rows.length,
      totals: buckets.map((_, at) => qtyText(sumQty(rows.map((row) => parseQty(row.cells[at]?.qty ?? '0'))))),
      mayEdit: ctx.actor.rights.has('forecast.edit'),
    };
  },
});

export const setCells = defineCommand({
  name: 'forecast.set-cells',
  right: 'forecast.edit',
  input: z.object({
    bucket: zBucket,
    cells: z
      .array(
        z.object({
          itemId: zId,
          customerId: zId.nullish(),
          /** Any day of the bucket. */
          day: zDate,
          /** Zero takes the forecast away. */
          qty: zQty,
        }),
      )
      .min(1)
      .max(2_000),
  }),
  output: z.object({ cells: z.int() }),
  refusals: ['BUCKETS_OVERLAP'],
  run: async (tx, input, ctx) => {
    const cells = new Map<string, ForecastCell>();
    for (const { itemId, customerId, day, qty } of input.cells) {
      const { from, to } = bucketOf(input.bucket, day);
      const cell = { itemId, customerId: customerId ?? null, from, to, qty: qtyText(qty), remark: null };
      cells.set(`${itemId} ${cell.customerId} ${from}`, cell);
    }
    const wanted = [...cells.values()];
    const itemIds = [...new Set(wanted.map((cell) => cell.itemId))];
    const { rows: items } = await sql<{ id: Id }>`select id from md.item
      where company_id = ${ctx.companyId} and id = any(${itemIds}::uuid[]) order by id for key share`.execute(
      tx,
    );
    if (items.length < itemIds.length) refuse('NOT_FOUND', { what: 'item', key: '' });
    await sql`delete from plan.forecast f using unnest(${wanted.map((cell) => cell.itemId)}::uuid[],
        ${wanted.map((cell) => cell.customerId)}::uuid[], ${wanted.map((cell) => cell.from)}::date[],
        ${wanted.map((cell) => cell.to)}::date[]) as c (item_id, customer_id, bucket_from, bucket_to)
      where f.company_id = ${ctx.companyId} and f.item_id = c.item_id and f.customer_id is not distinct from c.customer_id
        and f.bucket_from >= c.bucket_from and f.bucket_to <= c.bucket_to
        and (f.bucket_from, f.bucket_to) <> (c.bucket_from, c.bucket_to)`.execute(tx);
    await keepForecast(tx, ctx, wanted);
    const [twice] = await overlapping(tx, ctx, itemIds);
    if (twice) {
      refuse('BUCKETS_OVERLAP', {
        item: twice.code,
        from: twice.bucket_from,
        to: twice.bucket_to,
        otherFrom: twice.other_from,
        otherTo: twice.other_to,
      });
    }
    const byItem = Map.groupBy(wanted, (cell) => cell.itemId);
    for (const [itemId, mine] of byItem)
      audit(
        ctx,
        'forecast',
        itemId,
        null,
        mine.map(({ from, to, qty, customerId }) => ({ from, to, qty, customerId })),
      );
    return { cells: wanted.length };
  },
});
