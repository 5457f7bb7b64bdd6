// What orders have consumed of the forecast, bucket by bucket, as the plan counts it: the consumption that planning
// itself uses, and what is left is the very need that is planned.
import type { z } from 'zod';
import type { Id } from '../../../kernel/ids.ts';
import { forecastUse } from '../../engine/index.ts';
import type { Resident } from '../resident.ts';
import type { zForecastUse } from '../shapes.ts';
import { dateText, documentOf, qtyText } from '../words.ts';

export type ForecastUseAsk = { readonly itemIds: readonly Id[]; readonly from: string; readonly to: string };
export type ForecastUses = { readonly itemId: Id; readonly buckets: z.output<typeof zForecastUse>[] }[];

/** The plan's buckets of the items that share a day with the time asked about. */
export function forecastUses(resident: Resident, ask: ForecastUseAsk): ForecastUses {
  const [from, to] = [resident.days.of(ask.from), resident.days.of(ask.to)];
  return [...new Set(ask.itemIds)].flatMap((itemId) => {
    const code = resident.codes.get(itemId);
    const item = code === undefined ? undefined : resident.live.plan.model.items.byCode.get(code);
    return item === undefined ? [] : [{ itemId, buckets: bucketsOf(resident, item, from, to) }];
  });
}

function bucketsOf(
  resident: Resident,
  item: number,
  from: number,
  to: number,
): z.output<typeof zForecastUse>[] {
  const { model } = resident.live.plan;
  const { demands } = model;
  const use = forecastUse(model, item);
  const needOf = new Map(use.forecasts.map((row) => [demands.ids[row]!, demands.qty[row]!]));
  const eaten = Map.groupBy(use.consumed, ({ bucket }) => bucket);
  return use.buckets.flatMap((bucket, at) => {
    if (bucket.to < from || bucket.from > to) return [];
    const eaters = eaten.get(at) ?? [];
    return [
      {
        from: dateText(resident, bucket.from),
        to: dateText(resident, bucket.to),
        qty: qtyText(bucket.qty),
        consumed: qtyText(eaters.reduce((sum, { qty }) => sum + qty, bucket.shipped ?? 0)),
        shipped: qtyText(bucket.shipped ?? 0),
        left: qtyText(needOf.get(bucket.id) ?? 0),
        orders: eaters.map(({ order, qty }) => {
          const row = use.orders[order]!;
          return {
            id: demands.ids[row]!,
            document: documentOf(resident, demands.ids[row]!),
            date: dateText(resident, demands.day[row]!),
            orderQty: qtyText(demands.qty[row]!),
            qty: qtyText(qty),
          };
        }),
      },
    ];
  });
}
