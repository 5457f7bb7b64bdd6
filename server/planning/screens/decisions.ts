// What planners decided about exception messages: read for the plan to judge whether it still holds, and written by
// commands that keep it through every rerun.
import { sql } from 'kysely';
import { z } from 'zod';
import { defineCommand, defineQuery } from '../../kernel/command.ts';
import { type Ctx, type Tx, audit } from '../../kernel/ctx.ts';
import type { Id } from '../../kernel/ids.ts';
import { refuse } from '../../kernel/refusal.ts';
import { zDate, zId, zText } from '../../kernel/schema.ts';
import { holdersOf } from '../../masterdata/people/index.ts';
import { askPlan } from '../resident/index.ts';

const MAY_PLAN = 'planning.edit';

export type DecisionRow = {
  readonly key: string;
  readonly kind: string;
  readonly day: string;
  readonly toDay: string;
  readonly qty: string;
  readonly toQty: string;
  readonly decision: 'dismissed' | 'snoozed' | 'assigned';
  readonly until: string | null;
  readonly ownerId: Id | null;
  readonly reason: string;
};

export async function loadDecisions(tx: Tx, companyId: Id, itemId: Id | null = null): Promise<DecisionRow[]> {
  const { rows } = await sql<DecisionRow>`
    select key, kind, day, to_day as "toDay", trim_scale(qty)::text as qty, trim_scale(to_qty)::text as "toQty", decision,
      until, owner_id as "ownerId", reason
    from plan.message_decision
    where company_id = ${companyId} ${itemId === null ? sql`` : sql`and item_id = ${itemId}`}`.execute(tx);
  return rows;
}

type Decision = {
  readonly decision: DecisionRow['decision'];
  readonly until: string | null;
  /** undefined keeps the owner there is. */
  readonly ownerId?: Id | null;
  readonly reason: string;
};

/** Writes one decision about several messages, with the facts they are made on. Refuses MESSAGE_GONE. */
async function decide(tx: Tx, ctx: Ctx, keys: readonly string[], made: Decision): Promise<{ count: number }> {
  const messages = await askPlan(ctx, 'messagesByKey', { keys });
  const found = new Map(messages.map((message) => [message.key, message]));
  const gone = keys.find((key) => !found.has(key));
  if (gone !== undefined) refuse('MESSAGE_GONE', { key: gone });
  const rows = [...found.values()].map((message) => ({
    key: message.key,
    kind: message.kind,
    item_id: message.item.id,
    day: message.date,
    to_day: message.toDate,
    qty: message.qty,
    to_qty: message.toQty,
  }));
  // A new owner changes neither what was decided nor the facts it was decided on; a decision leaves the owner.
  const kept =
    made.ownerId === undefined
      ? sql`kind = excluded.kind, item_id = excluded.item_id, day = excluded.day, to_day = excluded.to_day,
          qty = excluded.qty, to_qty = excluded.to_qty, decision = excluded.decision, until = excluded.until,
          reason = excluded.reason`
      : sql`owner_id = excluded.owner_id`;
  await sql`
    insert into plan.message_decision as d (company_id, key, kind, item_id, day, to_day, qty, to_qty, decision, until,
      owner_id, reason, decided_by, decided_at)
    select ${ctx.companyId}, key, kind, item_id, day, to_day, qty, to_qty, ${made.decision}, ${made.until}::date,
      ${made.ownerId ?? null}::uuid, ${made.reason}, ${ctx.actor.userId}, ${ctx.now}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as m (key text, kind text, item_id uuid, day date, to_day date,
      qty numeric, to_qty numeric)
    on conflict (company_id, key) do update set ${kept}, decided_by = excluded.decided_by,
      decided_at = excluded.decided_at`.execute(tx);
  for (const { key } of rows) audit(ctx, 'plan_message', key, null, { ...made });
  return { count: rows.length };
}

