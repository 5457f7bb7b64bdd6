// Why planned orders and drafted purchases are refused.
import type { RefusalCatalogue } from '../../kernel/refusal.ts';

export const planOrderRefusals: RefusalCatalogue = {
  PROPOSAL_GONE: {
    zh: '计划已变，建议 {key} 不在了，请刷新后再选',
    en: 'The plan has changed: proposal {key} is no longer there',
  },
  NOT_A_PURCHASE: { zh: '{item} 不是外购建议，不能生成采购订单', en: '{item} is not to be bought' },
  RELEASED_BY_PURCHASE: {
    zh: '{no} 是采购类计划订单，请生成采购订单',
    en: '{no} is to be bought: draft a purchase for it',
  },
  NOTHING_TO_BUY: {
    zh: '没有可生成采购的物料：{items}',
    en: 'Nothing can be ordered: {items}',
  },
  DATES_OUT_OF_ORDER: { zh: '开工日期晚于完工日期', en: 'The start lies after the end' },
  WAREHOUSE_MISSING: { zh: '{item} 没有默认仓库，请指定收货仓库', en: '{item} has no warehouse: name one' },
};
