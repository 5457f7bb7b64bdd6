// The ledger's public face.
import { closePeriod, reopenPeriod } from './commands/close-period.ts';
import { reverseVoucher, reviewVoucher, writeVoucher } from './commands/write-voucher.ts';
import { getVoucher, listPeriods, trialBalanceList, voucherLineList, voucherList } from './queries.ts';
import { ledgerRefusals } from './refusals.ts';

export { postVouchers } from './post-vouchers.ts';
export { postableAccounts } from './load.ts';
export { type RuleFacts, type Rules, linesOf, loadRules, mergeLines } from './rules.ts';
export { readChart, seedLedger } from './seed.ts';
export type { FinTx, PostedVoucher, VoucherDraft, VoucherLineDraft } from './types.ts';

export const ledger = {
  commands: [writeVoucher, reverseVoucher, reviewVoucher, closePeriod, reopenPeriod],
  queries: [getVoucher, listPeriods],
  lists: [voucherList, voucherLineList, trialBalanceList],
  refusals: ledgerRefusals,
};
