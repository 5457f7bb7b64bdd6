// What the orders of all modules share.
export { ORDER_STATE_WORDS, PROGRESS_WORDS, SIGNED_COLUMNS, pricedColumns } from './columns.ts';
export { keepDraft, openDraft } from './drafts.ts';
export { type PricedLine, orderLineCodes, priceLines, zOrderLine } from './lines.ts';
export { type Taxed, type Told, priceSlice } from './slices.ts';
export { type ErpTx, type Order, type Orders, noteStep, takeStep } from './steps.ts';
