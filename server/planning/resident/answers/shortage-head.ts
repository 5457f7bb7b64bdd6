// Above the workbench: what moved the plan last, and everything that is short now, in so few words that it can be kept
// and compared with what is short another day.
import type { z } from 'zod';
import { materialLacks } from '../../engine/index.ts';
import { type Resident, allocation } from '../resident.ts';
import type { zLackFact, zPlanHead } from '../shortage-shapes.ts';
import { dateText, itemOfNode, qtyText, trackOf } from '../words.ts';

export function planHead(resident: Resident): z.output<typeof zPlanHead> {
  const { lastChange, live } = resident;
  if (lastChange === null) throw new Error('a plan that is asked has been opened');
  return { ...lastChange, items: live.plan.model.items.count };
}

export function lackFacts(resident: Resident): z.output<typeof zLackFact>[] {
  const run = allocation(resident);
  const { model } = run.ground;
  const lacks = materialLacks(run, Infinity).sort((a, b) => a.firstDay - b.firstDay || a.node - b.node);
  return lacks.map(({ node, short, late, firstDay }) => {
    const { id, code, name, unit } = itemOfNode(resident, model, node);
    const facts = { qty: qtyText(short + late), needDate: dateText(resident, firstDay) };
    return { itemId: id, code, name, unit, track: trackOf(model, node), ...facts };
  });
}
