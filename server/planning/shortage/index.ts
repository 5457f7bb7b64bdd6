// The public face of shortage analysis 足缺料.
import {
  completeKits,
  ifApproved,
  shortageMaterial,
  shortageOrder,
  slip,
  waysOut,
  workbench,
} from './queries.ts';
import { seeShortages, shortageHead } from './since.ts';

export { completeKits, shortageMaterial, shortageOrder, slip, waysOut, workbench } from './queries.ts';
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
    shortageHead,
  ],
};
