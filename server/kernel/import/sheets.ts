// Opens a workbook or a CSV file as sheets of text cells, with limits that keep a hostile file from filling the
// machine. Numbers keep the digits the file holds; dates become 'YYYY-MM-DD'.
import { parse as parseCsv } from 'csv-parse/sync';
import { unzipSync } from 'fflate';
import readWorkbook from 'read-excel-file/node';
import { dayOfSheetDate } from '../clock.ts';
import { refuse } from '../refusal.ts';

export type Sheet = { readonly name: string; readonly rows: readonly (readonly string[])[] };

const MOST_BYTES = 200 * 1024 * 1024;
const MOST_ROWS = 200_000;

function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date) return dayOfSheetDate(cell);
  if (typeof cell === 'boolean') return cell ? 'true' : 'false';
  return String(cell);
}

/** Adds up what the archive says it unpacks to, before anything is unpacked. */
function requireModestSize(bytes: Uint8Array): void {
  let unpacked = 0;
  unzipSync(bytes, {
    filter: (file) => {
      unpacked += file.originalSize;
      return false;
    },
  });
  if (unpacked > MOST_BYTES) refuse('FILE_TOO_LARGE', { megabytes: Math.round(unpacked / 1_048_576) });
}

function csvText(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}

function requireFewRows(sheets: readonly Sheet[]): readonly Sheet[] {
  const rows = sheets.reduce((sum, sheet) => sum + sheet.rows.length, 0);
  return rows > MOST_ROWS ? refuse('FILE_TOO_LONG', { rows, most: MOST_ROWS }) : sheets;
}

/** Reads .xlsx (by its zip signature) or CSV in UTF-8 or GB18030. Refuses FILE_UNREADABLE with the reason. */
export async function readSheets(fileName: string, bytes: Uint8Array): Promise<readonly Sheet[]> {
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b;
  if (!isZip) {
    try {
      const rows: string[][] = parseCsv(csvText(bytes), {
        bom: true,
        relax_column_count: true,
        skip_empty_lines: false,
      });
      return requireFewRows([{ name: fileName.replace(/\.[^.]*$/, ''), rows }]);
    } catch {
      return refuse('FILE_UNREADABLE', { file: fileName });
    }
  }
  try {
    requireModestSize(bytes);
    const sheets = await readWorkbook(Buffer.from(bytes), { parseNumber: (digits: string) => digits });
    return requireFewRows(
      sheets.map(({ sheet, data }) => ({ name: sheet, rows: data.map((row) => row.map(cellText)) })),
    );
  } catch (error) {
    if (error instanceof Error && error.constructor.name === 'Refusal') throw error;
    return refuse('FILE_UNREADABLE', { file: fileName });
  }
}
