// Alerts as desks and phones read them: the newest first, what is not yet seen, and the mark up to which a person has
// read.
import { sql } from 'kysely';
import { z } from 'zod';
import { defineCommand, defineQuery } from '../../kernel/command.ts';
import { zId, zMoment } from '../../kernel/schema.ts';
import { zAlertCause, zAlertHit } from '../resident/index.ts';

const zAlert = z.object({
  id: zId,
  recordedAt: zMoment,
  level: z.enum(['short', 'late', 'relieved']),
  cause: zAlertCause,
  /** The person behind the cause; empty when it was nobody. */
  actorName: z.string(),
  /** At most fifty; `hitCount` says how many orders there are. */
  hits: z.array(zAlertHit),
  hitCount: z.int(),
  seen: z.boolean(),
});

export const planAlerts = defineQuery({
  name: 'planning.alerts',
  right: 'planning.view',
  input: z.object({
    levels: z.array(zAlert.shape.level).default([]),
    /** The id of the last alert of the page before. */
    after: zId.nullish(),
    limit: z.int().min(1).max(100).default(20),
  }),
  output: z.object({ rows: z.array(zAlert), next: zId.nullable(), unseen: z.int() }),
  run: async (tx, { levels, after, limit }, ctx) => {
    const { rows } = await sql<z.output<typeof zAlert>>`
      select a.id, a.recorded_at as "recordedAt", a.level,
        -- Older alerts say nothing of times in which nobody watched.
        '{"since": null, "daysPassed": null}'::jsonb || a.cause as cause, coalesce(u.name, '') as "actorName", a.hits,
        a.hit_count as "hitCount", a.recorded_at <= coalesce(s.seen_to, '-infinity') as seen
      from plan.alert a
      left join plan.alert_seen s on s.company_id = a.company_id and s.user_id = ${ctx.actor.userId}
      left join sys.user_account u on u.id = (a.cause ->> 'actorId')::uuid
      where a.company_id = ${ctx.companyId}
        ${levels.length === 0 ? sql`` : sql`and a.level = any(${levels}::text[])`}
        ${
          after
            ? sql`and (a.recorded_at, a.id) < (select recorded_at, id from plan.alert
          where company_id = ${ctx.companyId} and id = ${after})`
            : sql``
        }
      order by a.recorded_at desc, a.id desc limit ${limit + 1}`.execute(tx);
    const page = rows.slice(0, limit);
    const unseen = await sql<{ count: number }>`
      select count(*)::int as count from (
        select from plan.alert a
        left join plan.alert_seen s on s.company_id = a.company_id and s.user_id = ${ctx.actor.userId}
        where a.company_id = ${ctx.companyId} and a.recorded_at > coalesce(s.seen_to, '-infinity')
        limit 1000) as newer`.execute(tx);
    return {
      rows: page,
      next: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
      unseen: unseen.rows[0]?.count ?? 0,
    };
  },
});

export const markAlertsSeen = defineCommand({
  name: 'planning.mark-alerts-seen',
  right: 'planning.view',
  /** The newest alert that was on the screen. */
  input: z.object({ upTo: zId }),
  output: z.object({ seen: z.boolean() }),
  refusals: [],
  run: async (tx, { upTo }, ctx) => {
    const { rows } = await sql`
      insert into plan.alert_seen as s (company_id, user_id, seen_to)
      select company_id, ${ctx.actor.userId}, recorded_at from plan.alert where company_id = ${ctx.companyId} and id = ${upTo}
      on conflict (company_id, user_id) do update set seen_to = greatest(s.seen_to, excluded.seen_to)
      returning seen_to`.execute(tx);
    return { seen: rows.length > 0 };
  },
});
