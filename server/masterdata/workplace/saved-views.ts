// Saved views of a list: filters, sorting and columns under a name, for oneself or for everybody in the company.
import { sql } from 'kysely';
import { z } from 'zod';
import { defineCommand, defineQuery } from '../../kernel/command.ts';
import { type Ctx, type Tx, audit } from '../../kernel/ctx.ts';
import { refuse } from '../../kernel/refusal.ts';
import { zId } from '../../kernel/schema.ts';
import { SIGNED_IN } from '../people/index.ts';

const SHARE = 'view.share';
const MOST_VIEWS = 100;
const MOST_CHARACTERS = 20_000;

const zList = z.string().min(1).max(80);
const zDefinition = z
  .record(z.string().max(60), z.unknown())
  .refine((definition) => JSON.stringify(definition).length <= MOST_CHARACTERS, { error: 'too long' });

export const listViews = defineQuery({
  name: 'views.list',
  right: SIGNED_IN,
  input: z.object({ list: zList }),
  output: z.array(
    z.object({
      id: zId,
      name: z.string(),
      shared: z.boolean(),
      mine: z.boolean(),
      definition: z.record(z.string(), z.unknown()),
    }),
  ),
  run: async (tx, input, ctx) => {
    const views = await tx
      .selectFrom('sys.saved_view')
      .select(['id', 'name', 'shared', 'user_id', 'definition'])
      .where('company_id', '=', ctx.companyId)
      .where('list', '=', input.list)
      .where((or) => or.or([or('user_id', '=', ctx.actor.userId), or('shared', '=', true)]))
      .orderBy('created_at')
      .limit(MOST_VIEWS * 2)
      .execute();
    return views.map((view) => ({
      id: view.id,
      name: view.name,
      shared: view.shared,
      mine: view.user_id === ctx.actor.userId,
      definition: z.record(z.string(), z.unknown()).parse(view.definition),
    }));
  },
});

/** The view, locked; refuses NOT_FOUND unless it is one's own, or shared and one may share. */
async function lockView(tx: Tx, ctx: Ctx, id: string) {
  const view = await tx
    .selectFrom('sys.saved_view')
    .select(['id', 'user_id', 'name', 'shared', 'list'])
    .where('company_id', '=', ctx.companyId)
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst();
  const mine = view?.user_id === ctx.actor.userId;
  if (!view || (!mine && !(view.shared && ctx.actor.rights.has(SHARE)))) {
    return refuse('NOT_FOUND', { what: 'view', key: id });
  }
  return view;
}

export const saveView = defineCommand({
  name: 'views.save',
  right: SIGNED_IN,
  input: z.object({
    /** Absent for a new view. */
    viewId: zId.optional(),
    list: zList,
    name: z.string().trim().min(1).max(60),
    shared: z.boolean(),
    definition: zDefinition,
  }),
  output: z.object({ viewId: zId }),
  refusals: ['VIEW_SHARE', 'TOO_MANY_VIEWS'],
  run: async (tx, input, ctx) => {
    if (input.shared && !ctx.actor.rights.has(SHARE)) refuse('VIEW_SHARE');
    const definition = JSON.stringify(input.definition);
    const { name, shared } = input;
    if (input.viewId !== undefined) {
      const view = await lockView(tx, ctx, input.viewId);
      await tx
        .updateTable('sys.saved_view')
        .set({ name, shared, definition })
        .where('company_id', '=', ctx.companyId)
        .where('id', '=', view.id)
        .execute();
      audit(ctx, 'saved_view', view.id, { name: view.name, shared: view.shared }, { name, shared });
      return { viewId: view.id };
    }
    const { rows } = await sql<{ count: number }>`select count(*)::int4 as count from sys.saved_view
      where company_id = ${ctx.companyId} and user_id = ${ctx.actor.userId} and list = ${input.list}`.execute(
      tx,
    );
    if ((rows[0]?.count ?? 0) >= MOST_VIEWS) refuse('TOO_MANY_VIEWS', { most: MOST_VIEWS });
    const viewId = ctx.commandId;
    await tx
      .insertInto('sys.saved_view')
      .values({
        company_id: ctx.companyId,
        id: viewId,
        user_id: ctx.actor.userId,
        list: input.list,
        name,
        shared,
        definition,
      })
      .execute();
    audit(ctx, 'saved_view', viewId, null, { list: input.list, name, shared });
    return { viewId };
  },
});

export const deleteView = defineCommand({
  name: 'views.delete',
  right: SIGNED_IN,
  input: z.object({ viewId: zId }),
  output: z.object({ viewId: zId }),
  refusals: [],
  run: async (tx, input, ctx) => {
    const view = await lockView(tx, ctx, input.viewId);
    await tx
      .deleteFrom('sys.saved_view')
      .where('company_id', '=', ctx.companyId)
      .where('id', '=', view.id)
      .execute();
    audit(ctx, 'saved_view', view.id, { list: view.list, name: view.name }, null);
    return { viewId: view.id };
  },
});
