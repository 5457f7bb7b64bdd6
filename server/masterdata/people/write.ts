// Private writes about people: which roles somebody holds here, and to which warehouses they are limited.
import { sql } from 'kysely';
import type { Ctx } from '../../kernel/ctx.ts';
import type { Id } from '../../kernel/ids.ts';
import { refuse } from '../../kernel/refusal.ts';
import { isOwner } from './load.ts';
import { OWNER_ROLE, type PeopleTx } from './types.ts';

export type Assignment = { readonly roleIds: readonly Id[]; readonly warehouseIds: readonly Id[] };

/** Refuses unknown roles and warehouses, and the owner's role from anybody who does not hold it. */
async function requireAssignable(tx: PeopleTx, ctx: Ctx, wanted: Assignment): Promise<void> {
  const { rows } = await sql<{ what: string; id: Id; code: string | null }>`
    select 'role' as what, w.id, r.code from unnest(${[...wanted.roleIds]}::uuid[]) as w (id)
      left join sys.role r on r.company_id = ${ctx.companyId} and r.id = w.id
    union all
    select 'warehouse', w.id, h.code from unnest(${[...wanted.warehouseIds]}::uuid[]) as w (id)
      left join md.warehouse h on h.company_id = ${ctx.companyId} and h.id = w.id`.execute(tx);
  const unknown = rows.find((row) => row.code === null);
  if (unknown) {
    refuse('NOT_FOUND', { what: unknown.what, key: unknown.id });
  }
  const owners = rows.some((row) => row.what === 'role' && row.code === OWNER_ROLE);
  if (owners && !(await isOwner(tx, ctx, ctx.actor.userId))) refuse('OWNER_ONLY');
}

/** Gives a person exactly these roles and warehouses; no warehouse means all of them. */
export async function assign(tx: PeopleTx, ctx: Ctx, userId: Id, wanted: Assignment): Promise<void> {
  await requireAssignable(tx, ctx, wanted);
  const roles = [...new Set(wanted.roleIds)];
  const warehouses = [...new Set(wanted.warehouseIds)];
  await sql`with gone as (
      delete from sys.user_role where company_id = ${ctx.companyId} and user_id = ${userId}
        and role_id <> all(${roles}::uuid[]))
    insert into sys.user_role (company_id, user_id, role_id)
    select ${ctx.companyId}, ${userId}, id from unnest(${roles}::uuid[]) as r (id) on conflict do nothing`.execute(
    tx,
  );
  await sql`with gone as (
      delete from md.user_warehouse where company_id = ${ctx.companyId} and user_id = ${userId}
        and warehouse_id <> all(${warehouses}::uuid[]))
    insert into md.user_warehouse (company_id, user_id, warehouse_id)
    select ${ctx.companyId}, ${userId}, id from unnest(${warehouses}::uuid[]) as w (id)
    on conflict do nothing`.execute(tx);
  ctx.topics.add('rights');
}

/** Ends every session of a person, on whatever device. */
export async function endSessions(tx: PeopleTx, ctx: Ctx, userId: Id): Promise<void> {
  await tx
    .updateTable('sys.session')
    .set({ revoked_at: ctx.now })
    .where('user_id', '=', userId)
    .where('revoked_at', 'is', null)
    .execute();
}
