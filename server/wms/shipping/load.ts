// Locks and reads for shipping: the shipment, its lines, then the stock to choose from.
import { sql } from 'kysely';
import type { Ctx } from '../../kernel/ctx.ts';
import { type QtyText, parseQty, subQty } from '../../kernel/decimal.ts';
import type { Id } from '../../kernel/ids.ts';
import { refuse } from '../../kernel/refusal.ts';
import { lockStock, stockKeyText } from '../stock/index.ts';
import { lotUsableOn } from './decide.ts';
import type { Candidate, Shipment, ShipmentLine, WmsTx } from './types.ts';

export async function lockShipment(tx: WmsTx, ctx: Ctx, id: Id): Promise<Shipment> {
  const { rows } = await sql<{
    id: Id;
    no: string;
    state: string;
    instruction_id: Id;
    origin_id: Id;
    partner_id: Id;
    warehouse_id: Id;
    warehouse_code: string;
    allocation_rule: 'fifo' | 'fefo';
    staging_bin_id: Id;
  }>`
    select s.id, s.no, s.state, s.instruction_id, (i.body ->> 'originId')::uuid as origin_id, s.partner_id,
      s.warehouse_id, w.code as warehouse_code, w.allocation_rule, s.staging_bin_id
    from wms.shipment s
    join contract.instruction i on i.company_id = s.company_id and i.id = s.instruction_id
    join md.warehouse w on w.company_id = s.company_id and w.id = s.warehouse_id
    where s.company_id = ${ctx.companyId} and s.id = ${id} for no key update of s`.execute(tx);
  const row = rows[0] ?? refuse('NOT_FOUND', { what: 'shipment', key: id });
  return {
    id: row.id,
    no: row.no,
    state: row.state,
    instructionId: row.instruction_id,
    originId: row.origin_id,
    partnerId: row.partner_id,
    warehouseId: row.warehouse_id,
    warehouseCode: row.warehouse_code,
    warehouseRule: row.allocation_rule,
    stagingBinId: row.staging_bin_id,
  };
}

type LineText = {
  id: Id;
  line_no: number;
  instruction_line_id: Id;
  origin_line_id: Id;
  item_id: Id;
  item_code: string;
  rule: 'fifo' | 'fefo' | null;
  qty_ordered: QtyText;
  qty_allocated: QtyText;
  qty_picked: QtyText;
  qty_packed: QtyText;
  qty_shipped: QtyText;
  qty_short: QtyText;
};

/** Locks the lines of a locked shipment; returns them in line order. */
export async function lockShipmentLines(tx: WmsTx, ctx: Ctx, shipment: Shipment): Promise<ShipmentLine[]> {
  const { rows } = await sql<LineText>`
    select l.id, l.line_no, l.instruction_line_id, il.document_line_id as origin_line_id, l.item_id, m.code as item_code,
      m.allocation_rule as rule, l.qty_ordered, l.qty_allocated, l.qty_picked, l.qty_packed, l.qty_shipped, l.qty_short
    from wms.shipment_line l
    join contract.instruction_line il on il.company_id = l.company_id and il.id = l.instruction_line_id
    join md.item m on m.company_id = l.company_id and m.id = l.item_id
    where l.company_id = ${ctx.companyId} and l.shipment_id = ${shipment.id}
    order by l.id for no key update of l`.execute(tx);
  return rows
    .map((row) => ({
      id: row.id,
      lineNo: row.line_no,
      instructionLineId: row.instruction_line_id,
      originLineId: row.origin_line_id,
      itemId: row.item_id,
      itemCode: row.item_code,
      rule: row.rule ?? shipment.warehouseRule,
      qtyOrdered: parseQty(row.qty_ordered),
      qtyAllocated: parseQty(row.qty_allocated),
      qtyPicked: parseQty(row.qty_picked),
      qtyPacked: parseQty(row.qty_packed),
      qtyShipped: parseQty(row.qty_shipped),
      qtyShort: parseQty(row.qty_short),
    }))
    .sort((a, b) => a.lineNo - b.lineNo);
}

