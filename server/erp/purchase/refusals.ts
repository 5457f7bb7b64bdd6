// Why purchasing says no.
import type { RefusalCatalogue } from '../../kernel/refusal.ts';

export const purchaseRefusals: RefusalCatalogue = {
  NOTHING_LEFT_TO_NOTIFY: { zh: '{no} 没有可下推的数量', en: '{no} has no quantity left to push down' },
  NOTIFY_TOO_MUCH: {
    zh: '第 {line} 行可下推 {left}，不能下推 {qty}',
    en: 'Line {line}: {left} may be pushed down, not {qty}',
  },
  HAS_DOWNSTREAM: {
    zh: '{no} 已有下游单据，不能反审核',
    en: '{no} has downstream documents; it cannot be unapproved',
  },
  LINE_NOT_OPEN: {
    zh: '{no} 中有一行不存在或已关闭',
    en: 'A line of {no} is not there or is closed',
  },
  NOT_EARLIER: {
    zh: '第 {line} 行 {item} 本来就在 {expected} 到，催到 {day} 没有意义',
    en: 'Line {line}, {item} is expected on {expected} already; asking for {day} changes nothing',
  },
  DAY_IS_PAST: {
    zh: '第 {line} 行 {item} 不能催到今天以前的 {day}',
    en: 'Line {line}, {item} cannot be asked for {day}, which has passed',
  },
  NOTHING_ASKED: {
    zh: '第 {line} 行 {item} 没有在催',
    en: 'Line {line}, {item} was not asked for, or no longer is',
  },
  NOT_A_SUPPLIER: { zh: '{partner} 不是供应商', en: '{partner} is not a supplier' },
};
