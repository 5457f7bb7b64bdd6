// The demo company's files: its only way in. Dates in them stand relative to one day of the past and are moved so
// that the company is always a fortnight old; a date written with strokes, such as a holiday, stays where it is.
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
  '工作日历',
  '日历例外日',
  '工作中心',
  '物料',
  '包装条码',
  '价目',
  '物料清单',
  '工艺路线',
  '替代料',
  '货源',
  '用户',
  '计划资料',
  '销售预测',
  '期初库存',
  '期初往来',
  '期初余额',
];

/** Their dates are Mondays and stay so. */
const BY_WEEK = new Set(['销售预测']);

export type DemoFile = { readonly name: string; readonly text: string };

/** The files in the order of their import, their dates moved to end at `today`. */
export function demoFiles(today: string): DemoFile[] {
  const days = daysBetween(WRITTEN_ON, today);
  const present = new Set(readdirSync(FOLDER));
  return IN_ORDER.filter((name) => present.has(`${name}.csv`)).map((name) => ({
    name: `${name}.csv`,
    text: readFileSync(join(FOLDER, `${name}.csv`), 'utf8').replace(
      /(?<![\d-])\d{4}-\d{2}-\d{2}(?![\d-])/g,
      (date) => addDays(date, BY_WEEK.has(name) ? days - (((days % 7) + 7) % 7) : days),
    ),
  }));
}
