// Reads one cell of a sheet into canonical text, or says exactly what is wrong with it. Accepts what people type:
// full-width digits, thousands separators, 2026/3/9, 是/否, percent signs.
import { isRealDate } from '../clock.ts';
import type { ImportColumn } from './kinds.ts';

export type CellResult =
  | { readonly text: string | null }
  | { readonly problem: { readonly code: string; readonly zh: string; readonly en: string } };

const DECIMALS: Readonly<Record<string, number>> = { qty: 6, price: 8, amount: 2, rate: 8 };
const YES = new Set(['是', 'y', 'yes', 'true', '1', '√', 't']);
const NO = new Set(['否', 'n', 'no', 'false', '0', '×', 'f']);

const problem = (code: string, zh: string, en: string): CellResult => ({ problem: { code, zh, en } });

/** Full-width letters, digits and signs become their plain forms; spaces at the ends go. */
export const plain = (text: string): string => text.normalize('NFKC').trim();

/** A number as a sheet stores it, without the dust of binary fractions: 0.30000000000000004 is 0.3. */
function decimalOf(text: string, decimals: number): string | null {
  const cleaned = text.replace(/[,\s¥$]/g, '');
  if (/^[+-]?\d+(\.\d+)?$/.test(cleaned) && (cleaned.split('.')[1] ?? '').length <= decimals) {
    return cleaned.replace(/^\+/, '');
  }
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(cleaned)) return null;
  const rounded = Number(cleaned).toPrecision(15);
  const fixed = Number(rounded).toFixed(Math.min(decimals + 4, 20));
  const [whole, fraction = ''] = fixed.split('.');
  if (fraction.slice(decimals).replace(/0+$/, '') !== '') return null;
  return `${whole}.${fraction.slice(0, decimals)}`.replace(/\.?0+$/, '') || '0';
}

function readDecimal(column: ImportColumn, text: string): CellResult {
  const decimals = DECIMALS[column.kind] ?? 6;
  const percent = column.kind === 'rate' && text.endsWith('%');
  const value = decimalOf(percent ? text.slice(0, -1) : text, decimals);
  if (value === null) {
    return problem(
      'NOT_A_NUMBER',
      `“${text}”不是最多${decimals}位小数的数字`,
      `"${text}" is not a number with at most ${decimals} decimals`,
    );
  }
  if ((value.replace(/^-/, '').split('.')[0] ?? '').replace(/^0+/, '').length > 12) {
    return problem('TOO_LARGE', `“${text}”过大`, `"${text}" is too large`);
  }
  if (value.startsWith('-') && column.kind !== 'amount') {
    return problem('NEGATIVE', `“${text}”不能为负数`, `"${text}" must not be negative`);
  }
  return { text: percent ? hundredth(value) : value };
}

/** Divides decimal text by one hundred by moving the point. */
function hundredth(value: string): string {
  const [whole = '0', fraction = ''] = value.split('.');
  const digits = whole.padStart(3, '0') + fraction;
  const point = digits.length - fraction.length - 2;
  return (
    `${digits.slice(0, point)}.${digits.slice(point)}`.replace(/^0+(?=\d)/, '').replace(/\.?0+$/, '') || '0'
  );
}

function readDate(text: string): CellResult {
  const match =
    /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  const iso = match ? `${match[1]}-${match[2]?.padStart(2, '0')}-${match[3]?.padStart(2, '0')}` : '';
  return isRealDate(iso)
    ? { text: iso }
    : problem(
        'NOT_A_DATE',
        `“${text}”不是日期，应如 2026-03-09`,
        `"${text}" is not a date such as 2026-03-09`,
      );
}

function readChoice(column: ImportColumn, text: string): CellResult {
  const wanted = text.toLowerCase();
  for (const [value, words] of Object.entries(column.choices ?? {})) {
    if ([value, words.zh, words.en].some((word) => word.toLowerCase() === wanted)) return { text: value };
  }
  const words = Object.values(column.choices ?? {});
  return problem(
    'NOT_A_CHOICE',
    `“${text}”应为：${words.map((word) => word.zh).join('、')}`,
    `"${text}" must be one of: ${words.map((word) => word.en).join(', ')}`,
  );
}

/** Reads a cell of a column; `raw` is the cell's text. */
export function readCell(column: ImportColumn, raw: string): CellResult {
  const text = plain(raw);
  if (text === '') {
    return column.required
      ? problem('MISSING', `“${column.zh}”必填`, `"${column.en}" is required`)
      : { text: null };
  }
  switch (column.kind) {
    case 'text':
      return text.length <= 500
        ? { text }
        : problem('TOO_LONG', '超过 500 个字', 'longer than 500 characters');
    case 'code':
      return text.length <= 60 ? { text } : problem('TOO_LONG', '超过 60 个字', 'longer than 60 characters');
    case 'integer':
      return /^\d{1,9}(\.0+)?$/.test(text)
        ? { text: text.replace(/\.0+$/, '') }
        : problem('NOT_AN_INTEGER', `“${text}”不是整数`, `"${text}" is not a whole number`);
    case 'boolean': {
      const word = text.toLowerCase();
      if (YES.has(word)) return { text: 'true' };
      if (NO.has(word)) return { text: 'false' };
      return problem('NOT_YES_OR_NO', `“${text}”应为 是 或 否`, `"${text}" must be yes or no`);
    }
    case 'date':
      return readDate(text);
    case 'choice':
      return readChoice(column, text);
    default:
      return readDecimal(column, text);
  }
}
