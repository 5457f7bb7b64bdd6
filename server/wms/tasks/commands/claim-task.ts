// Takes a task: one person wins, the other is told who has it.
import { sql } from 'kysely';
import { z } from 'zod';
import { defineCommand } from '../../../kernel/command.ts';
import { audit } from '../../../kernel/ctx.ts';
import { zId } from '../../../kernel/schema.ts';
import { lockTask, requireWorkable } from '../write.ts';

export const claimTask = defineCommand({
  name: 'tasks.claim-task',
  right: 'task.execute',
  input: z.object({ taskId: zId }),
  output: z.object({ state: z.string() }),
  refusals: ['TASK_TAKEN', 'TASK_OVER'],
  run: async (tx, input, ctx) => {
    const task = await lockTask(tx, ctx, input.taskId);
    await requireWorkable(tx, ctx, task);
    const state = task.state === 'ready' ? 'claimed' : task.state;
    await sql`update wms.task set state = ${state}, assignee_id = ${ctx.actor.userId}, claimed_at = ${ctx.now}::timestamptz,
      version = version + 1 where company_id = ${ctx.companyId} and id = ${task.id}`.execute(tx);
    audit(ctx, 'task', task.id, { state: task.state }, { state, assignee: ctx.actor.login });
    return { state };
  },
});
