// Two orders of needs side by side: which stand in both, which have gone, which have come.
import { FIRM } from './allocation-order.ts';
import { i32 } from './columns.ts';
import type { Model } from './model.ts';

/** Told in the order of both; `from` is the place in the first order. Whoever has moved goes and comes. */
type Told = {
  readonly both: (need: number) => void;
  readonly gone: (need: number, from: number) => void;
  /** Before the need that stands there. */
  readonly come: (need: number, from: number) => void;
};

export function besideEachOther(old: Int32Array, order: Int32Array, model: Model, told: Told): void {
  const [was, is] = [placesIn(old, model), placesIn(order, model)];
  let [from, to] = [0, 0];
  while (from < old.length || to < order.length) {
    const [gone, come] = [old[from] ?? -1, order[to] ?? -1];
    if (gone === come) {
      told.both(come);
      from++;
      to++;
      continue;
    }
    // How far each of them still is from its turn on the other side; it has none there when that is negative.
    const ahead = gone < 0 ? -1 : placeIn(is, gone) - to;
    const awaited = come < 0 ? -1 : placeIn(was, come) - from;
    // Of two that have changed places the one that went further is the one that moved.
    if (gone >= 0 && (ahead < 0 || (awaited >= 0 && ahead >= awaited))) told.gone(gone, from++);
    else {
      told.come(come, from);
      to++;
    }
  }
}

/** Where each need stands in an order; -1 = nowhere. */
type Places = { readonly demand: Int32Array; readonly firm: Int32Array };

function placesIn(order: Int32Array, { demands, supplies }: Model): Places {
  const [demand, firm] = [i32(demands.count).fill(-1), i32(supplies.count).fill(-1)];
  for (let at = 0; at < order.length; at++) {
    const need = order[at]!;
    if (need >= FIRM) firm[need - FIRM] = at;
    else demand[need] = at;
  }
  return { demand, firm };
}

const placeIn = ({ demand, firm }: Places, need: number): number =>
  (need >= FIRM ? firm[need - FIRM] : demand[need]) ?? -1;
