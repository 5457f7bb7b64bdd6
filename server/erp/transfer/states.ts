// A transfer order's states. Dispatched, in transit and arrived are not states: they are read from the lines.
import type { States } from '../../kernel/document.ts';
import type { Orders } from '../orders/index.ts';

export const transferOrderStates = {
  edit: { from: ['draft'], to: 'draft' },
  approve: { from: ['draft'], to: 'approved' },
  close: { from: ['approved'], to: 'closed' },
  void: { from: ['draft'], to: 'void' },
} as const satisfies States;

export const transferOrders = {
  kind: 'transfer_order',
  table: 'erp.transfer_order',
  series: 'DBD',
  states: transferOrderStates,
} as const satisfies Orders;
