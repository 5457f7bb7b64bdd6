// A count job's states: open, counting, counted while its differences wait for the issuer, closed when none is left.
import type { States } from '../../kernel/document.ts';

export const countJobStates = {
  count: { from: ['open', 'counting'], to: 'counting' },
  complete: { from: ['open', 'counting'], to: 'counted' },
  close_uncounted: { from: ['open', 'counting'], to: 'counted' },
  adjust: { from: ['counted'], to: 'closed' },
  recount: { from: ['counted'], to: 'counting' },
} as const satisfies States;
