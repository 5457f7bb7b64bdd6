// Why costing says no.
import type { RefusalCatalogue } from '../../kernel/refusal.ts';

export const costingRefusals: RefusalCatalogue = {
  NOT_WAITING: {
    zh: '流水 {movement} 不在核算异常中',
    en: 'Movement {movement} does not wait for its value',
  },
  VALUE_NOT_ASKED: {
    zh: '流水 {movement} 缺的不是金额，请先处理原因再重新核算',
    en: 'What movement {movement} lacks is not a value; put the cause right and value it again',
  },
};
