// The plain CSV form of a planning problem, read and written for the command line, the bench and the tests. Days in
// the files are dates; `meta.json` says which one is day 0. Rows are scanned by hand: a million demands take less
// time than a general parser needs to begin.
import type { DemandInput, ItemInput, LineInput, Problem, Source, SupplyInput } from './problem.ts';
import { multiplyRatios, ONE, parseMicro, ratio, ratioOfMicro } from './qty.ts';

/** Days between two dates written YYYY-MM-DD, by the calendar alone. */
export function dayOf(date: string, zero: number): number {
  return dayNumber(date) - zero;
}

/** The number of a date in the proleptic Gregorian calendar, 1970-01-01 = 0. */
export function dayNumber(date: string): number {
  const year = Number(date.slice(0, 4));
  const month = Number(date.slice(5, 7));
  const day = Number(date.slice(8, 10));
  if (date.length < 10 || !(month >= 1 && month <= 12 && day >= 1 && day <= 31)) {
    throw new RangeError(`not a date: ${date}`);
  }
  const shifted = month > 2 ? year : year - 1;
  const ofYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const century = Math.floor(shifted / 100);
  return 365 * shifted + Math.floor(shifted / 4) - century + Math.floor(century / 4) + ofYear - 719_468;
}

/** The date of a day number, the other way round. */
export function dateText(number: number): string {
  const days = number + 719_468;
  const era = Math.floor(days / 146_097);
  const ofEra = days - era * 146_097;
  const year = Math.floor(
    (ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) / 365,
  );
  const ofYear = ofEra - (365 * year + Math.floor(year / 4) - Math.floor(year / 100));
  const month = Math.floor((5 * ofYear + 2) / 153);
  const day = ofYear - Math.floor((153 * month + 2) / 5) + 1;
  const calendarYear = year + era * 400 + (month >= 10 ? 1 : 0);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${calendarYear}-${two(month < 10 ? month + 3 : month - 9)}-${two(day)}`;
}

/** Calls `each` with the fields of every row after the heading; the heading must be exactly the columns named. */
export function readRows(text: string, columns: readonly string[], each: (fields: string[]) => void): void {
  const headingEnd = text.indexOf('\n');
  const heading = text.slice(0, headingEnd < 0 ? text.length : headingEnd).trim();
  if (heading !== columns.join(','))
    throw new RangeError(`columns should be ${columns.join(',')}: ${heading}`);
  let from = headingEnd + 1;
  while (headingEnd >= 0 && from < text.length) {
    let end = text.indexOf('\n', from);
    if (end < 0) end = text.length;
    const line = text.slice(from, text.charCodeAt(end - 1) === 13 ? end - 1 : end);
    from = end + 1;
    if (line === '') continue;
    const fields = line.split(',');
    if (fields.length !== columns.length)
      throw new RangeError(`row does not fit ${columns.join(',')}: ${line}`);
    each(fields);
  }
}

/** The files of one problem, by name, as text. */
export type ProblemFiles = {
  readonly current: string;
  readonly items: string;
  readonly boms: string;
  readonly supply: string;
  readonly stock: string;
  readonly openSupply: string;
  readonly demand: string;
};

export function readProblem(files: ProblemFiles): Problem {
  const zero = dayNumber(files.current);
  const days = new Map<string, number>();
  const day = (date: string): number => {
    const known = days.get(date);
    if (known !== undefined) return known;
    const number = dayNumber(date) - zero;
    days.set(date, number);
    return number;
  };
  const lines: LineInput[] = [];
  readRows(files.boms, ['parent', 'component', 'qty', 'scrap'], ([parent, component, qty, scrap]) => {
    lines.push({ parent: parent!, component: component!, ...lineFactor(qty!, scrap!) });
  });
  const demands: DemandInput[] = [];
  readRows(files.demand, ['id', 'item', 'due_date', 'qty', 'priority'], ([id, item, due, qty, priority]) => {
    demands.push({ id: id!, item: item!, day: day(due!), qty: parseMicro(qty!), priority: Number(priority) });
  });
  return { items: readItems(files), lines, demands, supplies: readSupplies(files, day) };
}

function readItems(files: ProblemFiles): ItemInput[] {
  const sources = new Map<string, Source>();
  readRows(files.items, ['item', 'make_buy', 'design_level'], ([item, source]) => {
    sources.set(item!, sourceNamed(source!));
  });
  const columns = ['item', 'make_buy', 'lead_time_days', 'min_lot', 'multiple', 'safety_stock'];
  const items: ItemInput[] = [];
  readRows(files.supply, columns, ([code, source, lead, least, multiple, safety]) => {
    items.push({
      code: code!,
      source: sourceNamed(source!),
      leadDays: Number(lead),
      minLot: parseMicro(least!),
      multiple: parseMicro(multiple!),
      safety: parseMicro(safety!),
    });
    sources.delete(code!);
  });
  for (const code of sources.keys()) items.push({ code, source: 'none' });
  return items;
}

function sourceNamed(text: string): Source {
  if (text === 'make' || text === 'buy' || text === 'subcontract') return text;
  throw new RangeError(`make_buy is make, buy or subcontract: ${text}`);
}

function readSupplies(files: ProblemFiles, day: (date: string) => number): SupplyInput[] {
  const supplies: SupplyInput[] = [];
  readRows(files.stock, ['item', 'qty'], ([item, qty]) => {
    supplies.push({ id: `stock ${item}`, item: item!, kind: 'stock', day: 0, qty: parseMicro(qty!) });
  });
  const columns = ['id', 'item', 'kind', 'qty', 'receipt_date'];
  readRows(files.openSupply, columns, ([id, item, kind, qty, date]) => {
    if (kind !== 'PO' && kind !== 'MO' && kind !== 'WW') throw new RangeError(`kind of open supply: ${kind}`);
    supplies.push({ id: id!, item: item!, kind, day: day(date!), qty: parseMicro(qty!) });
  });
  return supplies;
}

/** qty × (1 + scrap), rounded half up to six decimals, as a ratio. */
export function lineFactor(qty: string, scrap: string): { num: number; den: number } {
  const exact = multiplyRatios(ratioOfMicro(parseMicro(qty)), ratioOfMicro(ONE + parseMicro(scrap)));
  return ratio(Math.floor((2 * exact.num * ONE + exact.den) / (2 * exact.den)), ONE);
}
