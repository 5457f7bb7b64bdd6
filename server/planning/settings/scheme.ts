// Reads and keeps the planning scheme. Whoever saves says which version was seen, so that nobody's change is lost.
import { sql } from 'kysely';
import { z } from 'zod';
import { defineCommand, defineQuery } from '../../kernel/command.ts';
import { type Only, type Tx, audit } from '../../kernel/ctx.ts';
import { qtyText } from '../../kernel/decimal.ts';
import { lastChange } from '../../kernel/document.ts';
import type { Id } from '../../kernel/ids.ts';
import { refuse } from '../../kernel/refusal.ts';
import { zQty } from '../../kernel/schema.ts';

const zDays = z.int().min(0).max(365);

/** The scheme without its figures that are quantities, which come in as text and go out as text. */
const scheme = {
  bucketDays: z.int().min(0).max(31),
  consumeBackDays: zDays,
  consumeForwardDays: zDays,
  toleranceDays: zDays,
  releaseDays: zDays,
  waitDays: zDays,
  inspectionDays: zDays,
  countDrafts: z.boolean(),
  countInspection: z.boolean(),
};

const zScheme = z.object({
  ...scheme,
  toleranceQty: z.string(),
  /** 0: nobody has said anything yet and the defaults hold. */
  version: z.int(),
});
type Scheme = z.output<typeof zScheme>;

const DEFAULTS: Scheme = {
  bucketDays: 1,
  consumeBackDays: 30,
  consumeForwardDays: 0,
  toleranceDays: 0,
  toleranceQty: '0',
  releaseDays: 7,
  waitDays: 30,
  inspectionDays: 1,
  countDrafts: true,
  countInspection: true,
  version: 0,
};

/** The company's scheme, or the defaults. */
export async function readScheme(tx: Tx<Only<'plan'>>, companyId: Id): Promise<Scheme> {
  const { rows } = await sql<Scheme>`
    select bucket_days as "bucketDays", consume_back_days as "consumeBackDays", consume_forward_days as "consumeForwardDays",
      tolerance_days as "toleranceDays", trim_scale(tolerance_qty)::text as "toleranceQty", release_days as "releaseDays",
      wait_days as "waitDays", inspection_days as "inspectionDays", count_drafts as "countDrafts",
      count_inspection as "countInspection", version
    from plan.setting where company_id = ${companyId}`.execute(tx);
  return rows[0] ?? DEFAULTS;
}

export const getSettings = defineQuery({
  name: 'planning.get-settings',
  right: 'planning.view',
  input: z.object({}),
  output: zScheme.extend({ mayEdit: z.boolean() }),
  run: async (tx, _input, ctx) => ({
    ...(await readScheme(tx, ctx.companyId)),
    mayEdit: ctx.actor.rights.has('plan_setting.edit'),
  }),
});

export const saveSettings = defineCommand({
  name: 'planning.save-settings',
  right: 'plan_setting.edit',
  input: z.object({ ...scheme, toleranceQty: zQty, version: z.int().min(0) }),
  output: z.object({ version: z.int() }),
  refusals: [],
  run: async (tx, input, ctx) => {
    const before = await readScheme(tx, ctx.companyId);
    const row = {
      bucket_days: input.bucketDays,
      consume_back_days: input.consumeBackDays,
      consume_forward_days: input.consumeForwardDays,
      tolerance_days: input.toleranceDays,
      tolerance_qty: qtyText(input.toleranceQty),
      release_days: input.releaseDays,
      wait_days: input.waitDays,
      inspection_days: input.inspectionDays,
      count_drafts: input.countDrafts,
      count_inspection: input.countInspection,
    };
    // The version decides whoever comes second, also when neither has found a row.
    const kept = await tx
      .insertInto('plan.setting')
      .values({ company_id: ctx.companyId, ...row, version: input.version + 1 })
      .onConflict((conflict) =>
        conflict
          .column('company_id')
          .doUpdateSet({ ...row, version: input.version + 1 })
          .where('plan.setting.version', '=', input.version),
      )
      .returning('version')
      .executeTakeFirst();
    if (!kept) {
      const change = await lastChange(tx, ctx, 'plan_setting', ctx.companyId);
      return refuse('VERSION_CHANGED', { no: { zh: '计划方案', en: 'The planning scheme' }, ...change });
    }
    audit(ctx, 'plan_setting', ctx.companyId, before, row);
    return { version: kept.version };
  },
});
