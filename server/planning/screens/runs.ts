// Whole runs at the desk: asking for one, its log with how long each step took, and what it proposes otherwise than the
// run before.
import { sql } from 'kysely';
import { z } from 'zod';
import { defineCommand, defineQuery } from '../../kernel/command.ts';
import { audit } from '../../kernel/ctx.ts';
import { newId } from '../../kernel/ids.ts';
import { refuse } from '../../kernel/refusal.ts';
import { zDate, zDecimalText, zId, zMoment, zText } from '../../kernel/schema.ts';
import { type OrderChange, compareOrders } from './compare-orders.ts';
import { unpackOrders } from '../resident/index.ts';

const zRun = z.object({
  id: zId,
  state: z.enum(['waiting', 'running', 'done', 'failed']),
  reason: z.string(),
  askedBy: z.string(),
  startedAt: zMoment,
  endedAt: zMoment.nullable(),
  dayZero: zDate.nullable(),
  step: z.string(),
  share: zDecimalText,
  items: z.int(),
  demands: z.int(),
  supplies: z.int(),
  orders: z.int(),
  messages: z.int(),
  /** Milliseconds by step. */
  timings: z.record(z.string(), z.number()),
  problem: z.string(),
  /** Its proposals are still kept, so it can be compared. */
  comparable: z.boolean(),
});

export const startRun = defineCommand({
  name: 'planning.start-run',
  right: 'planning.edit',
  input: z.object({ reason: zText.default('') }),
  output: z.object({ runId: zId }),
  refusals: ['RUN_IN_PROGRESS'],
  run: async (tx, { reason }, ctx) => {
    const { rows } = await sql`select from plan.run
      where company_id = ${ctx.companyId} and state in ('waiting', 'running') limit 1`.execute(tx);
    if (rows.length > 0) refuse('RUN_IN_PROGRESS');
    const runId = newId();
    await sql`insert into plan.run (company_id, id, state, reason, asked_by)
      values (${ctx.companyId}, ${runId}, 'waiting', ${reason}, ${ctx.actor.userId})`.execute(tx);
    audit(ctx, 'plan_run', runId, null, { reason });
    return { runId };
  },
});

export const planRuns = defineQuery({
  name: 'planning.runs',
  right: 'planning.view',
  /** `after`: the id of the last run of the page before. */
  input: z.object({ after: zId.nullish(), limit: z.int().min(1).max(100).default(20) }),
  output: z.object({ rows: z.array(zRun), next: zId.nullable() }),
  run: async (tx, { after, limit }, ctx) => {
    const older = after
      ? sql`and (r.started_at, r.id) < (select started_at, id from plan.run
          where company_id = ${ctx.companyId} and id = ${after})`
      : sql``;
    const { rows } = await sql<z.output<typeof zRun>>`
      select r.id, r.state, r.reason, coalesce(u.name, '') as "askedBy", r.started_at as "startedAt",
        r.ended_at as "endedAt", r.day_zero as "dayZero", r.step, trim_scale(r.share_done)::text as share,
        r.item_count as items, r.demand_count as demands, r.supply_count as supplies, r.order_count as orders,
        r.message_count as messages, r.timings, r.problem,
        exists (select from plan.packed_plan p where p.company_id = r.company_id and p.run_id = r.id) as comparable
      from plan.run r left join sys.user_account u on u.id = r.asked_by
      where r.company_id = ${ctx.companyId} ${older}
      order by r.started_at desc, r.id desc limit ${limit + 1}`.execute(tx);
    const page = rows.slice(0, limit);
    return { rows: page, next: rows.length > limit ? (page.at(-1)?.id ?? null) : null };
  },
});

