// A shipment's states: open, released to the floor, picking, picked, packed, shipped.
import type { States } from '../../kernel/document.ts';

export const shipmentStates = {
  release: { from: ['open', 'released', 'picking', 'picked'], to: 'released' },
  pick: { from: ['released', 'picking'], to: 'picking' },
  close_short: { from: ['open', 'released', 'picking', 'picked'], to: 'picked' },
  pack: { from: ['picked'], to: 'packed' },
  ship: { from: ['picked', 'packed'], to: 'shipped' },
} as const satisfies States;
