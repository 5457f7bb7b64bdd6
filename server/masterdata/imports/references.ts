// What the imports of product structure share: references of a whole sheet looked up at once, and days of validity.
import type { Ctx, Tx } from '../../kernel/ctx.ts';
import {
  type ImportColumn,
  type LocatedRow,
  type RowProblem,
  rowProblem,
  unknownReference,
} from '../../kernel/import/kinds.ts';
import { idsByCode } from '../../kernel/import/keep-rows.ts';
import type { Id } from '../../kernel/ids.ts';

export type Reference = {
  readonly key: string;
  readonly table: string;
  readonly what: { readonly zh: string; readonly en: string };
};

export const ITEM = { table: 'md.item', what: { zh: '物料', en: 'item' } };
export const SUPPLIER = { table: 'md.partner', what: { zh: '供应商', en: 'supplier' } };
export const CALENDAR = { table: 'md.work_calendar', what: { zh: '工作日历', en: 'work calendar' } };

export type References = {
  /** The id that a cell names; null where the cell is empty. */
  readonly idOf: (row: LocatedRow, key: string) => Id | null;
  readonly problems: readonly RowProblem[];
  readonly sound: readonly LocatedRow[];
};

/** Looks up what the rows name, one query a table; a row that names what there is not is no longer sound. */
export async function lookUp(
  tx: Tx,
  ctx: Ctx,
  rows: readonly LocatedRow[],
  references: readonly Reference[],
): Promise<References> {
  const tables = [...new Set(references.map((reference) => reference.table))];
  const known = new Map<string, Map<string, Id>>();
  for (const table of tables) {
    const keys = references.filter((reference) => reference.table === table).map(({ key }) => key);
    const codes = rows.flatMap((row) => keys.map((key) => row.cells[key]));
    known.set(table, await idsByCode(tx, ctx, table, codes));
  }
  const tableOf = new Map(references.map(({ key, table }) => [key, table]));
  const idOf = (row: LocatedRow, key: string): Id | null =>
    known.get(tableOf.get(key) ?? '')?.get(row.cells[key] ?? '') ?? null;
  const problems = rows.flatMap((row) =>
    references
      .filter(({ key }) => row.cells[key] && idOf(row, key) === null)
      .map(({ key, what }) => unknownReference(row, key, what)),
  );
  const bad = new Set(problems.map((problem) => problem.rowNo));
  return { idOf, problems, sound: rows.filter((row) => !bad.has(row.rowNo)) };
}

export const VALIDITY: readonly ImportColumn[] = [
  { key: 'valid_from', zh: '生效日期', en: 'valid from', kind: 'date' },
  { key: 'valid_to', zh: '失效日期', en: 'valid to', kind: 'date' },
];

/** A problem where the last day lies before the first. */
export function validityProblem(row: LocatedRow): RowProblem[] {
  const { valid_from: from, valid_to: to } = row.cells;
  return from && to && to < from
    ? [
        rowProblem(
          row.rowNo,
          'valid_to',
          'ENDS_BEFORE_IT_BEGINS',
          '失效日期早于生效日期',
          'It ends before it begins',
        ),
      ]
    : [];
}

/** The row's problem unless the share is below one whole. */
export const shareProblem = (row: LocatedRow, key: string): RowProblem[] =>
  Number(row.cells[key] ?? 0) >= 1
    ? [rowProblem(row.rowNo, key, 'NOT_BELOW_ONE', '须小于 100%', 'Must be below 100%')]
    : [];
