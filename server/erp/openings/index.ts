// The public face of openings: what can be brought in of a company's old books, and how it is taken back.
import { reverseOpeningBalances, reverseOpeningItem } from './commands/take-back.ts';
import { itemsOfVoucher } from './queries.ts';
import { openingRefusals } from './refusals.ts';

export { openingBalanceImport } from './balances.ts';
export { openingItemImport } from './items.ts';

export const openings = {
  commands: [reverseOpeningItem, reverseOpeningBalances],
  queries: [itemsOfVoucher],
  lists: [],
  refusals: openingRefusals,
};
