// (c) Server time of list pages at a million movements: rows, total, sums and serialisation, as the list's door does
// them, one asker at a time. Pages, filters and searches are drawn by chance from a fixed seed.
import type { AnyQuery } from '../../server/kernel/command.ts';
import { runQuery } from '../../server/kernel/run-command.ts';
import { queries } from '../../server/main/registry.ts';
import { type RandomSource, randomFrom } from '../../tests/support/random.ts';
import { BIG } from './million.ts';
import type { BenchHouse } from './server.ts';
import type { Company } from './trading-company.ts';

export type PageTimes = {
  readonly list: string;
  readonly ask: string;
  readonly asked: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Processor time of program and database for one, which a busy machine does not change. */
  readonly cpuMs: number;
};

export type Pages = { readonly p50Ms: number; readonly p99Ms: number; readonly asks: readonly PageTimes[] };

type Input = Record<string, unknown>;
type Ask = { readonly list: string; readonly ask: string; readonly draw: (random: RandomSource) => Input };

const pad = (n: number, length: number): string => String(n).padStart(length, '0');
const item = (random: RandomSource): string => `I-${pad(1 + random.below(BIG.items), 5)}`;
const bin = (random: RandomSource): string => `A-${pad(2 + random.below(BIG.bins), 4)}`;
const day = (random: RandomSource): string =>
  `202${5 + random.below(2)}-${pad(1 + random.below(10), 2)}-${pad(1 + random.below(28), 2)}`;
const lot = (random: RandomSource): string =>
  `P25${pad(1 + random.below(12), 2)}${pad(1 + random.below(28), 2)}`;
const number = (random: RandomSource): string =>
  `${day(random).replaceAll('-', '')}-${pad(1 + random.below(75), 4)}`;
/** Letters that occur in some hundred items and in as many bins. */
const part = (random: RandomSource): string => `-0${1 + random.below(3)}${random.below(10)}`;
const filtered = (column: string, op: string, value: unknown): Input => ({
  filters: [{ column, op, value }],
});

/** Lists with what people ask of them; every list is also paged through from its first page. */
const ASKS: readonly Ask[] = [
  { list: 'stock.list-stock', ask: 'item is', draw: (r) => filtered('item_code', 'eq', item(r)) },
  { list: 'stock.list-stock', ask: 'bin is', draw: (r) => filtered('bin_code', 'eq', bin(r)) },
  { list: 'stock.list-stock', ask: 'search item', draw: (r) => ({ search: item(r) }) },
  { list: 'stock.list-stock', ask: 'search lot', draw: (r) => ({ search: lot(r) }) },
  { list: 'stock.list-stock', ask: 'search bin', draw: (r) => ({ search: bin(r) }) },
  { list: 'stock.list-stock', ask: 'search many', draw: (r) => ({ search: part(r) }) },
  {
    list: 'stock.list-stock',
    ask: 'by bin',
    draw: () => ({ sort: [{ column: 'bin_code', direction: 'asc' }] }),
  },
  { list: 'stock.list-movements', ask: 'item is', draw: (r) => filtered('item_code', 'eq', item(r)) },
  {
    list: 'stock.list-movements',
    ask: 'day is',
    draw: (r) => filtered('business_date', 'eq', day(r)),
  },
  {
    list: 'stock.list-movements',
    ask: 'kind is',
    draw: (r) => filtered('kind', 'eq', r.of(['ship', 'receive'])),
  },
  { list: 'stock.list-movements', ask: 'bin is', draw: (r) => filtered('to_bin', 'eq', bin(r)) },
  { list: 'stock.list-movements', ask: 'search item', draw: (r) => ({ search: item(r) }) },
  { list: 'stock.list-movements', ask: 'search lot', draw: (r) => ({ search: lot(r) }) },
  { list: 'stock.list-movements', ask: 'search bin', draw: (r) => ({ search: bin(r) }) },
  { list: 'stock.list-movements', ask: 'search many', draw: (r) => ({ search: part(r) }) },
  { list: 'stock.list-movements', ask: 'search nothing', draw: () => ({ search: 'nowhere' }) },
  { list: 'purchase.list-orders', ask: 'state is', draw: () => filtered('state', 'eq', 'approved') },
  {
    list: 'purchase.list-orders',
    ask: 'search supplier',
    draw: (r) => ({ search: `客户 ${1 + r.below(500)}` }),
  },
  { list: 'purchase.list-order-lines', ask: 'item is', draw: (r) => filtered('item_code', 'eq', item(r)) },
  { list: 'purchase.list-order-lines', ask: 'search item', draw: (r) => ({ search: item(r) }) },
  { list: 'sales.list-orders', ask: 'state is', draw: () => filtered('state', 'eq', 'approved') },
  { list: 'sales.list-orders', ask: 'search customer', draw: (r) => ({ search: `KH${1 + r.below(500)}` }) },
  { list: 'sales.list-orders', ask: 'search number', draw: (r) => ({ search: number(r) }) },
  { list: 'sales.list-order-lines', ask: 'item is', draw: (r) => filtered('item_code', 'eq', item(r)) },
  { list: 'sales.list-order-lines', ask: 'search number', draw: (r) => ({ search: number(r) }) },
];

