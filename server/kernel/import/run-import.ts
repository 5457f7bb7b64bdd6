// Imports a whole file in one transaction, all or nothing. The dry run is the same import, rolled back, so that it
// reports exactly what the real one would meet: every bad cell of every sheet, by row and column.
import type { Ctx, Tx } from '../ctx.ts';
import { readCell, plain } from './cells.ts';
import type { ImportKind, ImportRow, LocatedRow, RowProblem } from './kinds.ts';
import type { Sheet } from './sheets.ts';
import { type Suspect, findProblems, standIn } from './suspects.ts';

/** Which kind a sheet holds, and for each of the kind's columns the sheet's column (from 0), if any. */
export type SheetMapping = {
  readonly sheet: string;
  readonly kind: string | null;
  readonly columns: Readonly<Record<string, number>>;
};

export type CellProblem = {
  readonly sheet: string;
  readonly row: number;
  /** 'C7', or 'row 7' when the whole row is meant. */
  readonly cell: string;
  readonly column: string;
  readonly code: string;
  readonly zh: string;
  readonly en: string;
};

export type ImportSummary = Readonly<
  Record<string, { readonly rows: number; readonly created: number; readonly changed: number }>
>;

/** Thrown to roll the transaction back once everything has been looked at. */
export class ImportNotKept extends Error {
  readonly problems: readonly CellProblem[];
  readonly summary: ImportSummary;
  constructor(problems: readonly CellProblem[], summary: ImportSummary) {
    super('import not kept');
    this.problems = problems;
    this.summary = summary;
  }
}

export function columnLetter(index: number): string {
  const rest = index % 26;
  const letter = String.fromCharCode(65 + rest);
  return index < 26 ? letter : columnLetter(Math.floor(index / 26) - 1) + letter;
}

const sameWord = (heading: string, word: string): boolean =>
  plain(heading).replace(/[\s*]/g, '').toLowerCase() === word.replace(/\s/g, '').toLowerCase();

/** Proposes the kind and columns of a sheet from its name and headings. */
export function suggestMapping(sheet: Sheet, kinds: readonly ImportKind[]): SheetMapping {
  const headings = sheet.rows[0] ?? [];
  const matched = kinds.map((kind) => {
    const columns: Record<string, number> = {};
    for (const column of kind.columns) {
      const words = [column.zh, column.en, column.key, ...(column.aliases ?? [])];
      const at = headings.findIndex((heading) => words.some((word) => sameWord(heading, word)));
      if (at >= 0) columns[column.key] = at;
    }
    const named = [kind.zh, kind.en, kind.kind].some((word) => sameWord(sheet.name, word));
    const complete = kind.columns.every((column) => !column.required || column.key in columns);
    return {
      kind,
      columns,
      score: Object.keys(columns).length + (named ? 100 : 0) + (complete ? 10 : 0),
      named,
      complete,
    };
  });
  const best = matched.filter((match) => match.named || match.complete).sort((a, b) => b.score - a.score)[0];
  return { sheet: sheet.name, kind: best?.kind.kind ?? null, columns: best?.columns ?? {} };
}

type Prepared = {
  readonly rows: LocatedRow[];
  readonly suspects: Suspect[];
  readonly problems: RowProblem[];
  readonly total: number;
};

/** Reads every cell of a sheet and names each bad one. */
export function prepareRows(sheet: Sheet, kind: ImportKind, mapping: SheetMapping): Prepared {
  const prepared: Prepared = { rows: [], suspects: [], problems: [], total: 0 };
  const seen = new Map<string, number>();
  let total = 0;
  sheet.rows.slice(1).forEach((cells, index) => {
    if (cells.every((cell) => plain(cell) === '')) return;
    total += 1;
    const rowNo = index + 2;
    const row: Record<string, string | null> = {};
    const bad = new Set<string>();
    for (const column of kind.columns) {
      const at = mapping.columns[column.key];
      const result = readCell(column, at === undefined ? '' : (cells[at] ?? ''));
      if ('problem' in result) {
        prepared.problems.push({ rowNo, key: column.key, ...result.problem });
        bad.add(column.key);
      }
      row[column.key] = 'problem' in result ? standIn(column, rowNo) : result.text;
    }
    const twin = repeated(kind, row, rowNo, seen);
    if (twin) prepared.problems.push(twin);
    else if (bad.size > 0) prepared.suspects.push({ row: { rowNo, cells: row }, bad });
    else prepared.rows.push({ rowNo, cells: row });
  });
  return { ...prepared, total };
}

