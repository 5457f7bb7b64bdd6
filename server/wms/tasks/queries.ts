// What the floor sees: my work, the queues, one task with everything its screen shows. No prices, ever.
import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import { defineQuery } from '../../kernel/command.ts';
import type { Ctx, Tx } from '../../kernel/ctx.ts';
import { defineList } from '../../kernel/list.ts';
import { ITEM_WORDS, LOT_WORDS, binWords } from '../../kernel/list-search.ts';
import { refuse } from '../../kernel/refusal.ts';
import { zId } from '../../kernel/schema.ts';

export const zTaskCard = z.object({
  id: zId,
  no: z.string(),
  kind: z.string(),
  state: z.string(),
  priority: z.number(),
  document_kind: z.string(),
  document_id: zId,
  document_no: z.string(),
  warehouse_code: z.string(),
  partner_name: z.string().nullable(),
  item_code: z.string().nullable(),
  item_name: z.string().nullable(),
  item_spec: z.string().nullable(),
  unit: z.string().nullable(),
  lot_id: zId.nullable(),
  lot_no: z.string().nullable(),
  expiry_date: z.string().nullable(),
  from_bin: z.string().nullable(),
  to_bin: z.string().nullable(),
  status: z.string().nullable(),
  qty_planned: z.string().nullable(),
  qty_done: z.string(),
  assignee: z.string().nullable(),
  mine: z.boolean(),
  progress: z.unknown(),
  version: z.number(),
  created_at: z.string(),
});

/** Task cards that meet a condition on wms.task_list, in the warehouses one may see; one's own first. */
export async function loadTaskCards(tx: Tx, ctx: Ctx, condition: RawBuilder<unknown>, limit: number) {
  const { rows } = await sql<z.output<typeof zTaskCard>>`
  select id, no::text, kind, state, priority, document_kind, document_id, document_no, warehouse_code, partner_name,
    item_code, item_name, item_spec, unit, lot_id, lot_no, expiry_date::text, from_bin, to_bin, status,
    trim_scale(qty_planned)::text as qty_planned, trim_scale(qty_done)::text as qty_done, assignee,
    assignee_id is not distinct from ${ctx.actor.userId}::uuid as mine, progress, version, created_at
  from wms.task_list
  where company_id = ${ctx.companyId} and ${condition}
    and (${ctx.actor.warehouseIds === null} or warehouse_id = any(${[...(ctx.actor.warehouseIds ?? [])]}::uuid[]))
  order by mine desc, priority, no limit ${limit}`.execute(tx);
  return rows;
}

/** A bin that oneself looked into last, while somebody else may look again: their look is worth more. */
const lookedInto = (ctx: Ctx): RawBuilder<unknown> => sql`(kind = 'count' and exists (
  select from wms.count_observation o where o.company_id = wms.task_list.company_id
    and o.count_job_id = wms.task_list.document_id and o.bin_id = wms.task_list.from_bin_id
    and o.counted_by = ${ctx.actor.userId}
    and o.round = (select max(l.round) from wms.count_observation l where l.company_id = o.company_id
      and l.count_job_id = o.count_job_id and l.bin_id = o.bin_id))
  and exists (select from sys.user_role r
    join sys.user_account u on u.id = r.user_id and u.active and u.id <> ${ctx.actor.userId}
    join sys.role_right g on g.company_id = r.company_id and g.role_id = r.role_id and g.right_code = 'task.execute'
    where r.company_id = wms.task_list.company_id
      and (wms.task_list.warehouse_id in (select w.warehouse_id from md.user_warehouse w
        where w.company_id = r.company_id and w.user_id = u.id)
      or not exists (select from md.user_warehouse w where w.company_id = r.company_id and w.user_id = u.id))))`;

