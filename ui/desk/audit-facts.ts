// What an audit row says, as facts: which field was what and became what. Pure; words and looks are the screen's. The
// same field is called the same, whether a program wrote it as warehouse_id or warehouseId; what stayed as it was is not
// told, lines are told one by one.
import { compare } from '../kit/format.ts';

export type Fact = {
  /** The field, in small letters joined by underscores; the number of a line, from 1. */
  readonly key: string;
  readonly before: unknown;
  readonly after: unknown;
  /** What it consists of, where it is no single value. */
  readonly parts: readonly Fact[];
};

const DECIMAL = /^-?\d{1,18}(\.\d{1,8})?$/;
const isDecimal = (value: unknown): boolean =>
  typeof value === 'number' || (typeof value === 'string' && DECIMAL.test(value));
const isBranch = (value: unknown): value is object => typeof value === 'object' && value !== null;
const isListing = (value: unknown): value is readonly unknown[] =>
  Array.isArray(value) && !value.some(isBranch);

export const isNothing = (value: unknown): boolean =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);

const sameKey = (key: string): string => key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

function isSame(before: unknown, after: unknown): boolean {
  if (isNothing(before) || isNothing(after)) return isNothing(before) && isNothing(after);
  if (isDecimal(before) && isDecimal(after)) return compare(String(before), String(after)) === 0;
  return JSON.stringify(before) === JSON.stringify(after);
}

/** The fields of a value by name; lines by their number. */
const fieldsOf = (value: unknown): ReadonlyMap<string, unknown> =>
  new Map(
    isBranch(value)
      ? Object.entries(value).map(([key, one]) => [
          Array.isArray(value) ? `${BigInt(key) + 1n}` : sameKey(key),
          one,
        ])
      : [],
  );

function factOf(key: string, before: unknown, after: unknown): Fact[] {
  if (isSame(before, after)) return [];
  const isPlain = [before, after].every((value) => !isBranch(value) || isListing(value));
  const parts = isPlain ? [] : factsOf(before, after);
  return isPlain || parts.length > 0 ? [{ key, before, after, parts }] : [];
}

/** What became of what. */
export function factsOf(before: unknown, after: unknown): readonly Fact[] {
  const [was, is] = [fieldsOf(before), fieldsOf(after)];
  return [...new Set([...is.keys(), ...was.keys()])].flatMap((key) => factOf(key, was.get(key), is.get(key)));
}

/** Every name of a field in facts, to be sure that each has a word. */
export const keysOf = (facts: readonly Fact[]): string[] =>
  facts.flatMap(({ key, parts }) => [...(/^\d+$/.test(key) ? [] : [key]), ...keysOf(parts)]);

const COUNTED =
  /(^|_)(qty|amount|total|price|cost|value|limit|stock|days?|rate|quota|priority|lines?|bins|count|done|short|shipped)(_|$)/;
const COUNTED_TOO =
  /(^|_)(missing|accepted|conceded|rejected|adjusted|recounted|kept|left|lost|differences|elsewhere|wanted|round)(_|$)/;

/** Whether a field is a figure; codes, lots and numbers of documents are none, though made of digits. */
export const isFigure = (key: string, value: unknown): boolean =>
  isDecimal(value) && (typeof value === 'number' || COUNTED.test(key) || COUNTED_TOO.test(key));
