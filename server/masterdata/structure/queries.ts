// One BOM version, one item's planning data, where-used over all levels and the explosion over all levels.
import { sql } from 'kysely';
import { z } from 'zod';
import { defineQuery } from '../../kernel/command.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import { qtyText, rateText } from '../../kernel/decimal.ts';
import {
  type ActionSpec,
  actionsOf,
  readLines,
  readRow,
  selectOf,
  zDocument,
  zRow,
} from '../../kernel/document-query.ts';
import type { Id } from '../../kernel/ids.ts';
import type { List } from '../../kernel/list.ts';
import { zDate, zId, zPositiveQty } from '../../kernel/schema.ts';
import { bomLineList, bomList } from './bom-lists.ts';
import { ofQty, toQty } from './fraction.ts';
import { planningList, routingList, sourceList, substituteList } from './item-lists.ts';
import { bomStates } from './states.ts';
import { MOST_ROWS, type Step, partsAbove, partsBelow, unfold } from './walk.ts';
import type { StructureTx } from './write-boms.ts';

const ACTIONS: readonly ActionSpec[] = [
  {
    verb: 'activate',
    command: 'structure.activate-bom',
    right: 'structure.activate',
    zh: '启用',
    en: 'Activate',
  },
  { verb: 'edit', command: 'structure.save-bom', right: 'structure.edit' },
  { verb: 'copy', command: 'structure.copy-bom', right: 'structure.edit', zh: '复制为新版本', en: 'Copy' },
  { verb: 'retire', command: 'structure.retire-bom', right: 'structure.activate', zh: '停用', en: 'Retire' },
  {
    verb: 'discard',
    command: 'structure.discard-bom',
    right: 'structure.edit',
    zh: '删除草稿',
    en: 'Discard',
  },
];

export const getBom = defineQuery({
  name: 'structure.get-bom',
  right: 'structure.view',
  input: z.object({ bomId: zId }),
  output: zDocument.extend({
    versions: z.array(
      z.object({
        id: zId,
        version: z.string(),
        state: z.string(),
        validFrom: z.string().nullable(),
        validTo: z.string().nullable(),
      }),
    ),
  }),
  run: async (tx, input, ctx) => {
    const document = await readRow(tx, ctx, bomList, input.bomId, ['item_id', 'row_version']);
    const lines = await readLines(tx, ctx, bomLineList, 'bom_id', input.bomId, ['component_spec', 'source']);
    const { rows: versions } = await sql<{
      id: Id;
      version: string;
      state: string;
      validFrom: string | null;
      validTo: string | null;
    }>`select id, version, state, valid_from as "validFrom", valid_to as "validTo" from md.bom_list
      where company_id = ${ctx.companyId} and item_id = ${String(document['item_id'])} order by version limit 200`.execute(
      tx,
    );
    return {
      document,
      lines,
      versions,
      actions: actionsOf(ACTIONS, bomStates, String(document['state']), ctx.actor.rights),
    };
  },
});

const zStep = z.object({
  level: z.int(),
  itemId: zId,
  code: z.string(),
  name: z.string(),
  spec: z.string(),
  unit: z.string(),
  source: z.string(),
  phantom: z.boolean(),
  bomId: zId,
  version: z.string(),
  num: z.string(),
  den: z.string(),
  fixed: z.string(),
  loss: z.string(),
  byProduct: z.boolean(),
  qty: z.string(),
  loops: z.boolean(),
  leaf: z.boolean(),
});

type Words = { name: string; code: string; spec: string; unit: string; source: string; phantom: boolean };

async function wordsOf(tx: StructureTx, ctx: Ctx, ids: readonly Id[]): Promise<Map<Id, Words>> {
  const { rows } = await sql<Words & { id: Id }>`
    select i.id, i.code, i.name, i.spec, u.code as unit, i.source, coalesce(p.phantom, false) as phantom
    from md.item i join md.unit u on u.company_id = i.company_id and u.id = i.base_unit_id
    left join md.item_planning p on p.company_id = i.company_id and p.item_id = i.id
    where i.company_id = ${ctx.companyId} and i.id = any(${[...new Set(ids)]}::uuid[])`.execute(tx);
  return new Map(rows.map(({ id, ...words }) => [id, words]));
}

