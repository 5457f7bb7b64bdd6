// 拆行: an open line of an approved order becomes two, and back. Quantities, money and what is promised of the two sum
// exactly to the one; what was notified, shipped or invoiced stays with the first. What goes is the last slice of the line,
// so that invoices of what stays go on as they began. Each part is worth what it would be as a line of its own, wherever two
// such lines sum to the one; elsewhere the odd cent goes with the rest, which is far within what the invoice platform
// bears: tax off by 0.06 a line and 1.27 an invoice.
import type { Amount, Qty, Rate, UnitPrice } from '../../kernel/decimal.ts';
import { addAmount, addQty, minQty, qtyText, subAmount, subQty } from '../../kernel/decimal.ts';
import type { Id } from '../../kernel/ids.ts';
import { refuse } from '../../kernel/refusal.ts';
import { priceSlice } from '../orders/index.ts';

/** How much a line is, as typed and in base units, and what it is worth. */
export type Portion = {
  readonly entered: Qty;
  readonly qty: Qty;
  readonly amount: Amount;
  readonly taxAmount: Amount;
  readonly total: Amount;
  /** Set aside for it and not shipped yet. */
  readonly promised: Qty;
};

export type OpenLine = Portion & {
  readonly id: Id;
  readonly lineNo: number;
  readonly itemId: Id;
  readonly item: string;
  readonly unitId: Id;
  readonly notified: Qty;
  readonly shipped: Qty;
  /** With tax, of the unit that was typed. */
  readonly priceEntered: UnitPrice;
  readonly taxRate: Rate;
  /** Planned under a tracking number of its own. */
  readonly madeToOrder: boolean;
};

export type Parts = { readonly first: Portion; readonly rest: Portion };

/**
 * `kept` of what is open stays, the rest goes. Refuses SPLIT_MADE_TO_ORDER, SPLIT_BEYOND where nothing would be left on
 * either side, SPLIT_NOTIFIED where the warehouse has been told of more than would stay, QTY_NOT_EXACT where a part could not
 * have been typed in the unit of the line.
 */
export function decideSplit(line: OpenLine, kept: Qty): Parts {
  const facts = { line: line.lineNo, item: line.item };
  if (line.madeToOrder) refuse('SPLIT_MADE_TO_ORDER', facts);
  const open = subQty(line.qty, line.shipped);
  if (kept <= 0n || kept >= open)
    refuse('SPLIT_BEYOND', { ...facts, open: qtyText(open), qty: qtyText(kept) });
  const gone = subQty(open, kept);
  const free = subQty(line.qty, line.notified);
  if (gone > free) refuse('SPLIT_NOTIFIED', { ...facts, free: qtyText(free), qty: qtyText(gone) });
  const entered = typedOf(line, gone);
  const said = { price: line.priceEntered, entered: line.entered, base: line.qty };
  const told = { amount: line.amount, tax: line.taxAmount, said };
  const { amount, tax } = priceSlice(told, line.taxRate, subQty(line.qty, gone), gone);
  const total = addAmount(amount, tax);
  const promised = minQty(gone, line.promised);
  const rest: Portion = { entered, qty: gone, amount, taxAmount: tax, total, promised };
  return { first: less(line, rest), rest };
}

/** A part as it would have been typed. */
function typedOf(line: OpenLine, part: Qty): Qty {
  const product = line.entered * part;
  return product % line.qty === 0n
    ? ((product / line.qty) as Qty)
    : refuse('QTY_NOT_EXACT', { item: line.item });
}

const less = (whole: Portion, part: Portion): Portion => ({
  entered: subQty(whole.entered, part.entered),
  qty: subQty(whole.qty, part.qty),
  amount: subAmount(whole.amount, part.amount),
  taxAmount: subAmount(whole.taxAmount, part.taxAmount),
  total: subAmount(whole.total, part.total),
  promised: subQty(whole.promised, part.promised),
});

/** One line again. Refuses MERGE_UNLIKE unless goods, unit, price and tax are the same and nothing of the second has moved. */
export function decideMerge(into: OpenLine, rest: OpenLine): Portion {
  const isAlike =
    into.id !== rest.id &&
    into.itemId === rest.itemId &&
    into.unitId === rest.unitId &&
    into.priceEntered === rest.priceEntered &&
    into.taxRate === rest.taxRate &&
    !into.madeToOrder;
  if (!isAlike || rest.notified > 0n || rest.shipped > 0n)
    refuse('MERGE_UNLIKE', { line: rest.lineNo, other: into.lineNo });
  return {
    entered: addQty(into.entered, rest.entered),
    qty: addQty(into.qty, rest.qty),
    amount: addAmount(into.amount, rest.amount),
    taxAmount: addAmount(into.taxAmount, rest.taxAmount),
    total: addAmount(into.total, rest.total),
    promised: addQty(into.promised, rest.promised),
  };
}
