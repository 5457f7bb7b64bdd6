// What has changed since a person looked: everything that was short then is kept with the person, and compared with
// what is short now. It becomes the new measure when the person says so.
import { sql } from 'kysely';
import { z } from 'zod';
import { defineCommand, defineQuery } from '../../kernel/command.ts';
import type { Ctx, Tx } from '../../kernel/ctx.ts';
import { parseQty } from '../../kernel/decimal.ts';
import { zDecimalText, zMoment } from '../../kernel/schema.ts';
import { askPlan, zLackFact, zPlanHead } from '../resident/index.ts';

type Fact = z.output<typeof zLackFact>;
const zChange = zLackFact.extend({
  change: z.enum(['new', 'gone', 'more', 'less']),
  /** What was missing then; null for what was not. */
  before: zDecimalText.nullable(),
});

const zSeen = z.object({ at: zMoment, lacks: z.array(zLackFact) });

/** null when they never looked, or it was kept in a form that an earlier release had. */
async function loadSeen(tx: Tx, ctx: Ctx): Promise<z.output<typeof zSeen> | null> {
  const { rows } = await sql`select seen_at as at, lacks from plan.shortage_seen
    where company_id = ${ctx.companyId} and user_id = ${ctx.actor.userId}`.execute(tx);
  return zSeen.safeParse(rows[0]).data ?? null;
}

const keyOf = ({ code, track }: Fact): string => `${code}/${track}`;

/** New and gone first; a material that is still short counts as changed when another quantity of it is missing. */
function changesSince(before: readonly Fact[], now: readonly Fact[]): z.output<typeof zChange>[] {
  const was = new Map(before.map((fact) => [keyOf(fact), fact]));
  const is = new Set(now.map(keyOf));
  const fresh = now.flatMap((fact): z.output<typeof zChange>[] =>
    was.has(keyOf(fact)) ? [] : [{ ...fact, change: 'new', before: null }],
  );
  const gone = before.flatMap((fact): z.output<typeof zChange>[] =>
    is.has(keyOf(fact)) ? [] : [{ ...fact, change: 'gone', before: fact.qty }],
  );
  const moved = now.flatMap((fact): z.output<typeof zChange>[] => {
    const qty = was.get(keyOf(fact))?.qty;
    if (qty === undefined || qty === fact.qty) return [];
    return [{ ...fact, change: parseQty(fact.qty) > parseQty(qty) ? 'more' : 'less', before: qty }];
  });
  return [...fresh, ...gone, ...moved];
}

export const shortageHead = defineQuery({
  name: 'shortage.head',
  right: 'planning.view',
  input: z.object({}),
  output: z.object({
    plan: zPlanHead.extend({
      /** The person behind the last change; empty when it was nobody. */
      actorName: z.string(),
    }),
    /** null: the asker has never said that the shortages were seen. */
    since: z.object({ at: zMoment, changes: z.array(zChange) }).nullable(),
  }),
  run: async (tx, _input, ctx) => {
    const plan = await askPlan(ctx, 'planHead');
    const { rows } = await sql<{ name: string }>`
      select name from sys.user_account where id = ${plan.cause.actorId}::uuid`.execute(tx);
    const seen = await loadSeen(tx, ctx);
    const since =
      seen === null
        ? null
        : { at: seen.at, changes: changesSince(seen.lacks, await askPlan(ctx, 'lackFacts')) };
    return { plan: { ...plan, actorName: rows[0]?.name ?? '' }, since };
  },
});

/** From now on the asker is told what has changed since this moment. */
export const seeShortages = defineCommand({
  name: 'shortage.see',
  right: 'planning.view',
  input: z.object({}),
  output: z.object({ count: z.int() }),
  refusals: ['PLAN_IMPOSSIBLE'],
  run: async (tx, _input, ctx) => {
    const lacks = await askPlan(ctx, 'lackFacts');
    await sql`insert into plan.shortage_seen (company_id, user_id, seen_at, lacks)
      values (${ctx.companyId}, ${ctx.actor.userId}, ${ctx.now}::timestamptz, ${JSON.stringify(lacks)}::jsonb)
      on conflict (company_id, user_id) do update set seen_at = excluded.seen_at, lacks = excluded.lacks`.execute(
      tx,
    );
    return { count: lacks.length };
  },
});
