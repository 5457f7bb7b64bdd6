// Orders eat the forecast they were forecast by: first the bucket of their own day, then N days back nearest first,
// then M days forward. What is left of a bucket is its need; so forecast 10 and orders 10 plan 10, never 20, and a
// cancelled order frees its forecast by itself, because consumption is computed anew whenever either changes. What has
// been shipped was forecast too and stays eaten.
import type { Micro } from './qty.ts';

export type ForecastBucket = {
  readonly from: number;
  readonly to: number;
  readonly qty: Micro;
  /** Eaten by what has been shipped. */
  readonly shipped?: Micro;
};
export type ConsumingOrder = { readonly day: number; readonly qty: Micro };
export type Consumed = { readonly order: number; readonly bucket: number; readonly qty: Micro };
export type Consumption = { readonly left: Float64Array; readonly consumed: readonly Consumed[] };

/** Buckets sorted by day and not overlapping; orders in the order in which they may eat: earlier days first. */
export function consumeForecast(
  buckets: readonly ForecastBucket[],
  orders: readonly ConsumingOrder[],
  backDays: number,
  forwardDays: number,
): Consumption {
  const left = Float64Array.from(buckets, (bucket) => Math.max(0, bucket.qty - (bucket.shipped ?? 0)));
  const consumed: Consumed[] = [];
  for (const [number, order] of orders.entries()) {
    let open = order.qty;
    const eat = (bucket: number): void => {
      const qty = Math.min(open, left[bucket]!);
      if (qty <= 0) return;
      left[bucket]! -= qty;
      open -= qty;
      consumed.push({ order: number, bucket, qty });
    };
    const after = firstAfter(buckets, order.day);
    const own = after - 1;
    const inOwn = own >= 0 && buckets[own]!.to >= order.day;
    if (inOwn) eat(own);
    for (let back = inOwn ? own - 1 : own; open > 0 && back >= 0; back--) {
      if (buckets[back]!.to < order.day - backDays) break;
      eat(back);
    }
    for (let on = after; open > 0 && on < buckets.length; on++) {
      if (buckets[on]!.from > order.day + forwardDays) break;
      eat(on);
    }
  }
  return { left, consumed };
}

/** The first bucket that begins after the day. */
function firstAfter(buckets: readonly ForecastBucket[], day: number): number {
  let low = 0;
  let high = buckets.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (buckets[middle]!.from <= day) low = middle + 1;
    else high = middle;
  }
  return low;
}
