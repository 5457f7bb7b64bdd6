// A receiving notice's states. Partly received is not a state: it is read from the lines.
import type { States } from '../../kernel/document.ts';

export const noticeStates = {
  receive: { from: ['open', 'receiving'], to: 'receiving' },
  complete: { from: ['open', 'receiving'], to: 'received' },
  cancel: { from: ['open'], to: 'cancelled' },
} as const satisfies States;
