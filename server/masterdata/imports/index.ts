// What masterdata can take in from a file, in the order in which sheets of one workbook are imported.
import type { ImportKind } from '../../kernel/import/kinds.ts';
import { bomImport } from './boms.ts';
import { calendarDayImport, workCalendarImport, workCentreImport } from './calendars.ts';
import { itemImport } from './items.ts';
import { packImport } from './packs.ts';
import { partnerImport } from './partners.ts';
import { planningImport } from './planning.ts';
import { priceImport } from './prices.ts';
import { routingImport } from './routings.ts';
import { sourceImport } from './sources.ts';
import { substituteImport } from './substitutes.ts';
import { taxCodeImport, unitImport } from './units.ts';
import { warehouseImport } from './warehouses.ts';

export const masterdataImports: readonly ImportKind[] = [
  unitImport,
  taxCodeImport,
  warehouseImport,
  partnerImport,
  workCalendarImport,
  calendarDayImport,
  workCentreImport,
  itemImport,
  packImport,
  priceImport,
  bomImport,
  routingImport,
  substituteImport,
  sourceImport,
  planningImport,
];
