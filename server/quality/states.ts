// An inspection's states: pending until every unit of the received quantity has a verdict.
import type { States } from '../kernel/document.ts';

export const inspectionStates = {
  rule: { from: ['pending'], to: 'ruled' },
} as const satisfies States;
