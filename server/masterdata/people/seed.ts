// The roles of a new company, and who is the first to enter it.
import { sql } from 'kysely';
import { type Id, newId } from '../../kernel/ids.ts';
import type { PeopleTx, RoleSeed } from './types.ts';

export async function seedRoles(tx: PeopleTx, companyId: Id, roles: readonly RoleSeed[]): Promise<void> {
  const ids = roles.map(() => newId());
  await sql`insert into sys.role (company_id, id, code, name_zh, name_en)
    select ${companyId}, * from unnest(${ids}::uuid[], ${roles.map((role) => role.code)}::text[],
      ${roles.map((role) => role.zh)}::text[], ${roles.map((role) => role.en)}::text[])`.execute(tx);
  const grants = roles.flatMap((role, at) =>
    [...new Set(role.rights)].map((right) => ({ id: ids[at] ?? '', right })),
  );
  await sql`insert into sys.role_right (company_id, role_id, right_code)
    select ${companyId}, * from unnest(${grants.map((grant) => grant.id)}::uuid[],
      ${grants.map((grant) => grant.right)}::text[])`.execute(tx);
}

/** Lets a person enter the company in the roles of these codes. */
export async function admit(
  tx: PeopleTx,
  companyId: Id,
  userId: Id,
  roleCodes: readonly string[],
): Promise<void> {
  await sql`insert into sys.membership (user_id, company_id) values (${userId}, ${companyId})
    on conflict do nothing`.execute(tx);
  await sql`insert into sys.user_role (company_id, user_id, role_id)
    select ${companyId}, ${userId}, id from sys.role
    where company_id = ${companyId} and code = any(${[...roleCodes]}::text[])
    on conflict do nothing`.execute(tx);
}
