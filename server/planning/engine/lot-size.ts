// From what is short to what is ordered: one pure function gives the quantity and the steps that made it. The plan,
// the screen and a preview all ask here, so they cannot disagree.
import type { Items } from './model.ts';
import type { Micro } from './qty.ts';
import { ceilTo, multiplyDown, multiplyUp, ONE } from './qty.ts';

/** Why an order has its quantity and its dates, as bits; the words belong to the screens. */
export const REASON = {
  /** Projected stock would fall below zero. */
  need: 1,
  /** Projected stock would fall below the safety stock. */
  safety: 2,
  /** The need lay before today; everything short up to today was taken together. */
  past: 4,
  /** One order for what runs short within several days. */
  period: 8,
  scrap: 16,
  minimum: 32,
  multiple: 64,
  fixedLot: 128,
  maximum: 256,
  /** The receipt was moved back to an open day. */
  closedDay: 512,
  inspection: 1024,
  safetyTime: 2048,
  /** It should have started before today. */
  lateStart: 4096,
  /** Stock was there, but expires before the need. */
  expired: 8192,
} as const;

export type Reason = keyof typeof REASON;

export function reasonsOf(bits: number): Reason[] {
  return (Object.keys(REASON) as Reason[]).filter((reason) => bits & REASON[reason]);
}

export type Lot = { qty: Micro; steps: number };

/** Writes into `lot` what one order, or a set of full ones, should be for a net requirement. */
export function sizeLot(items: Items, item: number, net: Micro, lot: Lot): void {
  const scrap = items.scrap[item]!;
  if (scrap === 0) {
    roundLot(items, item, net, lot);
    return;
  }
  roundLot(items, item, multiplyUp(net, ONE + scrap, ONE), lot);
  lot.steps |= REASON.scrap;
}

/** The lot rules alone: a fixed lot, or the minimum and then the next multiple. */
export function roundLot(items: Items, item: number, gross: Micro, lot: Lot): void {
  const fixed = items.fixedLot[item]!;
  if (fixed > 0) {
    lot.qty = ceilTo(gross, fixed);
    lot.steps = REASON.fixedLot;
    return;
  }
  const least = items.minLot[item]!;
  const raised = gross < least ? least : gross;
  lot.qty = ceilTo(raised, items.multiple[item]!);
  lot.steps = (gross < least ? REASON.minimum : 0) | (lot.qty === raised ? 0 : REASON.multiple);
}

/** What an order for so much good quantity takes in: what is lost in making is added. */
export function grossOf(items: Items, item: number, qty: Micro): Micro {
  const scrap = items.scrap[item]!;
  return scrap > 0 ? multiplyUp(qty, ONE + scrap, ONE) : qty;
}

/** What an order of this size surely gives: without what is lost in making. */
export function goodOf(items: Items, item: number, qty: Micro): Micro {
  const scrap = items.scrap[item]!;
  return scrap > 0 ? multiplyDown(qty, ONE, ONE + scrap) : qty;
}

/** The largest single order, a whole number of steps; 0 = no limit. */
export function largestLot(items: Items, item: number): Micro {
  const fixed = items.fixedLot[item]!;
  if (fixed > 0) return fixed;
  const max = items.maxLot[item]!;
  if (max <= 0) return 0;
  const step = items.multiple[item]!;
  return Math.max(step, max - (max % step));
}
