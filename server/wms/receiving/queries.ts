// What desk and handheld see of receiving: the list of notices, and one notice with its lines, packs and barcodes.
import { sql } from 'kysely';
import { z } from 'zod';
import { defineQuery } from '../../kernel/command.ts';
import { defineList } from '../../kernel/list.ts';
import { numberOf, opens } from '../../kernel/list-columns.ts';
import { partnerWords } from '../../kernel/list-search.ts';
import { refuse } from '../../kernel/refusal.ts';
import { zId } from '../../kernel/schema.ts';

export const NOTICE_STATE_WORDS = {
  open: { zh: '待收货', en: 'open', tone: 'waiting' },
  receiving: { zh: '收货中', en: 'receiving', tone: 'running' },
  received: { zh: '已收完', en: 'received', tone: 'done' },
  closed: { zh: '已关闭', en: 'closed', tone: 'done' },
  cancelled: { zh: '已取消', en: 'cancelled', tone: 'off' },
} as const;

export const noticeList = defineList({
  name: 'receiving.list-notices',
  right: 'receiving.view',
  zh: '收料通知单',
  en: 'Receiving notices',
  view: 'wms.receiving_notice_list',
  key: 'id',
  sort: [{ column: 'no', direction: 'desc' }],
  warehouses: ['warehouse_id'],
  search: ['no', 'order_no', 'delivery_note_no', partnerWords('partner_id')],
  totals: ['qty_expected', 'qty_received'],
  columns: [
    numberOf('receiving_notice'),
    { key: 'state', kind: 'state', zh: '状态', en: 'State', words: NOTICE_STATE_WORDS },
    { key: 'partner_name', kind: 'text', zh: '供应商', en: 'Supplier' },
    opens('purchase_order', 'order_id', { key: 'order_no', zh: '采购订单', en: 'Order' }),
    { key: 'warehouse_name', kind: 'text', zh: '仓库', en: 'Warehouse' },
    { key: 'expected_date', kind: 'date', zh: '预计到货', en: 'Expected', sortable: true },
    { key: 'delivery_note_no', kind: 'code', zh: '送货单号', en: 'Delivery note' },
    { key: 'qty_expected', kind: 'qty', zh: '通知数', en: 'Expected qty' },
    { key: 'qty_received', kind: 'qty', zh: '实收数', en: 'Received' },
    { key: 'qty_pending', kind: 'qty', zh: '待检', en: 'Pending' },
    { key: 'qty_rejected', kind: 'qty', zh: '判退', en: 'Rejected' },
    { key: 'qty_put_away', kind: 'qty', zh: '已上架', en: 'Put away' },
  ],
});

const zLine = z.object({
  id: zId,
  line_no: z.number(),
  item_id: zId,
  item_code: z.string(),
  item_name: z.string(),
  item_spec: z.string(),
  unit: z.string(),
  qty_expected: z.string(),
  qty_limit: z.string(),
  qty_received: z.string(),
  qty_damaged: z.string(),
  qty_accepted: z.string(),
  qty_conceded: z.string(),
  qty_rejected: z.string(),
  qty_put_away: z.string(),
  qty_returned: z.string(),
  inspected: z.boolean(),
  closed_short_reason: z.string().nullable(),
  lot_managed: z.boolean(),
  expiry_managed: z.boolean(),
  shelf_life_days: z.number().nullable(),
  barcodes: z.array(z.object({ barcode: z.string(), qty: z.string(), unit: z.string() })),
});

export const getNotice = defineQuery({
  name: 'receiving.get-notice',
  right: 'receiving.view',
  input: z.object({ noticeId: zId }),
  output: z.object({
    document: z.object({
      id: zId,
      no: z.string(),
      state: z.string(),
      partner_name: z.string(),
      warehouse_code: z.string(),
      warehouse_name: z.string(),
      order_no: z.string().nullable(),
      order_id: zId.nullable(),
      expected_date: z.string(),
      delivery_note_no: z.string(),
    }),
    lines: z.array(zLine),
    receipts: z.array(
      z.object({
        id: zId,
        item_code: z.string(),
        lot_no: z.string(),
        expiry_date: z.string().nullable(),
        qty: z.string(),
        status: z.string(),
        received_at: z.string(),
        bin: z.string(),
      }),
    ),
  }),
  run: async (tx, input, ctx) => {
    const documents = await sql<{
      id: string;
      no: string;
      state: string;
      partner_name: string;
      warehouse_code: string;
      warehouse_name: string;
      order_no: string | null;
      order_id: string | null;
      expected_date: string;
      delivery_note_no: string;
    }>`
      select id, no, state, partner_name, warehouse_code, warehouse_name, order_no, order_id, expected_date::text,
        delivery_note_no
      from wms.receiving_notice_list where company_id = ${ctx.companyId} and id = ${input.noticeId}`.execute(
      tx,
    );
    const document =
      documents.rows[0] ?? refuse('NOT_FOUND', { what: 'receiving notice', key: input.noticeId });
    const lines = await sql<z.output<typeof zLine>>`
      select l.id, l.line_no, l.item_id, l.item_code, l.item_name, l.item_spec, l.unit,
        trim_scale(l.qty_expected)::text as qty_expected, trim_scale(l.qty_limit)::text as qty_limit,
        trim_scale(l.qty_received)::text as qty_received, trim_scale(l.qty_damaged)::text as qty_damaged,
        trim_scale(l.qty_accepted)::text as qty_accepted, trim_scale(l.qty_conceded)::text as qty_conceded,
        trim_scale(l.qty_rejected)::text as qty_rejected, trim_scale(l.qty_put_away)::text as qty_put_away,
        trim_scale(l.qty_returned)::text as qty_returned, l.inspected, l.closed_short_reason, l.lot_managed,
        l.expiry_managed, l.shelf_life_days,
        coalesce((select json_agg(json_build_object('barcode', b.barcode,
            'qty', trim_scale(coalesce(k.numerator::numeric / k.denominator, 1))::text, 'unit', coalesce(ku.code, l.unit)))
          from md.item_barcode b
          left join md.item_pack k on k.company_id = b.company_id and k.id = b.item_pack_id
          left join md.unit ku on ku.company_id = k.company_id and ku.id = k.unit_id
          where b.company_id = l.company_id and b.item_id = l.item_id), '[]'::json) as barcodes
      from wms.receiving_notice_line_list l
      where l.company_id = ${ctx.companyId} and l.notice_id = ${input.noticeId} order by l.line_no limit 500`.execute(
      tx,
    );
    const receipts = await sql<{
      id: string;
      item_code: string;
      lot_no: string;
      expiry_date: string | null;
      qty: string;
      status: string;
      received_at: string;
      bin: string;
    }>`
      select r.id, i.code as item_code, t.lot_no, t.expiry_date::text, trim_scale(r.qty)::text as qty, r.status,
        r.received_at, b.code as bin
      from wms.receipt_line r
      join wms.receiving_notice_line l on l.company_id = r.company_id and l.id = r.notice_line_id
      join md.item i on i.company_id = r.company_id and i.id = r.item_id
      join wms.lot t on t.company_id = r.company_id and t.id = r.lot_id
      join wms.bin b on b.company_id = r.company_id and b.id = r.bin_id
      where r.company_id = ${ctx.companyId} and l.notice_id = ${input.noticeId}
      order by r.received_at desc limit 500`.execute(tx);
    return { document, lines: lines.rows, receipts: receipts.rows };
  },
});
