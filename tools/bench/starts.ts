// (d) The whole program as a user starts it: time to a served page on an empty folder with the demo company, time of a
// later start, and what program and database hold in memory once they are at rest.
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { databasePid, startProgram } from '../../tests/support/program.ts';

export type Starts = {
  readonly firstStartSeconds: number;
  readonly laterStartSeconds: number;
  readonly programMb: number;
  readonly databaseMb: number;
};

const AT_REST_MS = 5_000;

/** Proportional memory of a process: pages shared by many are counted once over all of them. */
function memoryKb(pid: number): number {
  try {
    return Number(/^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}

const parentOf = (pid: number): number => {
  try {
    return Number(/^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0;
  }
};

function familyOf(pid: number): number[] {
  const others = readdirSync('/proc').map(Number).filter(Number.isInteger);
  return [pid, ...others.filter((other) => parentOf(other) === pid)];
}

const megabytes = (pids: readonly number[]): number =>
  Math.round(pids.reduce((sum, pid) => sum + memoryKb(pid), 0) / 1_024);

async function timeToPage(folder: string) {
  const begun = performance.now();
  const program = startProgram(folder);
  const answer = await fetch(`${await program.url}/healthz`);
  if (!answer.ok) throw new Error(`the program answers ${answer.status}`);
  return { program, seconds: Math.round((performance.now() - begun) / 10) / 100 };
}

export async function benchStarts(): Promise<Starts> {
  const folder = mkdtempSync(join(tmpdir(), 'tongyuan-bench-start-'));
  try {
    const first = await timeToPage(folder);
    first.program.process.kill('SIGTERM');
    await first.program.ended;
    const later = await timeToPage(folder);
    await sleep(AT_REST_MS);
    const memory = {
      programMb: megabytes([later.program.process.pid ?? 0]),
      databaseMb: megabytes(familyOf(databasePid(folder))),
    };
    later.program.process.kill('SIGTERM');
    await later.program.ended;
    return { firstStartSeconds: first.seconds, laterStartSeconds: later.seconds, ...memory };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
