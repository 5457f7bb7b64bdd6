// Everything that can come in from a file, in the order in which the sheets of one workbook are taken.
import type { ImportKind } from '../kernel/import/kinds.ts';
import { openingBalanceImport, openingItemImport } from '../erp/openings/index.ts';
import { masterdataImports } from '../masterdata/imports/index.ts';
import { userImport } from '../masterdata/people/index.ts';
import { forecastImport } from '../planning/forecast/index.ts';
import { binImport } from '../wms/layout/index.ts';
import { openingStockImport } from './import-opening-stock.ts';

export const importKinds: readonly ImportKind[] = [
  ...masterdataImports,
  binImport,
  userImport,
  forecastImport,
  openingStockImport,
  openingItemImport,
  openingBalanceImport,
];
