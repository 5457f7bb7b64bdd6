// What the warehouse asks before it releases goods for an order: is what it is about to hold the order's own share, or
// has the run given it to orders that come first?
import type { z } from 'zod';
import { type Allocation, liesThere, NEED_KIND, parseMicro, takesBefore } from '../../engine/index.ts';
import { type Resident, allocation } from '../resident.ts';
import type { zRobbed } from '../shortage-shapes.ts';
import { dateText, documentOf, itemOfNode, qtyText } from '../words.ts';
import { needId } from './run-words.ts';

/** A line of a sales order and how much of it would be held for shipping in all. */
export type ReleaseAsk = { readonly lines: readonly { readonly id: string; readonly qty: string }[] };

export function releaseAdvice(resident: Resident, { lines }: ReleaseAsk): z.output<typeof zRobbed>[] {
  const run = allocation(resident);
  return lines.flatMap(({ id, qty }) => {
    const demand = resident.live.demandRows.get(id);
    const need = demand === undefined ? -1 : run.needOfDemand[demand]!;
    return need < 0 ? [] : robbedBy(resident, run, need, parseMicro(qty));
  });
}

/** Stock of the need's own item that each need before it holds, and what it may take itself without robbing them. */
function robbedBy(
  resident: Resident,
  run: Allocation,
  need: number,
  wanted: number,
): z.output<typeof zRobbed>[] {
  const { rows, needs, ground } = run;
  const node = needs.node[need]!;
  const before = new Map<number, number>();
  let own = stockOf(run, node);
  for (const row of takesBefore(run, [node], need)) {
    if (!liesThere(ground, rows.supply[row]!)) continue;
    const holder = rows.need[row]!;
    before.set(holder, (before.get(holder) ?? 0) + rows.qty[row]!);
    own -= rows.qty[row]!;
  }
  let over = wanted - own;
  const robbed: z.output<typeof zRobbed>[] = [];
  // Whoever comes last of those before loses first.
  for (const [holder, held] of [...before].reverse()) {
    if (over <= 0) break;
    robbed.push(robbedRow(resident, run, holder, Math.min(over, held)));
    over -= held;
  }
  return robbed;
}

function stockOf({ ground }: Allocation, node: number): number {
  let stock = 0;
  for (let place = ground.placeStart[node]!; place < ground.placeStart[node + 1]!; place++) {
    if (liesThere(ground, ground.placeSupply[place]!)) stock += ground.placeQty[place]!;
  }
  return stock;
}

function robbedRow(
  resident: Resident,
  run: Allocation,
  need: number,
  loses: number,
): z.output<typeof zRobbed> {
  const { needs, ground } = run;
  const id = needId(run, need);
  const demand = needs.kind[need] === NEED_KIND.demand;
  return {
    id,
    document: documentOf(resident, id),
    item: itemOfNode(resident, ground.model, needs.node[need]!),
    date: dateText(resident, needs.day[need]!),
    priority: demand ? ground.model.demands.priority[needs.ref[need]!]! : null,
    qty: qtyText(loses),
  };
}
