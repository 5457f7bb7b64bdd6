// The public face of shortage analysis 足缺料.
import { completeKits, ifApproved, shortageOrder, slip, standing, waysOut, workbench } from './queries.ts';
import { adopt, shortageMaterial } from './material.ts';
import { kitOrders, kitSequence } from './orders.ts';
import { seeShortages, shortageHead } from './since.ts';

export { adopt, shortageMaterial } from './material.ts';
export { kitOrders, kitSequence } from './orders.ts';
export { completeKits, ifApproved, shortageOrder, slip, waysOut, workbench } from './queries.ts';
export { shortageHead } from './since.ts';

export const shortage = {
  commands: [seeShortages],
  queries: [
    workbench,
    shortageOrder,
    ifApproved,
    shortageMaterial,
    completeKits,
    waysOut,
    slip,
    adopt,
    standing,
    kitOrders,
    kitSequence,
    shortageHead,
  ],
};
