// A count order's states: approved while the floor counts, counted while differences wait for a decision, settled when
// each has one. A recount brings it back to approved.
import type { States } from '../../kernel/document.ts';
import type { Orders } from '../orders/index.ts';

export const countOrderStates = {
  edit: { from: ['draft'], to: 'draft' },
  approve: { from: ['draft'], to: 'approved' },
  settle: { from: ['counted'], to: 'settled' },
  recount: { from: ['counted'], to: 'approved' },
  void: { from: ['draft'], to: 'void' },
} as const satisfies States;

export const countOrders = {
  kind: 'count_order',
  table: 'erp.count_order',
  series: 'PDFA',
  states: countOrderStates,
} as const satisfies Orders;
