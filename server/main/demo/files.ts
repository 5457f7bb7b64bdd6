// The demo company's files: its only way in. Dates in them stand relative to one day of the past and are moved so
// that the company is always a fortnight old.
import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { addDays, daysBetween } from '../../kernel/clock.ts';

const FOLDER = resolve(import.meta.dirname, '../../../db/seed/demo');
/** The day on which the files were written. */
const WRITTEN_ON = '2026-03-09';

const IN_ORDER = [
  '计量单位',
  '税码',
  '仓库',
  '仓位',
  '往来单位',
  '物料',
  '包装条码',
  '价目',
  '用户',
  '期初库存',
];

export type DemoFile = { readonly name: string; readonly text: string };

/** The files in the order of their import, their dates moved to end at `today`. */
export function demoFiles(today: string): DemoFile[] {
  const days = daysBetween(WRITTEN_ON, today);
  const present = new Set(readdirSync(FOLDER));
  return IN_ORDER.filter((name) => present.has(`${name}.csv`)).map((name) => ({
    name: `${name}.csv`,
    text: readFileSync(join(FOLDER, `${name}.csv`), 'utf8').replace(
      /(?<![\d-])\d{4}-\d{2}-\d{2}(?![\d-])/g,
      (date) => addDays(date, days),
    ),
  }));
}
