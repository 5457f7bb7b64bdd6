// Reads about people for decisions: who somebody is in this company, and who may change their account.
import { sql } from 'kysely';
import type { Actor, Ctx } from '../../kernel/ctx.ts';
import type { Id } from '../../kernel/ids.ts';
import { refuse } from '../../kernel/refusal.ts';
import { OWNER_ROLE, type PeopleTx, SIGNED_IN } from './types.ts';

export type Member = {
  readonly id: Id;
  readonly login: string;
  readonly name: string;
  readonly active: boolean;
  readonly passwordHash: string;
};

/** A member of the company, locked. Refuses NOT_FOUND for people of other companies. */
export async function lockMember(tx: PeopleTx, ctx: Ctx, userId: Id): Promise<Member> {
  const { rows } = await sql<Member>`
    select u.id, u.login, u.name, u.active, u.password_hash as "passwordHash"
    from sys.user_account u
    join sys.membership m on m.user_id = u.id and m.company_id = ${ctx.companyId}
    where u.id = ${userId} for no key update of u`.execute(tx);
  return rows[0] ?? refuse('NOT_FOUND', { what: 'user', key: userId });
}

async function holdsRole(tx: PeopleTx, ctx: Ctx, userId: Id, code: string): Promise<boolean> {
  const found = await tx
    .selectFrom('sys.user_role as held')
    .innerJoin('sys.role as role', (join) =>
      join.onRef('role.company_id', '=', 'held.company_id').onRef('role.id', '=', 'held.role_id'),
    )
    .select('role.id')
    .where('held.company_id', '=', ctx.companyId)
    .where('held.user_id', '=', userId)
    .where('role.code', '=', code)
    .executeTakeFirst();
  return found !== undefined;
}

export const isOwner = (tx: PeopleTx, ctx: Ctx, userId: Id): Promise<boolean> =>
  holdsRole(tx, ctx, userId, OWNER_ROLE);

/** Refuses unless the actor may change somebody who holds the owner's role, if they do. */
export async function requireAbove(tx: PeopleTx, ctx: Ctx, userId: Id): Promise<void> {
  if (userId === ctx.actor.userId) return;
  if ((await isOwner(tx, ctx, userId)) && !(await isOwner(tx, ctx, ctx.actor.userId))) refuse('OWNER_ONLY');
}

/**
 * An account may open other companies too, so only somebody who manages people in all of them may change it.
 * Each company's roles are visible only from inside, hence one look per company; people belong to few.
 */
export async function requireAccount(tx: PeopleTx, ctx: Ctx, member: Member): Promise<void> {
  await requireAbove(tx, ctx, member.id);
  const others = await tx
    .selectFrom('sys.membership')
    .select('company_id')
    .where('user_id', '=', member.id)
    .where('company_id', '<>', ctx.companyId)
    .limit(50)
    .execute();
  for (const { company_id: companyId } of others) {
    await sql`select set_config('app.company', ${companyId}, true)`.execute(tx);
    const inside = { ...ctx, companyId };
    const actor = await loadRights(tx, companyId, ctx.actor.userId);
    const above = actor.owner || !(await isOwner(tx, inside, member.id));
    const manages = actor.owner || actor.rights.includes('user.manage');
    if (!manages || !above) refuse('USER_SHARED', { user: member.name });
  }
  await sql`select set_config('app.company', ${ctx.companyId}, true)`.execute(tx);
}

async function loadRights(
  tx: PeopleTx,
  companyId: Id,
  userId: Id,
): Promise<{ owner: boolean; rights: string[] }> {
  const { rows } = await sql<{ owner: boolean | null; rights: string[] | null }>`
    select bool_or(role.code = ${OWNER_ROLE}) as owner,
      array_agg(distinct r.right_code) filter (where r.right_code is not null) as rights
    from sys.membership m
    join sys.user_role held on held.company_id = m.company_id and held.user_id = m.user_id
    join sys.role role on role.company_id = held.company_id and role.id = held.role_id
    left join sys.role_right r on r.company_id = held.company_id and r.role_id = held.role_id
    where m.company_id = ${companyId} and m.user_id = ${userId}`.execute(tx);
  return { owner: rows[0]?.owner ?? false, rights: rows[0]?.rights ?? [] };
}

/** Who a person is in a company: their rights by their roles, and the warehouses they are limited to. */
export async function loadActor(
  tx: PeopleTx,
  companyId: Id,
  person: { readonly id: Id; readonly login: string; readonly name: string },
  everyRight: readonly string[],
): Promise<Actor> {
  const { owner, rights } = await loadRights(tx, companyId, person.id);
  const limits = await tx
    .selectFrom('md.user_warehouse')
    .select('warehouse_id')
    .where('company_id', '=', companyId)
    .where('user_id', '=', person.id)
    .limit(1_000)
    .execute();
  return {
    userId: person.id,
    login: person.login,
    name: person.name,
    rights: new Set([SIGNED_IN, ...(owner ? everyRight : rights)]),
    warehouseIds: limits.length > 0 ? new Set(limits.map((limit) => limit.warehouse_id)) : null,
  };
}

export type Colleague = { readonly id: Id; readonly login: string; readonly name: string };

/** Who in the company holds a right, by one of their roles or as its owner. */
export async function holdersOf(tx: PeopleTx, companyId: Id, right: string): Promise<Colleague[]> {
  const { rows } = await sql<Colleague>`
    select u.id, u.login, u.name from sys.user_account u
    join sys.membership m on m.user_id = u.id and m.company_id = ${companyId}
    where u.active and exists (
      select from sys.user_role held
      join sys.role role on role.company_id = held.company_id and role.id = held.role_id
      left join sys.role_right r on r.company_id = held.company_id and r.role_id = held.role_id
        and r.right_code = ${right}
      where held.company_id = m.company_id and held.user_id = m.user_id
        and (role.code = ${OWNER_ROLE} or r.right_code is not null))
    order by u.name, u.login limit 1000`.execute(tx);
  return rows;
}
