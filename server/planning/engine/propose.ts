// From a short day to proposed orders: the window one order covers, its size, how it splits at the largest lot,
// and its dates back from the need over the calendar.
import { openDaysBack, openOnOrBefore } from './calendar.ts';
import { REASON, goodOf, largestLot, sizeLot } from './lot-size.ts';
import type { Model } from './model.ts';
import { guardMicro } from './qty.ts';
import type { TimeRow } from './time-row.ts';
import { addOrder } from './time-row.ts';

/** What would have to be split into more orders than this is a slip of the pen. */
const MOST_LOTS = 100_000;

/** Safety stock is kept free of tracking numbers. */
export function safetyOf(model: Model, node: number): number {
  return model.nodes.track[node] === 0 ? model.items.safety[model.nodes.item[node]!]! : 0;
}

/** The last day that an order for this day also covers: today for the past, the period's end for period lots. */
export function windowEnd(model: Model, item: number, day: number, last: number): number {
  const period = day + model.items.periodDays[item]! - 1;
  return Math.min(last, day < 0 ? Math.max(0, period) : period);
}

/** Sizes the order or orders for what is short on a day and says how much good quantity they bring. */
export function propose(
  model: Model,
  item: number,
  day: number,
  short: number,
  isNeed: boolean,
  row: TimeRow,
  extra = 0,
): number {
  const { items } = model;
  const { lot } = row;
  let why = extra | (isNeed ? REASON.need : REASON.safety);
  if (day < 0) why |= REASON.past;
  if (items.periodDays[item]! > 1) why |= REASON.period;
  const largest = largestLot(items, item);
  if (largest > 0 && short / largest > MOST_LOTS)
    throw new RangeError(`more than ${MOST_LOTS} orders for one need`);
  let good = 0;
  while (good < short) {
    sizeLot(items, item, guardMicro(short - good), lot);
    const over = largest > 0 && lot.qty > largest;
    const qty = guardMicro(over ? largest : lot.qty);
    const covers = goodOf(items, item, qty);
    if (covers <= 0) throw new RangeError(`the largest lot of ${items.codes[item]} gives nothing good`);
    const reasons = why | lot.steps | (over ? REASON.maximum : 0);
    addOrder(row.orders, day, qty, Math.min(covers, short - good), reasons);
    good += covers;
  }
  return good;
}

/** Receipt and start of each order: back from the need over safety time, inspection and lead time, on open days. */
export function dateOrders(model: Model, item: number, row: TimeRow): void {
  const { items, calendars } = model;
  const list = row.orders;
  const number = items.calendar[item]!;
  const calendar = number < 0 ? null : calendars[number]!;
  const ahead = items.safetyDays[item]! + items.inspectionDays[item]!;
  const per = items.leadPer[item]!;
  let why = items.safetyDays[item]! > 0 ? REASON.safetyTime : 0;
  if (items.inspectionDays[item]! > 0) why |= REASON.inspection;
  for (let at = 0; at < list.count; at++) {
    const open = openOnOrBefore(calendar, list.need[at]!);
    const end = ahead === 0 ? open : openDaysBack(calendar, open, ahead);
    const lead = items.leadDays[item]! + (per > 0 ? Math.ceil(list.qty[at]! / per) : 0);
    const start = openDaysBack(calendar, end, lead);
    list.end[at] = end;
    list.start[at] = start;
    if (open !== list.need[at]) why |= REASON.closedDay;
    list.why[at]! |= why | (start < 0 ? REASON.lateStart : 0);
    why &= ~REASON.closedDay;
  }
}
