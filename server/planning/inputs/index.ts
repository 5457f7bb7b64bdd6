// From a company's rows to the engine's problem: the door of the inputs.
export { type Shop, loadCalendars, loadShop } from './calendars.ts';
export { type Days, dateOf, daysFrom, weekdayOf } from './days.ts';
export type { Face, FaceKind, ItemFace } from './faces.ts';
export type { LoadedItem } from './items.ts';
export { type Loaded, loadInputs } from './load.ts';
export type { Faced } from './needs.ts';
export { lineRatio } from './ratios.ts';
export { type PlanSettings, loadSettings } from './settings.ts';
