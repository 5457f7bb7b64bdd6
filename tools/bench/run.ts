// `npm run bench`: measures what is promised and prints one JSON document; progress goes to stderr.
//   --only=a,c     only these parts: a postings, b lag of value, c pages at a million movements, d start and memory,
//                  e a large workbook, f the planning engine, g planning through the database
//   --seconds=4    how long each posting is measured
//   --pages=60     how often each page, filter and search is asked for
import { cpus, loadavg, totalmem } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { breaches, readLaws } from '../../server/main/laws.ts';
import { benchLag } from './lag.ts';
import { benchImport } from './import.ts';
import { BIG, writeMillion } from './million.ts';
import { benchPages } from './pages.ts';
import { benchEngine, benchPlanning } from './planning.ts';
import { benchPostings } from './postings.ts';
import { type BenchHouse, type BenchServer, openHouse, startServer } from './server.ts';
import { benchStarts } from './starts.ts';
import { announce, createTradingCompany } from './trading-company.ts';

const LAWS = resolve(import.meta.dirname, '../../db/laws');

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: 'abcdefg' },
    seconds: { type: 'string', default: '4' },
    pages: { type: 'string', default: '60' },
  },
});
const wanted = new Set(values.only.replaceAll(',', ''));
const seconds = Number(values.seconds);
if (!(seconds > 0) || ![...wanted].every((part) => 'abcdefg'.includes(part))) {
  throw new Error('use --only with letters of abcdefg, and --seconds with a number');
}

const started = performance.now();
const tell = (text: string): void =>
  void process.stderr.write(`${((performance.now() - started) / 1_000).toFixed(0).padStart(4)} s  ${text}\n`);

async function provedLaws({ owner }: BenchHouse): Promise<unknown> {
  const broken = await breaches(owner, readLaws(join(LAWS)));
  return broken.length === 0 ? 'hold' : broken;
}

async function benchFloor(server: BenchServer): Promise<Record<string, unknown>> {
  const bench = await openHouse(server, 'bench_floor');
  try {
    const company = await createTradingCompany(bench);
    tell('a trading company is ready');
    const postings = wanted.has('a') ? await benchPostings(bench, company, seconds, tell) : null;
    const lag = wanted.has('b')
      ? await benchLag(bench, company, await announce(bench, company, 64, 20), seconds * 2)
      : null;
    if (lag) tell(`lag p50 ${lag.p50Ms} ms, p99 ${lag.p99Ms} ms`);
    return { ...(postings && { postings }), ...(lag && { lag }), laws: await provedLaws(bench) };
  } finally {
    await bench.close();
  }
}

async function benchMillion(server: BenchServer): Promise<Record<string, unknown>> {
  const bench = await openHouse(server, 'bench_pages');
  try {
    const company = await createTradingCompany(bench, BIG);
    await writeMillion(bench, company);
    tell('a million movements are written');
    return {
      pages: await benchPages(bench, company, Number(values.pages), tell),
      pagesLaws: await provedLaws(bench),
    };
  } finally {
    await bench.close();
  }
}

async function benchWorkbook(server: BenchServer): Promise<Record<string, unknown>> {
  const bench = await openHouse(server, 'bench_import');
  try {
    const imports = await benchImport(bench, await createTradingCompany(bench));
    tell(`dry run ${imports.dryRunSeconds} s, import ${imports.importSeconds} s`);
    return { imports, importsLaws: await provedLaws(bench) };
  } finally {
    await bench.close();
  }
}

async function benchPlans(server: BenchServer): Promise<Record<string, unknown>> {
  const bench = await openHouse(server, 'bench_planning');
  try {
    return { planning: await benchPlanning(bench, tell) };
  } finally {
    await bench.close();
  }
}

async function main(): Promise<void> {
  const [cpu] = cpus();
  const machine = {
    cores: cpus().length,
    cpu: cpu?.model ?? '',
    memoryMb: Math.round(totalmem() / 1_048_576),
    node: process.version,
    loadBefore: loadavg()[0],
  };
  const server = await startServer();
  const found: Record<string, unknown> = { machine };
  try {
    if (wanted.has('a') || wanted.has('b')) Object.assign(found, await benchFloor(server));
    if (wanted.has('c')) Object.assign(found, await benchMillion(server));
    if (wanted.has('e')) Object.assign(found, await benchWorkbook(server));
    if (wanted.has('g')) Object.assign(found, await benchPlans(server));
  } finally {
    await server.stop();
  }
  if (wanted.has('f')) found['planningEngine'] = await benchEngine(tell);
  if (wanted.has('d')) found['starts'] = await benchStarts();
  found['seconds'] = Math.round((performance.now() - started) / 1_000);
  process.stdout.write(`${JSON.stringify(found, null, 2)}\n`);
}

await main();
