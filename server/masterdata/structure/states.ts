// A BOM version's states. Whether an active version holds on a day is read from its validity.
import type { States } from '../../kernel/document.ts';

export const bomStates = {
  edit: { from: ['draft'], to: 'draft' },
  activate: { from: ['draft'], to: 'active' },
  copy: { from: ['draft', 'active', 'retired'], to: 'draft' },
  retire: { from: ['active'], to: 'retired' },
  discard: { from: ['draft'], to: 'gone' },
} as const satisfies States;