const zKindOfChange = z.enum(['new', 'gone', 'moved', 'changed']);
const zSide = z.object({ needDate: zDate, startDate: zDate, endDate: zDate, qty: zDecimalText });
const zChange = z.object({
  change: zKindOfChange,
  itemId: zId,
  itemCode: z.string(),
  itemName: z.string(),
  unit: z.string(),
  track: z.string(),
  before: zSide.nullable(),
  after: zSide.nullable(),
});

type Pair = {
  item_id: string;
  code: string;
  name: string;
  unit: string;
  track: string;
  before: Buffer | null;
  after: Buffer | null;
};

export const compareRuns = defineQuery({
  name: 'planning.compare-runs',
  right: 'planning.view',
  /** Without `beforeId` a run is compared with the one before it. */
  input: z.object({
    runId: zId,
    beforeId: zId.nullish(),
    changes: z.array(zKindOfChange).default([...zKindOfChange.options]),
    search: z.string().trim().max(100).default(''),
    /** How many rows have been read; runs stay as they are. */
    after: z.int().min(0).default(0),
    limit: z.int().min(1).max(5_000).default(200),
  }),
  output: z.object({
    runId: zId,
    beforeId: zId.nullable(),
    rows: z.array(zChange),
    next: z.int().nullable(),
    /** Of the changes and items that were asked for. */
    total: z.int(),
    /** Of all changes of the items that were asked for. */
    counts: z.object({ new: z.int(), gone: z.int(), moved: z.int(), changed: z.int() }),
  }),
  run: async (tx, { runId, beforeId, changes, search, after, limit }, ctx) => {
    const { companyId } = ctx;
    const before = await sql<{ id: string }>`
      select b.id from plan.run a join plan.run b on b.company_id = a.company_id and b.state = 'done'
        and (b.id = ${beforeId ?? null}::uuid or ${beforeId ?? null}::uuid is null and b.started_at < a.started_at)
      where a.company_id = ${companyId} and a.id = ${runId} and a.state = 'done'
      order by b.started_at desc limit 1`.execute(tx);
    const counts = { new: 0, gone: 0, moved: 0, changed: 0 };
    const earlier = before.rows[0]?.id ?? null;
    if (earlier === null) return { runId, beforeId: null, rows: [], next: null, total: 0, counts };
    const pairs = await sql<Pair>`
      with b as (select item_id, tracking_no, packed from plan.packed_plan
          where company_id = ${companyId} and run_id = ${earlier}),
        a as (select item_id, tracking_no, packed from plan.packed_plan
          where company_id = ${companyId} and run_id = ${runId})
      select i.id as item_id, i.code, i.name, u.code as unit, coalesce(a.tracking_no, b.tracking_no) as track,
        b.packed as before, a.packed as after
      from a full join b on b.item_id = a.item_id and b.tracking_no = a.tracking_no
      join md.item i on i.company_id = ${companyId} and i.id = coalesce(a.item_id, b.item_id)
      join md.unit u on u.company_id = i.company_id and u.id = i.base_unit_id
      where a.packed is distinct from b.packed and strpos(lower(i.code || ' ' || i.name), ${search.toLowerCase()}) > 0
      order by i.code, track`.execute(tx);
    const all = pairs.rows.flatMap((pair) =>
      compareOrders(ordersOf(pair.before), ordersOf(pair.after)).map((change) => changeRow(pair, change)),
    );
    for (const { change } of all) counts[change]++;
    const found = all.filter(({ change }) => changes.includes(change));
    const end = after + limit;
    const next = end < found.length ? end : null;
    return {
      runId,
      beforeId: earlier,
      rows: found.slice(after, end),
      next,
      total: found.length,
      counts,
    };
  },
});

const ordersOf = (packed: Buffer | null) => (packed === null ? [] : unpackOrders(packed));

const changeRow = (pair: Pair, { change, before, after }: OrderChange): z.output<typeof zChange> => ({
  change,
  itemId: pair.item_id,
  itemCode: pair.code,
  itemName: pair.name,
  unit: pair.unit,
  track: pair.track,
  before,
  after,
});
