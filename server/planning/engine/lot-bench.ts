// Lots on hand at one moment of a time line, in the order in which they may be used: first to expire, first out.
// Netting and pegging both work at this bench, so what counts as usable is decided once.
import type { Model } from './model.ts';
import { NEVER } from './model.ts';

export type LotOnHand = {
  readonly day: number;
  readonly expiry: number;
  readonly source: number;
  qty: number;
};

/** Last usable day of a supply: its own, or for an order the shelf life counted from its day. */
export function expiryOf(model: Model, supply: number): number {
  const { supplies, nodes } = model;
  const expiry = supplies.expiry[supply]!;
  if (expiry !== NEVER || supplies.kind[supply] === 0) return expiry;
  return shelfEnd(model, nodes.item[supplies.node[supply]!]!, Math.max(0, supplies.day[supply]!));
}

export function shelfEnd(model: Model, item: number, day: number): number {
  const shelf = model.items.shelfDays[item]!;
  return shelf < 0 ? NEVER : Math.max(0, day) + shelf;
}

/** Lots in the order in which they may be used, kept sorted by expiry, then day, then source. */
export type Bench = { readonly lots: LotOnHand[]; total: number; wasted: boolean };

export const emptyBench = (): Bench => ({ lots: [], total: 0, wasted: false });

export function putLot(bench: Bench, lot: LotOnHand): void {
  let at = bench.lots.length;
  while (at > 0 && comesFirst(lot, bench.lots[at - 1]!)) at--;
  bench.lots.splice(at, 0, lot);
  bench.total += lot.qty;
}

function comesFirst(a: LotOnHand, b: LotOnHand): boolean {
  if (a.expiry !== b.expiry) return a.expiry < b.expiry;
  return a.day !== b.day ? a.day < b.day : a.source < b.source;
}

export function dropExpired(bench: Bench, day: number): void {
  while (bench.lots.length > 0 && bench.lots[0]!.expiry < day) {
    const lost = bench.lots.shift()!;
    bench.total -= lost.qty;
    if (lost.qty > 0) bench.wasted = true;
  }
}

/** Takes up to `qty`, first to expire first; says each part taken and gives back what was not there. */
export function takeFrom(bench: Bench, qty: number, taken?: (lot: LotOnHand, qty: number) => void): number {
  let open = qty;
  while (open > 0 && bench.lots.length > 0) {
    const lot = bench.lots[0]!;
    const part = Math.min(open, lot.qty);
    if (part > 0) taken?.(lot, part);
    lot.qty -= part;
    bench.total -= part;
    open -= part;
    if (lot.qty === 0) bench.lots.shift();
  }
  return open;
}
