// (f, g) Planning: the engine alone on generated problems of three sizes, each in a process of its own; a whole plan through
// PostgreSQL, from the tables to proposals, pegs and messages packed by item; how long it takes from the commit of one
// changed order line until its alert is there; and all ways out of one order's shortage.
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { pino } from 'pino';
import { z } from 'zod';
import { followPlans } from '../../server/jobs/follow-plans.ts';
import { addDays } from '../../server/kernel/clock.ts';
import { readAppLogin, urlForLogin } from '../../server/kernel/app-login.ts';
import { runQuery } from '../../server/kernel/run-command.ts';
import { readSettings } from '../../server/main/settings.ts';
import { type PlanHost, RUN, createHost } from '../../server/planning/resident/index.ts';
import { waysOut } from '../../server/planning/shortage/index.ts';
import { generate } from '../mrp/generate.ts';
import { type PlannedCompany, createPlannedCompany } from './planned-company.ts';
import type { BenchHouse } from './server.ts';

const MRP = resolve(import.meta.dirname, '../mrp/run.ts');
const execute = promisify(execFile);

const zReport = z.object({
  items: z.int(),
  demands: z.int(),
  orders: z.int(),
  pegs: z.int(),
  messages: z.int(),
  loadMs: z.number(),
  planMs: z.number(),
  pegMs: z.number(),
  messageMs: z.number(),
  cpuMs: z.number(),
  peakMemoryMb: z.number(),
});

