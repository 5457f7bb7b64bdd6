// The ground's public face.
export {
  type Goods,
  type Objection,
  type Suggestion,
  binCodesOf,
  objectionTo,
  roomIn,
  suggestBin,
  withGoods,
} from './decide.ts';
export { binImport } from './import-bins.ts';
export {
  findDock,
  findStaging,
  findTransit,
  loadBinByCode,
  loadBinsById,
  loadContents,
  loadHoldingBins,
  loadStorageBins,
} from './load.ts';
export { layoutRefusals } from './refusals.ts';
export { seedLayout } from './seed.ts';
export type { Bin, BinContent } from './types.ts';
