// Signing in. A wrong login and a wrong password look alike, in words and in time; after several wrong passwords the
// account rests for a while. The lock is short, so that nobody can keep somebody else out for long.
import { type Kysely, sql } from 'kysely';
import type { Db } from '../../kernel/db.gen.ts';
import type { Id } from '../../kernel/ids.ts';
import { hashPassword, isOutdated } from '../../kernel/password.ts';
import { withRetries } from '../../kernel/transaction.ts';
import type { PasswordCheck } from './password-check.ts';

const MOST_FAILURES = 5;
const LOCK_MINUTES = 15;
const MOST_STRANGERS = 5_000;
const MINUTE = 60_000;

export type SignIn =
  | { readonly kind: 'welcome'; readonly userId: Id }
  | { readonly kind: 'wrong' }
  | { readonly kind: 'locked'; readonly minutes: number };

type Account = { id: Id; password_hash: string; active: boolean; locked_until: string | null };
type Stranger = { readonly failures: number; readonly lockedUntil: number };

const minutesUntil = (moment: number, now: Date): number =>
  Math.max(1, Math.ceil((moment - now.getTime()) / MINUTE));

/** Logins that do not exist are locked like those that do, or the lock would tell which is which. */
function createStrangers() {
  const known = new Map<string, Stranger>();
  return {
    lockedUntil: (login: string): number => known.get(login)?.lockedUntil ?? 0,
    failed: (login: string, now: Date): void => {
      const failures = (known.get(login)?.failures ?? 0) + 1;
      const locked = failures % MOST_FAILURES === 0 ? now.getTime() + LOCK_MINUTES * MINUTE : 0;
      known.delete(login);
      known.set(login, { failures, lockedUntil: locked });
      const [oldest] = known.keys();
      if (known.size > MOST_STRANGERS && oldest !== undefined) known.delete(oldest);
    },
  };
}

async function recordFailure(database: Kysely<Db>, id: Id, now: Date): Promise<void> {
  const until = new Date(now.getTime() + LOCK_MINUTES * MINUTE).toISOString();
  await withRetries(() =>
    sql`update sys.user_account set failed_sign_ins = failed_sign_ins + 1,
        locked_until = case when (failed_sign_ins + 1) % ${MOST_FAILURES} = 0 then ${until}::timestamptz end
      where id = ${id}`.execute(database),
  );
}

async function recordWelcome(database: Kysely<Db>, account: Account, password: string): Promise<void> {
  const renewed = isOutdated(account.password_hash) ? await hashPassword(password) : account.password_hash;
  await withRetries(() =>
    sql`update sys.user_account set failed_sign_ins = 0, locked_until = null, password_hash = ${renewed}
      where id = ${account.id} and (failed_sign_ins > 0 or locked_until is not null or password_hash <> ${renewed})
    `.execute(database),
  );
}

export type SignInDesk = (login: string, password: string, now: Date) => Promise<SignIn>;

export function createSignIn(database: Kysely<Db>, check: PasswordCheck): SignInDesk {
  const strangers = createStrangers();
  return async (typed, password, now) => {
    const login = typed.normalize('NFKC').trim().toLowerCase();
    const account = await withRetries(() =>
      database
        .selectFrom('sys.user_account')
        .select(['id', 'password_hash', 'active', 'locked_until'])
        .where('login', '=', login)
        .executeTakeFirst(),
    );
    const until = account ? Date.parse(account.locked_until ?? '') || 0 : strangers.lockedUntil(login);
    if (until > now.getTime()) return { kind: 'locked', minutes: minutesUntil(until, now) };
    const fits = await check(account?.password_hash ?? null, password);
    if (account && fits && account.active) {
      await recordWelcome(database, account, password);
      return { kind: 'welcome', userId: account.id };
    }
    if (account) await recordFailure(database, account.id, now);
    else strangers.failed(login, now);
    return { kind: 'wrong' };
  };
}
