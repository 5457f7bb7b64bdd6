// The public face of openings: what can be brought in of a company's old books.
export { openingBalanceImport } from './balances.ts';
export { openingItemImport } from './items.ts';
