// The ground's public face.
import { binsByZone } from './queries.ts';
import { layoutRefusals } from './refusals.ts';

export { type Goods, type Objection, type Suggestion, binCodesOf, objectionTo, roomIn } from './decide.ts';
export { binImport } from './import-bins.ts';
export { findDock, findStaging, findTransit, loadBinByCode, loadBinsById, loadContents } from './load.ts';
export { type ToPlace, findPlaces } from './places.ts';
export { seedLayout } from './seed.ts';
export type { Bin, BinContent } from './types.ts';

export const layout = { queries: [binsByZone], refusals: layoutRefusals };
