// Reads movements below the snapshot horizon in the order of their making, and locks the pools they change.
import { sql } from 'kysely';
import type { Ctx } from '../../kernel/ctx.ts';
import { type AmountText, type QtyText, parseAmount, parseQty } from '../../kernel/decimal.ts';
import { type Id, newId } from '../../kernel/ids.ts';
import type { FinTx } from '../ledger/index.ts';
import { type PoolKey, type PoolState, type ValuedMovement, poolKeyText } from './types.ts';

export const BATCH = 500;

/** Locks the company's watermark: one valuer at a time. Skips when another holds it. */
export async function lockWatermark(tx: FinTx, ctx: Ctx): Promise<string | null> {
  const { rows } = await sql<{ through_xid: string }>`select through_xid::text from fin.valuation_watermark
    where company_id = ${ctx.companyId} for update skip locked`.execute(tx);
  return rows[0]?.through_xid ?? null;
}

/**
 * The last transaction of the next batch: whole transactions only, all of them below the horizon. Null when there
 * is nothing new.
 */
export async function nextCutoff(tx: FinTx, ctx: Ctx, after: string): Promise<string | null> {
  const { rows } = await sql<{ xid: string }>`
    select xid::text from wms.movement
    where company_id = ${ctx.companyId} and xid > ${after}::xid8 and xid < pg_snapshot_xmin(pg_current_snapshot())
    order by xid limit ${BATCH}`.execute(tx);
  return rows.at(-1)?.xid ?? null;
}

/** True when committed movements wait above the horizon: what is missing now may be among them. */
export async function moreAbove(tx: FinTx, ctx: Ctx, cutoff: string): Promise<boolean> {
  const { rows } = await sql`select from wms.movement
    where company_id = ${ctx.companyId} and xid > ${cutoff}::xid8 limit 1`.execute(tx);
  return rows.length > 0;
}

type MovementText = {
  id: bigint; kind: string; item_id: Id; item_code: string; lot_id: Id; qty: QtyText; method: ValuedMovement['method'];
  account: string; from_area: string | null; to_area: string | null; given: AmountText | null; partner_id: Id | null;
  source_kind: string; source_id: Id; source_no: string; source_line_id: Id | null; business_date: string;
};

/** Movements of a batch that change what we own, by id: the order in which their balances were locked. */
export async function loadMovements(tx: FinTx, ctx: Ctx, after: string, cutoff: string): Promise<ValuedMovement[]> {
  const { rows } = await sql<MovementText>`
    select * from (
      select m.id, m.kind, m.item_id, i.code as item_code, m.lot_id, m.qty, i.cost_method as method,
        i.inventory_account_code as account,
        case when fp.counted and m.from_owner_id = o.id then fw.cost_area end as from_area,
        case when tp.counted and m.to_owner_id = o.id then tw.cost_area end as to_area,
        coalesce(prl.amount, ov.value)::numeric(18,2) as given,
        coalesce(pr.supplier_id, sd.customer_id) as partner_id,
        coalesce(case when pr.id is not null then 'purchase_receipt' when sd.id is not null then 'sales_delivery' end,
          case when m.report_id is not null and m.kind in ('count_gain', 'count_loss') then 'stock_adjustment' end, m.source_kind) as source_kind,
        coalesce(pr.id, sd.id, case when m.kind in ('count_gain', 'count_loss') then m.report_id end, m.source_id) as source_id,
        coalesce(pr.no, sd.no, '') as source_no, coalesce(prl.id, sdl.id, m.source_line_id) as source_line_id, m.business_date
      from wms.movement m
      join md.item i on i.company_id = m.company_id and i.id = m.item_id
      join md.partner o on o.company_id = m.company_id and o.is_own
      join wms.bin fb on fb.company_id = m.company_id and fb.id = m.from_bin_id
      join wms.bin_profile fp on fp.company_id = fb.company_id and fp.id = fb.profile_id
      join md.warehouse fw on fw.company_id = fb.company_id and fw.id = fb.warehouse_id
      join wms.bin tb on tb.company_id = m.company_id and tb.id = m.to_bin_id
      join wms.bin_profile tp on tp.company_id = tb.company_id and tp.id = tb.profile_id
      join md.warehouse tw on tw.company_id = tb.company_id and tw.id = tb.warehouse_id
      left join erp.purchase_receipt_line prl on prl.company_id = m.company_id and prl.movement_id = m.id
      left join erp.purchase_receipt pr on pr.company_id = prl.company_id and pr.id = prl.receipt_id
      left join erp.sales_delivery_line sdl on sdl.company_id = m.company_id and sdl.movement_id = m.id
      left join erp.sales_delivery sd on sd.company_id = sdl.company_id and sd.id = sdl.delivery_id
      left join fin.opening_value ov on ov.company_id = m.company_id and ov.movement_id = m.id
      where m.company_id = ${ctx.companyId} and m.xid > ${after}::xid8 and m.xid <= ${cutoff}::xid8
    ) as valued
    where from_area is distinct from to_area order by id`.execute(tx);
  return rows.map((row) => ({
    id: row.id, kind: row.kind, itemId: row.item_id, itemCode: row.item_code, lotId: row.lot_id, qty: parseQty(row.qty),
    method: row.method, inventoryAccount: row.account, fromArea: row.from_area, toArea: row.to_area,
    givenValue: row.given === null ? null : parseAmount(row.given), partnerId: row.partner_id,
    sourceKind: row.source_kind, sourceId: row.source_id, sourceNo: row.source_no, sourceLineId: row.source_line_id,
    businessDate: row.business_date,
  }));
}

