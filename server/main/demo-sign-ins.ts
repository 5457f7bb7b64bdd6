// The demo company's people sign in with one published password. Only people of demo companies ever get it.
import { sql } from 'kysely';
import type { Tx } from '../kernel/ctx.ts';
import type { Id } from '../kernel/ids.ts';
import { hashPassword } from '../kernel/password.ts';

export const DEMO_PASSWORD = 'demo2026';

/** Opens the accounts of a demo company that have no password yet; one hash serves all, for it guards nothing. */
export async function openDemoAccounts(tx: Tx, companyId: Id): Promise<void> {
  const hash = await hashPassword(DEMO_PASSWORD);
  await sql`update sys.user_account u set password_hash = ${hash}
    where u.password_hash = '' and exists (select from sys.membership m join sys.company c on c.id = m.company_id
      where m.user_id = u.id and m.company_id = ${companyId} and c.demo)
    and not exists (select from sys.membership m join sys.company c on c.id = m.company_id
      where m.user_id = u.id and not c.demo)`.execute(tx);
}
