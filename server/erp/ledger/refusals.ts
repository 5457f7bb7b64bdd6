// Why the book of money says no.
import type { RefusalCatalogue } from '../../kernel/refusal.ts';

export const ledgerRefusals: RefusalCatalogue = {
  PERIOD_CLOSED: { zh: '会计期间 {period} 已结账', en: 'Period {period} is closed' },
  NO_PERIOD: { zh: '{date} 不在任何会计期间内', en: '{date} lies in no period' },
  NOT_BALANCED: {
    zh: '借方 {debit} 与贷方 {credit} 不相等',
    en: 'Debit {debit} does not equal credit {credit}',
  },
  UNKNOWN_ACCOUNT: { zh: '没有可记账的科目 {account}', en: 'There is no postable account {account}' },
  CONTROLLED_ACCOUNT: {
    zh: '科目 {account} 由业务单据记账，不能手工填写',
    en: 'Account {account} is posted to by documents, not by hand',
  },
  NO_RULE: { zh: '没有“{event}”的凭证规则', en: 'There is no posting rule for {event}' },
  VOUCHER_REVERSED: { zh: '凭证已冲销', en: 'The voucher is already reversed' },
  VOUCHER_FROM_BUSINESS: {
    zh: '凭证 {no} 由业务单据产生，请冲销其来源单据',
    en: 'Voucher {no} comes from a document; reverse that document instead',
  },
  OWN_REVIEW: { zh: '不能审核自己制作的凭证 {no}', en: 'Nobody reviews a voucher of their own: {no}' },
  ALREADY_SIGNED: { zh: '凭证 {no} 已签过', en: 'Voucher {no} has been signed already' },
  NOT_REVIEWED: { zh: '凭证 {no} 尚未审核', en: 'Voucher {no} has not been reviewed' },
  CLOSE_BLOCKED: {
    zh: '期间 {period} 还不能结账：{reasons}',
    en: 'Period {period} cannot be closed yet: {reasons}',
  },
  CLOSE_UNFINISHED: {
    zh: '期间 {period} 尚有未完事项，确认后可结账：{reasons}',
    en: 'Period {period} has unfinished matters; accept them to close: {reasons}',
  },
  LATER_CLOSED: { zh: '请先反结账 {later}', en: 'Reopen {later} first' },
};