/** As the doors write answers. */
const toJson = (answer: unknown): string =>
  JSON.stringify(answer, (_, value: unknown) => (typeof value === 'bigint' ? value.toString() : value));

const PAGES_DEEP = 4;

const queryOf = (name: string): AnyQuery => {
  const found = queries.find((query) => query.name === name);
  if (!found) throw new Error(`no list ${name}`);
  return found;
};

const quantile = (times: readonly number[], part: number): number => {
  const sorted = times.toSorted((a, b) => a - b);
  return Math.round((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0) * 10) / 10;
};

export async function benchPages(
  bench: BenchHouse,
  company: Company,
  tries: number,
  tell: (text: string) => void,
): Promise<Pages> {
  const random = randomFrom(20_261_124);
  const asks: PageTimes[] = [];
  const every: number[] = [];
  const read = async (
    list: string,
    input: Input,
  ): Promise<{ ms: number; next: string | null; rows: number }> => {
    const started = performance.now();
    const outcome = await runQuery(bench.house, company.asker, queryOf(list), input);
    if (outcome.kind !== 'done') throw new Error(`${list}: ${JSON.stringify(outcome)}`);
    toJson(outcome.result);
    const { next, rows } = outcome.result as { next: string | null; rows: readonly unknown[] };
    return { ms: performance.now() - started, next, rows: rows.length };
  };
  const cpuMs = (): number => {
    const { programMs, databaseMs } = bench.cpu();
    return programMs + databaseMs;
  };
  const keep = (list: string, ask: string, times: number[], before: number): void => {
    const found = {
      list,
      ask,
      asked: times.length,
      p50Ms: quantile(times, 0.5),
      p99Ms: quantile(times, 0.99),
      cpuMs: Math.round(((cpuMs() - before) / times.length) * 10) / 10,
    };
    asks.push(found);
    every.push(...times);
    tell(`${list}, ${ask}: p50 ${found.p50Ms} ms, p99 ${found.p99Ms} ms, processor ${found.cpuMs} ms`);
  };
  for (const list of new Set(ASKS.map((ask) => ask.list))) {
    const times: number[] = [];
    const before = cpuMs();
    for (let n = 0; n < tries / PAGES_DEEP; n += 1) {
      let after: string | null = null;
      for (let page = 0; page < PAGES_DEEP; page += 1) {
        const { ms, next } = await read(list, after === null ? {} : { after });
        times.push(ms);
        after = next;
      }
    }
    keep(list, 'page after page', times, before);
  }
  for (const { list, ask, draw } of ASKS) {
    const times: number[] = [];
    const before = cpuMs();
    for (let n = 0; n < tries; n += 1) times.push((await read(list, draw(random))).ms);
    keep(list, ask, times, before);
  }
  return { p50Ms: quantile(every, 0.5), p99Ms: quantile(every, 0.99), asks };
}
