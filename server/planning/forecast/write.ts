// Writes forecasts as sets: a cell is the item, customer and first day; a cell of nothing is taken away.
import { sql } from 'kysely';
import type { Ctx, Only, Tx } from '../../kernel/ctx.ts';
import { type Id, newId } from '../../kernel/ids.ts';

export type PlanTx = Tx<Only<'sys' | 'md' | 'plan'>>;

export type ForecastCell = {
  readonly itemId: Id;
  readonly customerId: Id | null;
  readonly from: string;
  readonly to: string;
  /** Decimal text. */
  readonly qty: string;
  /** null leaves what is stored. */
  readonly remark: string | null;
};

/** Writes the cells; one that says zero is removed. */
export async function keepForecast(
  tx: PlanTx,
  ctx: Ctx,
  cells: readonly ForecastCell[],
): Promise<{ created: number; changed: number }> {
  if (cells.length === 0) return { created: 0, changed: 0 };
  const rows = cells.map((cell) => ({
    id: newId(),
    item_id: cell.itemId,
    customer_id: cell.customerId,
    bucket_from: cell.from,
    bucket_to: cell.to,
    qty: cell.qty,
    remark: cell.remark,
  }));
  const given = sql`jsonb_populate_recordset(null::plan.forecast, ${JSON.stringify(rows)}::jsonb)`;
  await sql`delete from plan.forecast f using ${given} as g
    where f.company_id = ${ctx.companyId} and g.qty = 0 and f.item_id = g.item_id and f.bucket_from = g.bucket_from
      and f.customer_id is not distinct from g.customer_id`.execute(tx);
  const { rows: kept } = await sql<{ fresh: boolean }>`
    insert into plan.forecast as f (company_id, id, item_id, customer_id, bucket_from, bucket_to, qty, remark)
    select ${ctx.companyId}, g.id, g.item_id, g.customer_id, g.bucket_from, g.bucket_to, g.qty, coalesce(g.remark, '')
    from ${given} as g where g.qty > 0
    on conflict (company_id, item_id, customer_id, bucket_from) do update set bucket_to = excluded.bucket_to,
      qty = excluded.qty, remark = case when excluded.remark = '' then f.remark else excluded.remark end,
      version = f.version + 1
    returning xmax = 0 as fresh`.execute(tx);
  const created = kept.filter((row) => row.fresh).length;
  return { created, changed: cells.length - created };
}

export type Overlap = {
  readonly item_id: Id;
  readonly code: string;
  readonly customer_id: Id | null;
  readonly bucket_from: string;
  readonly bucket_to: string;
  readonly other_from: string;
  readonly other_to: string;
};

/** Buckets of the items that share a day with another of the same item and customer. */
export async function overlapping(tx: PlanTx, ctx: Ctx, itemIds: readonly Id[]): Promise<Overlap[]> {
  const { rows } = await sql<Overlap>`
    select f.item_id, i.code, f.customer_id, f.bucket_from, f.bucket_to, o.bucket_from as other_from, o.bucket_to as other_to
    from plan.forecast f
    join md.item i on i.company_id = f.company_id and i.id = f.item_id
    join plan.forecast o on o.company_id = f.company_id and o.item_id = f.item_id and o.id <> f.id
      and o.customer_id is not distinct from f.customer_id and o.bucket_from <= f.bucket_to and o.bucket_to >= f.bucket_from
    where f.company_id = ${ctx.companyId} and f.item_id = any(${[...new Set(itemIds)]}::uuid[])
    order by i.code, f.bucket_from limit 1000`.execute(tx);
  return rows;
}
