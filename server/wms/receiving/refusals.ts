// Why receiving says no.
import type { RefusalCatalogue } from '../../kernel/refusal.ts';

export const receivingRefusals: RefusalCatalogue = {
  OVER_TOLERANCE: {
    zh: '{item} 最多还可收 {left}（含超收），这次要收 {qty}',
    en: '{item}: at most {left} more may be received (with tolerance), not {qty}',
  },
  EXPIRY_REQUIRED: { zh: '{item} 须录入生产日期或有效期', en: '{item} needs a production or expiry date' },
  LOT_EXPIRED: { zh: '{item} 批号 {lot} 有效期 {expiry} 已过', en: '{item} lot {lot} expired on {expiry}' },
  LIFE_TOO_SHORT: {
    zh: '{item} 剩余 {days} 天，要求至少 {least} 天',
    en: '{item} has {days} days left; at least {least} are required',
  },
  LOT_DIFFERS: {
    zh: '批号 {lot} 已有记录，有效期是 {known}，与这次的 {given} 不同',
    en: 'Lot {lot} is known with expiry {known}, not {given}',
  },
  MORE_THAN_RECEIVED: {
    zh: '收货 {received}，已判 {ruled}，不能再判 {qty}',
    en: 'Received {received}, already ruled {ruled}: {qty} more is too much',
  },
  NOT_INSPECTED: { zh: '这批货不在待检状态', en: 'These goods are not waiting for inspection' },
  NOTHING_SHORT: { zh: '{no} 没有短少', en: '{no} has nothing short' },
};
