// PostgreSQL refuses to run as root, so root hands it to an account of the machine that may do nothing else.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { problem } from '../kernel/problem.ts';

export type Account = { readonly uid: number; readonly gid: number };

export type Launch = { readonly command: string; readonly args: string[]; readonly account: Account | null };

const OWN_ACCOUNT = 'tongyuan';
const SETPRIV = '/usr/bin/setpriv';
/** Capabilities that let an account pass folders that are not open to it, the narrower one first. */
const PASSING = [
  { bit: 2, name: 'dac_read_search' },
  { bit: 1, name: 'dac_override' },
] as const;

function accountNamed(name: string): Account | null {
  const lines = readFileSync('/etc/passwd', 'utf8').split('\n');
  const found = lines.map((line) => line.split(':')).find(([login]) => login === name);
  return found ? { uid: Number(found[2]), gid: Number(found[3]) } : null;
}

function makeOwnAccount(): Account | null {
  const flags = ['--system', '--user-group', '--no-create-home', '--home-dir', '/nonexistent'];
  spawnSync('useradd', [...flags, '--shell', '/usr/sbin/nologin', OWN_ACCOUNT], { stdio: 'ignore' });
  return accountNamed(OWN_ACCOUNT);
}

/** Who runs the database: nobody else when started by an ordinary user, an unprivileged account when by root. */
export function chooseAccount(dataFolder: string): Account | null {
  const me = process.getuid?.() ?? -1;
  const owner = existsSync(dataFolder) ? statSync(dataFolder) : null;
  if (me === 0) {
    if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
    const account =
      accountNamed(OWN_ACCOUNT) ?? accountNamed('postgres') ?? makeOwnAccount() ?? accountNamed('nobody');
    if (account) return account;
    throw problem(
      '找不到可运行数据库的非特权账户。',
      'There is no unprivileged account to run the database under.',
    );
  }
  if (owner && me !== -1 && owner.uid !== me) {
    throw problem(
      `数据目录 ${dataFolder} 属于另一个系统用户；请用原来的用户启动，或用 TONGYUAN_DATA 另选目录。`,
      `${dataFolder} belongs to another system user: start as that user, or choose another folder by TONGYUAN_DATA.`,
    );
  }
  return null;
}

/** True when every folder down to a path lets other accounts pass. */
function isOpen(path: string): boolean {
  for (let folder = resolve(path); ; folder = dirname(folder)) {
    if (existsSync(folder) && (statSync(folder).mode & 0o001) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
}

function passingCapability(): string | null {
  if (!existsSync(SETPRIV)) return null;
  const status = readFileSync('/proc/self/status', 'utf8');
  const held = BigInt(`0x${/^CapEff:\s*([0-9a-f]+)/m.exec(status)?.[1] ?? '0'}`);
  return PASSING.find(({ bit }) => (held >> BigInt(bit)) & 1n)?.name ?? null;
}

/**
 * How to run a binary as the account. Below a folder that only root may enter, such as /root, the account gets the
 * one capability that lets it pass; everything else of root stays behind.
 */
export function launchAs(
  account: Account | null,
  binary: string,
  args: string[],
  dataFolder: string,
): Launch {
  if (!account || (isOpen(dirname(dataFolder)) && isOpen(dirname(binary))))
    return { command: binary, args, account };
  const capability = passingCapability();
  if (capability === null) {
    throw problem(
      `以 root 启动时数据库在非特权账户下运行，但该账户无法进入 ${dirname(dataFolder)}；请把程序放到如 /opt 的目录。`,
      `Started by root, the database runs under an unprivileged account that may not enter ${dirname(dataFolder)}; ` +
        'put the program into a folder such as /opt.',
    );
  }
  const become = [`--reuid=${account.uid}`, `--regid=${account.gid}`, '--clear-groups'];
  const keep = [`--inh-caps=+${capability}`, `--ambient-caps=+${capability}`];
  return { command: SETPRIV, args: [...become, ...keep, '--', binary, ...args], account: null };
}
