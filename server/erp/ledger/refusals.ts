// Why the book of money says no.
import type { RefusalCatalogue } from '../../kernel/refusal.ts';

export const ledgerRefusals: RefusalCatalogue = {
  PERIOD_CLOSED: { zh: '会计期间 {period} 已结账', en: 'Period {period} is closed' },
  NO_PERIOD: { zh: '{date} 不在任何会计期间内', en: '{date} lies in no period' },
  NOT_BALANCED: { zh: '借方 {debit} 与贷方 {credit} 不相等', en: 'Debit {debit} does not equal credit {credit}' },
  UNKNOWN_ACCOUNT: { zh: '没有可记账的科目 {account}', en: 'There is no postable account {account}' },
  NO_RULE: { zh: '没有“{event}”的凭证规则', en: 'There is no posting rule for {event}' },
  VOUCHER_REVERSED: { zh: '凭证 {no} 已冲销', en: 'Voucher {no} is already reversed' },
  VOUCHER_FROM_BUSINESS: {
    zh: '凭证 {no} 由业务单据产生，请冲销其来源单据',
    en: 'Voucher {no} comes from a document; reverse that document instead',
  },
  OWN_REVIEW: { zh: '不能审核自己制作的凭证', en: 'Nobody reviews a voucher of their own' },
  CLOSE_BLOCKED: { zh: '期间 {period} 还不能结账：{reasons}', en: 'Period {period} cannot be closed yet: {reasons}' },
  EARLIER_OPEN: { zh: '请先结账 {earlier}', en: 'Close {earlier} first' },
};
