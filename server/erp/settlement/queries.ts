// Invoices, payments and open items on the screen, and what may still be invoiced.
import { type Column, defineList } from '../../kernel/list.ts';
import { numberOf, opens } from '../../kernel/list-columns.ts';
import { ITEM_WORDS, partnerWords } from '../../kernel/list-search.ts';

const MONEY = 'invoice.view';

/** What an invoice of either side says of itself. */
const INVOICE_STATE: Column = {
  key: 'state',
  kind: 'state',
  zh: '状态',
  en: 'State',
  words: {
    approved: { zh: '已审核', en: 'approved', tone: 'done' },
    draft: { zh: '草稿', en: 'draft', tone: 'draft' },
    reversed: { zh: '已冲销', en: 'reversed', tone: 'bad' },
  },
};
const INVOICE_FIGURES: readonly Column[] = [
  { key: 'invoice_no', kind: 'code', zh: '发票号', en: 'Invoice no.' },
  { key: 'invoice_date', kind: 'date', zh: '开票日期', en: 'Invoice date', sortable: true },
  { key: 'due_date', kind: 'date', zh: '到期日', en: 'Due', sortable: true },
  { key: 'amount', kind: 'amount', zh: '金额', en: 'Amount', right: MONEY },
  { key: 'tax_amount', kind: 'amount', zh: '税额', en: 'Tax', right: MONEY },
  { key: 'total', kind: 'amount', zh: '价税合计', en: 'Total', right: MONEY },
];

export const purchaseInvoiceList = defineList({
  name: 'settlement.list-purchase-invoices',
  right: 'invoice.view',
  zh: '采购发票',
  en: 'Purchase invoices',
  view: 'fin.purchase_invoice_list',
  key: 'id',
  sort: [{ column: 'no', direction: 'desc' }],
  search: ['no', 'invoice_no', partnerWords('supplier_id')],
  totals: ['amount', 'tax_amount', 'total'],
  columns: [
    numberOf('purchase_invoice'),
    INVOICE_STATE,
    { key: 'supplier_name', kind: 'text', zh: '供应商', en: 'Supplier' },
    ...INVOICE_FIGURES,
  ],
});

export const salesInvoiceList = defineList({
  name: 'settlement.list-sales-invoices',
  right: 'invoice.view',
  zh: '销售发票',
  en: 'Sales invoices',
  view: 'fin.sales_invoice_list',
  key: 'id',
  sort: [{ column: 'no', direction: 'desc' }],
  search: ['no', 'invoice_no', partnerWords('customer_id')],
  totals: ['amount', 'tax_amount', 'total'],
  columns: [
    numberOf('sales_invoice'),
    INVOICE_STATE,
    { key: 'customer_name', kind: 'text', zh: '客户', en: 'Customer' },
    ...INVOICE_FIGURES,
  ],
});

export const paymentList = defineList({
  name: 'settlement.list-payments',
  right: 'payment.view',
  zh: '收付款单',
  en: 'Payments',
  view: 'fin.payment_list',
  key: 'id',
  sort: [{ column: 'no', direction: 'desc' }],
  search: ['no', 'remark', partnerWords('partner_id')],
  totals: ['amount'],
  columns: [
    numberOf('payment'),
    {
      key: 'direction',
      kind: 'state',
      zh: '方向',
      en: 'Direction',
      words: {
        pay: { zh: '付款', en: 'paid', tone: 'warn' },
        collect: { zh: '收款', en: 'collected', tone: 'ok' },
      },
    },
    { key: 'partner_name', kind: 'text', zh: '往来', en: 'Partner' },
    { key: 'business_date', kind: 'date', zh: '日期', en: 'Date', sortable: true },
    { key: 'amount', kind: 'amount', zh: '金额', en: 'Amount', right: 'payment.view' },
    { key: 'bank_account_code', kind: 'code', zh: '账户科目', en: 'Account' },
    {
      key: 'state',
      kind: 'state',
      zh: '状态',
      en: 'State',
      words: {
        approved: { zh: '已审核', en: 'approved', tone: 'done' },
        reversed: { zh: '已冲销', en: 'reversed', tone: 'bad' },
      },
    },
    { key: 'remark', kind: 'text', zh: '备注', en: 'Remark' },
  ],
});

export const SIDE_WORDS = {
  payable: { zh: '应付', en: 'payable', tone: 'warn' },
  receivable: { zh: '应收', en: 'receivable', tone: 'ok' },
};

export const openItemList = defineList({
  name: 'settlement.list-open-items',
  right: 'invoice.view',
  zh: '应收应付',
  en: 'Open items',
  view: 'fin.open_item_list',
  key: 'id',
  sort: [{ column: 'due_date', direction: 'asc' }],
  search: ['source_no', partnerWords('partner_id')],
  totals: ['amount', 'settled', 'left_open'],
  columns: [
    {
      key: 'source_no',
      kind: 'code',
      zh: '单据',
      en: 'Document',
      link: { kindColumn: 'document_kind', idColumn: 'document_id' },
    },
    {
      key: 'side',
      kind: 'state',
      zh: '性质',
      en: 'Side',
      words: SIDE_WORDS,
    },
    { key: 'partner_name', kind: 'text', zh: '往来', en: 'Partner' },
    { key: 'business_date', kind: 'date', zh: '日期', en: 'Date', sortable: true },
    { key: 'due_date', kind: 'date', zh: '到期日', en: 'Due', sortable: true },
    {
      key: 'age',
      kind: 'state',
      zh: '账龄',
      en: 'Age',
      words: {
        settled: { zh: '已结清', en: 'settled', tone: 'done' },
        not_due: { zh: '未到期', en: 'not due', tone: 'waiting' },
        days_30: { zh: '逾期 30 天内', en: '1-30 days', tone: 'warn' },
        days_60: { zh: '逾期 31-60 天', en: '31-60 days', tone: 'warn' },
        days_90: { zh: '逾期 61-90 天', en: '61-90 days', tone: 'bad' },
        older: { zh: '逾期 90 天以上', en: 'over 90 days', tone: 'bad' },
      },
    },
    { key: 'amount', kind: 'amount', zh: '金额', en: 'Amount', right: MONEY },
    { key: 'settled', kind: 'amount', zh: '已结', en: 'Settled', right: MONEY },
    { key: 'left_open', kind: 'amount', zh: '未结', en: 'Open', right: MONEY },
    { key: 'partner_id', kind: 'code', zh: '往来标识', en: 'Partner id', hidden: true },
  ],
});