const zKeys = z.array(z.string().min(1).max(300)).min(1).max(500);
const output = z.object({ count: z.int() });

export const dismissMessages = defineCommand({
  name: 'planning.dismiss-messages',
  right: 'planning.edit',
  input: z.object({ keys: zKeys, reason: zText.default('') }),
  output,
  refusals: ['MESSAGE_GONE', 'PLAN_IMPOSSIBLE'],
  run: (tx, { keys, reason }, ctx) => decide(tx, ctx, keys, { decision: 'dismissed', until: null, reason }),
});

export const snoozeMessages = defineCommand({
  name: 'planning.snooze-messages',
  right: 'planning.edit',
  input: z.object({ keys: zKeys, until: zDate, reason: zText.default('') }),
  output,
  refusals: ['MESSAGE_GONE', 'PLAN_IMPOSSIBLE'],
  run: (tx, { keys, until, reason }, ctx) => decide(tx, ctx, keys, { decision: 'snoozed', until, reason }),
});

export const assignMessages = defineCommand({
  name: 'planning.assign-messages',
  right: 'planning.edit',
  input: z.object({ keys: zKeys, ownerId: zId.nullable() }),
  output,
  refusals: ['MESSAGE_GONE', 'OWNER_MAY_NOT_PLAN', 'PLAN_IMPOSSIBLE'],
  run: async (tx, { keys, ownerId }, ctx) => {
    const able = ownerId === null ? [] : await holdersOf(tx, ctx.companyId, MAY_PLAN);
    if (ownerId !== null && !able.some(({ id }) => id === ownerId)) refuse('OWNER_MAY_NOT_PLAN');
    return decide(tx, ctx, keys, { decision: 'assigned', until: null, ownerId, reason: '' });
  },
});

/** Who may look after messages, and the names of who does. */
export const planners = defineQuery({
  name: 'planning.planners',
  right: 'planning.view',
  input: z.object({}),
  output: z.object({ rows: z.array(z.object({ id: zId, name: z.string(), mayPlan: z.boolean() })) }),
  run: async (tx, _input, ctx) => {
    const able = await holdersOf(tx, ctx.companyId, MAY_PLAN);
    const { rows: others } = await sql<{ id: Id; name: string }>`
      select u.id, u.name from sys.user_account u where u.id in (
        select planner_id from md.item_planning where company_id = ${ctx.companyId} and planner_id is not null
        union select owner_id from plan.message_decision where company_id = ${ctx.companyId} and owner_id is not null)
        and u.id <> all(${able.map(({ id }) => id)}::uuid[])
      order by u.name limit 1000`.execute(tx);
    return {
      rows: [
        ...able.map(({ id, name }) => ({ id, name, mayPlan: true })),
        ...others.map(({ id, name }) => ({ id, name, mayPlan: false })),
      ],
    };
  },
});

/** Takes dismissals and snoozes back; who looks after a message stays. */
export const undoDecisions = defineCommand({
  name: 'planning.undo-decisions',
  right: 'planning.edit',
  input: z.object({ keys: zKeys }),
  output,
  refusals: [],
  run: async (tx, { keys }, ctx) => {
    const { rows } = await sql<{ key: string; decision: string }>`
      select key, decision from plan.message_decision
      where company_id = ${ctx.companyId} and key = any(${keys}::text[]) and decision <> 'assigned'
      order by key for update`.execute(tx);
    const found = rows.map(({ key }) => key);
    await sql`delete from plan.message_decision
      where company_id = ${ctx.companyId} and key = any(${found}::text[]) and owner_id is null`.execute(tx);
    await sql`update plan.message_decision set decision = 'assigned', until = null, reason = ''
      where company_id = ${ctx.companyId} and key = any(${found}::text[])`.execute(tx);
    for (const { key, decision } of rows) audit(ctx, 'plan_message', key, { decision }, null);
    return { count: rows.length };
  },
});
