// What can be imported is declared as data: columns with their words in both languages, the cells each takes, and
// one function that checks references and writes the rows as sets. Templates, mapping and errors come from this.
import type { Ctx, Tx } from '../ctx.ts';

export type CellKind =
  | 'text'
  | 'code'
  | 'qty'
  | 'price'
  | 'amount'
  | 'rate'
  | 'date'
  | 'boolean'
  | 'integer'
  | 'choice';

export type ImportColumn = {
  readonly key: string;
  readonly zh: string;
  readonly en: string;
  readonly kind: CellKind;
  readonly required?: boolean;
  /** For choices: stored value -> its words; either word or the value itself is accepted. */
  readonly choices?: Readonly<Record<string, { readonly zh: string; readonly en: string }>>;
  /** Other headings people use for this column. */
  readonly aliases?: readonly string[];
  readonly example?: string;
  /** A right without which the column is neither shown nor taken on a card: money. */
  readonly right?: string;
};

/** What makes a kind editable one row at a time: its table with columns company_id, id and code, and its references. */
export type Card = {
  readonly table: string;
  readonly references: readonly { readonly key: string; readonly table: string; readonly column: string }[];
};

/** Cells as canonical text: decimals exact, dates 'YYYY-MM-DD', booleans 'true' or 'false'; null when empty. */
export type ImportRow = Readonly<Record<string, string | null>>;
export type LocatedRow = { readonly rowNo: number; readonly cells: ImportRow };

/** A problem of one cell (or of the row when `key` is null). */
export type RowProblem = {
  readonly rowNo: number;
  readonly key: string | null;
  readonly code: string;
  readonly zh: string;
  readonly en: string;
  /** The code that nothing carries, where that is the problem. */
  readonly named?: string;
};

export type Imported = {
  readonly problems: readonly RowProblem[];
  readonly created: number;
  readonly changed: number;
};

export type ImportKind = {
  readonly kind: string;
  readonly zh: string;
  readonly en: string;
  /** The right needed besides import.run. */
  readonly right: string;
  /** Sheets are imported in this order, whatever their order in the workbook. */
  readonly order: number;
  readonly columns: readonly ImportColumn[];
  readonly card?: Card;
  /** The columns that together name a row; a file may name each only once. */
  readonly uniqueBy: readonly string[];
  /**
   * Checks the references of rows whose cells are sound, and writes those without problems. Runs in the one
   * transaction of the whole file, which is rolled back when any sheet has a problem. `tell` reports rows done.
   */
  readonly run: (
    tx: Tx,
    ctx: Ctx,
    rows: readonly LocatedRow[],
    tell: (done: number) => void,
  ) => Promise<Imported>;
};

export const rowProblem = (
  rowNo: number,
  key: string | null,
  code: string,
  zh: string,
  en: string,
): RowProblem => ({
  rowNo,
  key,
  code,
  zh,
  en,
});

/** The problem every reference check reports: the cell names something that does not exist. */
export const unknownReference = (
  row: LocatedRow,
  key: string,
  what: { zh: string; en: string },
): RowProblem => ({
  ...rowProblem(
    row.rowNo,
    key,
    'UNKNOWN',
    `没有${what.zh}“${row.cells[key] ?? ''}”`,
    `No ${what.en} "${row.cells[key] ?? ''}"`,
  ),
  named: row.cells[key] ?? '',
});
