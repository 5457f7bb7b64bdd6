// Who holds stock: allocations of shipments and transfers, and tasks that will put it away. What is held is not free to
// be moved or frozen, and whoever is refused is told the documents.
import { sql } from 'kysely';
import type { Ctx } from '../../kernel/ctx.ts';
import { type Qty, type QtyText, ZERO_QTY, parseQty } from '../../kernel/decimal.ts';
import type { StockKey, WmsTx } from '../stock/index.ts';

export type Holders = {
  /** What open put-away tasks will take from here. */
  readonly boundElsewhere: Qty;
  readonly documents: readonly string[];
};

/** Who holds stock at a key. */
export async function loadHolders(tx: WmsTx, ctx: Ctx, key: StockKey): Promise<Holders> {
  const { rows } = await sql<{ bound: QtyText | null; documents: string[] }>`
    with allocated as (
      select coalesce(t.document_no, s.no, r.no, '') as no from wms.allocation a
      left join wms.task t on t.company_id = a.company_id and t.id = a.task_id
      left join wms.shipment_line sl on sl.company_id = a.company_id and sl.id = a.demand_line_id
      left join wms.shipment s on s.company_id = sl.company_id and s.id = sl.shipment_id
      left join wms.transfer_line rl on rl.company_id = a.company_id and rl.id = a.demand_line_id
      left join wms.transfer r on r.company_id = rl.company_id and r.id = rl.transfer_id
      where a.company_id = ${ctx.companyId} and a.item_id = ${key.itemId} and a.owner_id = ${key.ownerId}
        and a.lot_id = ${key.lotId} and a.status = ${key.status} and a.bin_id = ${key.binId}
        and a.qty > a.qty_consumed + a.qty_released),
    bound as (
      select document_no as no, (qty_planned - qty_done)::numeric as qty from wms.task
      where company_id = ${ctx.companyId} and kind = 'put_away' and state in ('ready', 'claimed', 'started')
        and item_id = ${key.itemId} and owner_id = ${key.ownerId} and lot_id = ${key.lotId}
        and status = ${key.status} and from_bin_id = ${key.binId})
    select (select sum(qty) from bound) as bound,
      array(select distinct no from (select no from allocated union all select no from bound) as h
        where no <> '' order by no limit 10) as documents`.execute(tx);
  const [row] = rows;
  return {
    boundElsewhere: row?.bound ? parseQty(row.bound) : ZERO_QTY,
    documents: row?.documents ?? [],
  };
}
