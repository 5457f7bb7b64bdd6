// Reads movements below the snapshot horizon in the order of their making, and locks the pools they change. Rows
// become visible in the order of commits while ids are given before, so a batch is made of whole transactions.
import { sql } from 'kysely';
import type { Ctx } from '../../kernel/ctx.ts';
import {
  type AmountText,
  type PriceText,
  type QtyText,
  type RateText,
  parseAmount,
  parseQty,
  parseRate,
  parseUnitPrice,
} from '../../kernel/decimal.ts';
import { type Id, newId } from '../../kernel/ids.ts';
import type { FinTx } from '../ledger/index.ts';
import { type CostMethod, type Pool, type PoolKey, type ValuedMovement, poolKeyText } from './types.ts';

/** Locks the company's watermark: one valuer at a time. A follower skips when another holds it; a person waits. */
export async function lockWatermark(tx: FinTx, ctx: Ctx, busy: 'skip' | 'wait'): Promise<string | null> {
  const { rows } = await sql<{ through_xid: string }>`select through_xid::text from fin.valuation_watermark
    where company_id = ${ctx.companyId} for update ${busy === 'skip' ? sql`skip locked` : sql``}`.execute(tx);
  return rows[0]?.through_xid ?? null;
}

export type Cutoff = {
  readonly xid: string;
  /** Nothing more lies below the horizon. */
  readonly isLast: boolean;
};

/** The last transaction of a batch of about `most` movements, all of them below the horizon; null: nothing new. */
export async function nextCutoff(tx: FinTx, ctx: Ctx, after: string, most: number): Promise<Cutoff | null> {
  const { rows } = await sql<{ xid: string }>`
    select xid::text from wms.movement
    where company_id = ${ctx.companyId} and xid > ${after}::xid8 and xid < sys.log_horizon()
    order by xid limit ${most}`.execute(tx);
  const last = rows.at(-1);
  return last ? { xid: last.xid, isLast: rows.length < most } : null;
}

/** True while committed movements of the company lie beyond the watermark. */
export async function isValueBehind(tx: FinTx, companyId: Id): Promise<boolean> {
  const { rows } = await sql`select from wms.movement m
    join fin.valuation_watermark w on w.company_id = m.company_id
    where m.company_id = ${companyId} and m.xid > w.through_xid limit 1`.execute(tx);
  return rows.length > 0;
}

/**
 * True when what a pool lacks lies above the cutoff. Whoever took the goods saw them in the book, so what brought
 * them is committed, has a lower id, and is visible here even while its transaction lies above the horizon.
 */
export async function fillsAbove(
  tx: FinTx,
  ctx: Ctx,
  cutoff: string,
  short: ValuedMovement,
): Promise<boolean> {
  const { rows } = await sql`select from wms.movement
    where company_id = ${ctx.companyId} and item_id = ${short.itemId} and id < ${short.id.toString()}::bigint
      and xid > ${cutoff}::xid8 limit 1`.execute(tx);
  return rows.length > 0;
}

type MovementText = {
  id: bigint;
  kind: string;
  item_id: Id;
  item_code: string;
  lot_id: Id;
  qty: QtyText;
  method: CostMethod;
  account: string;
  from_area: string | null;
  to_area: string | null;
  given: AmountText | null;
  last_cost: PriceText | null;
  lost_tax_rate: RateText | null;
  partner_id: Id | null;
  source_kind: string;
  source_id: Id;
  source_no: string;
  source_line_id: Id | null;
  business_date: string;
};

const movementOf = (row: MovementText): ValuedMovement => ({
  id: row.id,
  kind: row.kind,
  itemId: row.item_id,
  itemCode: row.item_code,
  lotId: row.lot_id,
  qty: parseQty(row.qty),
  method: row.method,
  itemAccount: row.account,
  fromArea: row.from_area,
  toArea: row.to_area,
  givenValue: row.given === null ? null : parseAmount(row.given),
  lostTaxRate: row.lost_tax_rate === null ? null : parseRate(row.lost_tax_rate),
  lastCost: row.last_cost === null ? null : parseUnitPrice(row.last_cost),
  partnerId: row.partner_id,
  sourceKind: row.source_kind,
  sourceId: row.source_id,
  sourceNo: row.source_no,
  sourceLineId: row.source_line_id,
  businessDate: row.business_date,
});

export type Batch = { readonly after: string; readonly cutoff: string };

