// What planning knows of one item, saved as it is shown: planning data with the figures of its card, its sources, its
// substitutes, its routing. A set is replaced whole; the audit names the item.
import { sql } from 'kysely';
import { z } from 'zod';
import { defineCommand } from '../../../kernel/command.ts';
import { type Ctx, audit } from '../../../kernel/ctx.ts';
import { qtyText, rateText } from '../../../kernel/decimal.ts';
import { type Id, newId } from '../../../kernel/ids.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { zDate, zId, zPositiveQty, zQty, zRate } from '../../../kernel/schema.ts';
import { namesOf } from '../lock-bom.ts';
import { itemsOverQuota, keepPlanning, loadPlanning } from '../planning.ts';
import { EVER, FOREVER, isBefore } from '../validity.ts';
import { type StructureTx, loopsThrough } from '../write-boms.ts';
import { zShare } from './save-bom.ts';

const output = z.object({ itemId: zId });
const zDays = z.int().min(0).max(365);
const zPriority = z.int().min(1).max(99);

/** Locks the item, so that two people do not replace the same set, and returns its code. */
async function lockItem(tx: StructureTx, ctx: Ctx, id: Id): Promise<string> {
  const { rows } = await sql<{ code: string }>`
    select code from md.item where company_id = ${ctx.companyId} and id = ${id} for no key update`.execute(
    tx,
  );
  return rows[0]?.code ?? refuse('NOT_FOUND', { what: 'item', key: id });
}

/** Replaces what a table holds of an item by these rows. */
async function replaceOf(
  tx: StructureTx,
  ctx: Ctx,
  table: string,
  itemId: Id,
  rows: readonly Readonly<Record<string, unknown>>[],
): Promise<void> {
  await sql`delete from ${sql.table(table)} where company_id = ${ctx.companyId} and item_id = ${itemId}`.execute(
    tx,
  );
  const [first] = rows;
  if (!first) return;
  const located = rows.map((row) => ({ ...row, id: newId() }));
  const columns = sql.join(Object.keys(first).map((key) => sql.ref(key)));
  await sql`insert into ${sql.table(table)} (company_id, id, item_id, ${columns})
    select ${ctx.companyId}, id, ${itemId}, ${columns}
    from jsonb_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(located)}::jsonb)`.execute(tx);
}

function validity(line: { validFrom?: string | null | undefined; validTo?: string | null | undefined }) {
  const days = { valid_from: line.validFrom ?? EVER, valid_to: line.validTo ?? FOREVER };
  return isBefore(days.valid_to, days.valid_from) ? refuse('DAYS_OUT_OF_ORDER') : days;
}

export const savePlanning = defineCommand({
  name: 'structure.save-planning',
  right: 'structure.edit',
  input: z.object({
    itemId: zId,
    policy: z.enum(['stock', 'order']),
    lotRule: z.enum(['lot_for_lot', 'fixed', 'period']),
    fixedLot: zQty,
    periodDays: z.int().min(1).max(365),
    orderMinimum: zQty,
    orderMultiple: zQty,
    orderMaximum: zQty,
    /** null: nobody has said. */
    leadTimeDays: z.int().min(0).max(3650).nullable(),
    leadPer: zQty,
    inspectionDays: zDays,
    safetyDays: zDays,
    safetyStock: zQty,
    scrap: zShare,
    phantom: z.boolean(),
    calendarId: zId.nullable(),
    plannerId: zId.nullable(),
  }),
  output,
  refusals: ['FIXED_LOT_MISSING'],
  run: async (tx, input, ctx) => {
    await lockItem(tx, ctx, input.itemId);
    if (input.lotRule === 'fixed' && input.fixedLot === 0n) refuse('FIXED_LOT_MISSING');
    const before = (await loadPlanning(tx, ctx, [input.itemId])).get(input.itemId) ?? null;
    const after = {
      item_id: input.itemId,
      policy: input.policy,
      lot_rule: input.lotRule,
      fixed_lot: qtyText(input.fixedLot),
      period_days: String(input.periodDays),
      order_maximum: qtyText(input.orderMaximum),
      lead_per: qtyText(input.leadPer),
      inspection_days: String(input.inspectionDays),
      safety_days: String(input.safetyDays),
      scrap: rateText(input.scrap),
      phantom: String(input.phantom),
      calendar_id: input.calendarId,
      planner_id: input.plannerId,
    };
    await keepPlanning(tx, ctx, [after]);
    const onCard = {
      lead_time_days: input.leadTimeDays,
      order_minimum: qtyText(input.orderMinimum),
      order_multiple: qtyText(input.orderMultiple),
      safety_stock: qtyText(input.safetyStock),
    };
    await tx
      .updateTable('md.item')
      .set(onCard)
      .where('company_id', '=', ctx.companyId)
      .where('id', '=', input.itemId)
      .execute();
    audit(ctx, 'item_planning', input.itemId, before, { ...after, ...onCard });
    ctx.topics.add('item');
    return { itemId: input.itemId };
  },
});

