// Locks and reads for receiving: the notice first, then its line with the item's policy.
import { sql } from 'kysely';
import type { Ctx } from '../../kernel/ctx.ts';
import { type QtyText, parseQty } from '../../kernel/decimal.ts';
import type { Id } from '../../kernel/ids.ts';
import { refuse } from '../../kernel/refusal.ts';
import type { Notice, NoticeLine, WmsTx } from './types.ts';

/** Locks the notice that a line belongs to. */
export async function lockNoticeOfLine(tx: WmsTx, ctx: Ctx, noticeLineId: Id): Promise<Notice> {
  const { rows } = await sql<{
    id: Id;
    no: string;
    state: string;
    instruction_id: Id;
    origin_id: Id;
    partner_id: Id;
    partner_code: string;
    warehouse_id: Id;
    warehouse_code: string;
    dock_bin_id: Id;
  }>`
    select n.id, n.no, n.state, n.instruction_id, (i.body ->> 'originId')::uuid as origin_id, n.partner_id,
      p.code as partner_code, n.warehouse_id, w.code as warehouse_code, n.dock_bin_id
    from wms.receiving_notice n
    join contract.instruction i on i.company_id = n.company_id and i.id = n.instruction_id
    join md.partner p on p.company_id = n.company_id and p.id = n.partner_id
    join md.warehouse w on w.company_id = n.company_id and w.id = n.warehouse_id
    where n.company_id = ${ctx.companyId} and n.id = (select notice_id from wms.receiving_notice_line
      where company_id = ${ctx.companyId} and id = ${noticeLineId})
    for no key update of n`.execute(tx);
  const row = rows[0];
  if (!row) return refuse('NOT_FOUND', { what: 'receiving notice line', key: noticeLineId });
  return {
    id: row.id,
    no: row.no,
    state: row.state,
    instructionId: row.instruction_id,
    originId: row.origin_id,
    partnerId: row.partner_id,
    partnerCode: row.partner_code,
    warehouseId: row.warehouse_id,
    warehouseCode: row.warehouse_code,
    dockBinId: row.dock_bin_id,
  };
}

type LineText = {
  id: Id;
  instruction_line_id: Id;
  origin_line_id: Id;
  item_id: Id;
  item_code: string;
  qty_expected: QtyText;
  qty_limit: QtyText;
  qty_received: QtyText;
  inspected: boolean;
  lot_managed: boolean;
  expiry_managed: boolean;
  shelf_life_days: number | null;
  min_remaining_life_days: number;
  default_bin_code: string;
};

/** Locks one line of a locked notice. */
export async function lockNoticeLine(tx: WmsTx, ctx: Ctx, lineId: Id): Promise<NoticeLine> {
  const { rows } = await sql<LineText>`
    select l.id, l.instruction_line_id, il.document_line_id as origin_line_id, l.item_id, m.code as item_code,
      l.qty_expected, l.qty_limit, l.qty_received, l.inspected, m.lot_managed, m.expiry_managed, m.shelf_life_days,
      m.min_remaining_life_days, m.default_bin_code
    from wms.receiving_notice_line l
    join contract.instruction_line il on il.company_id = l.company_id and il.id = l.instruction_line_id
    join md.item m on m.company_id = l.company_id and m.id = l.item_id
    where l.company_id = ${ctx.companyId} and l.id = ${lineId} for no key update of l`.execute(tx);
  const row = rows[0];
  if (!row) return refuse('NOT_FOUND', { what: 'receiving notice line', key: lineId });
  return {
    id: row.id,
    instructionLineId: row.instruction_line_id,
    originLineId: row.origin_line_id,
    itemId: row.item_id,
    itemCode: row.item_code,
    qtyExpected: parseQty(row.qty_expected),
    qtyLimit: parseQty(row.qty_limit),
    qtyReceived: parseQty(row.qty_received),
    inspected: row.inspected,
    lotManaged: row.lot_managed,
    expiryManaged: row.expiry_managed,
    shelfLifeDays: row.shelf_life_days,
    minRemainingLifeDays: row.min_remaining_life_days,
    defaultBinCode: row.default_bin_code,
  };
}

/** The company itself as an owner of goods. */
export async function loadOwnPartnerId(tx: WmsTx, ctx: Ctx): Promise<Id> {
  const row = await tx
    .selectFrom('md.partner')
    .select('id')
    .where('company_id', '=', ctx.companyId)
    .where('is_own', '=', true)
    .executeTakeFirstOrThrow();
  return row.id;
}

export async function findLot(tx: WmsTx, ctx: Ctx, itemId: Id, lotNo: string) {
  const row = await tx
    .selectFrom('wms.lot')
    .select(['id', 'expiry_date'])
    .where('company_id', '=', ctx.companyId)
    .where('item_id', '=', itemId)
    .where('lot_no', '=', lotNo)
    .executeTakeFirst();
  return row ? { id: row.id, expiryDate: row.expiry_date } : null;
}
