// The login the running program uses: it owns nothing, is a member of tongyuan_app and so stands under row-level
// security. Its name and random password belong to one installation and are kept where only the owner can read.
import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';
import type pg from 'pg';
import { problem } from './problem.ts';

export type AppLogin = { readonly user: string; readonly password: string };

/**
 * Limits of every statement of the application. They belong to the login and not to the connection, because a
 * pooler in transaction mode hands connections around and refuses start-up options.
 */
const LIMITS: Readonly<Record<string, string>> = {
  statement_timeout: '30s',
  lock_timeout: '5s',
  idle_in_transaction_session_timeout: '10s',
  timezone: 'UTC',
  datestyle: 'ISO, YMD',
  jit: 'off',
};

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** The password as the server stores it, so that the password itself never stands in a statement or a log. */
function scramVerifier(password: string): string {
  const rounds = 4096;
  const salt = randomBytes(16);
  const salted = pbkdf2Sync(password, salt, rounds, 32, 'sha256');
  const key = (name: string): Buffer => createHmac('sha256', salted).update(name).digest();
  const stored = createHash('sha256').update(key('Client Key')).digest('base64');
  return `SCRAM-SHA-256$${rounds}:${salt.toString('base64')}$${stored}:${key('Server Key').toString('base64')}`;
}

export async function readAppLogin(client: pg.ClientBase): Promise<AppLogin | null> {
  const { rows } = await client.query<{ app_user: string; app_password: string }>(
    'select app_user, app_password from sys.owner_secret',
  );
  const [row] = rows;
  return row ? { user: row.app_user, password: row.app_password } : null;
}

/** Makes the login, or puts it right where a restored database or a hand has changed it. */
export async function ensureAppLogin(client: pg.ClientBase): Promise<AppLogin> {
  const kept = await readAppLogin(client);
  const login = kept ?? {
    user: `tongyuan_${randomBytes(6).toString('hex')}`,
    password: randomBytes(24).toString('base64url'),
  };
  if (!kept) {
    await client.query('insert into sys.owner_secret (app_user, app_password) values ($1, $2)', [
      login.user,
      login.password,
    ]);
  }
  const role = quoted(login.user);
  const { rowCount } = await client.query('select from pg_roles where rolname = $1', [login.user]);
  const limits = Object.entries(LIMITS).map(([name, value]) => `alter role ${role} set ${name} = '${value}'`);
  const steps = [
    `${rowCount ? 'alter' : 'create'} role ${role} login password '${scramVerifier(login.password)}'`,
    `grant tongyuan_app to ${role}`,
    ...limits,
  ];
  await client.query(steps.join(';\n'));
  await keepOthersOut(client, role);
  return login;
}

/** Other installations of the same server are members of tongyuan_app too; they may not even connect here. */
async function keepOthersOut(client: pg.ClientBase, role: string): Promise<void> {
  const { rows } = await client.query<{ name: string; mine: boolean }>(
    `select datname as name, pg_has_role(datdba, 'usage') as mine from pg_database where datname = current_database()`,
  );
  const [database] = rows;
  if (!database?.mine) return;
  const name = quoted(database.name);
  await client.query(`revoke connect, temporary on database ${name} from public;
    grant connect on database ${name} to ${role}`);
}

/** Turns "permission denied to create role" and its kin into what the person can do about it. */
export function explainRoleError(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code !== '42501') return error;
  return problem(
    'DATABASE_URL 的用户不能创建角色：请用管理员执行 alter role <用户> createrole，或改用有此权限的用户。',
    'The user of DATABASE_URL may not create roles: let an administrator run `alter role <user> createrole`.',
    error,
  );
}

/** The same address with the application's login in place of the owner's. */
export function urlForLogin(ownerUrl: string, login: AppLogin): string {
  const parts = /^(postgres(?:ql)?:\/\/)(?:[^@/?]*@)?(.*)$/s.exec(ownerUrl);
  if (!parts) throw problem('数据库地址无法识别。', 'The database address is not understood.');
  return `${parts[1]}${encodeURIComponent(login.user)}:${encodeURIComponent(login.password)}@${parts[2]}`;
}
