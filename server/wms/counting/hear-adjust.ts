// Listens to the decisions on counted differences. An approved difference is posted as a gain or a loss, never as a new
// quantity: what has moved since the count stays moved. One that another count has posted meanwhile no longer fits.
import { sql } from 'kysely';
import type { Adjust, Listener } from '../../contract/index.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import { type Qty, type QtyText, ZERO_QTY, parseQty, qtyText, subQty } from '../../kernel/decimal.ts';
import { linkDocuments, recordStep, requireStep } from '../../kernel/document.ts';
import { type Id, newId } from '../../kernel/ids.ts';
import { refuse } from '../../kernel/refusal.ts';
import { type StockKey, loadOutsideBins, lockStock, postMovements, stockKeyText } from '../stock/index.ts';
import { loadHolders } from '../tasks/index.ts';
import { lockJob } from './load.ts';
import { reportAdjusted } from './report.ts';
import { countJobStates } from './states.ts';
import type { WmsTx } from './types.ts';
import { raiseCounts, setJobState } from './write.ts';

type AdjustLine = Adjust['lines'][number];

type Observation = {
  readonly id: Id;
  readonly key: StockKey;
  readonly difference: Qty;
  readonly binCode: string;
  readonly itemCode: string;
  readonly lotNo: string;
  readonly owner: string;
  readonly isOurs: boolean;
  /** A gain or loss was posted here after the book was read for this observation. */
  readonly isOvertaken: boolean;
};

async function lockObservations(
  tx: WmsTx,
  ctx: Ctx,
  jobId: Id,
  ids: readonly Id[],
): Promise<Map<Id, Observation>> {
  const { rows } = await sql<{
    id: Id;
    bin_id: Id;
    item_id: Id;
    owner_id: Id;
    lot_id: Id;
    status: string;
    qty_counted: QtyText;
    qty_book: QtyText;
    bin_code: string;
    item_code: string;
    lot_no: string;
    owner: string;
    is_own: boolean;
    overtaken: boolean;
  }>`
    select o.id, o.bin_id, o.item_id, o.owner_id, o.lot_id, o.status, o.qty_counted, o.qty_book, n.code as bin_code,
      i.code as item_code, l.lot_no, p.name as owner, p.is_own,
      o.adjusted_movement_id is not null or exists (select from wms.movement m
        where m.company_id = o.company_id and m.item_id = o.item_id and m.id > o.book_at and m.lot_id = o.lot_id
          and m.kind in ('count_gain', 'count_loss')
          and ((m.from_bin_id, m.from_status, m.from_owner_id) = (o.bin_id, o.status, o.owner_id)
            or (m.to_bin_id, m.to_status, m.to_owner_id) = (o.bin_id, o.status, o.owner_id))) as overtaken
    from wms.count_observation o
    join wms.bin n on n.company_id = o.company_id and n.id = o.bin_id
    join md.item i on i.company_id = o.company_id and i.id = o.item_id
    join wms.lot l on l.company_id = o.company_id and l.id = o.lot_id
    join md.partner p on p.company_id = o.company_id and p.id = o.owner_id
    where o.company_id = ${ctx.companyId} and o.count_job_id = ${jobId} and o.id = any(${ids}::uuid[])
    order by o.id for no key update of o`.execute(tx);
  return new Map(
    rows.map((row) => [
      row.id,
      {
        id: row.id,
        key: {
          itemId: row.item_id,
          ownerId: row.owner_id,
          lotId: row.lot_id,
          status: row.status,
          binId: row.bin_id,
        },
        difference: subQty(parseQty(row.qty_counted), parseQty(row.qty_book)),
        binCode: row.bin_code,
        itemCode: row.item_code,
        lotNo: row.lot_no,
        owner: row.owner,
        isOurs: row.is_own,
        isOvertaken: row.overtaken,
      },
    ]),
  );
}

/** Refuses a difference that cannot be posted any more: not ours, posted meanwhile, gone, or held by others. */
async function requireFits(tx: WmsTx, ctx: Ctx, wanted: readonly Observation[]): Promise<void> {
  const rows = await lockStock(tx, ctx, {
    itemIds: wanted.map(({ key }) => key.itemId),
    binIds: wanted.map(({ key }) => key.binId),
  });
  const book = new Map(rows.map((row) => [stockKeyText(row), row]));
  for (const one of wanted) {
    const there = { bin: one.binCode, item: one.itemCode, lot: one.lotNo };
    if (!one.isOurs) refuse('GOODS_NOT_OURS', { ...there, owner: one.owner });
    const row = book.get(stockKeyText(one.key));
    const onHand = row?.onHand ?? ZERO_QTY;
    const loss = subQty(ZERO_QTY, one.difference);
    if (one.isOvertaken || loss > onHand) {
      refuse('DIFFERENCE_NO_LONGER_FITS', {
        ...there,
        difference: qtyText(one.difference),
        onHand: qtyText(onHand),
      });
    }
    const free = subQty(onHand, row?.allocated ?? ZERO_QTY);
    if (loss <= free) continue;
    const { documents } = await loadHolders(tx, ctx, one.key);
    refuse('STOCK_HELD', {
      ...there,
      held: qtyText(row?.allocated ?? ZERO_QTY),
      free: qtyText(free),
      qty: qtyText(loss),
      by: documents,
    });
  }
}