const overdue = (key: string, zh: string, en: string): Column => ({
  key,
  kind: 'amount',
  zh,
  en,
  right: MONEY,
});

export const partnerAgeingList = defineList({
  name: 'settlement.list-ageing',
  right: 'invoice.view',
  zh: '账龄分析',
  en: 'Ageing',
  view: 'fin.partner_ageing',
  key: 'id',
  keyKind: 'text',
  sort: [{ column: 'left_open', direction: 'desc' }],
  search: ['partner_code', 'partner_name', 'partner_pinyin'],
  totals: ['left_open', 'not_due', 'days_30', 'days_60', 'days_90', 'older'],
  columns: [
    opens('partner', 'partner_id', { key: 'partner_code', zh: '编码', en: 'Code' }),
    { key: 'partner_name', kind: 'text', zh: '往来', en: 'Partner' },
    { key: 'side', kind: 'state', zh: '性质', en: 'Side', words: SIDE_WORDS },
    { key: 'left_open', kind: 'amount', zh: '未结', en: 'Open', right: MONEY, sortable: true },
    overdue('not_due', '未到期', 'Not due'),
    overdue('days_30', '逾期 30 天内', '1-30 days'),
    overdue('days_60', '逾期 31-60 天', '31-60 days'),
    overdue('days_90', '逾期 61-90 天', '61-90 days'),
    overdue('older', '逾期 90 天以上', 'Over 90 days'),
  ],
});

export const receiptToInvoiceList = defineList({
  name: 'settlement.receipts-to-invoice',
  right: 'invoice.view',
  zh: '待开票入库',
  en: 'Receipts to invoice',
  view: 'fin.receipt_to_invoice',
  key: 'id',
  sort: [{ column: 'business_date', direction: 'asc' }],
  search: ['receipt_no', 'order_no', partnerWords('supplier_id'), ...ITEM_WORDS],
  totals: ['qty_left'],
  columns: [
    { key: 'receipt_no', kind: 'code', zh: '入库单', en: 'Receipt' },
    { key: 'business_date', kind: 'date', zh: '日期', en: 'Date', sortable: true },
    { key: 'supplier_name', kind: 'text', zh: '供应商', en: 'Supplier' },
    { key: 'order_no', kind: 'code', zh: '订单', en: 'Order' },
    { key: 'item_code', kind: 'code', zh: '物料', en: 'Item' },
    { key: 'item_name', kind: 'text', zh: '名称', en: 'Name' },
    { key: 'lot_no', kind: 'code', zh: '批号', en: 'Lot' },
    { key: 'qty', kind: 'qty', zh: '入库数', en: 'Quantity' },
    { key: 'qty_left', kind: 'qty', zh: '未开票', en: 'Not invoiced' },
    { key: 'price_with_tax', kind: 'price', zh: '含税单价', en: 'Price with tax', right: MONEY },
    { key: 'tax_rate', kind: 'rate', zh: '税率', en: 'Tax rate', right: MONEY },
    { key: 'amount', kind: 'amount', zh: '暂估金额', en: 'Estimate', right: MONEY },
    { key: 'supplier_id', kind: 'code', zh: '供应商标识', en: 'Supplier id', hidden: true },
  ],
});

export const deliveryToInvoiceList = defineList({
  name: 'settlement.deliveries-to-invoice',
  right: 'invoice.view',
  zh: '待开票出库',
  en: 'Deliveries to invoice',
  view: 'fin.delivery_to_invoice',
  key: 'id',
  sort: [{ column: 'business_date', direction: 'asc' }],
  search: ['delivery_no', 'order_no', partnerWords('customer_id'), ...ITEM_WORDS],
  totals: ['qty_left'],
  columns: [
    { key: 'delivery_no', kind: 'code', zh: '出库单', en: 'Delivery' },
    { key: 'business_date', kind: 'date', zh: '日期', en: 'Date', sortable: true },
    { key: 'customer_name', kind: 'text', zh: '客户', en: 'Customer' },
    { key: 'order_no', kind: 'code', zh: '订单', en: 'Order' },
    { key: 'item_code', kind: 'code', zh: '物料', en: 'Item' },
    { key: 'item_name', kind: 'text', zh: '名称', en: 'Name' },
    { key: 'lot_no', kind: 'code', zh: '批号', en: 'Lot' },
    { key: 'qty', kind: 'qty', zh: '出库数', en: 'Quantity' },
    { key: 'qty_left', kind: 'qty', zh: '未开票', en: 'Not invoiced' },
    { key: 'price_with_tax', kind: 'price', zh: '含税单价', en: 'Price with tax', right: MONEY },
    { key: 'tax_rate', kind: 'rate', zh: '税率', en: 'Tax rate', right: MONEY },
    { key: 'customer_id', kind: 'code', zh: '客户标识', en: 'Customer id', hidden: true },
  ],
});
