// The stock book's public face.
import { movementList, stockList } from './queries.ts';
import { stockRefusals } from './refusals.ts';

export {
  type AllocationDraft,
  type AllocationRelease,
  allocateStock,
  releaseAllocations,
} from './allocations.ts';
export {
  type OpenAllocation,
  type OutsideBins,
  type StockScope,
  loadOutsideBins,
  lockAllocations,
  lockStock,
} from './load.ts';
export { type PostedMovement, postMovements } from './post-movements.ts';
export {
  type BalanceRow,
  type MovementDraft,
  type MovementKind,
  type Shortage,
  type StockKey,
  type StockPlace,
  type WmsTx,
  stockKeyText,
} from './types.ts';

export const stock = { lists: [stockList, movementList], refusals: stockRefusals };
