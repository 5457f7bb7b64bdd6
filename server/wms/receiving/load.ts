// Locks and reads for receiving: the notice first, then its line with the item's policy.
import { sql } from 'kysely';
import type { Ctx } from '../../kernel/ctx.ts';
import { type QtyText, parseQty } from '../../kernel/decimal.ts';
import type { Id } from '../../kernel/ids.ts';
import { ask } from '../../kernel/lane.ts';
import { refuse } from '../../kernel/refusal.ts';
import type { Notice, NoticeLine, WmsTx } from './types.ts';

/** Locks the notice that a line belongs to. */
export async function lockNoticeOfLine(tx: WmsTx, ctx: Ctx, noticeLineId: Id): Promise<Notice> {
  const { rows } = await ask(
    tx,
    sql<{
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
      own_partner_id: Id;
      outside_bin_id: Id;
    }>`
    select n.id, n.no, n.state, n.instruction_id, (i.body ->> 'originId')::uuid as origin_id, n.partner_id,
      p.code as partner_code, n.warehouse_id, w.code as warehouse_code, n.dock_bin_id,
      o.id as own_partner_id, b.id as outside_bin_id
    from wms.receiving_notice n
    join contract.instruction i on i.company_id = n.company_id and i.id = n.instruction_id
    join md.partner p on p.company_id = n.company_id and p.id = n.partner_id
    join md.warehouse w on w.company_id = n.company_id and w.id = n.warehouse_id
    join md.partner o on o.company_id = n.company_id and o.is_own
    join wms.bin b on b.company_id = n.company_id and b.code = '*SUPPLIER'
    where n.company_id = ${ctx.companyId} and n.id = (select notice_id from wms.receiving_notice_line
      where company_id = ${ctx.companyId} and id = ${noticeLineId})
    for no key update of n`,
  );
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
    ownPartnerId: row.own_partner_id,
    outsideBinId: row.outside_bin_id,
  };
}

type LineText = {
  id: Id;
  notice_id: Id;
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

const lineOf = (row: LineText): NoticeLine => ({
  id: row.id,
  noticeId: row.notice_id,
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
});

export type LockedLines = {
  readonly lines: ReadonlyMap<Id, NoticeLine>;
  /** Whether other lines of the notice still expect goods. */
  readonly othersOpen: boolean;
};

/** Locks lines of a locked notice, in id order. */
export async function lockNoticeLines(tx: WmsTx, ctx: Ctx, lineIds: readonly Id[]): Promise<LockedLines> {
  const { rows } = await ask(
    tx,
    sql<LineText & { others_open: boolean }>`
    select l.id, l.notice_id, l.instruction_line_id, il.document_line_id as origin_line_id, l.item_id,
      m.code as item_code, l.qty_expected, l.qty_limit, l.qty_received, l.inspected, m.lot_managed, m.expiry_managed,
      m.shelf_life_days, m.min_remaining_life_days, m.default_bin_code,
      exists (select from wms.receiving_notice_line o where o.company_id = l.company_id and o.notice_id = l.notice_id
        and o.id <> all(${lineIds}::uuid[]) and o.qty_received < o.qty_expected
        and o.closed_short_reason is null) as others_open
    from wms.receiving_notice_line l
    join contract.instruction_line il on il.company_id = l.company_id and il.id = l.instruction_line_id
    join md.item m on m.company_id = l.company_id and m.id = l.item_id
    where l.company_id = ${ctx.companyId} and l.id = any(${lineIds}::uuid[])
    order by l.id for no key update of l`,
  );
  const lines = new Map(rows.map((row) => [row.id, lineOf(row)]));
  const missing = lineIds.find((id) => !lines.has(id));
  if (missing !== undefined) refuse('NOT_FOUND', { what: 'receiving notice line', key: missing });
  return { lines, othersOpen: rows.some((row) => row.others_open) };
}

/** Locks one line of a locked notice. */
export async function lockNoticeLine(tx: WmsTx, ctx: Ctx, lineId: Id): Promise<NoticeLine> {
  const { lines } = await lockNoticeLines(tx, ctx, [lineId]);
  return lines.get(lineId) ?? refuse('NOT_FOUND', { what: 'receiving notice line', key: lineId });
}

export type KnownLot = { readonly id: Id; readonly expiryDate: string | null };

/** The lots of these numbers that the items of the lines already have, by item and number. */
export async function findLots(
  tx: WmsTx,
  ctx: Ctx,
  wanted: readonly { readonly noticeLineId: Id; readonly lotNo?: string | undefined }[],
): Promise<Map<string, KnownLot>> {
  const named = wanted.filter(({ lotNo }) => lotNo);
  if (named.length === 0) return new Map();
  const { rows } = await ask(
    tx,
    sql<{ id: Id; item_id: Id; lot_no: string; expiry_date: string | null }>`
    select t.id, t.item_id, t.lot_no, t.expiry_date
    from unnest(${named.map((one) => one.noticeLineId)}::uuid[], ${named.map((one) => one.lotNo)}::text[])
      as w (line_id, lot_no)
    join wms.receiving_notice_line l on l.company_id = ${ctx.companyId} and l.id = w.line_id
    join wms.lot t on t.company_id = l.company_id and t.item_id = l.item_id and t.lot_no = w.lot_no`,
  );
  return new Map(
    rows.map((row) => [lotKey(row.item_id, row.lot_no), { id: row.id, expiryDate: row.expiry_date }]),
  );
}

export const lotKey = (itemId: Id, lotNo: string): string => `${itemId}/${lotNo}`;
