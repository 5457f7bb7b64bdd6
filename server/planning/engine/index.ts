// The engine's door: a planning problem as plain values, a plan that stays and follows changes, the allocation run, and
// what may be read from them. Inside there is neither database nor clock.
export { type ConsumingOrder, consumeForecast } from './forecast-consumption.ts';
export { allocate } from './allocate.ts';
export { allocateAgain, meanwhile, supposing } from './allocation-again.ts';
export { type Allocation, COLOUR, NEED_KIND, ROW } from './allocation.ts';
export { compareRuns, type MovedNeed, type NeedState, stateOf } from './allocation-diff.ts';
export { layGround, receiptFor } from './allocation-ground.ts';
export { liesThere } from './allocation-places.ts';
export { FIRM, type KeptOrder, newKeptOrder } from './allocation-order.ts';
export type { Alternate } from './allocation-run.ts';
export { takesBefore } from './allocation-index.ts';
export { needsInTurn } from './allocation-turns.ts';
export { eachBlocker, linesOf, maxKits, type NeedLine, partsOf, setsNow } from './allocation-read.ts';
export { forecastUse } from './build.ts';
export type { CalendarInput } from './calendar.ts';
export { isMade, roughCut, type Routing, weekOf, type WorkCentre } from './capacity.ts';
export type { Change } from './change.ts';
export { dateText, dayNumber } from './csv.ts';
export { replan } from './incremental.ts';
export { needDay } from './item-messages.ts';
export { type Lap, type LivePlan, openPlan } from './live.ts';
export { goodOf, reasonsOf } from './lot-size.ts';
export { type Asked, askedOf, balanceOf, type MaterialLack, materialLacks } from './material-lacks.ts';
export { type MessageText, messageTexts, staysDismissed } from './message-text.ts';
export { type MessageKind, MESSAGES, type Messages } from './messages.ts';
export {
  childrenOf,
  CONSUMES,
  EXPLODES,
  type Model,
  NEVER,
  nodeText,
  sourceOf,
  usableFrom,
} from './model.ts';
export { gatherNeeds, newNeedList } from './need-list.ts';
export { NEED_SIDE, orderKey, orderNodes, type Plan, SUPPLY_SIDE } from './plan.ts';
export {
  type DemandInput,
  type ForecastInput,
  type ItemInput,
  type LineInput,
  type Serving,
  type Settings,
  type Source,
  SOURCES,
  type StandIn,
  SUPPLY_KINDS,
  type SupplyInput,
} from './problem.ts';
export { whatIf } from './what-if.ts';
export { type Offer, sharedBuys } from './purchase-offer.ts';
export { type Micro, microText, multiplyUp, ONE, parseMicro, type Ratio, ratio, ratioUp } from './qty.ts';
export { gatherSupplies, newSupplyList } from './supply-list.ts';
export { parentOf, type Served, serves, type Waits, waitsFor } from './trace.ts';
export { type WayOut, waysOut } from './ways-out.ts';
