// Who works in this company: new people, people of other companies who also work here, their roles and warehouses.
import { z } from 'zod';
import { defineCommand } from '../../../kernel/command.ts';
import { audit } from '../../../kernel/ctx.ts';
import { newId } from '../../../kernel/ids.ts';
import { hashPassword, requireGoodPassword } from '../../../kernel/password.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { zId } from '../../../kernel/schema.ts';
import { lockMember, requireAbove, requireAccount } from '../load.ts';
import { assign, endSessions } from '../write.ts';

/** Letters of any language, digits, and the signs of mail addresses; kept in lower case. */
export const zLogin = z
  .string()
  .transform((text) => text.normalize('NFKC').trim().toLowerCase())
  .pipe(z.string().regex(/^[\p{L}\p{N}][\p{L}\p{N}._@-]{1,59}$/u));
export const zPassword = z.string().max(1_000);
const zName = z.string().trim().min(1).max(60);
const zLocale = z.enum(['zh-CN', 'en']);
const zAssignment = { roleIds: z.array(zId).max(50), warehouseIds: z.array(zId).max(500) };
const zUser = z.object({ userId: zId });

export const createUser = defineCommand({
  name: 'people.create-user',
  right: 'user.manage',
  input: z.object({ login: zLogin, name: zName, password: zPassword.optional(), ...zAssignment }),
  output: zUser,
  secrets: ['password'],
  refusals: ['LOGIN_TAKEN', 'OWNER_ONLY', 'PASSWORD_LENGTH', 'PASSWORD_GUESSABLE'],
  run: async (tx, input, ctx) => {
    const { login, name, password } = input;
    if (password !== undefined) requireGoodPassword(password, [login, name]);
    const userId = newId();
    const made = await tx
      .insertInto('sys.user_account')
      .values({
        id: userId,
        login,
        name,
        password_hash: password === undefined ? '' : await hashPassword(password),
      })
      .onConflict((conflict) => conflict.column('login').doNothing())
      .returning('id')
      .executeTakeFirst();
    if (!made) refuse('LOGIN_TAKEN', { login });
    await tx.insertInto('sys.membership').values({ user_id: userId, company_id: ctx.companyId }).execute();
    await assign(tx, ctx, userId, input);
    audit(ctx, 'user', userId, null, {
      login,
      name,
      roleIds: input.roleIds,
      warehouseIds: input.warehouseIds,
    });
    return { userId };
  },
});

export const addMember = defineCommand({
  name: 'people.add-member',
  right: 'user.manage',
  input: z.object({ login: zLogin, ...zAssignment }),
  output: zUser,
  refusals: ['ALREADY_MEMBER', 'OWNER_ONLY'],
  run: async (tx, input, ctx) => {
    const person = await tx
      .selectFrom('sys.user_account')
      .select(['id', 'name'])
      .where('login', '=', input.login)
      .executeTakeFirst();
    if (!person) return refuse('NOT_FOUND', { what: 'user', key: input.login });
    const added = await tx
      .insertInto('sys.membership')
      .values({ user_id: person.id, company_id: ctx.companyId })
      .onConflict((conflict) => conflict.doNothing())
      .returning('user_id')
      .executeTakeFirst();
    if (!added) refuse('ALREADY_MEMBER', { login: input.login });
    await assign(tx, ctx, person.id, input);
    audit(ctx, 'user', person.id, null, {
      login: input.login,
      roleIds: input.roleIds,
      warehouseIds: input.warehouseIds,
    });
    return { userId: person.id };
  },
});

export const assignRoles = defineCommand({
  name: 'people.assign-roles',
  right: 'user.manage',
  input: z.object({ userId: zId, ...zAssignment }),
  output: zUser,
  refusals: ['OWN_ACCOUNT', 'OWNER_ONLY'],
  run: async (tx, input, ctx) => {
    if (input.userId === ctx.actor.userId) refuse('OWN_ACCOUNT');
    const member = await lockMember(tx, ctx, input.userId);
    await requireAbove(tx, ctx, member.id);
    await assign(tx, ctx, member.id, input);
    audit(ctx, 'user', member.id, null, { roleIds: input.roleIds, warehouseIds: input.warehouseIds });
    return { userId: member.id };
  },
});

export const removeMember = defineCommand({
  name: 'people.remove-member',
  right: 'user.manage',
  input: z.object({ userId: zId }),
  output: zUser,
  refusals: ['OWN_ACCOUNT', 'OWNER_ONLY'],
  run: async (tx, input, ctx) => {
    if (input.userId === ctx.actor.userId) refuse('OWN_ACCOUNT');
    const member = await lockMember(tx, ctx, input.userId);
    await requireAbove(tx, ctx, member.id);
    await assign(tx, ctx, member.id, { roleIds: [], warehouseIds: [] });
    await tx
      .deleteFrom('sys.membership')
      .where('company_id', '=', ctx.companyId)
      .where('user_id', '=', member.id)
      .execute();
    audit(ctx, 'user', member.id, { login: member.login }, null);
    return { userId: member.id };
  },
});

export const editUser = defineCommand({
  name: 'people.edit-user',
  right: 'user.manage',
  input: z.object({ userId: zId, name: zName, locale: zLocale, active: z.boolean() }),
  output: zUser,
  refusals: ['OWN_ACCOUNT', 'OWNER_ONLY', 'USER_SHARED'],
  run: async (tx, input, ctx) => {
    const { userId, name, locale, active } = input;
    if (userId === ctx.actor.userId && !active) refuse('OWN_ACCOUNT');
    const member = await lockMember(tx, ctx, userId);
    await requireAccount(tx, ctx, member);
    await tx.updateTable('sys.user_account').set({ name, locale, active }).where('id', '=', userId).execute();
    if (!active) await endSessions(tx, ctx, userId);
    ctx.topics.add('rights');
    audit(ctx, 'user', userId, { name: member.name, active: member.active }, { name, locale, active });
    return { userId };
  },
});
