// A purchase order's states. Received, stocked and invoiced are not states: they are read from the lines.
import type { States } from '../../kernel/document.ts';
import type { Orders } from '../orders/index.ts';

export const purchaseOrderStates = {
  edit: { from: ['draft'], to: 'draft' },
  approve: { from: ['draft'], to: 'approved' },
  unapprove: { from: ['approved'], to: 'draft' },
  confirm: { from: ['approved'], to: 'approved' },
  expedite: { from: ['approved'], to: 'approved' },
  withdraw: { from: ['approved'], to: 'approved' },
  notify: { from: ['approved'], to: 'approved' },
  close: { from: ['approved'], to: 'closed' },
  void: { from: ['draft'], to: 'void' },
} as const satisfies States;

export const purchaseOrders = {
  kind: 'purchase_order',
  table: 'erp.purchase_order',
  series: 'CGDD',
  states: purchaseOrderStates,
} as const satisfies Orders;
