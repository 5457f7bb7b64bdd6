// Product structure and planning data of items, the public face.
import { bomLineList, bomList } from './bom-lists.ts';
import { activateBom, discardBom, retireBom } from './commands/change-bom.ts';
import { copyBom, saveBom } from './commands/save-bom.ts';
import {
  savePlanning,
  saveRouting,
  saveSources,
  saveSubstitutes,
  setCalendarDays,
} from './commands/save-item.ts';
import { planningList, routingList, sourceList, substituteList } from './item-lists.ts';
import { calendarDayList, workCalendarList, workCentreList } from './place-lists.ts';
import { explode, getBom, getItem, whereUsed } from './queries.ts';
import { structureRefusals } from './refusals.ts';
import { rollUpCost, takeStandardCost } from './roll-up.ts';

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

export const structure = {
  commands: [
    saveBom,
    copyBom,
    activateBom,
    retireBom,
    discardBom,
    savePlanning,
    saveSources,
    saveSubstitutes,
    saveRouting,
    setCalendarDays,
    takeStandardCost,
  ],
  queries: [getBom, getItem, explode, whereUsed, rollUpCost],
  lists: [
    bomList,
    bomLineList,
    planningList,
    sourceList,
    substituteList,
    routingList,
    workCalendarList,
    calendarDayList,
    workCentreList,
  ],
  refusals: structureRefusals,
};
