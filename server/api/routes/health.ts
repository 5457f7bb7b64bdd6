// Whether the program lives, whether it can work, and how to try the demo company.
import { sql } from 'kysely';
import { withTransaction } from '../../kernel/transaction.ts';
import type { Doors } from '../doors.ts';
import { sendRefused } from '../errors.ts';

const PATIENCE_MS = 2_000;

type DemoUser = { login: string; name: string; zh: string[]; en: string[] };

/** The people of the demo company; nobody who also works in a real one is shown. */
async function loadDemo({ parts }: Doors): Promise<{ company: string; users: DemoUser[] } | null> {
  const { database } = parts.house;
  const company = await database
    .selectFrom('sys.company')
    .select(['id', 'name'])
    .where('demo', '=', true)
    .orderBy('created_at')
    .limit(1)
    .executeTakeFirst();
  if (!company) return null;
  const users = await withTransaction(database, company.id, 'read', async (tx) => {
    const { rows } = await sql<DemoUser>`
      select u.login, u.name, array_agg(r.name_zh order by r.code) as zh, array_agg(r.name_en order by r.code) as en
      from sys.user_account u
      join sys.user_role h on h.company_id = ${company.id} and h.user_id = u.id
      join sys.role r on r.company_id = h.company_id and r.id = h.role_id
      where u.active and u.password_hash <> '' and not exists (
        select from sys.membership m join sys.company c on c.id = m.company_id where m.user_id = u.id and not c.demo)
      group by u.id order by u.created_at, u.id limit 50`.execute(tx);
    return rows;
  });
  return { company: company.name, users };
}

export function addHealthRoutes(doors: Doors, demoPassword: string | null): void {
  const { app, parts, sentences } = doors;
  app.get('/healthz', { config: { rateLimit: false } }, async () => ({ ok: true }));

  app.get('/readyz', async (request, reply) => {
    const asked = sql`select 1`.execute(parts.house.database).then(() => true);
    const limit = new Promise<boolean>((resolve) => {
      setTimeout(() => resolve(false), PATIENCE_MS).unref();
    });
    const ready = await Promise.race([asked, limit]).catch(() => false);
    return ready
      ? { ready: true }
      : sendRefused(sentences, request, reply, { status: 503, code: 'UNAVAILABLE', retryAfter: 2 });
  });

  app.get('/api/demo', async () => {
    const demo = demoPassword === null || !parts.settings.demo ? null : await loadDemo(doors);
    return demo && demo.users.length > 0
      ? { ...demo, password: demoPassword }
      : { company: null, users: [], password: null };
  });
}
