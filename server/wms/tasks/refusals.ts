// Why a task says no.
import type { RefusalCatalogue } from '../../kernel/refusal.ts';

export const taskRefusals: RefusalCatalogue = {
  TASK_TAKEN: { zh: '任务 {no} 已由 {by} 领取', en: 'Task {no} has been taken by {by}' },
  TASK_OVER: { zh: '任务 {no} 已{state}', en: 'Task {no} is already {state}' },
  TASK_TOO_MUCH: { zh: '任务 {no} 还剩 {left}，不能做 {qty}', en: 'Task {no} has {left} left, not {qty}' },
};
