// From what is lacking to what is ordered of whom: the first supplier by priority, or several by their quota 配额, each
// in its own minimum and multiple, with the day its calendar and lead time allow and the price tier of its quantity.
import type { Calendar } from './calendar.ts';
import { openDaysOn, openOnOrAfter } from './calendar.ts';
import { ceilTo, multiplyUp, ONE } from './qty.ts';

export type PriceTier = { readonly from: number; readonly price: string };

export type Offer = {
  /** By the code, which names one alone. */
  readonly supplier: string;
  readonly priority: number;
  /** Share of the whole in millionths; 0 = no share agreed. */
  readonly quota: number;
  readonly leadDays: number;
  /** Days between receipt and use. */
  readonly waitDays: number;
  readonly calendar: Calendar | null;
  readonly minimum: number;
  readonly multiple: number;
  /** By quantity, smallest first. */
  readonly tiers: readonly PriceTier[];
};

export type OfferedBuy = {
  readonly offer: Offer;
  readonly qty: number;
  /** Received on this day when ordered today, usable on that day. */
  readonly receipt: number;
  readonly day: number;
  readonly price: string | null;
};

/** How much one order of this offer must be to bring at least so much. */
export const offeredQty = ({ minimum, multiple }: Offer, lacking: number): number =>
  ceilTo(Math.max(lacking, minimum), Math.max(1, multiple));

/** The tier with the largest beginning that the quantity reaches. */
export function tierPrice(tiers: readonly PriceTier[], qty: number): string | null {
  let price: string | null = null;
  for (const tier of tiers) if (tier.from <= qty) price = tier.price;
  return price;
}

/** The first receipt when ordered today. */
export const offeredReceipt = ({ calendar, leadDays }: Offer): number =>
  openDaysOn(calendar, openOnOrAfter(calendar, 0), leadDays);

export function buyOf(offer: Offer, lacking: number): OfferedBuy {
  const qty = offeredQty(offer, lacking);
  const receipt = offeredReceipt(offer);
  const day = openDaysOn(offer.calendar, receipt, offer.waitDays);
  return { offer, qty, receipt, day, price: tierPrice(offer.tiers, qty) };
}

const inTurn = (offers: readonly Offer[]): Offer[] =>
  [...offers].sort((a, b) => a.priority - b.priority || (a.supplier < b.supplier ? -1 : 1));

/** Who gets the order. Where shares are agreed each gets at least its share of what is lacking, until it is covered. */
export function sharedBuys(offers: readonly Offer[], lacking: number): OfferedBuy[] {
  if (lacking <= 0) return [];
  const sorted = inTurn(offers);
  const shared = sorted.filter(({ quota }) => quota > 0);
  const first = sorted[0];
  if (first === undefined) return [];
  if (shared.length === 0) return [buyOf(first, lacking)];
  const buys: OfferedBuy[] = [];
  let open = lacking;
  for (const [at, offer] of shared.entries()) {
    if (open <= 0) break;
    const last = at === shared.length - 1;
    const buy = buyOf(offer, last ? open : Math.min(open, multiplyUp(lacking, offer.quota, ONE)));
    buys.push(buy);
    open -= buy.qty;
  }
  return buys;
}