/** The engine alone, as `npm run mrp` measures itself: from plain values in memory to pegs and messages. */
export async function benchEngine(tell: (text: string) => void): Promise<Record<string, unknown>> {
  const found: Record<string, unknown> = {};
  for (const size of ['S', 'M', 'L']) {
    const folder = mkdtempSync(join(tmpdir(), 'tongyuan-mrp-'));
    try {
      const into = join(folder, 'plan');
      mkdirSync(into);
      for (const [name, text] of Object.entries(generate(size))) writeFileSync(join(folder, name), text);
      const { stdout } = await execute(process.execPath, ['--max-old-space-size=8192', MRP, folder, into]);
      const report = zReport.parse(JSON.parse(stdout));
      const engineMs = Math.round(report.planMs + report.pegMs + report.messageMs);
      found[size] = { ...report, engineMs };
      tell(`engine ${size}: ${engineMs} ms, ${report.cpuMs} of the processor, ${report.peakMemoryMb} MB`);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  return found;
}

/** What the processor worked for this process since a mark, in milliseconds. */
const workedSince = (mark: NodeJS.CpuUsage): number => {
  const { user, system } = process.cpuUsage(mark);
  return Math.round((user + system) / 1_000);
};

const percentile = (sorted: readonly number[], share: number): number =>
  Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);

async function hostOf(bench: BenchHouse): Promise<PlanHost> {
  const client = await bench.owner.connect();
  try {
    const login = await readAppLogin(client);
    if (!login) throw new Error('the migrated database has no login for the program');
    const connectionString = urlForLogin(bench.ownerUrl, login);
    return createHost({ connectionString, prepare: true, tells: true }, bench.live.tell, (error) => {
      throw error;
    });
  } finally {
    client.release();
  }
}

/** A whole plan through the database, with a plan that is made for the first time and one that was there before. */
async function throughDatabase(bench: BenchHouse, host: PlanHost, company: PlannedCompany) {
  const place = { companyId: company.id, today: company.today };
  const started = performance.now();
  await host.consult(place, { name: 'summary', told: undefined });
  const firstAnswerMs = Math.round(performance.now() - started);
  const runs: unknown[] = [];
  for (let turn = 0; turn < 3; turn++) {
    const { runId } = await company.act('planning.start-run', {});
    const [asked, mark] = [performance.now(), process.cpuUsage()];
    await host.consult(place, { name: RUN, told: { runId } });
    const wallMs = Math.round(performance.now() - asked);
    const cpuMs = workedSince(mark);
    const { rows } = await bench.owner.query<{ timings: unknown; order_count: number }>(
      'select timings, order_count from plan.run where id = $1',
      [runId],
    );
    runs.push({ wallMs, cpuMs, ...rows[0] });
  }
  return { firstAnswerMs, runs };
}

/** From the commit of an order that nothing covers until its alert is told and can be read. */
async function changeToAlert(
  bench: BenchHouse,
  host: PlanHost,
  company: PlannedCompany,
  count: number,
): Promise<Record<string, number>> {
  const orders: string[] = [];
  for (let n = 0; n < count; n++) {
    const item = company.finished[(n * 37) % company.finished.length];
    const saved = await company.act('sales.save-order', {
      customerId: company.customerId,
      warehouseId: company.warehouseId,
      deliveryDate: addDays(company.today, 5 + (n % 90)),
      lines: [{ itemId: item?.id, qty: String(5_000 + n) }],
    });
    orders.push(String(saved['orderId']));
  }
  const house = { ...bench.house, consult: host.consult };
  const log = pino({ level: 'error' }, pino.destination(2));
  const follower = followPlans({ house, live: bench.live, settings: readSettings({}), log });
  const times: number[] = [];
  const mark = process.cpuUsage();
  try {
    for (const orderId of orders) {
      const told = Promise.withResolvers<void>();
      const stop = bench.live.subscribe((_company, topics) => {
        if (topics.has('plan_alert')) told.resolve();
      });
      await company.act('sales.approve-order', { orderId });
      const committed = performance.now();
      await told.promise;
      times.push(performance.now() - committed);
      stop();
    }
  } finally {
    await follower.stop();
  }
  const cpuMs = Math.round(workedSince(mark) / count);
  times.sort((a, b) => a - b);
  const [p50Ms, p99Ms, mostMs] = [0.5, 0.99, 1].map((share) => percentile(times, share));
  return { changes: count, cpuMs, p50Ms: p50Ms ?? 0, p99Ms: p99Ms ?? 0, mostMs: mostMs ?? 0 };
}

/** Everything that could be done about one short order line, asked as a screen asks it. */
async function waysOfOrders(
  bench: BenchHouse,
  host: PlanHost,
  company: PlannedCompany,
  count: number,
): Promise<Record<string, number>> {
  const { rows } = await bench.owner.query<{ id: string }>(
    `select o.no || '/' || l.line_no as id from erp.sales_order_line l
     join erp.sales_order o on o.company_id = l.company_id and o.id = l.order_id
     where l.company_id = $1 and l.line_no % 997 = 0 order by l.line_no limit $2`,
    [company.id, count],
  );
  const house = { ...bench.house, consult: host.consult };
  const times: number[] = [];
  let ways = 0;
  for (const { id } of rows) {
    const asked = performance.now();
    const outcome = await runQuery(house, company.asker, waysOut, { id });
    if (outcome.kind !== 'done') throw new Error(`shortage.options: ${JSON.stringify(outcome)}`);
    const found = z.array(z.unknown()).parse(outcome.result).length;
    if (found === 0) continue;
    ways += found;
    times.push(performance.now() - asked);
  }
  times.sort((a, b) => a - b);
  const [p50Ms, p99Ms, mostMs] = [0.5, 0.99, 1].map((share) => percentile(times, share));
  return { orders: times.length, ways, p50Ms: p50Ms ?? 0, p99Ms: p99Ms ?? 0, mostMs: mostMs ?? 0 };
}

export async function benchPlanning(
  bench: BenchHouse,
  tell: (text: string) => void,
): Promise<Record<string, unknown>> {
  const company = await createPlannedCompany(bench, 'M');
  tell('a company with 100,000 order lines is ready');
  const host = await hostOf(bench);
  try {
    const whole = await throughDatabase(bench, host, company);
    tell(`first answer after ${whole.firstAnswerMs} ms`);
    const alert = await changeToAlert(bench, host, company, 200);
    tell(`change to alert p50 ${alert['p50Ms']} ms, p99 ${alert['p99Ms']} ms`);
    const ways = await waysOfOrders(bench, host, company, 100);
    tell(`ways out of one order p50 ${ways['p50Ms']} ms, p99 ${ways['p99Ms']} ms`);
    return { throughDatabase: whole, changeToAlert: alert, waysOfOneOrder: ways };
  } finally {
    await host.stop();
  }
}
