// Where a worker stands in the count of a bin: what was seen so far, what is in hand, what is asked next. Pure; the
// server keeps it as the task's progress, so that another device goes on. It knows nothing of the book.
import type { Pack } from './pad-keys.ts';

/** An item as the floor counts it. */
export type Goods = {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly unit: string;
  readonly lotted: boolean;
  readonly lot: string;
  readonly packs: readonly Pack[];
};
export type Entry = Goods & { readonly qty: string };

export type Count = {
  readonly binScanned: boolean;
  /** The same person counts again, knowing that somebody else should. */
  readonly insisted: boolean;
  /** What is in hand; its quantity is what was scanned of it so far, or nothing. */
  readonly inHand: Entry | null;
  readonly entries: readonly Entry[];
};

export type Question = 'who' | 'bin' | 'goods' | 'lot' | 'qty';
type Progress = Readonly<Record<string, string>>;

const ENTRY = /^seen(\d+)$/;
const MOST_PACKS = 2;
const LONGEST_NAME = 40;

const isEntry = (value: unknown): value is Entry =>
  typeof value === 'object' && value !== null && 'id' in value && 'lot' in value && 'qty' in value;

function readEntry(text: string | undefined): Entry | null {
  if (text === undefined) return null;
  const value: unknown = JSON.parse(text);
  return isEntry(value) ? value : null;
}

/** A progress value is short: the name is cut, and two packs are enough for the keys. */
const writeEntry = (entry: Entry): string =>
  JSON.stringify({
    ...entry,
    name: entry.name.slice(0, LONGEST_NAME),
    packs: entry.packs.slice(0, MOST_PACKS),
  });

export function readCount(progress: Progress): Count {
  const numbers = Object.keys(progress)
    .map((key) => ENTRY.exec(key)?.[1])
    .filter((number) => number !== undefined)
    .sort((a, b) => Number(a) - Number(b));
  return {
    binScanned: progress['bin'] !== undefined,
    insisted: progress['insist'] !== undefined,
    inHand: readEntry(progress['hand']),
    entries: numbers.map((number) => readEntry(progress[`seen${number}`])).filter((entry) => entry !== null),
  };
}

export function writeCount(count: Count): Progress {
  return {
    ...(count.binScanned ? { bin: '1' } : {}),
    ...(count.insisted ? { insist: '1' } : {}),
    ...(count.inHand ? { hand: writeEntry(count.inHand) } : {}),
    ...Object.fromEntries(count.entries.map((entry, at) => [`seen${at + 1}`, writeEntry(entry)])),
  };
}

export function nextQuestion(count: Count, countedBefore: boolean): Question {
  if (countedBefore && !count.insisted) return 'who';
  if (!count.binScanned) return 'bin';
  if (!count.inHand) return 'goods';
  return count.inHand.lotted && count.inHand.lot === '' ? 'lot' : 'qty';
}

const isSame = (a: Goods, b: Goods): boolean => a.id === b.id && a.lot.toUpperCase() === b.lot.toUpperCase();

/** What was recorded of these goods before. */
export const recordedOf = (count: Count, goods: Goods): Entry | undefined =>
  count.entries.find((entry) => isSame(entry, goods));

/** Takes goods in hand. */
export const take = (count: Count, entry: Entry): Count => ({ ...count, inHand: entry });

/** Writes down how many of what is in hand there are, in the place of an earlier figure. */
export function record(count: Count, qty: string): Count {
  const { inHand, entries } = count;
  if (!inHand) return count;
  const entry = { ...inHand, qty };
  const known = entries.some((other) => isSame(other, entry));
  return {
    ...count,
    inHand: null,
    entries: known ? entries.map((other) => (isSame(other, entry) ? entry : other)) : [...entries, entry],
  };
}

/** Puts down what is in hand, and forgets what was recorded of it. */
export function forget(count: Count): Count {
  const { inHand, entries } = count;
  if (!inHand) return count;
  return { ...count, inHand: null, entries: entries.filter((entry) => !isSame(entry, inHand)) };
}

/** The items of a limited count that nobody has entered: they count as none. */
export const missingOf = <T extends { readonly id: string }>(
  count: Count,
  items: readonly T[],
): readonly T[] => items.filter((item) => !count.entries.some((entry) => entry.id === item.id));

/** What is sent when the bin is finished. */
export const rowsOf = (count: Count): readonly { itemId: string; lotNo: string; qty: string }[] =>
  count.entries.map(({ id, lot, qty }) => ({ itemId: id, lotNo: lot, qty }));
