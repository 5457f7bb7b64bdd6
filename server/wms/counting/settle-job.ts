// Where a count job stands after a bin is done or left out: with bins open it goes on, without them the issuer hears the
// result.
import type { Ctx, Tx } from '../../kernel/ctx.ts';
import { lockOpenTasks } from '../tasks/index.ts';
import { reportResult } from './report.ts';
import type { CountJob } from './types.ts';
import { setJobState } from './write.ts';

async function stateOf(tx: Tx, ctx: Ctx, job: CountJob): Promise<string> {
  const open = await lockOpenTasks(tx, ctx, job.id, 'count');
  if (open.length > 0) return 'counting';
  const { differs } = await reportResult(tx, ctx, job);
  return differs ? 'counted' : 'closed';
}

/** Reads the state of a locked job from its tasks and sets it; without a difference nothing is left to decide. */
export async function settleJob(tx: Tx, ctx: Ctx, job: CountJob): Promise<string> {
  const state = await stateOf(tx, ctx, job);
  await setJobState(tx, ctx, job.id, state);
  return state;
}
