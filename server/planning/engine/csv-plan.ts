// A plan as CSV text: one row per proposed order and one per peg, in an order that depends on the plan alone.
import { sourceOf } from './model.ts';
import type { Plan } from './plan.ts';
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
    const head = `${kind},${items.codes[nodes.item[node]!]},`;
    const from = slices.start[node]!;
    for (let order = from; order < from + slices.count[node]!; order++) {
      rows.push(`${head}${microText(qty[order]!)},${start[order]},${end[order]}`);
    }
  }
  return rows.sort();
}
