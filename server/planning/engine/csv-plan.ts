// A plan as CSV text: one row per proposed order and one per peg, in an order that depends on the plan alone.
import { csvText, needsQuotes } from './csv-rows.ts';
import { nodeText, sourceOf } from './model.ts';
import type { Plan } from './plan.ts';
import { NEED_SIDE, SUPPLY_SIDE } from './plan.ts';
import { microText } from './qty.ts';

export const ORDER_COLUMNS = 'kind,item,qty,start,end';

/** MO for what is made, PO for what is bought, WW for what a subcontractor makes; what only passes on has none. */
export function orderKind(plan: Plan, node: number): 'MO' | 'PO' | 'WW' | null {
  const { items, nodes } = plan.model;
  const item = nodes.item[node]!;
  if (items.phantom[item] || items.source[item] === sourceOf.switch) return null;
  if (items.source[item] === sourceOf.make) return 'MO';
  return items.source[item] === sourceOf.subcontract ? 'WW' : 'PO';
}

/** Every proposed order as `kind,item,qty,start,end`, sorted as text. */
export function orderRows(plan: Plan): string[] {
  const { items, nodes } = plan.model;
  const { slices, qty, start, end } = plan.orders;
  const rows: string[] = [];
  for (let node = 0; node < nodes.count; node++) {
    const kind = orderKind(plan, node);
    if (kind === null) continue;
    const head = `${kind},${csvText(items.codes[nodes.item[node]!]!)},`;
    const from = slices.start[node]!;
    for (let order = from; order < from + slices.count[node]!; order++) {
      rows.push(`${head}${microText(qty[order]!)},${start[order]},${end[order]}`);
    }
  }
  return rows.sort();
}

export const PEG_COLUMNS = 'item,supply_kind,supply,need_kind,need,qty';

const SUPPLY_NAMES = ['open', 'planned', 'by-product', 'by-product', 'short'] as const;
const NEED_NAMES = ['demand', 'planned', 'firm', 'safety'] as const;

/** How names are written in rows of this plan: as they are, unless one of them needs quotation marks. */
export function namesInRows({ model }: Plan): (name: string) => string {
  const { items, demands, supplies, nodes } = model;
  const strange = [items.codes, demands.ids, supplies.ids, nodes.tracks].some((names) =>
    names.some(needsQuotes),
  );
  return strange ? csvText : (name) => name;
}

/** What a peg's supply is called: its own id when it is open, the key of the order when it is proposed. */
export function pegRows(
  plan: Plan,
  keys: readonly string[],
  node: number,
  inRow: (name: string) => string = csvText,
): string[] {
  const { model, pegs } = plan;
  const { slices, kind, supply, need, qty } = pegs;
  const item = inRow(nodeText(model, node));
  const rows: string[] = [];
  const from = slices.start[node]!;
  for (let peg = from; peg < from + slices.count[node]!; peg++) {
    const supplySide = kind[peg]! & 7;
    const needSide = kind[peg]! >> 3;
    const given = inRow(pegSupplyText(plan, keys, supplySide, supply[peg]!));
    const wanted = inRow(pegNeedText(plan, keys, needSide, need[peg]!));
    rows.push(
      `${item},${SUPPLY_NAMES[supplySide]},${given},${NEED_NAMES[needSide]},${wanted},${microText(qty[peg]!)}`,
    );
  }
  return rows;
}

export function pegSupplyText(plan: Plan, keys: readonly string[], side: number, ref: number): string {
  if (side === SUPPLY_SIDE.open || side === SUPPLY_SIDE.openByProduct) return plan.model.supplies.ids[ref]!;
  return side === SUPPLY_SIDE.short ? '' : keys[ref]!;
}

export function pegNeedText(plan: Plan, keys: readonly string[], side: number, ref: number): string {
  if (side === NEED_SIDE.demand) return plan.model.demands.ids[ref]!;
  if (side === NEED_SIDE.firm) return plan.model.supplies.ids[ref]!;
  return side === NEED_SIDE.safety ? '' : keys[ref]!;
}