const zSource = z.object({
  supplierId: zId,
  priority: zPriority.default(1),
  quota: zRate.prefault('0'),
  leadDays: z.int().min(0).max(3650).nullish(),
  orderMinimum: zQty.nullish(),
  orderMultiple: zQty.nullish(),
  calendarId: zId.nullish(),
  validFrom: zDate.nullish(),
  validTo: zDate.nullish(),
});

export const saveSources = defineCommand({
  name: 'structure.save-sources',
  right: 'structure.edit',
  input: z.object({ itemId: zId, sources: z.array(zSource).max(50) }),
  output,
  refusals: ['QUOTA_OVER_ONE', 'SUPPLIER_UNKNOWN', 'DAYS_OUT_OF_ORDER', 'SUPPLIER_TWICE'],
  run: async (tx, input, ctx) => {
    const item = await lockItem(tx, ctx, input.itemId);
    const suppliers = input.sources.map((source) => source.supplierId);
    const { rows: known } = await sql<{ id: Id }>`select id from md.partner
      where company_id = ${ctx.companyId} and is_supplier and id = any(${suppliers}::uuid[])`.execute(tx);
    const ids = new Set(known.map((row) => row.id));
    suppliers.forEach((id, index) => {
      if (!ids.has(id)) refuse('SUPPLIER_UNKNOWN', { line: index + 1 });
      if (suppliers.indexOf(id) < index) refuse('SUPPLIER_TWICE', { line: index + 1 });
    });
    const rows = input.sources.map((source) => ({
      supplier_id: source.supplierId,
      priority: source.priority,
      quota: rateText(source.quota),
      lead_days: source.leadDays ?? null,
      order_minimum: source.orderMinimum == null ? null : qtyText(source.orderMinimum),
      order_multiple: source.orderMultiple == null ? null : qtyText(source.orderMultiple),
      calendar_id: source.calendarId ?? null,
      ...validity(source),
    }));
    if (rows.some((row) => Number(row.quota) > 1)) refuse('QUOTA_OVER_ONE', { item });
    await replaceOf(tx, ctx, 'md.item_source', input.itemId, rows);
    if ((await itemsOverQuota(tx, ctx, [input.itemId])).size > 0) refuse('QUOTA_OVER_ONE', { item });
    audit(ctx, 'item_source', input.itemId, null, rows);
    return { itemId: input.itemId };
  },
});

const zSubstitute = z.object({
  substituteId: zId,
  parentId: zId.nullish(),
  kind: z.enum(['alternate', 'use_up']),
  priority: zPriority.default(1),
  qtyNum: zPositiveQty.prefault('1'),
  qtyDen: zPositiveQty.prefault('1'),
  validFrom: zDate.nullish(),
  validTo: zDate.nullish(),
});

