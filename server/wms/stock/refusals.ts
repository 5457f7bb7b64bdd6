// Why the stock book says no.
import type { RefusalCatalogue } from '../../kernel/refusal.ts';

export const stockRefusals: RefusalCatalogue = {
  NOT_ENOUGH_STOCK: {
    zh: '库存不足：{shortages}',
    en: 'Not enough stock: {shortages}',
  },
  ALLOCATION_GONE: {
    zh: '这笔分配已被使用或释放，请刷新任务',
    en: 'This allocation was already used or released; refresh the task',
  },
};
