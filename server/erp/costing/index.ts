// Costing's public face.
import { costRowList, stockSummaryList, stockValueList } from './queries.ts';

export { type Parts, poolOf, splitDifferences } from './decide.ts';
export { isValueBehind, lockPools } from './load.ts';
export { type CostMethod, type Pool, type PoolKey, poolKeyText } from './types.ts';
export { valueMovements } from './value-movements.ts';
export { type Adjustment, writeAdjustments } from './write.ts';

export const costing = { lists: [stockValueList, stockSummaryList, costRowList] };
