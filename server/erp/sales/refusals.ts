// Why sales says no.
import type { RefusalCatalogue } from '../../kernel/refusal.ts';

export const salesRefusals: RefusalCatalogue = {
  NOTHING_LEFT_TO_SHIP: { zh: '{no} 没有可下推的数量', en: '{no} has no quantity left to ship' },
  SHIP_TOO_MUCH: {
    zh: '第 {line} 行可下推 {left}，不能下推 {qty}',
    en: 'Line {line}: {left} may be pushed down, not {qty}',
  },
  SALES_HAS_DOWNSTREAM: {
    zh: '{no} 已有下游单据，不能反审核',
    en: '{no} has downstream documents; it cannot be unapproved',
  },
  NOT_A_CUSTOMER: { zh: '{partner} 不是客户', en: '{partner} is not a customer' },
  SPLIT_BEYOND: {
    zh: '第 {line} 行 {item} 未发 {open}，留 {qty} 就没有可拆的了',
    en: 'Line {line}, {item}: {open} are open; keeping {qty} leaves nothing to split off',
  },
  SPLIT_NOTIFIED: {
    zh: '第 {line} 行 {item} 只有 {free} 还没通知发货，拆不出 {qty}',
    en: 'Line {line}, {item}: only {free} are not with the warehouse yet, {qty} cannot be split off',
  },
  SPLIT_MADE_TO_ORDER: {
    zh: '第 {line} 行 {item} 按单生产：为它备的料不会给拆出的行用，不能拆',
    en: 'Line {line}, {item} is made to order: what was ordered for it would not serve a new line',
  },
  MERGE_UNLIKE: {
    zh: '第 {line} 行不能并入第 {other} 行：物料、单位、价格或税率不同，或已通知发货',
    en: 'Line {line} cannot be merged into line {other}: other goods, unit, price or tax, or the warehouse has it already',
  },
  CREDIT_EXCEEDED: {
    zh: '{partner} 信用额度 {limit}，已占用 {used}，本单 {total}。仍要审核请勾选“超信用放行”',
    en: '{partner}: credit limit {limit}, used {used}, this order {total}. Confirm to approve beyond the limit',
  },
};
