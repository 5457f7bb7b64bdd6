// A whole plan as text: orders with their reasons, pegs and messages, by keys that do not depend on how the plan came
// to be. Two plans are the same when their texts are.
import { pegRows } from '../../server/planning/engine/csv-plan.ts';
import { messageTexts } from '../../server/planning/engine/message-text.ts';
import type { Messages } from '../../server/planning/engine/messages.ts';
import type { Plan } from '../../server/planning/engine/plan.ts';
import { orderKeys } from '../../server/planning/engine/plan.ts';

export function planText(plan: Plan, messages: Messages): string {
  const keys = orderKeys(plan);
  const rows: string[] = [];
  const { slices, end, start, qty, net, why } = plan.orders;
  for (let node = 0; node < plan.model.nodes.count; node++) {
    const from = slices.start[node]!;
    const own: string[] = [];
    for (let order = from; order < from + slices.count[node]!; order++) {
      own.push(`${keys[order]} ${start[order]}..${end[order]} ${qty[order]} of ${net[order]} ${why[order]}`);
    }
    own.push(...pegRows(plan, keys, node).map((row) => `peg ${row}`));
    own.push(...messageTexts(plan, messages, node).map((one) => `message ${JSON.stringify(one)}`));
    if (own.length > 0) rows.push(own.join('\n'));
  }
  return rows.sort().join('\n');
}
