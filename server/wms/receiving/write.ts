// Private writes of receiving: lots, receipt lines, notice lines, put-away tasks for what was received.
import { sql } from 'kysely';
import type { Ctx } from '../../kernel/ctx.ts';
import { type Qty, qtyText } from '../../kernel/decimal.ts';
import { type Id, newId } from '../../kernel/ids.ts';
import { loadContents, loadHoldingBins, loadStorageBins, suggestBin, withGoods } from '../layout/index.ts';
import { createTasks } from '../tasks/index.ts';
import type { LotFacts } from './decide.ts';
import type { Notice, NoticeLine, ReceiptInput, WmsTx } from './types.ts';

/** The lot's row, created on first sight; two receivers of one lot meet on its unique number. */
export async function ensureLot(
  tx: WmsTx,
  ctx: Ctx,
  line: NoticeLine,
  notice: Notice,
  facts: LotFacts,
  input: ReceiptInput,
): Promise<Id> {
  const { rows } = await sql<{ id: Id }>`
    insert into wms.lot (company_id, id, item_id, lot_no, supplier_lot_no, supplier_id, production_date, expiry_date,
      received_date)
    values (${ctx.companyId}, ${newId()}, ${line.itemId}, ${facts.lotNo}, ${input.supplierLotNo ?? ''},
      ${notice.partnerId}, ${facts.productionDate}, ${facts.expiryDate}, ${ctx.today})
    on conflict (company_id, item_id, lot_no) do update set lot_no = excluded.lot_no returning id`.execute(
    tx,
  );
  return rows[0]?.id ?? '';
}

export type ReceiptLineDraft = {
  readonly id: Id;
  readonly noticeLineId: Id;
  readonly itemId: Id;
  readonly lotId: Id;
  readonly ownerId: Id;
  readonly binId: Id;
  readonly qty: Qty;
  readonly status: string;
  readonly inspected: boolean;
  readonly damaged: boolean;
  readonly reportId: Id;
};

/** Writes the receipt line and adds it to the notice line, in one statement. */
export async function writeReceiptLine(tx: WmsTx, ctx: Ctx, draft: ReceiptLineDraft): Promise<void> {
  const qty = qtyText(draft.qty);
  const ours = draft.status === 'available';
  await sql`
    with counted as (
      update wms.receiving_notice_line set qty_received = qty_received + ${qty}::numeric,
        qty_damaged = qty_damaged + case when ${draft.damaged} then ${qty}::numeric else 0 end,
        qty_accepted = qty_accepted + case when ${ours} then ${qty}::numeric else 0 end,
        qty_rejected = qty_rejected + case when ${draft.damaged} then ${qty}::numeric else 0 end
      where company_id = ${ctx.companyId} and id = ${draft.noticeLineId})
    insert into wms.receipt_line (company_id, id, notice_line_id, item_id, lot_id, owner_id, bin_id, qty,
      qty_accepted, qty_rejected, status, inspected, damaged, report_id)
    values (${ctx.companyId}, ${draft.id}, ${draft.noticeLineId}, ${draft.itemId}, ${draft.lotId}, ${draft.ownerId},
      ${draft.binId}, ${qty}, ${ours ? qty : '0'}, ${draft.damaged ? qty : '0'}, ${draft.status}, ${draft.inspected},
      ${draft.damaged}, ${draft.reportId})`.execute(tx);
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

export type Placing = {
  readonly receiptLineId: Id;
  readonly itemId: Id;
  readonly lotId: Id;
  readonly ownerId: Id;
  readonly status: string;
  readonly qty: Qty;
  readonly held: boolean;
};

/** Put-away tasks for received quantities, each with the best bin at this moment; held goods go to holding bins. */
export async function raisePutAways(
  tx: WmsTx,
  ctx: Ctx,
  notice: Notice,
  defaultBinCode: string,
  placings: readonly Placing[],
): Promise<void> {
  const storage = placings.some((placing) => !placing.held)
    ? await loadStorageBins(tx, ctx, notice.warehouseId)
    : [];
  const holding = placings.some((placing) => placing.held)
    ? await loadHoldingBins(tx, ctx, notice.warehouseId)
    : [];
  const contents = await loadContents(
    tx,
    ctx,
    [...storage, ...holding].map((bin) => bin.id),
  );
  const drafts = placings.map((placing) => {
    const suggestion = suggestBin(placing.held ? holding : storage, contents, placing, defaultBinCode);
    if (suggestion) contents.set(suggestion.bin.id, withGoods(contents.get(suggestion.bin.id), placing));
    return {
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
      toBinId: suggestion?.bin.id ?? null,
      qtyPlanned: placing.qty,
      priority: placing.held ? 60 : 50,
    };
  });
  await createTasks(tx, ctx, drafts);
}
