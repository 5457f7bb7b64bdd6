// The ledger's public face.
import { closePeriod, reopenPeriod } from './commands/close-period.ts';
import { reverseVoucher } from './commands/reverse-voucher.ts';
import { reviewVoucher, reviewVouchers, signPosted } from './commands/sign-vouchers.ts';
import { writeVoucher } from './commands/write-voucher.ts';
import { lookupAccounts } from './lookup-accounts.ts';
import { getVoucher, listPeriods, trialBalanceList, voucherLineList, voucherList } from './queries.ts';
import { ledgerRefusals } from './refusals.ts';

export { type Booking, bookingOf } from './decide.ts';
export { loadPeriods, nextParts, postableAccounts } from './load.ts';
export { holdBookings, postVouchers } from './post-vouchers.ts';
export { ledgerRefusals } from './refusals.ts';
export { type RuleFacts, type Rules, linesOf, loadRules, mergeLines, problemOfEvent } from './rules.ts';
export { type Taxpayer, readChart, seedLedger } from './seed.ts';
export { loadVoucherLines, redLines } from './voucher-lines.ts';
export {
  type Control,
  type FinTx,
  type Period,
  type PostedVoucher,
  type VoucherDraft,
  type VoucherLineDraft,
  voucherNo,
} from './types.ts';

export const ledger = {
  commands: [
    writeVoucher,
    reverseVoucher,
    reviewVoucher,
    reviewVouchers,
    signPosted,
    closePeriod,
    reopenPeriod,
  ],
  queries: [getVoucher, listPeriods, lookupAccounts],
  lists: [voucherList, voucherLineList, trialBalanceList],
  refusals: ledgerRefusals,
};
