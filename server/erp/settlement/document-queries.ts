// One invoice or payment on the screen: its head, its lines, what settled it, and whether it may be taken back.
import { sql } from 'kysely';
import { z } from 'zod';
import { defineQuery } from '../../kernel/command.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import {
  type ActionSpec,
  actionsOf,
  readLines,
  readRow,
  selectOf,
  zDocument,
  zRow,
} from '../../kernel/document-query.ts';
import { type Column, type List, defineList } from '../../kernel/list.ts';
import { ITEM_COLUMNS, LINE_NO, opens } from '../../kernel/list-columns.ts';
import { zId } from '../../kernel/schema.ts';
import type { FinTx } from '../ledger/index.ts';
import { SIDE_WORDS, paymentList, purchaseInvoiceList, salesInvoiceList } from './queries.ts';
import { invoiceStates, paymentStates } from './states.ts';

const MONEY = 'invoice.view';

/** What an invoice of either side says of a line. */
const invoiceNo = (kind: string): Column =>
  opens(kind, 'invoice_id', { key: 'invoice_no', zh: '发票单号', en: 'Invoice', sortable: true });
const LATEST_FIRST: List['sort'] = [
  { column: 'invoice_no', direction: 'desc' },
  { column: 'line_no', direction: 'asc' },
];
const INVOICED_GOODS: readonly Column[] = [
  ...ITEM_COLUMNS,
  { key: 'qty', kind: 'qty', zh: '数量', en: 'Quantity' },
  { key: 'unit', kind: 'text', zh: '单位', en: 'Unit' },
  { key: 'price', kind: 'price', zh: '单价', en: 'Price', right: MONEY },
  { key: 'tax_rate', kind: 'rate', zh: '税率', en: 'Tax rate', right: MONEY },
  { key: 'amount', kind: 'amount', zh: '金额', en: 'Amount', right: MONEY },
  { key: 'tax_amount', kind: 'amount', zh: '税额', en: 'Tax', right: MONEY },
];

export const purchaseInvoiceLineList = defineList({
  name: 'settlement.list-purchase-invoice-lines',
  right: 'invoice.view',
  zh: '采购发票明细',
  en: 'Lines of purchase invoices',
  view: 'fin.purchase_invoice_line_list',
  key: 'id',
  sort: LATEST_FIRST,
  search: ['invoice_no', 'receipt_no', 'item_code', 'item_name'],
  columns: [
    invoiceNo('purchase_invoice'),
    LINE_NO,
    opens('purchase_receipt', 'receipt_id', { key: 'receipt_no', zh: '入库单', en: 'Receipt' }),
    ...INVOICED_GOODS,
    { key: 'estimate_reversed', kind: 'amount', zh: '冲回暂估', en: 'Estimate reversed', right: MONEY },
    { key: 'difference_on_hand', kind: 'amount', zh: '差额入库存', en: 'Difference on hand', right: MONEY },
    { key: 'difference_gone', kind: 'amount', zh: '差额入成本', en: 'Difference gone', right: MONEY },
  ],
});

export const salesInvoiceLineList = defineList({
  name: 'settlement.list-sales-invoice-lines',
  right: 'invoice.view',
  zh: '销售发票明细',
  en: 'Lines of sales invoices',
  view: 'fin.sales_invoice_line_list',
  key: 'id',
  sort: LATEST_FIRST,
  search: ['invoice_no', 'delivery_no', 'item_code', 'item_name'],
  columns: [
    invoiceNo('sales_invoice'),
    LINE_NO,
    opens('sales_delivery', 'delivery_id', { key: 'delivery_no', zh: '出库单', en: 'Delivery' }),
    ...INVOICED_GOODS,
  ],
});

export const settlementList = defineList({
  name: 'settlement.list-settlements',
  right: 'payment.view',
  zh: '核销明细',
  en: 'Settlements',
  view: 'fin.settlement_list',
  key: 'id',
  sort: [{ column: 'id', direction: 'desc' }],
  search: ['source_no', 'payment_no', 'partner_name'],
  totals: ['amount'],
  columns: [
    { key: 'business_date', kind: 'date', zh: '日期', en: 'Date', sortable: true },
    { key: 'side', kind: 'state', zh: '性质', en: 'Side', words: SIDE_WORDS },
    { key: 'partner_name', kind: 'text', zh: '往来', en: 'Partner' },
    { key: 'source_no', kind: 'code', zh: '单据', en: 'Document' },
    opens('payment', 'payment_id', { key: 'payment_no', zh: '收付款单', en: 'Payment' }),
    { key: 'amount', kind: 'amount', zh: '核销金额', en: 'Settled', right: 'payment.view' },
    { key: 'id', kind: 'id', zh: '标识', en: 'Id', sortable: true, hidden: true },
  ],
});

const reverseOf = (command: string, right: string): readonly ActionSpec[] => [
  { verb: 'reverse', command, right, zh: '红字冲销', en: 'Reverse in red' },
];

/** What settled a document, or what a payment settled; empty for those who may not see payments. */
async function settlementsOf(tx: FinTx, ctx: Ctx, column: 'source_id' | 'payment_id', id: string) {
  if (!ctx.actor.rights.has(settlementList.right)) return [];
  const { rows } = await sql<Record<string, unknown>>`
    select ${selectOf(settlementList, ctx, ['source_id', 'source_kind'])} from fin.settlement_list
    where company_id = ${ctx.companyId} and ${sql.ref(column)} = ${id}::uuid order by id limit 500`.execute(
    tx,
  );
  return rows;
}

const input = z.object({ documentId: zId });
const output = zDocument.extend({ settlements: z.array(zRow) });

type Invoices = { readonly list: List; readonly lineList: List; readonly reverse: string };

/** An invoice of either side. */
async function readInvoice(tx: FinTx, ctx: Ctx, id: string, { list, lineList, reverse }: Invoices) {
  const document = await readRow(tx, ctx, list, id);
  const specs = reverseOf(reverse, 'invoice.approve');
  return {
    document,
    lines: await readLines(tx, ctx, lineList, 'invoice_id', id),
    settlements: await settlementsOf(tx, ctx, 'source_id', id),
    actions: actionsOf(specs, invoiceStates, String(document['state']), ctx.actor.rights),
  };
}

export const getPurchaseInvoice = defineQuery({
  name: 'settlement.get-purchase-invoice',
  right: 'invoice.view',
  input,
  output,
  run: (tx, { documentId }, ctx) =>
    readInvoice(tx, ctx, documentId, {
      list: purchaseInvoiceList,
      lineList: purchaseInvoiceLineList,
      reverse: 'settlement.reverse-purchase-invoice',
    }),
});

export const getSalesInvoice = defineQuery({
  name: 'settlement.get-sales-invoice',
  right: 'invoice.view',
  input,
  output,
  run: (tx, { documentId }, ctx) =>
    readInvoice(tx, ctx, documentId, {
      list: salesInvoiceList,
      lineList: salesInvoiceLineList,
      reverse: 'settlement.reverse-sales-invoice',
    }),
});

export const getPayment = defineQuery({
  name: 'settlement.get-payment',
  right: 'payment.view',
  input,
  output,
  run: async (tx, { documentId }, ctx) => {
    const document = await readRow(tx, ctx, paymentList, documentId);
    const specs = reverseOf('settlement.reverse-payment', 'payment.approve');
    return {
      document,
      lines: [],
      settlements: await settlementsOf(tx, ctx, 'payment_id', documentId),
      actions: actionsOf(specs, paymentStates, String(document['state']), ctx.actor.rights),
    };
  },
});
