// Tasks' public face.
import { claimTask } from './commands/claim-task.ts';
import { assignTask, releaseTask, saveProgress } from './commands/release-task.ts';
import { getTask, listMyTasks, taskList } from './queries.ts';
import { taskRefusals } from './refusals.ts';

export { type Holders, loadHolders } from './holders.ts';
export {
  advanceTask,
  createTasks,
  endTasks,
  lockOpenTasks,
  lockTask,
  lockWorkableTask,
  requireWorkable,
} from './write.ts';
export { loadTaskCards, zTaskCard } from './queries.ts';
export type { Task, TaskDraft, TaskKind } from './types.ts';

export const tasks = {
  commands: [claimTask, releaseTask, assignTask, saveProgress],
  queries: [listMyTasks, getTask],
  lists: [taskList],
  refusals: taskRefusals,
};