/** The movements to value, by id: the order in which their balances were locked. */
async function readMovements(tx: FinTx, ctx: Ctx, which: ReturnType<typeof sql>): Promise<ValuedMovement[]> {
  const { rows } = await sql<MovementText>`
    select m.id, m.kind, m.item_id, i.code as item_code, m.lot_id, m.qty, i.cost_method as method,
      i.inventory_account_code as account, m.from_area, m.to_area,
      coalesce(prl.amount, ov.value, ve.given_value)::numeric(18,2) as given,
      case when m.kind = 'count_gain' then coalesce((
        select c.unit_cost from fin.cost_pool p
        join fin.cost_row c on c.company_id = p.company_id and c.pool_id = p.id and c.qty <> 0
        where p.company_id = m.company_id and p.item_id = m.item_id order by c.id desc limit 1),
        nullif(i.standard_cost, 0)) end::numeric(20,8) as last_cost,
      case when cl.careless and co.taxpayer = 'general' and tc.deductible then tc.rate end as lost_tax_rate,
      coalesce(pr.supplier_id, sd.customer_id) as partner_id,
      case when pr.id is not null then 'purchase_receipt' when sd.id is not null then 'sales_delivery'
        when r.id is not null then r.kind else m.source_kind end as source_kind,
      coalesce(pr.id, sd.id, r.id, m.source_id) as source_id,
      coalesce(pr.no, sd.no, r.body ->> 'documentNo', '') as source_no,
      coalesce(prl.id, sdl.id, m.source_line_id) as source_line_id, m.business_date
    from fin.owned_movement m
    join sys.company co on co.id = m.company_id
    join md.item i on i.company_id = m.company_id and i.id = m.item_id
    left join md.tax_code tc on tc.company_id = i.company_id and tc.id = i.tax_code_id
    left join erp.purchase_receipt_line prl on prl.company_id = m.company_id and prl.movement_id = m.id
    left join erp.purchase_receipt pr on pr.company_id = prl.company_id and pr.id = prl.receipt_id
    left join erp.sales_delivery_line sdl on sdl.company_id = m.company_id and sdl.movement_id = m.id
    left join erp.sales_delivery sd on sd.company_id = sdl.company_id and sd.id = sdl.delivery_id
    left join contract.report r on r.company_id = m.company_id and r.id = m.report_id
      and m.kind in ('count_gain', 'count_loss')
    left join erp.count_order_line cl on cl.company_id = m.company_id and cl.movement_id = m.id and m.kind = 'count_loss'
    left join fin.opening_value ov on ov.company_id = m.company_id and ov.movement_id = m.id
    left join fin.valuation_exception ve on ve.company_id = m.company_id and ve.movement_id = m.id
    where m.company_id = ${ctx.companyId} and ${which} order by m.id`.execute(tx);
  return rows.map(movementOf);
}

export const loadBatch = (tx: FinTx, ctx: Ctx, batch: Batch): Promise<ValuedMovement[]> =>
  readMovements(tx, ctx, sql`m.xid > ${batch.after}::xid8 and m.xid <= ${batch.cutoff}::xid8`);

/** What waits in the queue, of some items or of all. */
export const loadQueued = (tx: FinTx, ctx: Ctx, itemIds: readonly Id[] | null): Promise<ValuedMovement[]> =>
  readMovements(
    tx,
    ctx,
    sql`m.id in (select movement_id from fin.valuation_exception
        where company_id = ${ctx.companyId} and resolved_at is null)
      ${itemIds ? sql`and m.item_id = any(${itemIds}::uuid[])` : sql``}`,
  );

/** Items of which a movement waits in the queue: what follows must wait too. */
export async function loadStalledItems(tx: FinTx, ctx: Ctx): Promise<Set<Id>> {
  const { rows } = await sql<{ item_id: Id }>`select distinct m.item_id from fin.valuation_exception e
    join wms.movement m on m.company_id = e.company_id and m.id = e.movement_id
    where e.company_id = ${ctx.companyId} and e.resolved_at is null`.execute(tx);
  return new Set(rows.map((row) => row.item_id));
}

/** Says on which account an item's goods are carried in a cost area. */
export async function loadAccountOf(tx: FinTx, ctx: Ctx): Promise<(account: string, area: string) => string> {
  const rows = await tx
    .selectFrom('fin.area_account')
    .select(['cost_area', 'item_account_code', 'account_code'])
    .where('company_id', '=', ctx.companyId)
    .limit(1_000)
    .execute();
  const carried = new Map(rows.map((row) => [`${row.cost_area}/${row.item_account_code}`, row.account_code]));
  return (account, area) => carried.get(`${area}/${account}`) ?? account;
}

type PoolText = {
  id: Id;
  item_id: Id;
  cost_area: string;
  lot_id: Id;
  qty: QtyText;
  value: AmountText;
  account_code: string;
};

/** Locks pools in key order, creating missing ones empty. */
export async function lockPools(tx: FinTx, ctx: Ctx, keys: readonly PoolKey[]): Promise<Map<string, Pool>> {
  if (keys.length === 0) return new Map();
  const unique = [...new Map(keys.map((key) => [poolKeyText(key), key])).values()];
  const columns = sql`${unique.map((key) => key.itemId)}::uuid[], ${unique.map((key) => key.costArea)}::text[],
    ${unique.map((key) => key.lotId)}::uuid[]`;
  await sql`insert into fin.cost_pool (company_id, id, item_id, cost_area, lot_id)
    select ${ctx.companyId}, k.id, k.item_id, k.cost_area, k.lot_id
    from unnest(${unique.map(() => newId())}::uuid[], ${columns}) as k (id, item_id, cost_area, lot_id)
    where not exists (select from fin.cost_pool p where p.company_id = ${ctx.companyId}
      and (p.item_id, p.cost_area, p.lot_id) = (k.item_id, k.cost_area, k.lot_id))
    order by k.item_id, k.cost_area, k.lot_id
    on conflict (company_id, item_id, cost_area, lot_id) do nothing`.execute(tx);
  const { rows } = await sql<PoolText>`
    select p.id, p.item_id, p.cost_area, p.lot_id, p.qty, p.value, p.account_code from fin.cost_pool p
    where p.company_id = ${ctx.companyId} and (p.item_id, p.cost_area, p.lot_id) in (select * from unnest(${columns}))
    order by p.item_id, p.cost_area, p.lot_id for no key update`.execute(tx);
  return new Map(
    rows.map((row) => {
      const key = { itemId: row.item_id, costArea: row.cost_area, lotId: row.lot_id };
      const pool = { qty: parseQty(row.qty), value: parseAmount(row.value), accountCode: row.account_code };
      return [poolKeyText(key), { id: row.id, key, ...pool }];
    }),
  );
}
