// Invoices and payments are booked when they are entered and corrected only by reversal in red. How much of them is
// settled is not a state: it is read from the settlements.
import type { States } from '../../kernel/document.ts';

export const invoiceStates = {
  reverse: { from: ['approved'], to: 'reversed' },
} as const satisfies States;

export const paymentStates = {
  reverse: { from: ['approved'], to: 'reversed' },
} as const satisfies States;
