// A task's states: ready for anyone, claimed by one person, started, done or cancelled.
import type { States } from '../../kernel/document.ts';

export const taskStates = {
  claim: { from: ['ready'], to: 'claimed' },
  release: { from: ['claimed'], to: 'ready' },
  work: { from: ['ready', 'claimed', 'started'], to: 'started' },
  finish: { from: ['ready', 'claimed', 'started'], to: 'done' },
  cancel: { from: ['ready', 'claimed', 'started'], to: 'cancelled' },
} as const satisfies States;