export type LockedPool = PoolState & { readonly id: Id; readonly key: PoolKey };

/** Locks pools in key order, creating missing ones empty. */
export async function lockPools(tx: FinTx, ctx: Ctx, keys: readonly PoolKey[]): Promise<Map<string, LockedPool>> {
  const unique = [...new Map(keys.map((key) => [poolKeyText(key), key])).entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, key]) => key);
  const columns = sql`${unique.map((key) => key.itemId)}::uuid[], ${unique.map((key) => key.costArea)}::text[],
    ${unique.map((key) => key.lotId)}::uuid[]`;
  await sql`insert into fin.cost_pool (company_id, id, item_id, cost_area, lot_id, account_code)
    select ${ctx.companyId}, k.id, k.item_id, k.cost_area, k.lot_id, i.inventory_account_code
    from unnest(${unique.map(() => newId())}::uuid[], ${columns}) as k (id, item_id, cost_area, lot_id)
    join md.item i on i.company_id = ${ctx.companyId} and i.id = k.item_id
    order by k.item_id, k.cost_area, k.lot_id on conflict (company_id, item_id, cost_area, lot_id) do nothing`.execute(tx);
  const { rows } = await sql<{ id: Id; item_id: Id; cost_area: string; lot_id: Id; qty: QtyText; value: AmountText }>`
    select p.id, p.item_id, p.cost_area, p.lot_id, p.qty, p.value from fin.cost_pool p
    where p.company_id = ${ctx.companyId} and (p.item_id, p.cost_area, p.lot_id) in (select * from unnest(${columns}))
    order by p.item_id, p.cost_area, p.lot_id for no key update`.execute(tx);
  return new Map(rows.map((row) => {
    const key = { itemId: row.item_id, costArea: row.cost_area, lotId: row.lot_id };
    return [poolKeyText(key), { id: row.id, key, qty: parseQty(row.qty), value: parseAmount(row.value) }];
  }));
}

/** Pools whose earlier movement waits in the accountant's queue: what follows must wait too, to keep the order. */
export async function loadStalledItems(tx: FinTx, ctx: Ctx): Promise<Set<Id>> {
  const { rows } = await sql<{ item_id: Id }>`select distinct m.item_id from fin.valuation_exception e
    join wms.movement m on m.company_id = e.company_id and m.id = e.movement_id
    where e.company_id = ${ctx.companyId} and e.resolved_at is null`.execute(tx);
  return new Set(rows.map((row) => row.item_id));
}
