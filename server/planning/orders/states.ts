// States of a firmed order 计划订单. What is bought ends in a purchase order; what is made waits for production's documents.
import type { States } from '../../kernel/document.ts';

export const firmOrderStates = {
  change: { from: ['firm'], to: 'firm' },
  release: { from: ['firm'], to: 'released' },
  purchase: { from: ['firm'], to: 'done' },
  void: { from: ['firm', 'released'], to: 'void' },
} as const satisfies States;
