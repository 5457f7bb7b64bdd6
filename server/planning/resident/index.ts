// The resident plan's door.
export { askPlan } from './ask.ts';
export { type Keeper, consultOf, createKeeper } from './keeper.ts';
export * from './shapes.ts';
export * from './shortage-shapes.ts';
export type { TravellingAlternate, TravellingOffer } from './answers/shortage-ways.ts';
