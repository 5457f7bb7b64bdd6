// The resident plan's door.
export { askPlan } from './ask.ts';
export { type Keeper, consultOf, createKeeper } from './keeper.ts';
export * from './shapes.ts';
