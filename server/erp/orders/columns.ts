// What the lists of orders say alike: states, progress, what a priced line is worth, who answers for a document.
import type { Column } from '../../kernel/list.ts';

export const ORDER_STATE_WORDS = {
  draft: { zh: '草稿', en: 'draft', tone: 'draft' },
  approved: { zh: '已审核', en: 'approved', tone: 'running' },
  closed: { zh: '已关闭', en: 'closed', tone: 'done' },
  void: { zh: '已作废', en: 'void', tone: 'off' },
} as const;

export const PROGRESS_WORDS = {
  none: { zh: '未执行', en: 'not started', tone: 'waiting' },
  partial: { zh: '部分', en: 'partial', tone: 'running' },
  complete: { zh: '全部', en: 'complete', tone: 'done' },
} as const;

/** Quantity and worth of a line; what it costs is told to those with the right to prices of its side. */
export const pricedColumns = (right: string): readonly Column[] => [
  { key: 'qty', kind: 'qty', zh: '数量', en: 'Quantity' },
  { key: 'price_with_tax', kind: 'price', zh: '含税单价', en: 'Price with tax', right },
  { key: 'qty_entered', kind: 'qty', zh: '录入数量', en: 'Typed quantity', hidden: true },
  { key: 'unit_entered', kind: 'text', zh: '录入单位', en: 'Typed unit', hidden: true },
  { key: 'price_entered', kind: 'price', zh: '录入含税单价', en: 'Typed price', right, hidden: true },
  { key: 'tax_rate', kind: 'rate', zh: '税率', en: 'Tax rate', right },
  { key: 'amount', kind: 'amount', zh: '金额', en: 'Amount', right },
  { key: 'tax_amount', kind: 'amount', zh: '税额', en: 'Tax', right },
  { key: 'total', kind: 'amount', zh: '价税合计', en: 'Total', right },
  { key: 'delivery_date', kind: 'date', zh: '交货日期', en: 'Delivery', sortable: true },
];

export const SIGNED_COLUMNS: readonly Column[] = [
  { key: 'prepared_by_name', kind: 'text', zh: '制单', en: 'Prepared by' },
  { key: 'approved_by_name', kind: 'text', zh: '审核', en: 'Approved by' },
  { key: 'remark', kind: 'text', zh: '备注', en: 'Remark' },
];
