// Private writes of receiving: lots, receipt lines, notice lines, put-away tasks for what was received.
import { sql } from 'kysely';
import type { Ctx } from '../../kernel/ctx.ts';
import { type Qty, qtyText } from '../../kernel/decimal.ts';
import { type Id, newId } from '../../kernel/ids.ts';
import { send } from '../../kernel/lane.ts';
import { type ToPlace, findPlaces } from '../layout/index.ts';
import { createTasks } from '../tasks/index.ts';
import type { LotFacts } from './decide.ts';
import { lotKey } from './load.ts';
import type { Notice, WmsTx } from './types.ts';

export type LotDraft = LotFacts & { readonly itemId: Id; readonly supplierLotNo: string };

/**
 * The lots' rows, created on first sight; two receivers of one lot meet on its unique number. Ids by lot key. No key
 * column is set, even to itself: that would lock out every movement of the lot and wait for them in a circle.
 */
export async function ensureLots(
  tx: WmsTx,
  ctx: Ctx,
  notice: Notice,
  drafts: readonly LotDraft[],
): Promise<Map<string, Id>> {
  const lots = [...new Map(drafts.map((draft) => [lotKey(draft.itemId, draft.lotNo), draft])).values()];
  if (lots.length === 0) return new Map();
  const { rows } = await sql<{ id: Id; item_id: Id; lot_no: string }>`
    insert into wms.lot (company_id, id, item_id, lot_no, supplier_lot_no, supplier_id, production_date, expiry_date,
      received_date)
    select ${ctx.companyId}, l.id, l.item_id, l.lot_no, l.supplier_lot_no, ${notice.partnerId}, l.production_date,
      l.expiry_date, ${ctx.today}
    from unnest(${lots.map(() => newId())}::uuid[], ${lots.map((lot) => lot.itemId)}::uuid[],
      ${lots.map((lot) => lot.lotNo)}::text[], ${lots.map((lot) => lot.supplierLotNo)}::text[],
      ${lots.map((lot) => lot.productionDate)}::date[], ${lots.map((lot) => lot.expiryDate)}::date[])
      as l (id, item_id, lot_no, supplier_lot_no, production_date, expiry_date)
    order by l.item_id, l.lot_no
    on conflict (company_id, item_id, lot_no) do update set received_date = wms.lot.received_date
    returning id, item_id, lot_no`.execute(tx);
  return new Map(rows.map((row) => [lotKey(row.item_id, row.lot_no), row.id]));
}

export type ReceiptLineDraft = {
  readonly id: Id;
  readonly noticeLineId: Id;
  readonly itemId: Id;
  readonly lotId: Id;
  readonly ownerId: Id;
  readonly qty: Qty;
  readonly status: string;
  readonly inspected: boolean;
  readonly damaged: boolean;
};

/** Writes the receipt lines, adds them to the notice lines and moves the notice along, in one statement. */
export async function writeReceipt(
  tx: WmsTx,
  ctx: Ctx,
  notice: Notice,
  state: string,
  reportId: Id,
  drafts: readonly ReceiptLineDraft[],
): Promise<void> {
  await send(
    tx,
    sql`
    with line as (
      select r.*, case when r.status = 'available' then r.qty else 0 end as accepted,
        case when r.damaged then r.qty else 0 end as rejected
      from unnest(${drafts.map((d) => d.id)}::uuid[], ${drafts.map((d) => d.noticeLineId)}::uuid[],
        ${drafts.map((d) => d.itemId)}::uuid[], ${drafts.map((d) => d.lotId)}::uuid[],
        ${drafts.map((d) => d.ownerId)}::uuid[], ${drafts.map((d) => qtyText(d.qty))}::numeric[],
        ${drafts.map((d) => d.status)}::text[], ${drafts.map((d) => d.inspected)}::boolean[],
        ${drafts.map((d) => d.damaged)}::boolean[])
        as r (id, notice_line_id, item_id, lot_id, owner_id, qty, status, inspected, damaged)),
    counted as (
      update wms.receiving_notice_line n set qty_received = n.qty_received + s.qty,
        qty_damaged = n.qty_damaged + s.rejected, qty_accepted = n.qty_accepted + s.accepted,
        qty_rejected = n.qty_rejected + s.rejected
      from (select notice_line_id, sum(qty) as qty, sum(accepted) as accepted, sum(rejected) as rejected
        from line group by notice_line_id) as s
      where n.company_id = ${ctx.companyId} and n.id = s.notice_line_id),
    moved as (
      update wms.receiving_notice set state = ${state}
      where company_id = ${ctx.companyId} and id = ${notice.id} and state <> ${state})
    insert into wms.receipt_line (company_id, id, notice_line_id, item_id, lot_id, owner_id, bin_id, qty,
      qty_accepted, qty_rejected, status, inspected, damaged, report_id)
    select ${ctx.companyId}, id, notice_line_id, item_id, lot_id, owner_id, ${notice.dockBinId}, qty, accepted,
      rejected, status, inspected, damaged, ${reportId}
    from line`,
  );
}

/** Moves the notice along: receiving with the first quantity, received when no line expects more. */
export async function advanceNotice(tx: WmsTx, ctx: Ctx, noticeId: Id): Promise<string> {
  const { rows } = await sql<{ state: string }>`
    update wms.receiving_notice n set state = case when exists (
        select from wms.receiving_notice_line l where l.company_id = n.company_id and l.notice_id = n.id
          and l.qty_received < l.qty_expected and l.closed_short_reason is null)
      then 'receiving' else 'received' end
    where n.company_id = ${ctx.companyId} and n.id = ${noticeId} returning n.state`.execute(tx);
  return rows[0]?.state ?? '';
}

export type Placing = ToPlace & {
  readonly receiptLineId: Id;
  readonly ownerId: Id;
  readonly status: string;
};

/** Put-away tasks for received quantities, each with the best bin at this moment; held goods go to holding bins. */
export async function raisePutAways(
  tx: WmsTx,
  ctx: Ctx,
  notice: Notice,
  placings: readonly Placing[],
): Promise<void> {
  if (placings.length === 0) return;
  const places = await findPlaces(tx, ctx, notice.warehouseId, placings);
  const drafts = placings.map((placing, index) => ({
    kind: 'put_away' as const,
    warehouseId: notice.warehouseId,
    documentKind: 'receiving_notice',
    documentId: notice.id,
    documentNo: notice.no,
    documentLineId: placing.receiptLineId,
    itemId: placing.itemId,
    lotId: placing.lotId,
    ownerId: placing.ownerId,
    status: placing.status,
    fromBinId: notice.dockBinId,
    toBinId: places[index]?.id ?? null,
    qtyPlanned: placing.qty,
    priority: placing.held ? 60 : 50,
  }));
  await createTasks(tx, ctx, drafts);
}
