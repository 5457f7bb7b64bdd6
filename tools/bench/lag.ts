// (b) How far value and vouchers are behind the floor under load: sixteen receivers post while the valuation follower
// works beside them in the same process, as in the running product. Told from the commit times of the two rows.
import { pino } from 'pino';
import { followMovements } from '../../server/jobs/follow-movements.ts';
import { readSettings } from '../../server/main/settings.ts';
import { measure } from './minimal.ts';
import { MOST_CLIENTS, receiveOne } from './postings.ts';
import type { BenchHouse } from './server.ts';
import type { Company, Notice } from './trading-company.ts';

export type Lag = {
  readonly clients: number;
  readonly documentsPerSecond: number;
  readonly movements: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly mostMs: number;
  /** From the last movement's commit until everything was valued. */
  readonly drainedAfterMs: number;
};

const LAGS = `
select count(*)::int as movements, percentile_cont(0.5) within group (order by ms) as p50,
  percentile_cont(0.99) within group (order by ms) as p99, max(ms)::float8 as most
from (select extract(epoch from pg_xact_commit_timestamp(v.xmin) - pg_xact_commit_timestamp(m.xmin)) * 1000 as ms
  from wms.movement m
  join fin.cost_row c on c.company_id = m.company_id and c.movement_id = m.id
  join fin.voucher v on v.company_id = c.company_id and v.id = c.voucher_id
  where m.company_id = $1 and m.id > $2) as lag`;

const WAITING = `
select count(*)::int as waiting from fin.owned_movement m where m.company_id = $1 and not exists
  (select from fin.cost_row c where c.company_id = m.company_id and c.movement_id = m.id)`;

async function untilValued(bench: BenchHouse, company: Company, limitMs: number): Promise<number> {
  const started = performance.now();
  for (;;) {
    const { rows } = await bench.owner.query<{ waiting: number }>(WAITING, [company.id]);
    const spent = performance.now() - started;
    if (rows[0]?.waiting === 0) return Math.round(spent);
    if (spent > limitMs) throw new Error(`${rows[0]?.waiting} movements were not valued in ${limitMs} ms`);
    await new Promise((wake) => setTimeout(wake, 20));
  }
}

export async function benchLag(
  bench: BenchHouse,
  company: Company,
  notices: readonly Notice[],
  seconds: number,
): Promise<Lag> {
  const { house, live } = bench;
  const settings = readSettings({});
  const follower = followMovements({
    house,
    live,
    settings,
    log: pino({ level: 'error' }, pino.destination(2)),
  });
  try {
    follower.wake();
    await untilValued(bench, company, 120_000);
    const { rows: last } = await bench.owner.query<{ id: bigint }>(
      'select coalesce(max(id), 0) as id from wms.movement where company_id = $1',
      [company.id],
    );
    const rate = await measure(MOST_CLIENTS, 1, seconds * 1_000, receiveOne(company, notices), bench.cpu);
    const drainedAfterMs = await untilValued(bench, company, 120_000);
    const { rows } = await bench.owner.query<{ movements: number; p50: number; p99: number; most: number }>(
      LAGS,
      [company.id, String(last[0]?.id ?? 0)],
    );
    const { movements = 0, p50 = 0, p99 = 0, most = 0 } = rows[0] ?? {};
    return {
      clients: MOST_CLIENTS,
      documentsPerSecond: Math.round(rate.documentsPerSecond * 10) / 10,
      movements,
      p50Ms: Math.round(p50),
      p99Ms: Math.round(p99),
      mostMs: Math.round(most),
      drainedAfterMs,
    };
  } finally {
    await follower.stop();
  }
}
