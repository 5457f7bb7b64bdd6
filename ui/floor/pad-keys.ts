// What the keys of a quantity pad do. Pure: decimal text in, decimal text out.
import { grouped, plus } from '../kit/format.ts';

export type PadKey = '0' | '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9' | '.' | '⌫';

const LONGEST = /^\d{0,14}(\.\d{0,6})?$/;

/** The figure after a key. A figure that was proposed is replaced by what is typed, not added to. */
export function press(value: string, key: PadKey, proposed: boolean): string {
  if (key === '⌫') return proposed ? '' : value.slice(0, -1);
  const before = proposed || value === '0' ? '' : value;
  const next = key === '.' ? `${before || '0'}.` : `${before}${key}`;
  return LONGEST.test(next) ? next : value;
}

/** True for what may be counted: nothing is a quantity too. */
export const isCount = (text: string): boolean => /^\d{1,14}(\.\d{1,6})?$/.test(text);

export type Pack = { readonly unit: string; readonly qty: string };
export type AddKey = { readonly label: string; readonly hint: string; readonly qty: string };

const adding = (times: string, unit: string, qty: string, base: string): AddKey => ({
  label: `+${times} ${unit}`,
  hint: unit === base ? '' : `${grouped(qty)} ${base}`,
  qty,
});
const five = (qty: string): string => [qty, qty, qty, qty].reduce(plus, qty);

/** Three keys that add whole packs, the smallest first; pieces where there is no pack. */
export function addKeys(unit: string, packs: readonly Pack[]): readonly AddKey[] {
  const [small, large] = packs;
  if (!small) return ['1', '5', '10'].map((times) => adding(times, unit, times, unit));
  return [
    adding('1', small.unit, small.qty, unit),
    adding('5', small.unit, five(small.qty), unit),
    large ? adding('1', large.unit, large.qty, unit) : adding('1', unit, '1', unit),
  ];
}
