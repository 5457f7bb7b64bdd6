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
  CREDIT_EXCEEDED: {
    zh: '{partner} 信用额度 {limit}，已占用 {used}，本单 {total}。仍要审核请勾选“超信用放行”',
    en: '{partner}: credit limit {limit}, used {used}, this order {total}. Confirm to approve beyond the limit',
  },
};
