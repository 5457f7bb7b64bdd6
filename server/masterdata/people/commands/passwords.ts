// Passwords and sessions: set by an administrator, changed by the person, ended everywhere. A changed password ends
// every session, because whoever knew the old one may still be signed in.
import { z } from 'zod';
import { defineCommand } from '../../../kernel/command.ts';
import { audit } from '../../../kernel/ctx.ts';
import { hashPassword, passwordFits, requireGoodPassword } from '../../../kernel/password.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { zId } from '../../../kernel/schema.ts';
import { lockMember, requireAccount } from '../load.ts';
import { SIGNED_IN } from '../types.ts';
import { endSessions } from '../write.ts';
import { zPassword } from './users.ts';

const zDone = z.object({ userId: zId });

export const setPassword = defineCommand({
  name: 'people.set-password',
  right: 'user.manage',
  input: z.object({ userId: zId, password: zPassword }),
  output: zDone,
  secrets: ['password'],
  refusals: ['OWNER_ONLY', 'USER_SHARED', 'PASSWORD_LENGTH', 'PASSWORD_GUESSABLE'],
  run: async (tx, input, ctx) => {
    const member = await lockMember(tx, ctx, input.userId);
    await requireAccount(tx, ctx, member);
    requireGoodPassword(input.password, [member.login, member.name]);
    await tx
      .updateTable('sys.user_account')
      .set({ password_hash: await hashPassword(input.password), failed_sign_ins: 0, locked_until: null })
      .where('id', '=', member.id)
      .execute();
    await endSessions(tx, ctx, member.id);
    audit(ctx, 'user', member.id, null, { password: 'set' });
    return { userId: member.id };
  },
});

export const changeOwnPassword = defineCommand({
  name: 'people.change-own-password',
  right: SIGNED_IN,
  input: z.object({ present: zPassword, password: zPassword }),
  output: zDone,
  secrets: ['present', 'password'],
  refusals: ['PASSWORD_WRONG', 'PASSWORD_LENGTH', 'PASSWORD_GUESSABLE'],
  run: async (tx, input, ctx) => {
    const member = await lockMember(tx, ctx, ctx.actor.userId);
    const fits = member.passwordHash !== '' && (await passwordFits(member.passwordHash, input.present));
    if (!fits) refuse('PASSWORD_WRONG');
    requireGoodPassword(input.password, [member.login, member.name]);
    await tx
      .updateTable('sys.user_account')
      .set({ password_hash: await hashPassword(input.password) })
      .where('id', '=', member.id)
      .execute();
    await endSessions(tx, ctx, member.id);
    audit(ctx, 'user', member.id, null, { password: 'changed' });
    return { userId: member.id };
  },
});

export const signOutUser = defineCommand({
  name: 'people.end-sessions',
  right: 'user.manage',
  input: z.object({ userId: zId }),
  output: zDone,
  refusals: [],
  run: async (tx, input, ctx) => {
    const member = await lockMember(tx, ctx, input.userId);
    await endSessions(tx, ctx, member.id);
    audit(ctx, 'user', member.id, null, { sessions: 'ended' });
    return { userId: member.id };
  },
});
