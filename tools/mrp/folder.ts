// A planning problem as a folder of CSV files, and the plan written back beside it.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ProblemFiles } from '../../server/planning/engine/csv.ts';
import { readProblem } from '../../server/planning/engine/csv.ts';
import type { Problem } from '../../server/planning/engine/problem.ts';

function metaOf(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8').replace(/^\uFEFF/, ''));
  } catch (thrown) {
    throw new RangeError(`meta.json cannot be read: ${String(thrown)}`, { cause: thrown });
  }
}

function currentDate(folder: string): string {
  const meta = metaOf(join(folder, 'meta.json'));
  if (typeof meta === 'object' && meta !== null && 'current' in meta && typeof meta.current === 'string') {
    return meta.current;
  }
  throw new RangeError(`meta.json in ${folder} does not say which date is day 0 ("current")`);
}

/** What was written in another encoding, as by a spreadsheet in GBK, would name items that nobody knows. */
function inUtf8(name: string, text: string): string {
  const strange = text.indexOf('\uFFFD');
  if (strange < 0) return text;
  throw new RangeError(`${name}, line ${text.slice(0, strange).split('\n').length}: not written in UTF-8`);
}

/** Throws a RangeError that says what is missing or wrong, with file and line. */
export function readFolder(folder: string): Problem {
  const need = (name: string): string => {
    const path = join(folder, name);
    if (!existsSync(path)) throw new RangeError(`${name} is missing in ${folder}`);
    return inUtf8(name, readFileSync(path, 'utf8'));
  };
  const files: ProblemFiles = {
    current: currentDate(folder),
    items: need('items.csv'),
    boms: need('boms.csv'),
    supply: need('supply.csv'),
    stock: need('stock.csv'),
    openSupply: need('open_supply.csv'),
    demand: need('demand.csv'),
  };
  return readProblem(files);
}
