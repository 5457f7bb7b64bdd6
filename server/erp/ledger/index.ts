// The ledger's public face.
export { postVouchers } from './post-vouchers.ts';
export { postableAccounts } from './load.ts';
export { ledgerRefusals } from './refusals.ts';
export { type RuleFacts, type Rules, linesOf, loadRules, mergeLines } from './rules.ts';
export { readChart, seedLedger } from './seed.ts';
export type { FinTx, PostedVoucher, VoucherDraft, VoucherLineDraft } from './types.ts';
