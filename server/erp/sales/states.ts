// A sales order's states. Promised, shipped and invoiced are not states: they are read from the lines.
import type { States } from '../../kernel/document.ts';
import type { Orders } from '../orders/index.ts';

export const salesOrderStates = {
  edit: { from: ['draft'], to: 'draft' },
  approve: { from: ['draft'], to: 'approved' },
  unapprove: { from: ['approved'], to: 'draft' },
  prioritise: { from: ['approved'], to: 'approved' },
  split: { from: ['approved'], to: 'approved' },
  merge: { from: ['approved'], to: 'approved' },
  notify: { from: ['approved'], to: 'approved' },
  close: { from: ['approved'], to: 'closed' },
  void: { from: ['draft'], to: 'void' },
} as const satisfies States;

export const salesOrders = {
  kind: 'sales_order',
  table: 'erp.sales_order',
  series: 'XSDD',
  states: salesOrderStates,
} as const satisfies Orders;