/**
 * Locks our pickable, usable stock of the items in a warehouse: what an allocation may choose from. A transfer also takes
 * good stock out of the holding bins of a warehouse for defective goods, which nobody picks from.
 */
export async function lockCandidates(
  tx: WmsTx,
  ctx: Ctx,
  warehouseId: Id,
  itemIds: readonly Id[],
  { fromHolding = false }: { readonly fromHolding?: boolean } = {},
): Promise<Candidate[]> {
  const own = await tx
    .selectFrom('md.partner')
    .select('id')
    .where('company_id', '=', ctx.companyId)
    .where('is_own', '=', true)
    .executeTakeFirstOrThrow();
  const rows = (await lockStock(tx, ctx, { itemIds, warehouseId, ownerId: own.id })).filter(
    (row) => row.onHand > row.allocated,
  );
  const facts = await sql<{
    lot_id: Id;
    bin_id: Id;
    expiry_date: string | null;
    received_date: string | null;
    lot_no: string;
    blocked: boolean;
    pickable: boolean;
    pick_sequence: number;
    bin_code: string;
    status_pickable: boolean;
    position: number;
  }>`
    select k.position::int as position, l.id as lot_id, n.id as bin_id, l.expiry_date, l.received_date, l.lot_no,
      (l.blocked_reason is not null or n.blocked_out is not null) as blocked,
      p.pickable or (${fromHolding} and p.holding and w.purpose = 'defective') as pickable, n.pick_sequence,
      n.code as bin_code, s.pickable as status_pickable
    from unnest(${rows.map((row) => row.lotId)}::uuid[], ${rows.map((row) => row.binId)}::uuid[],
      ${rows.map((row) => row.status)}::text[]) with ordinality as k (lot_id, bin_id, status, position)
    join wms.lot l on l.company_id = ${ctx.companyId} and l.id = k.lot_id
    join wms.bin n on n.company_id = ${ctx.companyId} and n.id = k.bin_id
    join wms.bin_profile p on p.company_id = n.company_id and p.id = n.profile_id
    join md.warehouse w on w.company_id = n.company_id and w.id = n.warehouse_id
    join md.stock_status s on s.code = k.status
    order by k.position`.execute(tx);
  return facts.rows.flatMap((fact) => {
    const row = rows[fact.position - 1];
    if (
      !row ||
      fact.blocked ||
      !fact.pickable ||
      !fact.status_pickable ||
      !lotUsableOn(fact.expiry_date, ctx.today)
    )
      return [];
    const { onHand, allocated, ...key } = row;
    return [
      {
        key,
        free: subQty(onHand, allocated),
        expiryDate: fact.expiry_date,
        receivedDate: fact.received_date,
        lotNo: fact.lot_no,
        pickSequence: fact.pick_sequence,
        binCode: fact.bin_code,
      },
    ];
  });
}

/** What stands picked for the lines: the open allocations at the staging bin. */
export async function loadStaged(tx: WmsTx, ctx: Ctx, shipment: Shipment) {
  const { rows } = await sql<{
    id: Id;
    demand_line_id: Id;
    item_id: Id;
    owner_id: Id;
    lot_id: Id;
    status: string;
    bin_id: Id;
    open: QtyText;
  }>`
    select a.id, a.demand_line_id, a.item_id, a.owner_id, a.lot_id, a.status, a.bin_id,
      (a.qty - a.qty_consumed - a.qty_released)::numeric as open
    from wms.allocation a
    join wms.shipment_line l on l.company_id = a.company_id and l.id = a.demand_line_id
    where a.company_id = ${ctx.companyId} and l.shipment_id = ${shipment.id} and a.bin_id = ${shipment.stagingBinId}
      and a.qty > a.qty_consumed + a.qty_released order by a.id`.execute(tx);
  return rows.map((row) => ({
    id: row.id,
    lineId: row.demand_line_id,
    open: parseQty(row.open),
    key: {
      itemId: row.item_id,
      ownerId: row.owner_id,
      lotId: row.lot_id,
      status: row.status,
      binId: row.bin_id,
    },
  }));
}

export { stockKeyText };
