// A transfer's states: open until something leaves, dispatching while more is to leave, in transit until everything
// has arrived or is lost. The state is read from the lines after each step; a verb only says from where it may start.
import type { States } from '../../kernel/document.ts';

export const transferStates = {
  release: { from: ['open', 'dispatching'], to: 'dispatching' },
  dispatch: { from: ['open', 'dispatching'], to: 'dispatching' },
  close_short: { from: ['open', 'dispatching'], to: 'in_transit' },
  cancel_rest: { from: ['open', 'dispatching'], to: 'in_transit' },
  arrive: { from: ['dispatching', 'in_transit'], to: 'closed' },
  seek_again: { from: ['dispatching', 'in_transit'], to: 'in_transit' },
  write_off: { from: ['dispatching', 'in_transit'], to: 'closed' },
} as const satisfies States;
