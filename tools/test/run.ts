// `npm test`: the checks, then every test file against real parts. Files that measure races run one at a time, those that
// drive a browser two beside each other, because each is a program, a database and people of its own. Names on the
// command line choose files by a part of their path; --only=check and --only=tests choose a half.
import { globSync, mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { startTestCluster } from '../../tests/support/database.ts';
import { CHECKS, ROOT, runStep } from './steps.ts';

type Counts = { tests: number; passed: number; failed: number; skipped: number; todo: number };

const FILE_LIMIT_MS = 240_000;
const GROUPS = [
  { name: 'unit, property, database, story and API tests', atOnce: 4, match: /./ },
  { name: 'races and killed servers', atOnce: 1, match: /^tests\/races\/|\.race\.test\.ts$/ },
  { name: 'browser journeys', atOnce: 2, match: /^tests\/journeys\// },
] as const;

const flags = process.argv.slice(2).filter((word) => word.startsWith('--'));
const names = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const say = (line: string): void => void process.stdout.write(`${line}\n`);

function testFiles(): string[] {
  const all = globSync('{server,ui,tests,tools}/**/*.test.ts', {
    cwd: ROOT,
    exclude: ['**/node_modules/**', 'ui/dist/**'],
  });
  return all.filter((file) => names.length === 0 || names.some((name) => file.includes(name))).toSorted();
}

/** A file belongs to the last group that knows it. */
const groupOf = (file: string): string =>
  GROUPS.findLast((group) => group.match.test(file))?.name ?? GROUPS[0].name;

async function runGroup(
  name: string,
  files: readonly string[],
  concurrency: number,
  counts: Counts,
): Promise<void> {
  if (files.length === 0) return;
  say(`\n${name}`);
  const stream = run({
    files: files.map((file) => join(ROOT, file)),
    cwd: ROOT,
    concurrency,
    timeout: FILE_LIMIT_MS,
  });
  stream.on('test:summary', ({ file, success, counts: found }) => {
    if (file !== undefined) return;
    counts.tests += found.tests;
    counts.passed += found.passed;
    // Whatever neither passed nor was set aside has failed, cancelled ones and files that did not load included.
    counts.failed += Math.max(success ? 0 : 1, found.tests - found.passed - found.skipped - found.todo);
    counts.skipped += found.skipped;
    counts.todo += found.todo;
  });
  const lines = stream.compose(spec);
  for await (const chunk of lines) process.stdout.write(String(chunk));
}

async function runTests(): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), 'tongyuan-run-'));
  const cluster = await startTestCluster(folder);
  const counts: Counts = { tests: 0, passed: 0, failed: 0, skipped: 0, todo: 0 };
  const started = performance.now();
  const clean = async (): Promise<void> => {
    await cluster.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  for (const event of ['SIGINT', 'SIGTERM', 'disconnect']) {
    process.once(event, () => void clean().finally(() => process.exit(130)));
  }
  process.env.TONGYUAN_TEST_CLUSTER = cluster.url;
  try {
    const files = testFiles();
    for (const { name, atOnce } of GROUPS) {
      const own = files.filter((file) => groupOf(file) === name);
      await runGroup(name, own, Math.min(atOnce, availableParallelism()), counts);
    }
  } finally {
    await clean();
  }
  say('\nall together');
  say(`ℹ tests ${counts.tests}\nℹ pass ${counts.passed}\nℹ fail ${counts.failed}`);
  say(
    `ℹ skipped ${counts.skipped}\nℹ todo ${counts.todo}\nℹ duration_ms ${Math.round(performance.now() - started)}`,
  );
  return counts.failed === 0 && counts.tests > 0;
}

const checked = flags.includes('--only=tests') || CHECKS.map(runStep).every(Boolean);
const tested = flags.includes('--only=check') || (await runTests());
say(
  checked && tested
    ? '\n✔ everything holds'
    : `\n✖ ${checked ? 'tests' : tested ? 'checks' : 'checks and tests'} failed`,
);
process.exit(checked && tested ? 0 : 1);
