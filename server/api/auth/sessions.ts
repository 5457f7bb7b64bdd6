// Sessions: a random token that only the browser has; the database keeps its hash. A session ends after a silence, at
// its last hour whatever happens, or at once when it is revoked.
import { createHash, randomBytes } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import type { Db } from '../../kernel/db.gen.ts';
import type { Id } from '../../kernel/ids.ts';
import { withRetries } from '../../kernel/transaction.ts';

export type Surface = 'desk' | 'floor';

const HOUR = 3_600_000;
/** A shift on the floor, half a working day of silence at a desk; then the person signs in again. */
const LIFETIMES: Readonly<Record<Surface, { readonly idleMinutes: number; readonly hours: number }>> = {
  desk: { idleMinutes: 240, hours: 7 * 24 },
  floor: { idleMinutes: 720, hours: 24 },
};
const TOUCH_MS = 60_000;

export type Session = {
  readonly tokenHash: string;
  readonly userId: Id;
  readonly login: string;
  readonly name: string;
  readonly locale: string;
  readonly device: string;
  /** null until the person belongs to a company. */
  readonly company: SessionCompany | null;
};

export type SessionCompany = {
  readonly id: Id;
  readonly code: string;
  readonly name: string;
  readonly timeZone: string;
  readonly currency: string;
  readonly demo: boolean;
};

export const hashToken = (token: string): string => createHash('sha256').update(token).digest('base64url');

/** Opens a session and returns its token, which is kept nowhere. Starts in the company used last, if it still may. */
export async function openSession(
  database: Kysely<Db>,
  now: Date,
  session: { readonly userId: Id; readonly device: string; readonly surface: Surface },
): Promise<{ token: string; maxAge: number }> {
  const token = randomBytes(32).toString('base64url');
  const { idleMinutes, hours } = LIFETIMES[session.surface];
  const expires = new Date(now.getTime() + hours * HOUR).toISOString();
  await withRetries(() =>
    sql`insert into sys.session (token_hash, user_id, current_company_id, device, created_at, last_seen_at, expires_at,
        idle_minutes)
      values (${hashToken(token)}, ${session.userId},
        coalesce(
          (select s.current_company_id from sys.session s join sys.membership m
             on m.user_id = s.user_id and m.company_id = s.current_company_id
           where s.user_id = ${session.userId} order by s.last_seen_at desc limit 1),
          (select c.id from sys.membership m join sys.company c on c.id = m.company_id
           where m.user_id = ${session.userId} order by c.demo, c.code limit 1)),
        ${session.device}, ${now.toISOString()}, ${now.toISOString()}, ${expires}, ${idleMinutes})
      on conflict do nothing`.execute(database),
  );
  return { token, maxAge: (hours * HOUR) / 1_000 };
}

type SessionRow = {
  user_id: Id;
  login: string;
  name: string;
  locale: string;
  device: string;
  last_seen_at: string;
  company_id: Id | null;
  code: string;
  company_name: string;
  time_zone: string;
  currency: string;
  demo: boolean;
};

/** The living session of a token: not ended, its person active, its company still theirs. */
export async function findSession(
  database: Kysely<Db>,
  tokenHash: string,
  now: Date,
): Promise<Session | null> {
  const moment = now.toISOString();
  const { rows } = await withRetries(() =>
    sql<SessionRow>`
      select s.user_id, u.login, u.name, u.locale, s.device, s.last_seen_at, c.id as company_id, c.code,
        c.name as company_name, c.time_zone, c.currency, c.demo
      from sys.session s
      join sys.user_account u on u.id = s.user_id and u.active
      left join sys.membership m on m.user_id = s.user_id and m.company_id = s.current_company_id
      left join sys.company c on c.id = m.company_id
      where s.token_hash = ${tokenHash} and s.revoked_at is null and s.expires_at > ${moment}
        and s.last_seen_at > ${moment}::timestamptz - make_interval(mins => s.idle_minutes)`.execute(
      database,
    ),
  );
  const [row] = rows;
  if (!row) return null;
  if (now.getTime() - Date.parse(row.last_seen_at) > TOUCH_MS) {
    await withRetries(() =>
      sql`update sys.session set last_seen_at = ${moment} where token_hash = ${tokenHash}`.execute(database),
    );
  }
  return {
    tokenHash,
    userId: row.user_id,
    login: row.login,
    name: row.name,
    locale: row.locale,
    device: row.device,
    company:
      row.company_id === null
        ? null
        : {
            id: row.company_id,
            code: row.code,
            name: row.company_name,
            timeZone: row.time_zone,
            currency: row.currency,
            demo: row.demo,
          },
  };
}

/** Ends this session, or all of the person's. */
export async function closeSessions(
  database: Kysely<Db>,
  now: Date,
  session: Session,
  everywhere: boolean,
): Promise<void> {
  const which = everywhere ? sql`user_id = ${session.userId}` : sql`token_hash = ${session.tokenHash}`;
  await withRetries(() =>
    sql`update sys.session set revoked_at = ${now.toISOString()} where ${which} and revoked_at is null`.execute(
      database,
    ),
  );
}

/** Enters another company; false when the person does not belong there. */
export async function enterCompany(database: Kysely<Db>, session: Session, companyId: Id): Promise<boolean> {
  const { rows } = await withRetries(() =>
    sql<{ id: Id }>`update sys.session set current_company_id = ${companyId}
      where token_hash = ${session.tokenHash} and exists (select from sys.membership
        where user_id = ${session.userId} and company_id = ${companyId}) returning current_company_id as id`.execute(
      database,
    ),
  );
  return rows.length > 0;
}

export async function companiesOf(
  database: Kysely<Db>,
  userId: Id,
): Promise<{ id: Id; code: string; name: string; demo: boolean }[]> {
  return withRetries(() =>
    database
      .selectFrom('sys.company as c')
      .innerJoin('sys.membership as m', 'm.company_id', 'c.id')
      .select(['c.id', 'c.code', 'c.name', 'c.demo'])
      .where('m.user_id', '=', userId)
      .orderBy('c.code')
      .limit(500)
      .execute(),
  );
}