type Approved = { readonly line: AdjustLine; readonly seen: Observation };

/** Posts the approved differences and reports them; each names its observation and the order's line. */
async function postDifferences(
  tx: WmsTx,
  ctx: Ctx,
  message: Adjust,
  warehouseId: Id,
  approved: readonly Approved[],
): Promise<void> {
  if (approved.length === 0) return;
  await requireFits(
    tx,
    ctx,
    approved.map(({ seen }) => seen),
  );
  const { loss } = await loadOutsideBins(tx, ctx.companyId);
  const reportId = newId();
  const directed = approved.map(({ line, seen }) => {
    const inside = { binId: seen.key.binId, status: seen.key.status, ownerId: seen.key.ownerId };
    const outside = { ...inside, binId: loss };
    return seen.difference > 0n
      ? { line, seen, kind: 'count_gain' as const, qty: seen.difference, from: outside, to: inside }
      : {
          line,
          seen,
          kind: 'count_loss' as const,
          qty: subQty(ZERO_QTY, seen.difference),
          from: inside,
          to: outside,
        };
  });
  const movements = await postMovements(
    tx,
    ctx,
    directed.map(({ line, seen, kind, qty, from, to }) => ({
      kind,
      itemId: seen.key.itemId,
      lotId: seen.key.lotId,
      qty,
      from,
      to,
      sourceKind: 'count_job',
      sourceId: message.documentId,
      sourceLineId: seen.id,
      reportId,
      reason: line.reason,
    })),
  );
  await sql`update wms.count_observation o set adjusted_movement_id = m.movement_id
    from unnest(${directed.map(({ seen }) => seen.id)}::uuid[], ${movements.map((m) => m.id.toString())}::bigint[])
      as m (id, movement_id) where o.company_id = ${ctx.companyId} and o.id = m.id`.execute(tx);
  await linkDocuments(tx, ctx, [
    { fromKind: 'count_job', fromId: message.documentId, toKind: 'stock_adjusted', toId: reportId },
  ]);
  await reportAdjusted(
    tx,
    ctx,
    { message, warehouseId, reportId },
    directed.map((one, index) => ({ ...one, movement: movements[index] })),
  );
}

export const hearAdjust: Listener<Adjust> = async (tx, ctx, message) => {
  const job = await lockJob(tx, ctx, message.documentId);
  const again = message.lines.filter(({ decision }) => decision === 'recount');
  const verb = again.length > 0 ? 'recount' : 'adjust';
  const { to } = requireStep(countJobStates, verb, job.state, job.no);
  const seen = await lockObservations(
    tx,
    ctx,
    job.id,
    message.lines.map((line) => line.observationId),
  );
  const found = message.lines.map((line) => ({
    line,
    seen:
      seen.get(line.observationId) ?? refuse('NOT_FOUND', { what: 'observation', key: line.observationId }),
  }));
  const approved = found.filter(({ line, seen: one }) => line.decision === 'adjust' && one.difference !== 0n);
  await postDifferences(tx, ctx, message, job.warehouseId, approved);
  const kept = found.filter(({ line }) => line.decision === 'keep_book').map(({ seen: one }) => one.id);
  await sql`update wms.count_observation set kept = true
    where company_id = ${ctx.companyId} and id = any(${kept}::uuid[])`.execute(tx);
  // One look per bin, however many of its lines are doubted.
  const doubted = new Map(
    found
      .filter(({ line }) => line.decision === 'recount')
      .map(({ seen: one }) => [one.key.binId, { binId: one.key.binId, observationId: one.id }]),
  );
  await raiseCounts(tx, ctx, job, [...doubted.values()], 50);
  await setJobState(tx, ctx, job.id, to);
  await recordStep(tx, ctx, {
    documentKind: 'count_job',
    documentId: job.id,
    verb,
    from: job.state,
    to,
    note: { adjusted: approved.length, recounted: doubted.size },
  });
};
