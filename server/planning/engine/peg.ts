// Pegging: which supply serves which need, each unit once. Supplies are used up in the order of their days, or
// first-to-expire first where lots expire; what is left over keeps the safety stock; what nothing covers is a
// declared shortage. Up and down through all levels the tree is read from these pegs alone.
import { f64, i32, longEnough, slicesOf, u8 } from './columns.ts';
import { dropExpired, emptyBench, putLot, takeFrom } from './lot-bench.ts';
import type { NeedList } from './need-list.ts';
import { gatherNeeds, needBound, newNeedList, takeStoodIn } from './need-list.ts';
import type { Pegs, Plan, StoodIn } from './plan.ts';
import { NEED_SIDE, SUPPLY_SIDE } from './plan.ts';
import { safetyOf } from './propose.ts';
import type { SupplyList } from './supply-list.ts';
import { gatherSupplies, newSupplyList, supplyBound } from './supply-list.ts';

/** What pegging works with, used again for every node; pegs of the node are left in `out`. */
export type PegBench = { readonly needs: NeedList; readonly supplies: SupplyList; readonly out: PegList };

export type PegList = {
  count: number;
  kind: Uint8Array;
  supply: Int32Array;
  need: Int32Array;
  qty: Float64Array;
};

export const newPegBench = (): PegBench => ({
  needs: newNeedList(),
  supplies: newSupplyList(),
  out: { count: 0, kind: u8(0), supply: i32(0), need: i32(0), qty: f64(0) },
});

/** Pegs the node into `out`, from `out.count` on. */
export function pegNode(plan: Plan, node: number, bench: PegBench): void {
  const { items, nodes, supplies } = plan.model;
  const expiring = items.shelfDays[nodes.item[node]!]! >= 0 || supplies.expiring[node]! > 0;
  gatherNeeds(plan, node, bench.needs);
  gatherSupplies(plan, node, bench.supplies, expiring);
  const parts = plan.stoodIn.get(node);
  if (parts !== undefined) pegStoodIn(parts, bench);
  if (expiring) pegExpiring(bench);
  else pegInOrder(bench);
  keepSafety(bench, safetyOf(plan.model, node));
}

function pegStoodIn(parts: readonly StoodIn[], { needs, out }: PegBench): void {
  takeStoodIn(needs, parts, (supply, at, qty) =>
    write(out, SUPPLY_SIDE.open, supply, needs.side[at]!, needs.ref[at]!, qty),
  );
}

function pegInOrder({ needs, supplies, out }: PegBench): void {
  const { kind, supply, need, qty } = out;
  let at = out.count;
  let from = 0;
  let left = supplies.count > 0 ? supplies.qty[0]! : 0;
  for (let one = 0; one < needs.count; one++) {
    let open = needs.qty[one]!;
    const side = needs.side[one]! * 8;
    const ref = needs.ref[one]!;
    while (open > 0 && from < supplies.count) {
      if (left === 0) {
        from++;
        left = from < supplies.count ? supplies.qty[from]! : 0;
        continue;
      }
      const part = open < left ? open : left;
      kind[at] = supplies.side[from]! + side;
      supply[at] = supplies.ref[from]!;
      need[at] = ref;
      qty[at] = part;
      at++;
      open -= part;
      left -= part;
    }
    if (open > 0) {
      kind[at] = SUPPLY_SIDE.short + side;
      supply[at] = -1;
      need[at] = ref;
      qty[at] = open;
      at++;
    }
  }
  if (from < supplies.count) supplies.qty[from] = left;
  supplies.qty.fill(0, 0, from);
  out.count = at;
}

/** The lot that expires first is used first; a need that finds nothing waits for the next arrival. */
function pegExpiring({ needs, supplies, out }: PegBench): void {
  const lots = emptyBench();
  const waiting: { one: number; open: number }[] = [];
  let next = 0;
  const serve = (one: number, open: number): number =>
    takeFrom(lots, open, (lot, part) => {
      supplies.qty[lot.source]! -= part;
      write(
        out,
        supplies.side[lot.source]!,
        supplies.ref[lot.source]!,
        needs.side[one]!,
        needs.ref[one]!,
        part,
      );
    });
  const arrive = (day: number): void => {
    while (next < supplies.count && supplies.day[next]! <= day) {
      const today = supplies.day[next]!;
      while (next < supplies.count && supplies.day[next] === today) {
        putLot(lots, { day: today, expiry: supplies.expiry[next]!, source: next, qty: supplies.qty[next]! });
        next++;
      }
      dropExpired(lots, today);
      while (waiting.length > 0 && lots.total > 0) {
        const first = waiting[0]!;
        first.open = serve(first.one, first.open);
        if (first.open === 0) waiting.shift();
      }
    }
  };
  for (let one = 0; one < needs.count; one++) {
    arrive(needs.day[one]!);
    dropExpired(lots, needs.day[one]!);
    const open = waiting.length > 0 ? needs.qty[one]! : serve(one, needs.qty[one]!);
    if (open > 0) waiting.push({ one, open });
  }
  arrive(0x7fffffff);
  for (const { one, open } of waiting) {
    write(out, SUPPLY_SIDE.short, -1, needs.side[one]!, needs.ref[one]!, open);
  }
}

/** Whatever is left, latest first, keeps the safety stock. */
function keepSafety({ supplies, out }: PegBench, safety: number): void {
  let open = safety;
  for (let at = supplies.count - 1; at >= 0 && open > 0; at--) {
    const part = Math.min(open, supplies.qty[at]!);
    if (part === 0) continue;
    write(out, supplies.side[at]!, supplies.ref[at]!, NEED_SIDE.safety, -1, part);
    open -= part;
  }
}

function write(
  out: PegList,
  supplySide: number,
  supply: number,
  needSide: number,
  need: number,
  qty: number,
): void {
  const at = out.count++;
  out.kind[at] = supplySide + needSide * 8;
  out.supply[at] = supply;
  out.need[at] = need;
  out.qty[at] = qty;
}

/** Each step uses up a need, a supply or what stands in for a need, so there are never more pegs than all of these
 * together, and one. */
export const pegBound = (plan: Plan, node: number): number =>
  needBound(plan, node) + supplyBound(plan, node) + (plan.stoodIn.get(node)?.length ?? 0) + 1;

export function growPegs(pegs: Pick<Pegs, 'kind' | 'supply' | 'need' | 'qty'>, length: number): void {
  pegs.kind = longEnough(pegs.kind, length, u8);
  pegs.supply = longEnough(pegs.supply, length, i32);
  pegs.need = longEnough(pegs.need, length, i32);
  pegs.qty = longEnough(pegs.qty, length, f64);
}

/** Pegs every node, into columns made once at their largest possible size. */
export function pegAll(plan: Plan): void {
  const { pegs, model } = plan;
  let bound = 0;
  for (let node = 0; node < model.nodes.count; node++) bound += pegBound(plan, node);
  growPegs(pegs, bound);
  const bench = newPegBench();
  const out = { count: 0, kind: pegs.kind, supply: pegs.supply, need: pegs.need, qty: pegs.qty };
  const counts = i32(model.nodes.count);
  for (let node = 0; node < model.nodes.count; node++) {
    const before = out.count;
    pegNode(plan, node, { ...bench, out });
    counts[node] = out.count - before;
  }
  pegs.slices = slicesOf(counts);
}
