// Counting's public face.
import { closeUncounted } from './commands/close-uncounted.ts';
import { confirmCount } from './commands/confirm-count.ts';
import { countJobList, getCount, getJob } from './queries.ts';
import { countingRefusals } from './refusals.ts';

export { hearAdjust } from './hear-adjust.ts';
export { hearCount } from './hear-count.ts';

export const counting = {
  commands: [confirmCount, closeUncounted],
  queries: [getCount, getJob],
  lists: [countJobList],
  refusals: countingRefusals,
};