function repeated(
  kind: ImportKind,
  row: ImportRow,
  rowNo: number,
  seen: Map<string, number>,
): RowProblem | null {
  if (kind.uniqueBy.length === 0) return null;
  const key = kind.uniqueBy.map((part) => row[part] ?? '').join(' ');
  const earlier = seen.get(key);
  seen.set(key, earlier ?? rowNo);
  return earlier === undefined
    ? null
    : {
        rowNo,
        key: kind.uniqueBy[0] ?? null,
        code: 'REPEATED',
        zh: `与第 ${earlier} 行重复`,
        en: `Repeats row ${earlier}`,
      };
}

function located(sheet: string, kind: ImportKind, mapping: SheetMapping, found: RowProblem): CellProblem {
  const column = kind.columns.find((candidate) => candidate.key === found.key);
  const at = found.key === null ? undefined : mapping.columns[found.key];
  return {
    sheet,
    row: found.rowNo,
    cell: at === undefined ? `${found.rowNo}` : `${columnLetter(at)}${found.rowNo}`,
    column: column?.zh ?? '',
    code: found.code,
    zh: found.zh,
    en: found.en,
  };
}

/** Notes the codes of rows that are not kept: later sheets may name them without being wrong. */
function addBlamed(
  blamed: Set<string>,
  sheet: Sheet,
  kind: ImportKind,
  mapping: SheetMapping,
  found: readonly RowProblem[],
): void {
  const [key = ''] = kind.uniqueBy;
  const at = mapping.columns[key];
  if (kind.uniqueBy.length !== 1 || at === undefined) return;
  for (const { rowNo } of found) blamed.add(plain(sheet.rows[rowNo - 1]?.[at] ?? ''));
}

export type ImportWork = {
  readonly sheets: readonly Sheet[];
  readonly mappings: readonly SheetMapping[];
  readonly kinds: readonly ImportKind[];
  readonly keep: boolean;
  /** Rows done so far, over all sheets. */
  readonly tell: (done: number) => void;
};

/**
 * Imports all mapped sheets in the order of their kinds. Returns the summary when kept; throws ImportNotKept with
 * every problem (none on a clean dry run) so that the transaction rolls back.
 */
export async function runImport(tx: Tx, ctx: Ctx, work: ImportWork): Promise<ImportSummary> {
  const problems: CellProblem[] = [];
  const summary: Record<string, { rows: number; created: number; changed: number }> = {};
  const blamed = new Set<string>();
  let done = 0;
  const steps = work.mappings
    .flatMap((mapping) => {
      const sheet = work.sheets.find((candidate) => candidate.name === mapping.sheet);
      const kind = work.kinds.find((candidate) => candidate.kind === mapping.kind);
      return sheet && kind ? [{ sheet, kind, mapping }] : [];
    })
    .sort((a, b) => a.kind.order - b.kind.order);
  for (const { sheet, kind, mapping } of steps) {
    const prepared = prepareRows(sheet, kind, mapping);
    const base = done;
    const tell = (rows: number): void => work.tell(base + rows);
    const imported = await findProblems(tx, prepared.suspects, blamed, (rows) =>
      kind.run(tx, ctx, [...prepared.rows, ...rows], tell),
    );
    const found = [...prepared.problems, ...imported.problems];
    problems.push(...found.map((one) => located(sheet.name, kind, mapping, one)));
    addBlamed(blamed, sheet, kind, mapping, found);
    summary[sheet.name] = { rows: prepared.total, created: imported.created, changed: imported.changed };
    done += prepared.total;
    work.tell(done);
  }
  if (problems.length > 0 || !work.keep) {
    throw new ImportNotKept(
      problems.sort((a, b) => a.sheet.localeCompare(b.sheet) || a.row - b.row),
      summary,
    );
  }
  return summary;
}
