// Why a count order says no.
import type { RefusalCatalogue } from '../../kernel/refusal.ts';

export const countRefusals: RefusalCatalogue = {
  DECISION_MISSING: {
    zh: '{no} 还有差异没有处理意见：{lines}',
    en: '{no} has differences without a decision: {lines}',
  },
  NOTHING_TO_DECIDE: {
    zh: '{no} 第 {line} 行没有待处理的差异',
    en: '{no}, line {line}: there is no difference to decide',
  },
  REASON_NEEDED: { zh: '{no} 第 {line} 行要写原因', en: '{no}, line {line}: a reason is needed' },
};
