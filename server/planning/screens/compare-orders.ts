// Two lists of proposals of one item: which are new, gone, moved to another day, or changed in quantity or dates.
import { dateText, microText } from '../engine/index.ts';
import type { PackedOrder } from '../resident/index.ts';

export type Side = {
  readonly needDate: string;
  readonly startDate: string;
  readonly endDate: string;
  readonly qty: string;
};

export type OrderChange = {
  readonly change: 'new' | 'gone' | 'moved' | 'changed';
  readonly before: Side | null;
  readonly after: Side | null;
};

const sideOf = ({ need, start, end, qty }: PackedOrder): Side => ({
  needDate: dateText(need),
  startDate: dateText(start),
  endDate: dateText(end),
  qty: microText(qty),
});

const isSame = (a: PackedOrder, b: PackedOrder): boolean =>
  a.qty === b.qty && a.start === b.start && a.end === b.end && a.need === b.need;

/** Proposals are the same by the day of their need and their turn on it; what is left over pairs up by quantity. */
export function compareOrders(before: readonly PackedOrder[], after: readonly PackedOrder[]): OrderChange[] {
  const [old, now] = [byPlace(before), byPlace(after)];
  const changes: OrderChange[] = [];
  for (const [place, order] of now) {
    const was = old.get(place);
    if (was === undefined) continue;
    old.delete(place);
    now.delete(place);
    if (!isSame(was, order)) changes.push({ change: 'changed', before: sideOf(was), after: sideOf(order) });
  }
  for (const [place, order] of now) {
    const moved = [...old].find(([, was]) => was.qty === order.qty);
    if (moved === undefined) continue;
    old.delete(moved[0]);
    now.delete(place);
    changes.push({ change: 'moved', before: sideOf(moved[1]), after: sideOf(order) });
  }
  for (const order of old.values()) changes.push({ change: 'gone', before: sideOf(order), after: null });
  for (const order of now.values()) changes.push({ change: 'new', before: null, after: sideOf(order) });
  return changes.sort((a, b) => (dayOf(a) < dayOf(b) ? -1 : 1));
}

const dayOf = ({ before, after }: OrderChange): string => (after ?? before)?.needDate ?? '';

function byPlace(orders: readonly PackedOrder[]): Map<string, PackedOrder> {
  const turns = new Map<number, number>();
  return new Map(
    orders.map((order) => {
      const turn = turns.get(order.need) ?? 0;
      turns.set(order.need, turn + 1);
      return [`${order.need} ${turn}`, order];
    }),
  );
}
