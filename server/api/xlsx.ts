// Writes a list as an Excel workbook: one sheet, bold frozen headings, filters, numbers as numbers and dates as dates.
// Rows are compressed as they come, so that a long export never stands in memory as text. Text is never a formula.
import { Zip, ZipDeflate, ZipPassThrough, strToU8 } from 'fflate';
import { daysBetween, wallClockIn } from '../kernel/clock.ts';
import type { Row } from '../kernel/list-page.ts';
import type { Column, ColumnKind } from '../kernel/list.ts';

export type Language = 'zh' | 'en';

export type Workbook = {
  readonly addRows: (rows: readonly Row[]) => void;
  readonly finish: () => Uint8Array<ArrayBuffer>;
};

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const CONTENT = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const EPOCH = '1899-12-30';

/** Cell formats in the order of styles.xml below. */
const STYLES: Readonly<Partial<Record<ColumnKind, number>>> = {
  qty: 2,
  integer: 3,
  amount: 4,
  price: 5,
  rate: 5,
  date: 6,
  moment: 7,
};
const FORMATS = ['#,##0.######', '#,##0', '#,##0.00', '#,##0.00######', 'yyyy-mm-dd', 'yyyy-mm-dd hh:mm:ss'];
const WIDTHS: Readonly<Partial<Record<ColumnKind, number>>> = {
  text: 28,
  code: 20,
  moment: 20,
  date: 12,
  state: 12,
};

/** Text as XML keeps it: markup escaped, signs that XML forbids left out, Excel's own escapes defused. */
const escaped = (text: string): string =>
  text
    // oxlint-disable-next-line eslint/no-control-regex -- exactly these cannot stand in XML
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');

export function columnName(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : columnName(Math.floor(index / 26) - 1) + letter;
}

const textCell = (place: string, text: string, style = 0): string =>
  `<c r="${place}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`;

const numberCell = (place: string, number: string, style: number): string =>
  `<c r="${place}" s="${style}"><v>${number}</v></c>`;

/** Excel counts in doubles: a number of more digits would be changed silently, so it stays text. */
const fitsDouble = (text: string): boolean => text.replace(/^-?0*\.?0*|\./g, '').length <= 15;

/** Days since Excel's epoch, with the time of day as a fraction. */
function serialOf(wallClock: string): string {
  const [day = '', time = '00:00:00'] = wallClock.split(' ');
  const [hours = 0, minutes = 0, seconds = 0] = time.split(':').map(Number);
  const fraction = (hours * 3_600 + minutes * 60 + seconds) / 86_400;
  return String(daysBetween(EPOCH, day) + fraction);
}

function cellOf(column: Column, value: unknown, place: string, language: Language, timeZone: string): string {
  if (value === null || value === undefined || value === '') return '';
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  const style = STYLES[column.kind] ?? 0;
  switch (column.kind) {
    case 'qty':
    case 'amount':
    case 'price':
    case 'rate':
    case 'integer':
      return /^-?\d+(\.\d+)?$/.test(text) && fitsDouble(text)
        ? numberCell(place, text, style)
        : textCell(place, text);
    case 'date':
      return numberCell(place, serialOf(text), style);
    case 'moment':
      return numberCell(place, serialOf(wallClockIn(timeZone, text)), style);
    case 'boolean':
      return textCell(place, language === 'zh' ? (value ? '是' : '否') : value ? 'yes' : 'no');
    case 'state':
      return textCell(place, column.words?.[text]?.[language] ?? text);
    case 'text':
    case 'code':
    case 'id':
      return textCell(place, text);
  }
}

const stylesXml = (): string => {
  const formats = FORMATS.map((code, at) => `<numFmt numFmtId="${164 + at}" formatCode="${escaped(code)}"/>`);
  const cells = FORMATS.map(
    (_, at) =>
      `<xf numFmtId="${164 + at}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>`,
  );
  return `${HEAD}<styleSheet xmlns="${MAIN}"><numFmts count="${FORMATS.length}">${formats.join('')}</numFmts>
<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>
<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>
<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>
<cellXfs count="${FORMATS.length + 2}"><xf xfId="0"/><xf fontId="1" xfId="0" applyFont="1"/>${cells.join('')}</cellXfs>
</styleSheet>`;
};

/** A sheet name has at most 31 characters and none of []:*?/\ in it. */
const sheetName = (name: string): string =>
  escaped(name.replace(/[[\]:*?/\\]/g, ' ').slice(0, 31)) || 'Sheet1';

const fixedFiles = (name: string): Readonly<Record<string, string>> => ({
  '[Content_Types].xml': `${HEAD}<Types xmlns="${PACKAGE}/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/xl/workbook.xml" ContentType="${CONTENT}.sheet.main+xml"/>
<Override PartName="/xl/worksheets/sheet1.xml" ContentType="${CONTENT}.worksheet+xml"/>
<Override PartName="/xl/styles.xml" ContentType="${CONTENT}.styles+xml"/></Types>`,
  '_rels/.rels': `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">
<Relationship Id="r1" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  'xl/workbook.xml': `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}">
<sheets><sheet name="${sheetName(name)}" sheetId="1" r:id="r1"/></sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">
<Relationship Id="r1" Type="${RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/>
<Relationship Id="r2" Type="${RELATIONS}/styles" Target="styles.xml"/></Relationships>`,
  'xl/styles.xml': stylesXml(),
});

function sheetStart(columns: readonly Column[], language: Language): string {
  const widths = columns.map(
    (column, at) =>
      `<col min="${at + 1}" max="${at + 1}" width="${WIDTHS[column.kind] ?? 14}" customWidth="1"/>`,
  );
  const headings = columns.map((column, at) => textCell(`${columnName(at)}1`, column[language], 1));
  return `${HEAD}<worksheet xmlns="${MAIN}"><sheetViews>
<sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView>
</sheetViews><cols>${widths.join('')}</cols><sheetData><row r="1">${headings.join('')}</row>`;
}

export type WorkbookSettings = {
  readonly title: string;
  readonly columns: readonly Column[];
  readonly language: Language;
  readonly timeZone: string;
};

export function createWorkbook({ title, columns, language, timeZone }: WorkbookSettings): Workbook {
  const chunks: Uint8Array[] = [];
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    chunks.push(chunk);
  });
  for (const [path, text] of Object.entries(fixedFiles(title))) {
    const file = new ZipPassThrough(path);
    zip.add(file);
    file.push(strToU8(text), true);
  }
  const sheet = new ZipDeflate('xl/worksheets/sheet1.xml', { level: 4 });
  zip.add(sheet);
  sheet.push(strToU8(sheetStart(columns, language)));
  let last = 1;
  return {
    addRows: (rows) => {
      const lines = rows.map((row) => {
        last += 1;
        const cells = columns.map((column, at) =>
          cellOf(column, row[column.key], `${columnName(at)}${last}`, language, timeZone),
        );
        return `<row r="${last}">${cells.join('')}</row>`;
      });
      sheet.push(strToU8(lines.join('')));
    },
    finish: () => {
      const all = `A1:${columnName(columns.length - 1)}${last}`;
      sheet.push(strToU8(`</sheetData><autoFilter ref="${all}"/></worksheet>`), true);
      zip.end();
      return new Uint8Array(Buffer.concat(chunks));
    },
  };
}