async function tell(
  tx: StructureTx,
  ctx: Ctx,
  steps: readonly Step[],
  end: 'componentId' | 'parentId',
): Promise<z.input<typeof zStep>[]> {
  const words = await wordsOf(
    tx,
    ctx,
    steps.map(({ part }) => part[end]),
  );
  return steps.map(({ level, part, qty, loops, leaf }) => ({
    level,
    itemId: part[end],
    ...(words.get(part[end]) ?? { code: '', name: '', spec: '', unit: '', source: '', phantom: false }),
    bomId: part.bomId,
    version: part.version,
    num: qtyText(part.num),
    den: qtyText(part.den),
    fixed: qtyText(part.fixed),
    loss: rateText(part.loss),
    byProduct: part.byProduct,
    qty: qtyText(toQty(qty)),
    loops,
    leaf,
  }));
}

const zTree = z.object({ steps: z.array(zStep), more: z.boolean() });

export const explode = defineQuery({
  name: 'structure.explode',
  right: 'structure.view',
  input: z.object({
    itemId: zId,
    /** Another version of the item than the one in force. */
    bomId: zId.optional(),
    qty: zPositiveQty.prefault('1'),
    day: zDate.optional(),
  }),
  output: zTree,
  run: async (tx, input, ctx) => {
    const day = input.day ?? ctx.today;
    const parts = await partsBelow(tx, ctx, { itemId: input.itemId, bomId: input.bomId ?? null, day });
    const steps = unfold(parts, { itemId: input.itemId, qty: ofQty(input.qty) }, 'down');
    return { steps: await tell(tx, ctx, steps, 'componentId'), more: steps.length >= MOST_ROWS };
  },
});

export const whereUsed = defineQuery({
  name: 'structure.where-used',
  right: 'structure.view',
  input: z.object({ itemId: zId, day: zDate.optional() }),
  output: zTree,
  run: async (tx, input, ctx) => {
    const parts = await partsAbove(tx, ctx, { itemId: input.itemId, day: input.day ?? ctx.today });
    const steps = unfold(parts, { itemId: input.itemId, qty: { n: 1n, d: 1n } }, 'up');
    return { steps: await tell(tx, ctx, steps, 'parentId'), more: steps.length >= MOST_ROWS };
  },
});

/** The rows of a list that belong to an item, in the list's order. */
async function readSet(
  tx: StructureTx,
  ctx: Ctx,
  list: List,
  itemId: Id,
  extra: readonly string[],
): Promise<Record<string, unknown>[]> {
  const order = sql.join(list.sort.map(({ column }) => sql.ref(column)));
  const { rows } = await sql<Record<string, unknown>>`
    select ${selectOf(list, ctx, extra)} from ${sql.table(list.view)}
    where company_id = ${ctx.companyId} and item_id = ${itemId} order by ${order} limit 200`.execute(tx);
  return rows;
}

const zChoice = z.object({ id: zId, code: z.string(), name: z.string() });

export const getItem = defineQuery({
  name: 'structure.get-item',
  right: 'structure.view',
  input: z.object({ itemId: zId }),
  output: z.object({
    planning: zRow,
    sources: z.array(zRow),
    substitutes: z.array(zRow),
    routing: z.array(zRow),
    boms: z.array(zRow),
    calendars: z.array(zChoice),
    planners: z.array(zChoice),
    workCentres: z.array(zChoice),
    mayEdit: z.boolean(),
  }),
  run: async (tx, { itemId }, ctx) => {
    const planning = await readRow(tx, ctx, planningList, itemId, ['calendar_id', 'planner_id']);
    const calendars = await sql<z.output<typeof zChoice>>`select id, code, name from md.work_calendar
      where company_id = ${ctx.companyId} order by code limit 500`.execute(tx);
    const workCentres = await sql<z.output<typeof zChoice>>`select id, code, name from md.work_centre
      where company_id = ${ctx.companyId} and active order by code limit 500`.execute(tx);
    const planners = await sql<
      z.output<typeof zChoice>
    >`select u.id, u.login as code, u.name from sys.user_account u
      join sys.membership m on m.user_id = u.id and m.company_id = ${ctx.companyId} order by u.name limit 500`.execute(
      tx,
    );
    const boms = await sql<
      Record<string, unknown>
    >`select id, version, state, valid_from, valid_to from md.bom_list
      where company_id = ${ctx.companyId} and item_id = ${itemId} order by version limit 200`.execute(tx);
    return {
      planning,
      sources: await readSet(tx, ctx, sourceList, itemId, ['calendar_id']),
      substitutes: await readSet(tx, ctx, substituteList, itemId, ['parent_id']),
      routing: await readSet(tx, ctx, routingList, itemId, ['work_centre_id']),
      boms: boms.rows,
      calendars: calendars.rows,
      planners: planners.rows,
      workCentres: workCentres.rows,
      mayEdit: ctx.actor.rights.has('structure.edit'),
    };
  },
});