export const saveSubstitutes = defineCommand({
  name: 'structure.save-substitutes',
  right: 'structure.edit',
  input: z.object({ itemId: zId, substitutes: z.array(zSubstitute).max(50) }),
  output,
  refusals: [
    'SUBSTITUTE_TWICE',
    'SUBSTITUTE_IS_ITEM',
    'SECOND_SUCCESSOR',
    'SUCCESSOR_HAS_SCOPE',
    'BOM_LOOP',
    'DAYS_OUT_OF_ORDER',
  ],
  run: async (tx, input, ctx) => {
    await lockItem(tx, ctx, input.itemId);
    const { substitutes } = input;
    const keys = substitutes.map((one) => `${one.substituteId} ${one.parentId ?? ''}`);
    substitutes.forEach((one, index) => {
      if (one.substituteId === input.itemId) refuse('SUBSTITUTE_IS_ITEM', { line: index + 1 });
      if (keys.indexOf(keys[index] ?? '') < index) refuse('SUBSTITUTE_TWICE', { line: index + 1 });
      if (one.kind === 'use_up' && one.parentId) refuse('SUCCESSOR_HAS_SCOPE');
    });
    if (substitutes.filter((one) => one.kind === 'use_up').length > 1) refuse('SECOND_SUCCESSOR');
    const rows = substitutes.map((one) => ({
      substitute_id: one.substituteId,
      parent_id: one.parentId ?? null,
      kind: one.kind,
      priority: one.priority,
      qty_num: qtyText(one.qtyNum),
      qty_den: qtyText(one.qtyDen),
      ...validity(one),
    }));
    await replaceOf(tx, ctx, 'md.item_substitute', input.itemId, rows);
    const touched = [input.itemId, ...substitutes.map((one) => one.substituteId)];
    const [loop] = await loopsThrough(tx, ctx, touched);
    if (loop) refuse('BOM_LOOP', { loop: await namesOf(tx, ctx, loop) });
    audit(ctx, 'item_substitute', input.itemId, null, rows);
    return { itemId: input.itemId };
  },
});

export const saveRouting = defineCommand({
  name: 'structure.save-routing',
  right: 'structure.edit',
  input: z.object({
    itemId: zId,
    lines: z.array(z.object({ workCentreId: zId, hoursPerUnit: zQty })).max(100),
  }),
  output,
  refusals: [],
  run: async (tx, input, ctx) => {
    await lockItem(tx, ctx, input.itemId);
    const rows = input.lines.map((line, index) => ({
      line_no: (index + 1) * 10,
      work_centre_id: line.workCentreId,
      hours_per_unit: qtyText(line.hoursPerUnit),
    }));
    await replaceOf(tx, ctx, 'md.routing_line', input.itemId, rows);
    audit(ctx, 'routing', input.itemId, null, rows);
    return { itemId: input.itemId };
  },
});

export const setCalendarDays = defineCommand({
  name: 'structure.set-calendar-days',
  right: 'structure.edit',
  input: z.object({
    calendarId: zId,
    /** null: as its day of the week is. */
    days: z
      .array(z.object({ day: zDate, open: z.boolean().nullable() }))
      .min(1)
      .max(400),
  }),
  output: z.object({ calendarId: zId }),
  refusals: [],
  run: async (tx, input, ctx) => {
    const { rows } = await sql<{ id: Id }>`select id from md.work_calendar
      where company_id = ${ctx.companyId} and id = ${input.calendarId} for no key update`.execute(tx);
    if (rows.length === 0) refuse('NOT_FOUND', { what: 'calendar', key: input.calendarId });
    const said = [...new Map(input.days.map((day) => [day.day, day])).values()];
    await sql`delete from md.work_calendar_day where company_id = ${ctx.companyId}
      and calendar_id = ${input.calendarId} and day = any(${said.map(({ day }) => day)}::date[])`.execute(tx);
    const kept = said.filter(({ open }) => open !== null);
    await sql`insert into md.work_calendar_day (company_id, calendar_id, day, open)
      select ${ctx.companyId}, ${input.calendarId}, * from unnest(${kept.map(({ day }) => day)}::date[],
        ${kept.map(({ open }) => open)}::boolean[])`.execute(tx);
    audit(ctx, 'work_calendar', input.calendarId, null, said);
    return { calendarId: input.calendarId };
  },
});
