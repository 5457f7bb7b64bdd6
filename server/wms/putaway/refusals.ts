// Why put-away says no. A legal deviation asks to be confirmed by scanning the same bin again.
import type { RefusalCatalogue } from '../../kernel/refusal.ts';

export const putawayRefusals: RefusalCatalogue = {
  OTHER_BIN: {
    zh: '扫到 {scanned}，建议 {expected}。再扫一次 {scanned} 即放这里',
    en: 'Scanned {scanned}, suggested {expected}. Scan {scanned} again to use it',
  },
  WRONG_KIND: { zh: '任务 {no} 不是上架任务', en: 'Task {no} is no put-away task' },
};
