// A whole run 计划运算: the plan from the beginning, each step timed and told as it goes, with its proposals, pegs and
// messages kept packed by item. A run that fails says why; old runs make room for new ones.
import { type Kysely, sql } from 'kysely';
import type { Tx } from '../../kernel/ctx.ts';
import type { Db } from '../../kernel/db.gen.ts';
import type { Id } from '../../kernel/ids.ts';
import { withTransaction } from '../../kernel/transaction.ts';
import { microText, orderNodes } from '../engine/index.ts';
import type { Tell } from './alerts.ts';
import { type Kept, openKept } from './follow.ts';
import { newPacker, packNode } from './packed.ts';
import type { Resident } from './resident.ts';
import { trackOf } from './words.ts';

const ROWS_AT_ONCE = 2_000;
/** Runs whose proposals are kept to be compared. */
const RUNS_KEPT = 20;
/** A run that has not ended after this has lost its process. */
const LOST_AFTER = sql`interval '15 minutes'`;

type Step = 'load' | 'build' | 'plan' | 'peg' | 'message' | 'write';
/** How much of the work is done when a step has ended. */
const SHARES: Readonly<Record<Step, string>> = {
  load: '0.5',
  build: '0.55',
  plan: '0.6',
  peg: '0.65',
  message: '0.7',
  write: '1',
};

/** The next run that somebody has asked for; those whose process was lost are closed on the way. */
export async function waitingRun(database: Kysely<Db>, companyId: Id): Promise<Id | null> {
  const waiting = await withTransaction(database, companyId, 'read', async (tx) => {
    const { rows } = await sql<{ id: Id; lost: boolean }>`
      select id, state = 'running' as lost from plan.run
      where company_id = ${companyId} and (state = 'waiting' or state = 'running' and started_at < now() - ${LOST_AFTER})
      order by started_at limit 1`.execute(tx);
    return rows[0] ?? null;
  });
  if (waiting === null) return null;
  if (!waiting.lost) return waiting.id;
  await withTransaction(database, companyId, 'write', (tx) => fail(tx, companyId, waiting.id, 'lost'));
  return null;
}

const fail = (tx: Tx, companyId: Id, runId: Id, problem: string): Promise<unknown> =>
  sql`update plan.run set state = 'failed', ended_at = clock_timestamp(), problem = ${problem}
    where company_id = ${companyId} and id = ${runId} and state = 'running'`.execute(tx);

/** null when another process has taken the run. */
export async function wholeRun(
  database: Kysely<Db>,
  place: { readonly companyId: Id; readonly today: string },
  runId: Id,
  tell: Tell = () => undefined,
): Promise<Kept | null> {
  const { companyId, today } = place;
  const write = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
    withTransaction(database, companyId, 'write', work);
  const taken = await write(
    async (tx) =>
      (
        await sql`update plan.run set state = 'running', started_at = clock_timestamp(), day_zero = ${today}, step = 'load'
          where company_id = ${companyId} and id = ${runId} and state = 'waiting' returning id`.execute(tx)
      ).rows.length > 0,
  );
  if (!taken) return null;
  const watch = stopwatch();
  const progress = async (step: Step): Promise<void> => {
    await write((tx) =>
      sql`update plan.run set step = ${step}, share_done = ${SHARES[step]}
        where company_id = ${companyId} and id = ${runId}`.execute(tx),
    );
    tell(companyId, new Set(['plan_progress']));
  };
  try {
    tell(companyId, new Set(['plan_progress']));
    const kept = await withTransaction(database, companyId, 'snapshot', (tx) =>
      openKept(tx, companyId, today, watch.lap),
    );
    await progress('message');
    await write(async (tx) => {
      await writePacked(tx, kept.resident, runId);
      watch.lap('write');
      await close(tx, kept.resident, runId, watch.times());
    });
    tell(companyId, new Set(['plan_progress']));
    return kept;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    await write((tx) => fail(tx, companyId, runId, why));
    tell(companyId, new Set(['plan_progress']));
    throw error;
  }
}

/** Milliseconds by step. */
function stopwatch() {
  const times: Record<string, number> = {};
  let last = performance.now();
  return {
    lap: (step: Step): void => {
      const now = performance.now();
      times[step] = Math.round((now - last) * 10) / 10;
      last = now;
    },
    times: (): Readonly<Record<string, number>> => times,
  };
}

type PackedRow = { itemId: Id; track: string; count: number; qty: string; packed: string };

/** Proposals, pegs and messages of every item that has any. */
export async function writePacked(tx: Tx, resident: Resident, runId: Id): Promise<number> {
  let rows: PackedRow[] = [];
  let written = 0;
  for (const row of packedRows(resident)) {
    rows.push(row);
    if (rows.length < ROWS_AT_ONCE) continue;
    written += await insertPacked(tx, resident.companyId, runId, rows);
    rows = [];
  }
  return written + (await insertPacked(tx, resident.companyId, runId, rows));
}

function* packedRows(resident: Resident): Generator<PackedRow> {
  const { plan, messages } = resident.live;
  const { model, orders } = plan;
  const packer = newPacker();
  const nodes = orderNodes(plan);
  for (let node = 0; node < model.nodes.count; node++) {
    const packed = packNode(packer, plan, messages, node, resident.days.today, nodes);
    if (packed === null) continue;
    const from = orders.slices.start[node]!;
    const count = orders.slices.count[node]!;
    let sum = 0;
    for (let order = from; order < from + count; order++) sum += orders.qty[order]!;
    const item = resident.items.get(model.items.codes[model.nodes.item[node]!]!);
    if (item === undefined) continue;
    const track = trackOf(model, node);
    yield { itemId: item.id, track, count, qty: microText(sum), packed: packed.toString('base64') };
  }
}

async function insertPacked(tx: Tx, companyId: Id, runId: Id, rows: readonly PackedRow[]): Promise<number> {
  if (rows.length === 0) return 0;
  await sql`
    insert into plan.packed_plan (company_id, run_id, item_id, tracking_no, order_count, qty, packed)
    select ${companyId}, ${runId}, item_id, track, order_count, qty, decode(packed, 'base64')
    from unnest(${rows.map((row) => row.itemId)}::uuid[], ${rows.map((row) => row.track)}::text[],
      ${rows.map((row) => row.count)}::int[], ${rows.map((row) => row.qty)}::numeric[],
      ${rows.map((row) => row.packed)}::text[]) as p (item_id, track, order_count, qty, packed)`.execute(tx);
  return rows.length;
}

async function close(
  tx: Tx,
  { companyId, live }: Resident,
  runId: Id,
  timings: Readonly<Record<string, number>>,
): Promise<void> {
  const { plan, messages, inputs } = live;
  let [orders, said] = [0, 0];
  for (let node = 0; node < plan.model.nodes.count; node++) {
    orders += plan.orders.slices.count[node]!;
    said += messages.slices.count[node]!;
  }
  await sql`
    update plan.run set state = 'done', step = 'done', share_done = 1, ended_at = clock_timestamp(),
      item_count = ${inputs.items.size}, demand_count = ${inputs.demands.size}, supply_count = ${inputs.supplies.size},
      order_count = ${orders}, message_count = ${said}, timings = ${JSON.stringify(timings)}::jsonb
    where company_id = ${companyId} and id = ${runId}`.execute(tx);
  await sql`
    delete from plan.packed_plan where company_id = ${companyId} and run_id in (
      select id from plan.run where company_id = ${companyId} and state in ('done', 'failed')
      order by started_at desc offset ${RUNS_KEPT})`.execute(tx);
}
