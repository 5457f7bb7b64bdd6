// The resident plan's door.
export { askPlan } from './ask.ts';
export * from './alert-shapes.ts';
export { type Tell, tellAlerts } from './alerts.ts';
export { type PlanHost, createHost } from './host.ts';
export { type PackedOrder, unpackOrders } from './packed.ts';
export { KEEP_UP, RUN, type Keeper, consultOf, createKeeper } from './keeper.ts';
export * from './shapes.ts';
export { waitingRun } from './whole-run.ts';
export * from './shortage-shapes.ts';
export type { Buy, Want } from './answers/purchase-wants.ts';
export type { TravellingAlternate, TravellingOffer } from './answers/shortage-ways.ts';
