// Product structure and planning data of items, the public face.
export { type StoredBom, loadBomsOf, sameLines } from './load-boms.ts';
export {
  PLANNING_DEFAULTS,
  type PlanningRow,
  itemsOverQuota,
  keepPlanning,
  loadPlanning,
} from './planning.ts';
export { EVER, FOREVER } from './validity.ts';
export { type BomDraft, type BomLine, activateVersions, loopsThrough, writeDrafts } from './write-boms.ts';
