// What a free move takes: our free stock of one item and lot in one bin, under lock. What allocations and put-away
// tasks hold is not free, and whoever asks for it is told who holds it.
import type { Ctx } from '../../kernel/ctx.ts';
import { type Qty, ZERO_QTY, addQty, qtyText, subQty } from '../../kernel/decimal.ts';
import { type Id, NONE_ID } from '../../kernel/ids.ts';
import { refuse } from '../../kernel/refusal.ts';
import { type Bin, loadBinsById } from '../layout/index.ts';
import { type StockKey, type WmsTx, lockStock, stockKeyText } from '../stock/index.ts';
import { loadHolders } from '../tasks/index.ts';

export type Wanted = {
  readonly itemId: Id;
  readonly lotId: Id | undefined;
  readonly qty: Qty;
  readonly status: string;
};

export async function requireBin(tx: WmsTx, ctx: Ctx, id: Id): Promise<Bin> {
  const [bin] = await loadBinsById(tx, ctx, [id]);
  return bin?.counted ? bin : refuse('NOT_FOUND', { what: 'bin', key: id });
}

/** The item's code, its lot, and the company as owner. Refuses LOT_NEEDED. */
async function loadKey(
  tx: WmsTx,
  ctx: Ctx,
  binId: Id,
  wanted: Wanted,
): Promise<{ key: StockKey; code: string }> {
  const own = await tx
    .selectFrom('md.partner')
    .select('id')
    .where('company_id', '=', ctx.companyId)
    .where('is_own', '=', true)
    .executeTakeFirstOrThrow();
  const item = await tx
    .selectFrom('md.item')
    .select(['code', 'lot_managed'])
    .where('company_id', '=', ctx.companyId)
    .where('id', '=', wanted.itemId)
    .executeTakeFirst();
  if (!item) return refuse('NOT_FOUND', { what: 'item', key: wanted.itemId });
  if (item.lot_managed && !wanted.lotId) refuse('LOT_NEEDED', { item: item.code });
  const lotId = item.lot_managed ? (wanted.lotId ?? NONE_ID) : NONE_ID;
  return {
    key: { itemId: wanted.itemId, ownerId: own.id, lotId, status: wanted.status, binId },
    code: item.code,
  };
}

export type FreeStock = {
  readonly key: StockKey;
  readonly itemCode: string;
  /** What stays free there. */
  readonly left: Qty;
};

/** Locks our stock in the bins and makes sure that so much of it is free in the first. Refuses STOCK_HELD. */
export async function lockFreeStock(
  tx: WmsTx,
  ctx: Ctx,
  from: Bin,
  to: Bin,
  wanted: Wanted,
): Promise<FreeStock> {
  const { key, code } = await loadKey(tx, ctx, from.id, wanted);
  const rows = await lockStock(tx, ctx, { itemIds: [key.itemId], binIds: [from.id, to.id] });
  const row = rows.find((candidate) => stockKeyText(candidate) === stockKeyText(key));
  const onHand = row?.onHand ?? ZERO_QTY;
  const { boundElsewhere, documents } = await loadHolders(tx, ctx, key);
  const held = addQty(row?.allocated ?? ZERO_QTY, boundElsewhere);
  const free = held >= onHand ? ZERO_QTY : subQty(onHand, held);
  if (free < wanted.qty && held === ZERO_QTY) {
    refuse('NOT_ENOUGH_STOCK', {
      shortages: [`${code} @ ${from.code}: ${qtyText(wanted.qty)} > ${qtyText(free)}`],
    });
  }
  if (free < wanted.qty) {
    refuse('STOCK_HELD', {
      bin: from.code,
      item: code,
      onHand: qtyText(onHand),
      held: qtyText(held),
      free: qtyText(free),
      qty: qtyText(wanted.qty),
      by: documents,
    });
  }
  return { key, itemCode: code, left: subQty(free, wanted.qty) };
}
