// The public face of shortage analysis 足缺料.
import { completeKits, shortageMaterial, shortageOrder, slip, waysOut, workbench } from './queries.ts';

export { completeKits, shortageMaterial, shortageOrder, slip, waysOut, workbench } from './queries.ts';

export const shortage = {
  queries: [workbench, shortageOrder, shortageMaterial, completeKits, waysOut, slip],
};
