// Rows of a CSV file and back. Rows are cut by hand: a million demands take less time than a general parser needs to
// begin; only a file with quotes is read letter by letter. Columns are known by their heading, not by their place.

/** Calls `each` with the fields of every row after the heading, in the order of `columns`; further columns are left
 * aside. What is wrong with a row is told with the file and the line it stands on. */
export function readRows(
  file: string,
  text: string,
  columns: readonly string[],
  each: (fields: string[]) => void,
): void {
  const where = { line: 1 };
  try {
    let places: readonly number[] | null = null;
    let width = 0;
    for (const fields of text.includes('"') ? quotedRows(text, where) : plainRows(text, where)) {
      if (width === 0) {
        places = placesOf(fields, columns);
        width = fields.length;
      } else if (fields.length !== width) {
        throw new RangeError(`row does not fit ${columns.join(',')}: ${fields.join(',')}`);
      } else {
        each(places === null ? fields : places.map((place) => fields[place]!));
      }
    }
    if (width === 0) {
      where.line = 1;
      placesOf([], columns);
    }
  } catch (thrown) {
    if (!(thrown instanceof RangeError)) throw thrown;
    throw new RangeError(`${file}, line ${where.line}: ${thrown.message}`, { cause: thrown });
  }
}

/** Where each column stands; null when the file has just these, in this order. */
function placesOf(given: readonly string[], columns: readonly string[]): readonly number[] | null {
  const heading = given.map((name) => name.trim());
  const places = columns.map((column) => heading.indexOf(column));
  const twice = columns.some((column, at) => heading.lastIndexOf(column) !== places[at]);
  if (twice || places.includes(-1))
    throw new RangeError(`columns should be ${columns.join(',')}: ${heading.join(',')}`);
  return heading.length === columns.length && places.every((place, at) => place === at) ? null : places;
}

const beginning = (text: string): number => (text.charCodeAt(0) === 0xfeff ? 1 : 0);

function* plainRows(text: string, where: { line: number }): Generator<string[]> {
  where.line = 0;
  for (let from = beginning(text); from < text.length;) {
    let end = text.indexOf('\n', from);
    if (end < 0) end = text.length;
    const cut = text.charCodeAt(end - 1) === 13 ? end - 1 : end;
    where.line++;
    if (cut > from) yield text.slice(from, cut).split(',');
    from = end + 1;
  }
}

/** A field in quotes may hold commas, line ends and quotes written twice. */
function* quotedRows(text: string, where: { line: number }): Generator<string[]> {
  const field = /(?:"((?:[^"]|"")*)"|([^",\r\n][^,\r\n]*|))(,|\r?\n|$)/y;
  field.lastIndex = beginning(text);
  let fields: string[] = [];
  let next = 1;
  while (field.lastIndex < text.length || fields.length > 0) {
    const found = field.exec(text);
    if (found === null) throw new RangeError('a quotation mark without its other one around the field');
    const [whole, quoted, plain, ending] = found;
    fields.push(quoted === undefined ? plain! : quoted.replaceAll('""', '"'));
    next += whole.split('\n').length - 1;
    if (ending === ',') continue;
    if (fields.length > 1 || fields[0] !== '' || quoted !== undefined) yield fields;
    fields = [];
    where.line = next;
  }
}

export const needsQuotes = (value: string): boolean => /[",\r\n]/.test(value);

/** A value as it stands in a row. */
export const csvText = (value: string): string =>
  needsQuotes(value) ? `"${value.replaceAll('"', '""')}"` : value;
