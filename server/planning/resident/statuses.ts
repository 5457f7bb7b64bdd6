// How each demand stands, read from the allocation run: ready when everything lies there, covered when the rest is
// ordered and comes in time, short when something is still to be ordered and could come in time, late when even that is
// too late. Whoever wants to know how an order stands asks here, so every screen and alert says the same.
import { type Allocation, COLOUR, NEVER } from '../engine/index.ts';

export const STATUSES = ['ready', 'covered', 'short', 'late'] as const;
export type Status = (typeof STATUSES)[number];

const SHORT = 2;
const LATE = 3;

/** By demand row: the index into STATUSES, and by how many days it comes too late; NEVER when it cannot be had. */
export type Statuses = { readonly level: Uint8Array; readonly delay: Int32Array };

export function statusesIn(run: Allocation): Statuses {
  const { needs, needOfDemand } = run;
  const level = new Uint8Array(needOfDemand.length);
  const delay = new Int32Array(needOfDemand.length);
  for (const [row, need] of needOfDemand.entries()) {
    if (need < 0) continue;
    const ready = needs.ready[need]!;
    delay[row] = ready >= NEVER ? NEVER : Math.max(0, ready - needs.day[need]!);
    level[row] = needs.colour[need]!;
    if (needs.colour[need] === COLOUR.red) level[row] = delay[row] > 0 ? LATE : SHORT;
  }
  return { level, delay };
}
