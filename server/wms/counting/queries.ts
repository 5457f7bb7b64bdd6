// What desk and handheld see of counts. The floor sees where to count and, if the count is limited, what; it never sees
// what the book says or what anybody has counted before.
import { sql } from 'kysely';
import { z } from 'zod';
import { defineQuery } from '../../kernel/command.ts';
import { type ActionSpec, actionsOf, readRow, zDocument, zRow } from '../../kernel/document-query.ts';
import { defineList } from '../../kernel/list.ts';
import { numberOf, opens } from '../../kernel/list-columns.ts';
import { refuse } from '../../kernel/refusal.ts';
import { zId } from '../../kernel/schema.ts';
import { countJobStates } from './states.ts';

const JOB_STATE_WORDS = {
  open: { zh: '待盘', en: 'open', tone: 'waiting' },
  counting: { zh: '盘点中', en: 'counting', tone: 'running' },
  counted: { zh: '已盘，待处理差异', en: 'counted, differences waiting', tone: 'warn' },
  closed: { zh: '已完成', en: 'closed', tone: 'done' },
  cancelled: { zh: '已取消', en: 'cancelled', tone: 'off' },
} as const;

export const countJobList = defineList({
  name: 'counting.list-jobs',
  right: 'count_order.view',
  zh: '盘点作业',
  en: 'Count jobs',
  view: 'wms.count_job_list',
  key: 'id',
  sort: [{ column: 'no', direction: 'desc' }],
  warehouses: ['warehouse_id'],
  search: ['no', 'order_no', 'warehouse_name'],
  columns: [
    numberOf('count_job'),
    { key: 'state', kind: 'state', zh: '状态', en: 'State', words: JOB_STATE_WORDS },
    opens('count_order', 'order_id', { key: 'order_no', zh: '盘点单', en: 'Order' }),
    { key: 'warehouse_name', kind: 'text', zh: '仓库', en: 'Warehouse' },
    { key: 'bin_count', kind: 'integer', zh: '仓位数', en: 'Bins' },
    { key: 'bins_counted', kind: 'integer', zh: '已盘仓位', en: 'Bins counted' },
    { key: 'recounts', kind: 'integer', zh: '复盘次数', en: 'Recounts' },
    { key: 'created_at', kind: 'moment', zh: '下达时间', en: 'Created', sortable: true },
  ],
});

const ACTIONS: readonly ActionSpec[] = [
  {
    verb: 'close_uncounted',
    command: 'counting.close-uncounted',
    right: 'count_order.edit',
    zh: '结束盘点',
    en: 'End the count',
  },
];

export const getJob = defineQuery({
  name: 'counting.get-job',
  right: 'count_order.view',
  input: z.object({ jobId: zId }),
  output: zDocument.omit({ lines: true }).extend({ bins: z.array(zRow) }),
  run: async (tx, input, ctx) => {
    const document = await readRow(tx, ctx, countJobList, input.jobId, ['warehouse_id']);
    const bins = await sql<Record<string, unknown>>`
      select t.id as task_id, t.no::text as no, n.code as bin_code, t.state, a.name as assignee, t.finished_at,
        (row_number() over (partition by t.from_bin_id order by t.no))::int as round
      from wms.task t
      join wms.bin n on n.company_id = t.company_id and n.id = t.from_bin_id
      left join sys.user_account a on a.id = t.assignee_id
      where t.company_id = ${ctx.companyId} and t.document_id = ${input.jobId} and t.kind = 'count'
      order by t.no limit 2000`.execute(tx);
    const actions = actionsOf(ACTIONS, countJobStates, String(document['state']), ctx.actor.rights);
    return { document, bins: bins.rows, actions };
  },
});

const zCountTask = z.object({
  id: zId,
  no: z.string(),
  state: z.string(),
  document_id: zId,
  document_no: z.string(),
  bin_id: zId,
  bin_code: z.string(),
  warehouse_code: z.string(),
  assignee: z.string().nullable(),
  mine: z.boolean(),
  round: z.int(),
  /** Somebody has counted it already; the screen says no more than that it is counted again. */
  recount: z.boolean(),
  /** It was this very person. */
  mine_before: z.boolean(),
  progress: z.unknown(),
});
const zCountItem = z.object({
  id: zId,
  code: z.string(),
  name: z.string(),
  spec: z.string(),
  unit: z.string(),
  lot_managed: z.boolean(),
  barcodes: z.array(z.string()),
});

export const getCount = defineQuery({
  name: 'counting.get-count',
  right: 'task.execute',
  input: z.object({ taskId: zId }),
  output: z.object({ task: zCountTask, items: z.array(zCountItem) }),
  run: async (tx, input, ctx) => {
    const { rows } = await sql<z.output<typeof zCountTask>>`
      select t.id, t.no::text as no, t.state, t.document_id, t.document_no, n.id as bin_id, n.code as bin_code,
        w.code as warehouse_code, a.name as assignee, t.assignee_id is not distinct from ${ctx.actor.userId}::uuid as mine,
        coalesce(b.round, 0) + 1 as round, b.round is not null as recount,
        coalesce(b.counted_by = ${ctx.actor.userId}::uuid, false) as mine_before, t.progress
      from wms.task t
      join wms.bin n on n.company_id = t.company_id and n.id = t.from_bin_id
      join md.warehouse w on w.company_id = t.company_id and w.id = t.warehouse_id
      left join sys.user_account a on a.id = t.assignee_id
      left join lateral (
        select o.round, o.counted_by from wms.count_observation o where o.company_id = t.company_id
          and o.count_job_id = t.document_id and o.bin_id = t.from_bin_id and o.task_id <> t.id
        order by o.round desc limit 1) b on true
      where t.company_id = ${ctx.companyId} and t.id = ${input.taskId} and t.kind = 'count'
        and (${ctx.actor.warehouseIds === null} or t.warehouse_id = any(${[...(ctx.actor.warehouseIds ?? [])]}::uuid[]))`.execute(
      tx,
    );
    const task = rows[0] ?? refuse('NOT_FOUND', { what: 'count', key: input.taskId });
    const items = await sql<z.output<typeof zCountItem>>`
      select i.id, i.code, i.name, i.spec, u.code as unit, i.lot_managed,
        array(select b.barcode from md.item_barcode b where b.company_id = i.company_id and b.item_id = i.id) as barcodes
      from wms.count_job j
      join contract.instruction c on c.company_id = j.company_id and c.id = j.instruction_id
      join md.item i on i.company_id = j.company_id
        and i.id in (select jsonb_array_elements_text(c.body -> 'itemIds')::uuid)
      join md.unit u on u.company_id = i.company_id and u.id = i.base_unit_id
      where j.company_id = ${ctx.companyId} and j.id = ${task.document_id} order by i.code limit 2000`.execute(
      tx,
    );
    return { task, items: items.rows };
  },
});
