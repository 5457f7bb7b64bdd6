// Roles and the rights they carry. The owner's role is not edited: it always holds everything, so that a company can
// never lock itself out.
import { sql } from 'kysely';
import { z } from 'zod';
import { type AnyCommand, defineCommand } from '../../../kernel/command.ts';
import { type Ctx, type Tx, audit } from '../../../kernel/ctx.ts';
import { type Id, newId } from '../../../kernel/ids.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { zId } from '../../../kernel/schema.ts';
import { isOwner } from '../load.ts';
import { OWNER_ROLE, type RightCatalogue } from '../types.ts';

const zRoleCode = z.string().regex(/^[A-Za-z][A-Za-z0-9_]{1,39}$/);
const zRoleName = z.string().trim().min(1).max(60);
const zRights = z.array(z.string().max(60)).max(500);
const zRole = z.object({ roleId: zId });

type Role = { readonly id: Id; readonly code: string; readonly name_zh: string; readonly rights: string[] };

/** The role, locked; refuses the owner's, and one the actor holds unless the actor is the owner. */
async function lockRole(tx: Tx, ctx: Ctx, roleId: Id): Promise<Role> {
  const role = await tx
    .selectFrom('sys.role')
    .select(['id', 'code', 'name_zh'])
    .where('company_id', '=', ctx.companyId)
    .where('id', '=', roleId)
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (!role) return refuse('NOT_FOUND', { what: 'role', key: roleId });
  if (role.code === OWNER_ROLE) refuse('ROLE_FIXED', { role: role.name_zh });
  const { rows } = await sql<{ mine: boolean; rights: string[] }>`
    select exists (select from sys.user_role where company_id = ${ctx.companyId} and role_id = ${roleId}
        and user_id = ${ctx.actor.userId}) as mine,
      array(select right_code from sys.role_right where company_id = ${ctx.companyId} and role_id = ${roleId}
        order by right_code) as rights`.execute(tx);
  if (rows[0]?.mine && !(await isOwner(tx, ctx, ctx.actor.userId)))
    refuse('ROLE_IS_YOURS', { role: role.name_zh });
  return { ...role, rights: rows[0]?.rights ?? [] };
}

async function grant(tx: Tx, ctx: Ctx, roleId: Id, rights: readonly string[]): Promise<void> {
  const wanted = [...new Set(rights)];
  await sql`with gone as (
      delete from sys.role_right where company_id = ${ctx.companyId} and role_id = ${roleId}
        and right_code <> all(${wanted}::text[]))
    insert into sys.role_right (company_id, role_id, right_code)
    select ${ctx.companyId}, ${roleId}, code from unnest(${wanted}::text[]) as r (code)
    on conflict do nothing`.execute(tx);
  ctx.topics.add('rights');
}

/** The commands about roles; which rights exist is told from outside. */
export function roleCommands({ rights: known }: RightCatalogue): readonly AnyCommand[] {
  const requireKnown = (rights: readonly string[]): void => {
    const unknown = rights.filter((right) => !(right in known));
    if (unknown.length > 0) refuse('UNKNOWN_RIGHT', { rights: unknown });
  };

  const createRole = defineCommand({
    name: 'people.create-role',
    right: 'user.manage',
    input: z.object({ code: zRoleCode, nameZh: zRoleName, nameEn: zRoleName, rights: zRights }),
    output: zRole,
    refusals: ['ROLE_CODE_TAKEN', 'UNKNOWN_RIGHT'],
    run: async (tx, input, ctx) => {
      requireKnown(input.rights);
      const made = await tx
        .insertInto('sys.role')
        .values({
          company_id: ctx.companyId,
          id: newId(),
          code: input.code,
          name_zh: input.nameZh,
          name_en: input.nameEn,
        })
        .onConflict((conflict) => conflict.columns(['company_id', 'code']).doNothing())
        .returning('id')
        .executeTakeFirst();
      if (!made) return refuse('ROLE_CODE_TAKEN', { code: input.code });
      await grant(tx, ctx, made.id, input.rights);
      audit(ctx, 'role', made.id, null, input);
      return { roleId: made.id };
    },
  });

  const editRole = defineCommand({
    name: 'people.edit-role',
    right: 'user.manage',
    input: z.object({ roleId: zId, nameZh: zRoleName, nameEn: zRoleName, rights: zRights }),
    output: zRole,
    refusals: ['ROLE_FIXED', 'ROLE_IS_YOURS', 'UNKNOWN_RIGHT'],
    run: async (tx, input, ctx) => {
      requireKnown(input.rights);
      const role = await lockRole(tx, ctx, input.roleId);
      await tx
        .updateTable('sys.role')
        .set({ name_zh: input.nameZh, name_en: input.nameEn })
        .where('company_id', '=', ctx.companyId)
        .where('id', '=', role.id)
        .execute();
      await grant(tx, ctx, role.id, input.rights);
      audit(ctx, 'role', role.id, { rights: role.rights }, { rights: input.rights, name: input.nameZh });
      return { roleId: role.id };
    },
  });

  const deleteRole = defineCommand({
    name: 'people.delete-role',
    right: 'user.manage',
    input: zRole,
    output: zRole,
    refusals: ['ROLE_FIXED', 'ROLE_IS_YOURS', 'ROLE_IN_USE'],
    run: async (tx, input, ctx) => {
      const role = await lockRole(tx, ctx, input.roleId);
      const { rows } = await sql<{ count: number }>`select count(*)::int4 as count from sys.user_role
        where company_id = ${ctx.companyId} and role_id = ${role.id}`.execute(tx);
      const count = rows[0]?.count ?? 0;
      if (count > 0) refuse('ROLE_IN_USE', { role: role.name_zh, count });
      await grant(tx, ctx, role.id, []);
      await tx
        .deleteFrom('sys.role')
        .where('company_id', '=', ctx.companyId)
        .where('id', '=', role.id)
        .execute();
      audit(ctx, 'role', role.id, { code: role.code, rights: role.rights }, null);
      return { roleId: role.id };
    },
  });

  return [createRole, editRole, deleteRole];
}
