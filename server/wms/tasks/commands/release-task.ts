// Gives a task back, or hands it over: to everyone, or (for a supervisor) to a named person.
import { sql } from 'kysely';
import { z } from 'zod';
import { defineCommand } from '../../../kernel/command.ts';
import { audit } from '../../../kernel/ctx.ts';
import { zId } from '../../../kernel/schema.ts';
import { lockTask, requireWorkable } from '../write.ts';

export const releaseTask = defineCommand({
  name: 'tasks.release-task',
  right: 'task.execute',
  input: z.object({ taskId: zId }),
  output: z.object({ state: z.string() }),
  refusals: ['TASK_TAKEN', 'TASK_OVER'],
  run: async (tx, input, ctx) => {
    const task = await lockTask(tx, ctx, input.taskId);
    await requireWorkable(tx, ctx, task);
    const state = task.qtyDone > 0n ? 'started' : 'ready';
    await sql`update wms.task set state = ${state}, assignee_id = null, version = version + 1
      where company_id = ${ctx.companyId} and id = ${task.id}`.execute(tx);
    audit(ctx, 'task', task.id, { state: task.state, assignee: ctx.actor.login }, { state, assignee: null });
    return { state };
  },
});

export const assignTask = defineCommand({
  name: 'tasks.assign-task',
  right: 'task.assign',
  input: z.object({ taskId: zId, userId: zId.nullable() }),
  output: z.object({ state: z.string() }),
  refusals: ['TASK_OVER'],
  run: async (tx, input, ctx) => {
    const task = await lockTask(tx, ctx, input.taskId);
    if (task.assigneeId === null) await requireWorkable(tx, ctx, task);
    const state = task.qtyDone > 0n ? 'started' : input.userId ? 'claimed' : 'ready';
    await sql`update wms.task set state = ${state}, assignee_id = ${input.userId}, version = version + 1
      where company_id = ${ctx.companyId} and id = ${task.id} and state in ('ready', 'claimed', 'started')`.execute(
      tx,
    );
    audit(ctx, 'task', task.id, { assignee: task.assigneeId }, { assignee: input.userId });
    return { state };
  },
});

/** Where the worker stands, so that another device continues; who stands somewhere has taken the task. */
export const saveProgress = defineCommand({
  name: 'tasks.save-progress',
  right: 'task.execute',
  input: z.object({ taskId: zId, progress: z.record(z.string().max(40), z.string().max(400)) }),
  output: z.object({}),
  refusals: ['TASK_TAKEN', 'TASK_OVER'],
  run: async (tx, input, ctx) => {
    const task = await lockTask(tx, ctx, input.taskId);
    await requireWorkable(tx, ctx, task);
    await sql`update wms.task set progress = ${JSON.stringify(input.progress)}::jsonb, assignee_id = ${ctx.actor.userId},
      state = case state when 'ready' then 'claimed' else state end,
      claimed_at = coalesce(claimed_at, ${ctx.now}::timestamptz)
      where company_id = ${ctx.companyId} and id = ${task.id}`.execute(tx);
    return {};
  },
});
