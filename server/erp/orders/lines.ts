// Lines of an order at prices that include tax: what each is worth, and the columns that lines of both sides have.
import { z } from 'zod';
import type { Ctx } from '../../kernel/ctx.ts';
import { amountText, priceText, qtyText, rateText, sumAmount } from '../../kernel/decimal.ts';
import { type Id, newId } from '../../kernel/ids.ts';
import { refuse } from '../../kernel/refusal.ts';
import { zDate, zId, zPositiveQty, zRate, zUnitPrice } from '../../kernel/schema.ts';
import { loadLineItems } from '../../masterdata/order-lines.ts';
import { listPriceOf, priceLine } from '../../masterdata/pricing.ts';
import type { ErpTx } from './steps.ts';
import { withUnsaid } from './unsaid.ts';

export const zOrderLine = z.object({
  /** The line of the stored draft that this one was: what it leaves unsaid stays as it was there. */
  lineId: zId.optional(),
  itemId: zId,
  unitId: zId.optional(),
  /** Quantity and price are of the unit named, of the base unit when none is; the list price when there is no price. */
  qty: zPositiveQty,
  priceWithTax: zUnitPrice.optional(),
  taxRate: zRate.optional(),
  deliveryDate: zDate.optional(),
});
export type OrderLine = z.output<typeof zOrderLine>;

/** What `priceLines` may refuse with. */
export const orderLineCodes = [
  'UNKNOWN_ITEM',
  'UNIT_NOT_OF_ITEM',
  'PRICE_MISSING',
  'QTY_NOT_EXACT',
  'NO_LINES',
] as const;

/** The lines of an order to be, in their turn, and its totals. */
export async function priceLines<Line extends OrderLine>(
  tx: ErpTx,
  ctx: Ctx,
  side: 'purchase' | 'sales',
  order: {
    readonly orderId?: Id | undefined;
    readonly partnerId: Id;
    readonly deliveryDate: string;
    readonly lines: readonly Line[];
  },
) {
  if (order.lines.length === 0) refuse('NO_LINES');
  const wanted = await withUnsaid(tx, ctx, side, order);
  const items = await loadLineItems(tx, ctx, side, order.partnerId, wanted);
  const priced = wanted.map((line, index) => {
    const item = items[index] ?? refuse('UNKNOWN_ITEM', { line: index + 1 });
    const price =
      line.priceWithTax ??
      listPriceOf(item.listPrice, item) ??
      refuse('PRICE_MISSING', { line: index + 1, item: item.code });
    const taxRate = line.taxRate ?? item.taxRate;
    return { line, item, taxRate, worth: priceLine(line.qty, price, item, taxRate) };
  });
  const lines = priced.map(({ line, item, taxRate, worth }, index) => ({
    line,
    item,
    row: {
      id: newId(),
      line_no: index + 1,
      item_id: item.itemId,
      unit_id: item.unitId,
      qty_entered: qtyText(line.qty),
      qty: qtyText(worth.qty),
      price_entered: priceText(worth.priceEntered),
      price_with_tax: priceText(worth.priceWithTax),
      price: priceText(worth.price),
      tax_rate: rateText(taxRate),
      amount: amountText(worth.amount),
      tax_amount: amountText(worth.taxAmount),
      total: amountText(worth.total),
      delivery_date: line.deliveryDate ?? order.deliveryDate,
    },
  }));
  const totals = {
    amount: amountText(sumAmount(priced.map(({ worth }) => worth.amount))),
    taxAmount: amountText(sumAmount(priced.map(({ worth }) => worth.taxAmount))),
    total: amountText(sumAmount(priced.map(({ worth }) => worth.total))),
  };
  return { lines, totals };
}

/** A line that is to be written: as it was asked for, its item, and the columns that lines of both sides have. */
export type PricedLine<Line extends OrderLine = OrderLine> = Awaited<
  ReturnType<typeof priceLines<Line>>
>['lines'][number];
