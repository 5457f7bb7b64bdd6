// The plain CSV form of a planning problem, read for the command line, the bench and the tests. Days in the files
// are dates; `meta.json` says which one is day 0. What may be left open in a row is told apart from what may not.
import { readRows } from './csv-rows.ts';
import type { DemandInput, ItemInput, LineInput, Problem, Source, SupplyInput } from './problem.ts';
import { exactDecimal, guardMicro, ONE, parseMicro, ratio } from './qty.ts';

const LONGEST_LEAD = 36_525;

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

function dayZero(current: string): number {
  const zero = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/.test(current)
    ? dayNumber(current)
    : Number.NaN;
  if (dateText(zero) !== current) throw new RangeError(`meta.json: not a date: ${current}`);
  return zero;
}

/** Throws a RangeError that names file, line and cause for whatever cannot be planned exactly as it is written. */
export function readProblem(files: ProblemFiles): Problem {
  const zero = dayZero(files.current);
  const days = new Map<string, number>();
  const day = (date: string): number => {
    const known = days.get(date);
    if (known !== undefined) return known;
    const number = dayNumber(date) - zero;
    if (dateText(number + zero) !== date) throw new RangeError(`not a date: ${date}`);
    days.set(date, number);
    return number;
  };
  const items = readItems(files);
  const codes = new Set(items.map(({ code }) => code));
  const known = (item: string): string => {
    if (!codes.has(item)) throw new RangeError(`items.csv has no item ${item}`);
    return item;
  };
  const lines: LineInput[] = [];
  readRows('boms.csv', files.boms, ['parent', 'component', 'qty', 'scrap'], (fields) => {
    const [parent, component, qty, scrap] = fields;
    lines.push({ parent: known(parent!), component: known(component!), ...lineFactor(qty!, scrap!) });
  });
  const demands: DemandInput[] = [];
  const once = onlyOnce('demand');
  readRows('demand.csv', files.demand, ['id', 'item', 'due_date', 'qty', 'priority'], (fields) => {
    const [id, item, due, qty, priority] = fields;
    demands.push({
      id: once(id!),
      item: known(item!),
      day: day(due!),
      qty: amountOf(qty!),
      ...(priority === '' ? {} : { priority: wholeOf(priority!) }),
    });
  });
  return { items, lines, demands, supplies: readSupplies(files, day, known) };
}

function readItems(files: ProblemFiles): ItemInput[] {
  const sources = new Map<string, Source>();
  const once = onlyOnce('item');
  readRows('items.csv', files.items, ['item', 'make_buy', 'design_level'], ([item, source]) => {
    sources.set(once(item!), sourceNamed(source!));
  });
  const columns = ['item', 'make_buy', 'lead_time_days', 'min_lot', 'multiple', 'safety_stock'];
  const items: ItemInput[] = [];
  const planned = onlyOnce('item');
  readRows('supply.csv', files.supply, columns, ([code, source, lead, least, multiple, safety]) => {
    if (!sources.delete(planned(code!))) throw new RangeError(`items.csv has no item ${code}`);
    items.push({
      code: code!,
      source: sourceNamed(source!),
      leadDays: lead === '' ? null : leadOf(lead!),
      minLot: amountOrNone(least!),
      multiple: amountOrNone(multiple!),
      safety: amountOrNone(safety!),
    });
  });
  for (const code of sources.keys()) items.push({ code, source: 'none' });
  return items;
}

function onlyOnce(what: string): (id: string) => string {
  const seen = new Set<string>();
  return (id) => {
    if (id === '') throw new RangeError(`${what} without a name`);
    if (seen.has(id)) throw new RangeError(`${what} ${id} stands there twice`);
    seen.add(id);
    return id;
  };
}

function amountOf(text: string): number {
  const amount = parseMicro(text);
  if (amount < 0) throw new RangeError(`a quantity below nothing: ${text}`);
  return amount;
}

/** Planning data that nobody has given limits nothing. */
const amountOrNone = (text: string): number => (text === '' ? 0 : amountOf(text));

function leadOf(text: string): number {
  const days = wholeOf(text);
  if (days > LONGEST_LEAD) throw new RangeError(`a lead time beyond a hundred years: ${text}`);
  return days;
}

function wholeOf(text: string): number {
  const number = text.trim() === '' ? Number.NaN : Number(text);
  if (!Number.isSafeInteger(number) || number < 0) throw new RangeError(`not a whole number: ${text}`);
  return number;
}

function sourceNamed(text: string): Source {
  if (text === 'make' || text === 'buy' || text === 'subcontract') return text;
  throw new RangeError(`make_buy is make, buy or subcontract: ${text}`);
}

function readSupplies(
  files: ProblemFiles,
  day: (date: string) => number,
  known: (item: string) => string,
): SupplyInput[] {
  const supplies: SupplyInput[] = [];
  readRows('stock.csv', files.stock, ['item', 'qty'], ([item, qty]) => {
    supplies.push({ id: `stock ${item}`, item: known(item!), kind: 'stock', day: 0, qty: amountOf(qty!) });
  });
  const columns = ['id', 'item', 'kind', 'qty', 'receipt_date'];
  const once = onlyOnce('open supply');
  readRows('open_supply.csv', files.openSupply, columns, ([id, item, kind, qty, date]) => {
    if (kind !== 'PO' && kind !== 'MO' && kind !== 'WW') throw new RangeError(`kind of open supply: ${kind}`);
    supplies.push({ id: once(id!), item: known(item!), kind, day: day(date!), qty: amountOf(qty!) });
  });
  return supplies;
}

/** qty × (1 + scrap), however fine both are, rounded half up to six decimals, as a ratio. */
export function lineFactor(qty: string, scrap: string): { num: number; den: number } {
  const [amount, loss] = [exactDecimal(qty), exactDecimal(scrap === '' ? '0' : scrap)];
  if (amount.units < 0n) throw new RangeError(`a quantity below nothing: ${qty}`);
  if (loss.units < 0n) throw new RangeError(`scrap below nothing: ${scrap}`);
  const exact = amount.units * (loss.per + loss.units);
  const per = amount.per * loss.per;
  const micro = (2n * exact * BigInt(ONE) + per) / (2n * per);
  return ratio(guardMicro(Number(micro)), ONE);
}