export const listMyTasks = defineQuery({
  name: 'tasks.my-tasks',
  right: 'task.execute',
  input: z.object({ kind: z.string().max(20).optional() }),
  output: z.object({
    mine: z.array(zTaskCard),
    ready: z.array(zTaskCard),
    queues: z.array(z.object({ kind: z.string(), count: z.number(), oldest: z.string() })),
  }),
  run: async (tx, input, ctx) => {
    const kind = input.kind ? sql`kind = ${input.kind}` : sql`true`;
    const mine = await loadTaskCards(
      tx,
      ctx,
      sql`state in ('claimed', 'started') and assignee_id = ${ctx.actor.userId} and ${kind}`,
      50,
    );
    const ready = await loadTaskCards(
      tx,
      ctx,
      sql`state in ('ready', 'started') and assignee_id is null and ${kind} and not ${lookedInto(ctx)}`,
      50,
    );
    const queues = await sql<{ kind: string; count: number; oldest: string }>`
      select kind, count(*)::int as count, min(created_at) as oldest from wms.task
      where company_id = ${ctx.companyId} and state in ('ready', 'claimed', 'started')
        and (${ctx.actor.warehouseIds === null} or warehouse_id = any(${[...(ctx.actor.warehouseIds ?? [])]}::uuid[]))
      group by kind order by kind`.execute(tx);
    return { mine, ready, queues: queues.rows };
  },
});

export const getTask = defineQuery({
  name: 'tasks.get-task',
  right: 'task.execute',
  input: z.object({ taskId: zId }),
  output: zTaskCard,
  run: async (tx, input, ctx) => {
    const rows = await loadTaskCards(tx, ctx, sql`id = ${input.taskId}`, 1);
    return rows[0] ?? refuse('NOT_FOUND', { what: 'task', key: input.taskId });
  },
});

export const TASK_KIND_WORDS = {
  receive: { zh: '收货', en: 'receive', tone: 'info' },
  put_away: { zh: '上架', en: 'put away', tone: 'info' },
  pick: { zh: '拣货', en: 'pick', tone: 'info' },
  pack: { zh: '复核打包', en: 'check and pack', tone: 'info' },
  move: { zh: '移库', en: 'move', tone: 'info' },
  transfer_out: { zh: '调出', en: 'transfer out', tone: 'info' },
  transfer_in: { zh: '调入', en: 'transfer in', tone: 'info' },
  count: { zh: '盘点', en: 'count', tone: 'info' },
  return: { zh: '退供应商', en: 'return to supplier', tone: 'info' },
} as const;

export const taskList = defineList({
  name: 'tasks.list-tasks',
  right: 'task.view',
  zh: '任务',
  en: 'Tasks',
  view: 'wms.task_list',
  key: 'id',
  sort: [{ column: 'no', direction: 'desc' }],
  warehouses: ['warehouse_id'],
  search: ['no', 'document_no', 'assignee', ...ITEM_WORDS, LOT_WORDS, binWords('from_bin_id', 'to_bin_id')],
  columns: [
    { key: 'no', kind: 'integer', zh: '任务号', en: 'No.', sortable: true },
    { key: 'kind', kind: 'state', zh: '类型', en: 'Kind', words: TASK_KIND_WORDS },
    {
      key: 'state',
      kind: 'state',
      zh: '状态',
      en: 'State',
      words: {
        ready: { zh: '待领取', en: 'ready', tone: 'waiting' },
        claimed: { zh: '已领取', en: 'claimed', tone: 'running' },
        started: { zh: '执行中', en: 'in progress', tone: 'running' },
        done: { zh: '完成', en: 'done', tone: 'done' },
        cancelled: { zh: '取消', en: 'cancelled', tone: 'off' },
      },
    },
    {
      key: 'document_no',
      kind: 'code',
      zh: '单据',
      en: 'Document',
      link: { kindColumn: 'document_kind', idColumn: 'document_id' },
    },
    { key: 'warehouse_code', kind: 'code', zh: '仓库', en: 'Warehouse' },
    { key: 'item_code', kind: 'code', zh: '物料', en: 'Item' },
    { key: 'item_name', kind: 'text', zh: '名称', en: 'Name' },
    { key: 'lot_no', kind: 'code', zh: '批号', en: 'Lot' },
    { key: 'from_bin', kind: 'code', zh: '从', en: 'From' },
    { key: 'to_bin', kind: 'code', zh: '到', en: 'To' },
    { key: 'qty_planned', kind: 'qty', zh: '计划数', en: 'Planned' },
    { key: 'qty_done', kind: 'qty', zh: '完成数', en: 'Done' },
    { key: 'assignee', kind: 'text', zh: '执行人', en: 'Worker' },
    { key: 'created_at', kind: 'moment', zh: '产生时间', en: 'Created', sortable: true },
  ],
});
