// Costing's public face.
import { stockValueList } from './queries.ts';

export { splitDifference } from './decide.ts';
export { lockPools } from './load.ts';
export { type PoolKey, poolKeyText } from './types.ts';
export { valueMovements } from './value-movements.ts';

export const costing = { lists: [stockValueList] };
