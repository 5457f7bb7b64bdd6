// Reads what a scanner sends: a plain code, or a GS1 element string with the trade item, lot, dates and count in one
// symbol. Only what the floor acts on is kept. Dates stay text and counts stay decimal text, because a reading that
// passes through floating point or a local time is not what was printed on the box.
// Source: GS1 General Specifications, sections 3 (application identifiers) and 7.8 (FNC1, element strings).

export type Reading = {
  /** The text without prefix and control characters, as a person would read it. */
  readonly text: string;
  /** Codes under which the trade item may be known, the longest first; empty when the symbol names none. */
  readonly itemCodes: readonly string[];
  readonly lotNo: string | null;
  readonly productionDate: string | null;
  readonly expiryDate: string | null;
  /** Pieces in the logistic unit, decimal text. */
  readonly count: string | null;
};

const SEPARATOR = '\u001d';
/** Symbology identifiers that announce GS1 content: GS1-128, DataMatrix, QR, DataBar. */
const GS1_PREFIX = /^\](C1|d2|Q3|e0)/;
const ANY_PREFIX = /^\][A-Za-z][0-9A-Za-z]/;

/** Identifiers of fixed length, by their first two digits, with the length of what follows them. */
const FIXED: Readonly<Record<string, number>> = {
  '00': 18,
  '01': 14,
  '02': 14,
  '11': 6,
  '12': 6,
  '13': 6,
  '15': 6,
  '16': 6,
  '17': 6,
  '20': 2,
};
const VARIABLE = new Set(['10', '21', '22', '30', '37']);
/** Identifiers of four digits with six that follow: measures such as net weight. */
const MEASURE = /^3[1-6]\d\d/;

type Elements = Readonly<Record<string, string>>;

/** The elements by identifier, or null when the text is no element string. */
function elementsOf(text: string): Elements | null {
  const found: Record<string, string> = {};
  let rest = text;
  while (rest !== '') {
    const id = rest.slice(0, 2);
    const fixed = FIXED[id];
    if (fixed !== undefined) {
      const value = rest.slice(2, 2 + fixed);
      if (value.length < fixed || /\D/.test(value)) return null;
      found[id] = value;
      rest = rest.slice(2 + fixed);
    } else if (VARIABLE.has(id)) {
      const end = rest.indexOf(SEPARATOR);
      found[id] = rest.slice(2, end < 0 ? undefined : end);
      if (found[id] === '') return null;
      rest = end < 0 ? '' : rest.slice(end);
    } else if (MEASURE.test(rest)) {
      rest = rest.slice(10);
    } else return null;
    if (rest.startsWith(SEPARATOR)) rest = rest.slice(1);
  }
  return found;
}

/** YYMMDD to a date; day 00 means the last of the month. The century is the one nearest to now (section 7.12). */
function dateOf(yymmdd: string | undefined, thisYear: number): string | null {
  if (yymmdd === undefined) return null;
  const [yy, month, day] = [0, 2, 4].map((at) => Number(yymmdd.slice(at, at + 2)));
  if (yy === undefined || month === undefined || day === undefined || month < 1 || month > 12) return null;
  const gap = yy - (thisYear % 100);
  const century = Math.floor(thisYear / 100) + (gap >= 51 ? -1 : gap <= -50 ? 1 : 0);
  const year = century * 100 + yy;
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const lastDay = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 31;
  if (day > lastDay) return null;
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${year}-${two(month)}-${two(day === 0 ? lastDay : day)}`;
}

/** A GTIN-14 and the shorter codes that are the same number. */
const gtinForms = (gtin: string): string[] => [
  gtin,
  ...[13, 12, 8].filter((length) => /^0*$/.test(gtin.slice(0, 14 - length))).map((n) => gtin.slice(14 - n)),
];

/** Reads a scan. `today` decides the century of two-digit years. Never fails: an unknown text is a plain code. */
export function readScan(raw: string, today: string): Reading {
  const bare = raw
    .trim()
    .replace(ANY_PREFIX, '')
    .replace(new RegExp(`^${SEPARATOR}`), '');
  const written = /^\(\d{2,4}\)/.test(bare);
  const text = written
    ? bare.replaceAll(/\((\d{2,4})\)/g, (_, id: string) => `${SEPARATOR}${id}`).slice(1)
    : bare;
  const announced =
    GS1_PREFIX.test(raw.trim()) || written || text.includes(SEPARATOR) || /^01\d{14}\S/.test(text);
  const elements = announced ? elementsOf(text) : null;
  const plain = { lotNo: null, productionDate: null, expiryDate: null, count: null };
  if (elements === null) {
    const shown = bare.replaceAll(SEPARATOR, '');
    return { text: shown, itemCodes: shown === '' ? [] : [shown], ...plain };
  }
  const thisYear = Number(today.slice(0, 4));
  const gtin = elements['01'] ?? elements['02'];
  return {
    text: bare.replaceAll(SEPARATOR, ''),
    itemCodes: gtin === undefined ? [] : gtinForms(gtin),
    lotNo: elements['10'] ?? null,
    productionDate: dateOf(elements['11'], thisYear),
    expiryDate: dateOf(elements['17'] ?? elements['15'], thisYear),
    count: elements['37'] ?? elements['30'] ?? null,
  };
}
