// Costing's public face.
import { giveValue, valueQueued } from './commands/value-queued.ts';
import { costRowList, exceptionList, stockSummaryList, stockValueList } from './queries.ts';
import { costingRefusals } from './refusals.ts';

export { type Parts, poolOf, splitDifferences } from './decide.ts';
export { isValueBehind, loadAccountOf, lockPools } from './load.ts';
export { type CostMethod, type Pool, type PoolKey, poolKeyText } from './types.ts';
export { valueMovements } from './value-movements.ts';
export { type Adjustment, writeAdjustments } from './write.ts';

export const costing = {
  commands: [valueQueued, giveValue],
  lists: [stockValueList, stockSummaryList, costRowList, exceptionList],
  refusals: costingRefusals,
};
