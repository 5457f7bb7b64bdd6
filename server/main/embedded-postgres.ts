// The embedded database: the real PostgreSQL binaries that npm brings, run by the product itself under an
// unprivileged user, durable, with checksums. It outlives a killed server and is taken over by the next start;
// when it dies itself, it is started again at the same address.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { problem } from '../kernel/problem.ts';
import { claimWhenFree, isAlive } from './claim.ts';
import { CLEAN_ENVIRONMENT, type Place, initialise, preparePlace, urlAt } from './embedded-cluster.ts';
import { launchAs } from './unprivileged.ts';

export type EmbeddedPostgres = {
  /** Owner connection string for a database name. */
  readonly urlOf: (database: string) => string;
  readonly pid: () => number;
  /** True when a server that was already running on this data was taken over. */
  readonly adopted: boolean;
  readonly stop: () => Promise<void>;
};

export type EmbeddedOptions = {
  readonly folder: string;
  /** Extra server settings, such as synchronous_commit for throw-away test clusters. */
  readonly settings?: Readonly<Record<string, string>>;
  /** When given, a database that dies is started again; told what happened in a sentence. */
  readonly supervise?: (event: string) => void;
  /** Where to listen; asked again when another program was there first. By default any free port. */
  readonly port?: () => Promise<number>;
};

type Running = { readonly pid: number; readonly port: number; readonly adopted: boolean };

const START_LIMIT_MS = 60_000;
const STOP_LIMIT_MS = 20_000;
const WATCH_MS = 200;
const MOST_PORTS = 5;
const MOST_LOG_BYTES = 16_000_000;

async function freePort(): Promise<number> {
  return new Promise((found, failed) => {
    const probe = createServer();
    probe.once('error', failed);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        address && typeof address === 'object' ? found(address.port) : failed(new Error('no port')),
      );
    });
  });
}

function commandLineOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout ?? '';
  }
}

/** The server that is running on this data, if one is. A lock left by a dead or other process is removed. */
function findRunning(cluster: string): Running | null {
  const lock = join(cluster, 'postmaster.pid');
  if (!existsSync(lock)) return null;
  const [pidText, , , portText] = readFileSync(lock, 'utf8').split('\n');
  const pid = Number(pidText);
  const ours =
    Number.isInteger(pid) && pid > 0 && isAlive(pid) && commandLineOf(pid).includes(`-D ${cluster} `);
  if (ours && Number(portText) > 0) return { pid, port: Number(portText), adopted: true };
  rmSync(lock, { force: true });
  return null;
}

async function answers(url: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('select 1');
    return null;
  } catch (error) {
    return error ?? new Error('no answer');
  } finally {
    await client.end().catch(() => undefined);
  }
}

const hasEnded = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null;

async function waitUntilReady(url: string, child: ChildProcess | null, logFile: string): Promise<void> {
  const started = performance.now();
  for (;;) {
    const trouble = await answers(url);
    // At the address of a child that has ended somebody else may answer.
    const ended = child !== null && hasEnded(child);
    if (trouble === null && !ended) return;
    if (ended || performance.now() - started > START_LIMIT_MS) {
      const log = existsSync(logFile)
        ? readFileSync(logFile, 'utf8').trimEnd().split('\n').slice(-8).join('\n')
        : '';
      throw problem(`数据库未能启动：\n${log}`, `The database did not start:\n${log}`, trouble);
    }
    await sleep(25);
  }
}

/** null: somebody else listens there. */
async function launchServer(place: Place, port: number): Promise<Running | null> {
  const settings = { ...place.settings, port: String(port) };
  const args = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const binary = join(place.native, 'bin', 'postgres');
  const launch = launchAs(place.account, binary, ['-D', place.cluster, ...args], place.cluster);
  const logFile = join(place.folder, 'postgres.log');
  if (existsSync(logFile) && statSync(logFile).size > MOST_LOG_BYTES) renameSync(logFile, `${logFile}.1`);
  const logged = existsSync(logFile) ? statSync(logFile).size : 0;
  const log = openSync(logFile, 'a', 0o600);
  const child = spawn(launch.command, launch.args, {
    ...launch.account,
    env: CLEAN_ENVIRONMENT,
    cwd: '/',
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  child.on('error', () => undefined);
  child.unref();
  try {
    await waitUntilReady(urlAt(place, port, 'postgres'), child, logFile);
  } catch (thrown) {
    const said = readFileSync(logFile).subarray(logged).toString('utf8');
    if (hasEnded(child) && said.includes('Address already in use')) return null;
    throw thrown;
  }
  return { pid: child.pid ?? 0, port, adopted: false };
}

/** A port that was free may be taken by another program before the server listens there; then it takes another one. */
async function launchSomewhere(place: Place, port: () => Promise<number>): Promise<Running> {
  for (let tried = 1; tried <= MOST_PORTS; tried++) {
    const running = await launchServer(place, await port());
    if (running !== null) return running;
  }
  throw problem('数据库找不到空闲端口。', 'The database finds no free port.');
}

async function stopServer(pid: number): Promise<void> {
  if (!isAlive(pid)) return;
  process.kill(pid, 'SIGINT');
  for (let waited = 0; isAlive(pid) && waited < STOP_LIMIT_MS; waited += 20) await sleep(20);
  if (isAlive(pid)) process.kill(pid, 'SIGQUIT');
}

async function takeOverOrLaunch(place: Place, port: () => Promise<number>): Promise<Running> {
  const claim = await claimWhenFree(join(place.folder, 'starting'), START_LIMIT_MS);
  try {
    if (!existsSync(join(place.cluster, 'PG_VERSION'))) initialise(place);
    const running = findRunning(place.cluster);
    if (!running) return await launchSomewhere(place, port);
    const logFile = join(place.folder, 'postgres.log');
    await waitUntilReady(urlAt(place, running.port, 'postgres'), null, logFile);
    return running;
  } finally {
    claim.release();
  }
}

/**
 * Starts a dead server again at its address. Right after a kill its children may still hold its memory, and the new
 * one refuses until they have noticed; so this tries until it works.
 */
async function launchAgain(place: Place, port: number, giveUp: () => boolean): Promise<Running | null> {
  for (let pause = 100; !giveUp(); pause = Math.min(2_000, pause * 2)) {
    try {
      const running = findRunning(place.cluster);
      const again = running?.port === port ? running : await launchServer(place, port);
      if (again !== null) return again;
    } catch {
      // Not yet: tried again after the pause.
    }
    await sleep(pause);
  }
  return null;
}

/** Starts (or takes over) the embedded server on the data in `folder`, creating it on first use. */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const place = preparePlace(options.folder, options.settings ?? {});
  let running = await takeOverOrLaunch(place, options.port ?? freePort);
  const { port, adopted } = running;
  let stopping = false;
  const { supervise } = options;
  const watch = async (tell: (event: string) => void): Promise<void> => {
    while (!stopping) {
      await sleep(WATCH_MS);
      if (stopping || isAlive(running.pid)) continue;
      tell('the database has died and is being started again');
      const again = await launchAgain(place, port, () => stopping);
      if (!again) return;
      running = again;
      tell('the database is running again');
    }
  };
  const watching = supervise ? watch(supervise) : Promise.resolve();
  return {
    urlOf: (database) => urlAt(place, port, database),
    pid: () => running.pid,
    adopted,
    stop: async () => {
      stopping = true;
      await watching;
      await stopServer(running.pid);
    },
  };
}
