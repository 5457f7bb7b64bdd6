// Ends a count with what has been counted: bins that nobody will look into any more are left out, also those that were
// to be looked into again, because one look proves no difference.
import { z } from 'zod';
import { defineCommand } from '../../../kernel/command.ts';
import { requireWarehouse } from '../../../kernel/ctx.ts';
import { recordStep, requireStep } from '../../../kernel/document.ts';
import { zId } from '../../../kernel/schema.ts';
import { endTasks, lockOpenTasks } from '../../tasks/index.ts';
import { lockJob } from '../load.ts';
import { settleJob } from '../settle-job.ts';
import { countJobStates } from '../states.ts';

export const closeUncounted = defineCommand({
  name: 'counting.close-uncounted',
  right: 'count_order.edit',
  input: z.object({ jobId: zId, reason: z.string().trim().min(1).max(200) }),
  output: z.object({ state: z.string(), left: z.int() }),
  refusals: [],
  run: async (tx, input, ctx) => {
    const job = await lockJob(tx, ctx, input.jobId);
    requireWarehouse(ctx, job.warehouseId, job.warehouseCode);
    requireStep(countJobStates, 'close_uncounted', job.state, job.no);
    const tasks = await lockOpenTasks(tx, ctx, job.id, 'count');
    await endTasks(
      tx,
      ctx,
      tasks.map((task) => task.id),
      'cancelled',
      'UNCOUNTED',
    );
    const state = await settleJob(tx, ctx, job);
    await recordStep(tx, ctx, {
      documentKind: 'count_job',
      documentId: job.id,
      verb: 'close_uncounted',
      from: job.state,
      to: state,
      note: { left: tasks.length, reason: input.reason },
    });
    return { state, left: tasks.length };
  },
});
