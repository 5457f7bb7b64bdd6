// What the orders of all modules share.
export { ORDER_STATE_WORDS, PROGRESS_WORDS, SIGNED_COLUMNS, pricedColumns } from './columns.ts';
