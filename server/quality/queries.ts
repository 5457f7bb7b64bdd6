// What desk and handheld see of inspections. No prices.
import { sql } from 'kysely';
import { z } from 'zod';
import { defineQuery } from '../kernel/command.ts';
import { defineList } from '../kernel/list.ts';
import { numberOf } from '../kernel/list-columns.ts';
import { ITEM_WORDS, partnerWords } from '../kernel/list-search.ts';
import { refuse } from '../kernel/refusal.ts';
import { zId } from '../kernel/schema.ts';

export const inspectionList = defineList({
  name: 'quality.list-inspections',
  right: 'inspection.view',
  zh: '检验单',
  en: 'Inspections',
  view: 'qms.inspection_list',
  key: 'id',
  sort: [
    { column: 'state', direction: 'asc' },
    { column: 'no', direction: 'desc' },
  ],
  search: ['no', 'document_no', 'lot_no', partnerWords('supplier_id'), ...ITEM_WORDS],
  totals: ['qty', 'qty_accepted', 'qty_conceded', 'qty_rejected'],
  columns: [
    numberOf('inspection'),
    {
      key: 'state',
      kind: 'state',
      zh: '状态',
      en: 'State',
      sortable: true,
      words: {
        pending: { zh: '待检', en: 'pending', tone: 'inspect' },
        ruled: { zh: '已判定', en: 'ruled', tone: 'done' },
        cancelled: { zh: '已取消', en: 'cancelled', tone: 'off' },
      },
    },
    { key: 'document_no', kind: 'code', zh: '收料通知', en: 'Notice' },
    { key: 'supplier_name', kind: 'text', zh: '供应商', en: 'Supplier' },
    { key: 'item_code', kind: 'code', zh: '物料', en: 'Item' },
    { key: 'item_name', kind: 'text', zh: '名称', en: 'Name' },
    { key: 'lot_no', kind: 'code', zh: '批号', en: 'Lot' },
    { key: 'qty', kind: 'qty', zh: '报检数', en: 'Quantity' },
    { key: 'qty_accepted', kind: 'qty', zh: '合格', en: 'Accepted' },
    { key: 'qty_conceded', kind: 'qty', zh: '让步接收', en: 'Conceded' },
    { key: 'qty_rejected', kind: 'qty', zh: '判退', en: 'Rejected' },
    { key: 'qty_left', kind: 'qty', zh: '未判', en: 'Left' },
    { key: 'inspector', kind: 'text', zh: '检验员', en: 'Inspector' },
    { key: 'created_at', kind: 'moment', zh: '报检时间', en: 'Opened', sortable: true },
  ],
});

const zInspection = z.object({
  id: zId,
  no: z.string(),
  state: z.string(),
  document_no: z.string(),
  supplier_name: z.string(),
  item_code: z.string(),
  item_name: z.string(),
  item_spec: z.string(),
  inspection_note: z.string(),
  unit: z.string(),
  lot_no: z.string(),
  expiry_date: z.string().nullable(),
  qty: z.string(),
  qty_accepted: z.string(),
  qty_conceded: z.string(),
  qty_rejected: z.string(),
  qty_left: z.string(),
  reason: z.string(),
  inspector: z.string().nullable(),
  ruled_at: z.string().nullable(),
});

export const getInspection = defineQuery({
  name: 'quality.get-inspection',
  right: 'inspection.view',
  input: z.object({ inspectionId: zId }),
  output: zInspection,
  run: async (tx, input, ctx) => {
    const { rows } = await sql<z.output<typeof zInspection>>`
      select id, no, state, document_no, supplier_name, item_code, item_name, item_spec, inspection_note, unit, lot_no,
        expiry_date::text, trim_scale(qty)::text as qty, trim_scale(qty_accepted)::text as qty_accepted,
        trim_scale(qty_conceded)::text as qty_conceded, trim_scale(qty_rejected)::text as qty_rejected,
        trim_scale(qty_left)::text as qty_left, reason, inspector, ruled_at
      from qms.inspection_list where company_id = ${ctx.companyId} and id = ${input.inspectionId}`.execute(
      tx,
    );
    return rows[0] ?? refuse('NOT_FOUND', { what: 'inspection', key: input.inspectionId });
  },
});

/** The inspector's queue on the handheld: oldest first. */
export const listPending = defineQuery({
  name: 'quality.list-pending',
  right: 'inspection.view',
  input: z.object({}),
  output: z.array(zInspection),
  run: async (tx, _input, ctx) => {
    const { rows } = await sql<z.output<typeof zInspection>>`
      select id, no, state, document_no, supplier_name, item_code, item_name, item_spec, inspection_note, unit, lot_no,
        expiry_date::text, trim_scale(qty)::text as qty, trim_scale(qty_accepted)::text as qty_accepted,
        trim_scale(qty_conceded)::text as qty_conceded, trim_scale(qty_rejected)::text as qty_rejected,
        trim_scale(qty_left)::text as qty_left, reason, inspector, ruled_at
      from qms.inspection_list where company_id = ${ctx.companyId} and state = 'pending'
      order by created_at limit 100`.execute(tx);
    return rows;
  },
});
