// All rules of the house, in the order in which docs/house-rules.md lists them.
import {
  askersEyes,
  companyFirst,
  exactColumns,
  laws,
  migrations,
  sqlComments,
  tableNames,
} from './rules/sql.ts';
import { borders, doors, modules, oneWriter, ownTables, webBorder } from './rules/borders.ts';
import { links, refusals, rights, words } from './rules/catalogue.ts';
import {
  casts,
  clock,
  exactFigures,
  fileSize,
  functionSize,
  lineLength,
  names,
  noMachinePaths,
  nothingPutOff,
  openingComment,
  parses,
  plainCode,
} from './rules/code.ts';
import type { Rule } from './tree.ts';

export const RULES: readonly Rule[] = [
  borders,
  modules,
  doors,
  webBorder,
  ownTables,
  oneWriter,
  parses,
  fileSize,
  functionSize,
  lineLength,
  plainCode,
  casts,
  clock,
  exactFigures,
  names,
  openingComment,
  nothingPutOff,
  noMachinePaths,
  migrations,
  sqlComments,
  tableNames,
  companyFirst,
  exactColumns,
  askersEyes,
  laws,
  rights,
  refusals,
  words,
  links,
];
