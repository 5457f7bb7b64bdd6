// Activates, retires and discards versions of a BOM. Activation ends the version that was in force the day before; a
// version that was in force is retired, never deleted, because orders were made by it.
import { sql } from 'kysely';
import { z } from 'zod';
import { defineCommand } from '../../../kernel/command.ts';
import { recordStep, requireStep } from '../../../kernel/document.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { zDate, zId } from '../../../kernel/schema.ts';
import { activate, lockBom } from '../lock-bom.ts';
import { bomStates } from '../states.ts';
import { EVER, isBefore } from '../validity.ts';
import { writeValidity } from '../write-boms.ts';

const output = z.object({ state: z.string() });

export const activateBom = defineCommand({
  name: 'structure.activate-bom',
  right: 'structure.activate',
  input: z.object({
    bomId: zId,
    /** The first day on which orders of this version may start; the draft's own, else today, or ever when it is the first. */
    validFrom: zDate.optional(),
  }),
  output,
  refusals: ['BOM_LOOP', 'BOM_EMPTY', 'DAYS_OUT_OF_ORDER'],
  run: async (tx, input, ctx) => {
    const bom = await lockBom(tx, ctx, input.bomId);
    const { to } = requireStep(bomStates, 'activate', bom.state, bom.no);
    const { rows } = await sql<{ lines: number; others: number }>`
      select (select count(*)::int from md.bom_line where company_id = ${ctx.companyId} and bom_id = ${bom.id}) as lines,
        (select count(*)::int from md.bom where company_id = ${ctx.companyId} and item_id = ${bom.itemId}
          and state = 'active') as others`.execute(tx);
    if (rows[0]?.lines === 0) refuse('BOM_EMPTY', { no: bom.no });
    const first = bom.validFrom === EVER && rows[0]?.others !== 0 ? ctx.today : bom.validFrom;
    const validFrom = input.validFrom ?? first;
    if (isBefore(bom.validTo, validFrom)) refuse('DAYS_OUT_OF_ORDER');
    await sql`update md.bom set valid_from = ${validFrom} where company_id = ${ctx.companyId} and id = ${bom.id}`.execute(
      tx,
    );
    await activate(tx, ctx, bom.id);
    await recordStep(tx, ctx, {
      documentKind: 'bom',
      documentId: bom.id,
      verb: 'activate',
      from: bom.state,
      to,
      note: { itemId: bom.itemId, validFrom },
    });
    return { state: to };
  },
});

export const retireBom = defineCommand({
  name: 'structure.retire-bom',
  right: 'structure.activate',
  input: z.object({ bomId: zId }),
  output,
  refusals: [],
  run: async (tx, input, ctx) => {
    const bom = await lockBom(tx, ctx, input.bomId);
    const { to } = requireStep(bomStates, 'retire', bom.state, bom.no);
    const { id, itemId, version, state, validFrom, validTo } = bom;
    const before = { id, itemId, version, state, validFrom, validTo };
    await writeValidity(tx, ctx, [{ before, after: { ...before, state: to } }]);
    await recordStep(tx, ctx, {
      documentKind: 'bom',
      documentId: bom.id,
      verb: 'retire',
      from: bom.state,
      to,
      note: { itemId },
    });
    return { state: to };
  },
});

export const discardBom = defineCommand({
  name: 'structure.discard-bom',
  right: 'structure.edit',
  input: z.object({ bomId: zId }),
  output,
  refusals: [],
  run: async (tx, input, ctx) => {
    const bom = await lockBom(tx, ctx, input.bomId);
    const { to } = requireStep(bomStates, 'discard', bom.state, bom.no);
    await sql`delete from md.bom_line where company_id = ${ctx.companyId} and bom_id = ${bom.id}`.execute(tx);
    await sql`delete from md.bom where company_id = ${ctx.companyId} and id = ${bom.id}`.execute(tx);
    await recordStep(tx, ctx, {
      documentKind: 'bom',
      documentId: bom.id,
      verb: 'discard',
      from: bom.state,
      to,
      note: { itemId: bom.itemId },
    });
    return { state: to };
  },
});
