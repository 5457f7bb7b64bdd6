// Why transferring says no.
import type { RefusalCatalogue } from '../../kernel/refusal.ts';

export const transferringRefusals: RefusalCatalogue = {
  NOTHING_TO_ALLOCATE: {
    zh: '{no} 没有可分配的库存：{shortages}',
    en: '{no}: no stock can be held for it: {shortages}',
  },
  NOTHING_UNALLOCATED: { zh: '{no} 没有未分配的数量', en: '{no} has no quantity without stock' },
  NOT_AN_ARRIVAL: { zh: '任务 {no} 不是调入任务', en: 'Task {no} is no arrival of a transfer' },
  NOT_AT_DESTINATION: {
    zh: '仓位 {bin} 不在调入仓 {warehouse}',
    en: 'Bin {bin} is not in the receiving warehouse {warehouse}',
  },
  NOTHING_MISSING: {
    zh: '{no} 的在途数量都有调入任务，没有缺失',
    en: 'Everything of {no} in transit has a task; nothing is missing',
  },
};
