// What masterdata can take in from a file, in the order in which sheets of one workbook are imported.
import type { ImportKind } from '../../kernel/import/kinds.ts';
import { itemImport } from './items.ts';
import { packImport } from './packs.ts';
import { partnerImport } from './partners.ts';
import { priceImport } from './prices.ts';
import { taxCodeImport, unitImport } from './units.ts';
import { warehouseImport } from './warehouses.ts';

export const masterdataImports: readonly ImportKind[] = [
  unitImport,
  taxCodeImport,
  warehouseImport,
  partnerImport,
  itemImport,
  packImport,
  priceImport,
];
