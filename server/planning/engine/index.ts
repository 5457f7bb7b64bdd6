// The engine's door: a problem as plain values, a plan that stays and follows changes, and what may be read from it. It
// knows neither database nor clock.
export { type CalendarInput } from './calendar.ts';
export { type Load, type Routing, type WorkCentre, roughCut } from './capacity.ts';
export { type Change } from './change.ts';
export { dateText, dayNumber } from './csv.ts';
export { type Replanned, replan } from './incremental.ts';
export { type Lap, type LivePlan, openPlan, problemOf } from './live.ts';
export { reasonsOf } from './lot-size.ts';
export { type MessageText, messageTexts, staysDismissed } from './message-text.ts';
export { MESSAGES, type MessageKind, type Messages } from './messages.ts';
export { type Plan, NEED_SIDE, SUPPLY_SIDE, orderKey } from './plan.ts';
export * from './problem.ts';
export { type Promised, promiseDay, whatIf } from './promise.ts';
export { type Micro, ONE, microText, parseMicro } from './qty.ts';
export { type Served, type Waits, serves, waitsFor } from './trace.ts';
