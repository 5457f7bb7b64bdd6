// What planning calls its messages, proposals, reasons and colours, in the trade's words. A colour is never alone: each
// has a shape and a word.
import type { StateWords } from '../../kit/parts.tsx';

type Both = { readonly zh: string; readonly en: string };

export const MESSAGE_WORDS: StateWords = {
  order: { zh: '该采购', en: 'order', tone: 'info' },
  make: { zh: '该生产', en: 'make', tone: 'info' },
  expedite: { zh: '提前', en: 'expedite', tone: 'warn' },
  defer: { zh: '推迟', en: 'defer', tone: '' },
  cancel: { zh: '取消', en: 'cancel', tone: 'bad' },
  increase: { zh: '增加', en: 'increase', tone: 'warn' },
  decrease: { zh: '减少', en: 'decrease', tone: '' },
  overdue: { zh: '逾期', en: 'overdue', tone: 'bad' },
  noSource: { zh: '无货源', en: 'no source', tone: 'hold' },
  noLeadTime: { zh: '无提前期', en: 'no lead time', tone: 'hold' },
  bomMissing: { zh: 'BOM 缺失', en: 'BOM missing', tone: 'hold' },
  loop: { zh: 'BOM 循环', en: 'BOM loop', tone: 'hold' },
  expires: { zh: '用前到期', en: 'expires before use', tone: 'warn' },
};

export const ORDER_KIND_WORDS: StateWords = {
  buy: { zh: '采购', en: 'buy', tone: 'info' },
  make: { zh: '生产', en: 'make', tone: '' },
  subcontract: { zh: '委外', en: 'subcontract', tone: 'hold' },
};

/** 绿 足料, 黄 在途可满足, 红 缺料. */
export const COLOUR_WORDS: StateWords = {
  green: { zh: '足料', en: 'ready', tone: 'ok' },
  yellow: { zh: '在途可满足', en: 'covered', tone: 'warn' },
  red: { zh: '缺料', en: 'short', tone: 'bad' },
};

export const ALERT_WORDS: StateWords = {
  short: { zh: '缺料', en: 'short', tone: 'bad' },
  late: { zh: '推迟', en: 'late', tone: 'warn' },
  relieved: { zh: '已解除', en: 'relieved', tone: 'ok' },
};

/** Which rule made a quantity or a date. */
export const REASON_WORDS: Readonly<Record<string, Both>> = {
  need: { zh: '结存会低于零', en: 'stock would fall below zero' },
  safety: { zh: '结存会低于安全库存', en: 'stock would fall below the safety stock' },
  past: {
    zh: '需求日已过，今天以前的缺口合在一起',
    en: 'the need lies before today; all that is short is taken together',
  },
  period: { zh: '几天内的缺口合成一单', en: 'one order for what runs short within several days' },
  scrap: { zh: '加上制造损耗', en: 'what is lost in making is added' },
  minimum: { zh: '提到最小批量', en: 'raised to the minimum' },
  multiple: { zh: '按倍量取整', en: 'rounded up to the multiple' },
  fixedLot: { zh: '按固定批量', en: 'in fixed lots' },
  maximum: { zh: '按最大批量拆开', en: 'split by the maximum' },
  closedDay: { zh: '避开休息日', en: 'moved off a closed day' },
  inspection: { zh: '留出检验时间', en: 'time for inspection' },
  safetyTime: { zh: '留出安全时间', en: 'safety time' },
  lateStart: { zh: '今天开始也已经晚了', en: 'should have started before today' },
  expired: { zh: '有库存，但用之前就到期', en: 'there is stock, but it expires before the need' },
};

/** 备货生产, 以销定产. */
export const POLICY_WORDS: StateWords = {
  stock: { zh: '备货', en: 'to stock', tone: '' },
  order: { zh: '按单', en: 'to order', tone: 'hold' },
};

/** How an order line stands: the colours of the trade, with late as the worst. */
export const STANDING_WORDS: StateWords = {
  ready: { zh: '足料', en: 'ready', tone: 'ok' },
  covered: { zh: '在途可满足', en: 'covered', tone: 'warn' },
  short: { zh: '缺料', en: 'short', tone: 'bad' },
  late: { zh: '赶不上', en: 'late', tone: 'bad' },
};

export const CHANGE_WORDS: StateWords = {
  new: { zh: '新', en: 'new', tone: 'info' },
  changed: { zh: '变了', en: 'changed', tone: 'warn' },
};
