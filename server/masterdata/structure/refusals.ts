// Why product structure says no.
import type { RefusalCatalogue } from '../../kernel/refusal.ts';

export const structureRefusals: RefusalCatalogue = {
  BOM_LOOP: { zh: 'BOM 循环引用：{loop}', en: 'The BOM runs in a loop: {loop}' },
  BOM_VERSION_EXISTS: {
    zh: '{item} 已有版本 {version}',
    en: '{item} has a version {version} already',
  },
  BOM_OF_ITSELF: {
    zh: '第 {line} 行：{item} 不能是自己的子项',
    en: 'Line {line}: {item} is no part of itself',
  },
  BOM_EMPTY: { zh: '{no} 没有子项，不能启用', en: '{no} has no components and cannot become active' },
  COMPONENT_UNKNOWN: {
    zh: '第 {line} 行的物料不存在或已停用',
    en: 'The item of line {line} does not exist or is inactive',
  },
  LINE_TAKES_NOTHING: {
    zh: '第 {line} 行没有用量',
    en: 'Line {line} takes no quantity',
  },
  DAYS_OUT_OF_ORDER: { zh: '生效日期晚于失效日期', en: 'It would end before it begins' },
  QUOTA_OVER_ONE: {
    zh: '{item} 的配额合计超过 100%',
    en: 'The quotas of {item} sum to more than 100%',
  },
  SUCCESSOR_HAS_SCOPE: {
    zh: '用完切换对所有父项生效，不能限定父项',
    en: 'Use up, then switch holds for every parent; it takes no scope',
  },
  SUPPLIER_TWICE: { zh: '第 {line} 行的供应商重复', en: 'The supplier of line {line} is there twice' },
  SUBSTITUTE_TWICE: { zh: '第 {line} 行的替代料重复', en: 'The substitute of line {line} is there twice' },
  SUBSTITUTE_IS_ITEM: {
    zh: '第 {line} 行：不能替代自己',
    en: 'Line {line}: an item does not stand in for itself',
  },
  SECOND_SUCCESSOR: { zh: '用完切换只能有一个', en: 'An item has one successor' },
  SUPPLIER_UNKNOWN: { zh: '第 {line} 行的供应商不存在', en: 'The supplier of line {line} does not exist' },
  COST_UNKNOWN: { zh: '没有成本或费率：{items}', en: 'Nobody has priced: {items}' },
  FIXED_LOT_MISSING: { zh: '固定批量须填批量', en: 'A fixed lot needs its size' },
};
