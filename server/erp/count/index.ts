// The count order's public face.
import { approveOrder, voidOrder } from './commands/change-state.ts';
import { saveOrder } from './commands/save-order.ts';
import { settleDifferences } from './commands/settle-differences.ts';
import { countOrderLineList, countOrderList, getOrder } from './queries.ts';
import { countRefusals } from './refusals.ts';

export { hearCountResult, hearStockAdjusted } from './hear-reports.ts';

export const count = {
  commands: [saveOrder, approveOrder, voidOrder, settleDifferences],
  queries: [getOrder],
  lists: [countOrderList, countOrderLineList],
  refusals: countRefusals,
};
