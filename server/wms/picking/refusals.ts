// Why picking says no: the wrong thing is named together with what was expected.
import type { RefusalCatalogue } from '../../kernel/refusal.ts';

export const pickingRefusals: RefusalCatalogue = {
  WRONG_BIN: { zh: '扫到仓位 {scanned}，应为 {expected}', en: 'Scanned bin {scanned}, expected {expected}' },
  WRONG_ITEM: { zh: '扫到 {scanned}，应拣 {expected}', en: 'Scanned {scanned}, expected {expected}' },
  WRONG_LOT: { zh: '扫到批号 {scanned}，应拣 {expected}', en: 'Scanned lot {scanned}, expected {expected}' },
  LOT_REQUIRED: { zh: '请扫批号，应拣 {expected}', en: 'Scan the lot; {expected} is expected' },
  NOT_A_PICK: { zh: '任务 {no} 不是拣货任务', en: 'Task {no} is no pick task' },
};
