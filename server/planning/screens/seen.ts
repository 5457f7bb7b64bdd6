// What a planner has seen of the worklist: read for the plan to say what has changed since, written when a message is
// opened, or all at once.
import { sql } from 'kysely';
import { z } from 'zod';
import { defineCommand } from '../../kernel/command.ts';
import type { Ctx, Tx } from '../../kernel/ctx.ts';
import { askPlan } from '../resident/index.ts';

type SeenRow = {
  readonly key: string;
  readonly kind: string;
  readonly day: string;
  readonly toDay: string;
  readonly qty: string;
  readonly toQty: string;
};
const MOST = 20_000;

/** What the asker has seen and when they last saw all; null when they never looked. */
export async function loadSeen(
  tx: Tx,
  ctx: Ctx,
): Promise<{ readonly lookedAt: string; readonly rows: SeenRow[] } | null> {
  const { rows: looks } = await sql<{ looked_at: string }>`select looked_at from plan.message_look
    where company_id = ${ctx.companyId} and user_id = ${ctx.actor.userId}`.execute(tx);
  const [look] = looks;
  if (look === undefined) return null;
  const { rows } = await sql<SeenRow>`
    select key, kind, day, to_day as "toDay", trim_scale(qty)::text as qty, trim_scale(to_qty)::text as "toQty"
    from plan.message_seen where company_id = ${ctx.companyId} and user_id = ${ctx.actor.userId}`.execute(tx);
  return { lookedAt: look.looked_at, rows };
}

async function keepSeen(tx: Tx, ctx: Ctx, rows: readonly SeenRow[]): Promise<void> {
  await sql`
    insert into plan.message_seen (company_id, user_id, key, kind, day, to_day, qty, to_qty)
    select ${ctx.companyId}, ${ctx.actor.userId}, key, kind, "day", "toDay", "qty", "toQty"
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as m (key text, kind text, "day" date, "toDay" date,
      "qty" numeric, "toQty" numeric)
    on conflict (company_id, user_id, key) do update set kind = excluded.kind, day = excluded.day,
      to_day = excluded.to_day, qty = excluded.qty, to_qty = excluded.to_qty`.execute(tx);
}

/** From now on nothing that is there now is new to the person, and what is gone is forgotten. */
export const seeAllMessages = defineCommand({
  name: 'planning.see-all-messages',
  right: 'planning.view',
  input: z.object({}),
  output: z.object({ count: z.int() }),
  refusals: ['PLAN_IMPOSSIBLE'],
  run: async (tx, _input, ctx) => {
    const rows = await askPlan(ctx, 'messageFacts', { most: MOST });
    await sql`insert into plan.message_look (company_id, user_id, looked_at)
      values (${ctx.companyId}, ${ctx.actor.userId}, ${ctx.now}::timestamptz)
      on conflict (company_id, user_id) do update set looked_at = excluded.looked_at`.execute(tx);
    await sql`delete from plan.message_seen
      where company_id = ${ctx.companyId} and user_id = ${ctx.actor.userId}`.execute(tx);
    await keepSeen(tx, ctx, rows);
    return { count: rows.length };
  },
});

/** Single messages that were opened; nothing to somebody who never looked at all, to whom nothing is new. */
export const seeMessages = defineCommand({
  name: 'planning.see-messages',
  right: 'planning.view',
  input: z.object({ keys: z.array(z.string().min(1).max(300)).min(1).max(500) }),
  output: z.object({ count: z.int() }),
  refusals: ['PLAN_IMPOSSIBLE'],
  run: async (tx, { keys }, ctx) => {
    const { rows: looks } = await sql`select from plan.message_look
      where company_id = ${ctx.companyId} and user_id = ${ctx.actor.userId} for update`.execute(tx);
    if (looks.length === 0) return { count: 0 };
    const messages = await askPlan(ctx, 'messagesByKey', { keys });
    const rows = messages.map(({ key, kind, date, toDate, qty, toQty }) => ({
      key,
      kind,
      day: date,
      toDay: toDate,
      qty,
      toQty,
    }));
    await keepSeen(tx, ctx, rows);
    return { count: rows.length };
  },
});
