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
  SUBSTITUTE_NOT_RELEASED: {
    zh: '{no} 是替代单，替代料随订单领用，不需投放',
    en: '{no} is a substitution: what it takes is used with the order, there is nothing to release',
  },
  NO_SUBSTITUTE: {
    zh: '{substitute} 不是 {item} 的替代料，请先在物料替代中维护',
    en: '{substitute} is no substitute of {item}',
  },
  SUBSTITUTE_GONE: {
    zh: '计划已变，{substitute} 现在帮不了 {id}，请刷新',
    en: 'The plan has changed: {substitute} does not help {id} any more',
  },
  SUBSTITUTE_MOVED: {
    zh: '计划已变，现在可替代 {item} 的数量是 {qty}，请核对后再替代',
    en: 'The plan has changed: the substitute would stand in for {qty} of {item} now',
  },
  NEED_GONE: {
    zh: '{id} 或 {than} 已不是未清的需求，请刷新',
    en: '{id} or {than} is no open need any more',
  },
  SERVED_BEFORE: {
    zh: '{id} 已经排在 {than} 前面',
    en: '{id} is served before {than} already',
  },
  RULING_ENDED: { zh: '这条让料已经撤销', en: 'This ruling has been ended already' },
  NOTHING_TO_BUY: {
    zh: '没有可生成采购的物料：{items}',
    en: 'Nothing can be ordered: {items}',
  },
  DATES_OUT_OF_ORDER: { zh: '开工日期晚于完工日期', en: 'The start lies after the end' },
  WAREHOUSE_MISSING: { zh: '{item} 没有默认仓库，请指定收货仓库', en: '{item} has no warehouse: name one' },
};
