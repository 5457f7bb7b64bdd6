// Why invoicing and paying say no.
import type { RefusalCatalogue } from '../../kernel/refusal.ts';

export const settlementRefusals: RefusalCatalogue = {
  INVOICE_TOO_MUCH: {
    zh: '{no} 第 {line} 行未开票 {left}，不能开 {qty}',
    en: '{no} line {line}: {left} not invoiced, not {qty}',
  },
  OTHER_PARTNER: { zh: '所选行不属于 {partner}', en: 'A chosen line does not belong to {partner}' },
  NOT_YET_VALUED: {
    zh: '{no} 正在核算成本，请稍后再试',
    en: '{no} is still being valued; try again in a moment',
  },
  INVOICE_NO_USED: {
    zh: '供应商发票号 {invoice} 已录入',
    en: 'Supplier invoice {invoice} has been entered already',
  },
  AMOUNT_DIFFERS: {
    zh: '明细合计 {lines} 与发票金额 {invoice} 不符',
    en: 'The lines sum to {lines}, the invoice says {invoice}',
  },
  SETTLE_TOO_MUCH: { zh: '{no} 未结 {left}，不能结 {amount}', en: '{no} has {left} open, not {amount}' },
  SETTLE_NOT_SUM: { zh: '分摊合计 {sum} 不等于金额 {amount}', en: 'The parts sum to {sum}, not {amount}' },
  INVOICE_SETTLED: { zh: '{no} 已有收付款，请先冲销收付款', en: '{no} has payments; reverse them first' },
};
