// A row with a bad cell is still asked about its other cells, so that one dry run names every bad cell of a file and not
// the first of each row. The bad cell is replaced by a stand-in that any column takes; nothing of it is ever kept, because
// a file with a problem is rolled back as a whole.
import { sql } from 'kysely';
import type { Tx } from '../ctx.ts';
import type { ImportColumn, Imported, LocatedRow, RowProblem } from './kinds.ts';

/** A row with stand-ins in place of its bad cells. */
export type Suspect = { readonly row: LocatedRow; readonly bad: ReadonlySet<string> };

export function standIn(column: ImportColumn, rowNo: number): string | null {
  if (!column.required) return null;
  switch (column.kind) {
    case 'text':
    case 'code':
      return `?${rowNo}`;
    case 'date':
      return '2000-01-01';
    case 'boolean':
      return 'false';
    case 'choice':
      return Object.keys(column.choices ?? {})[0] ?? null;
    default:
      return '1';
  }
}

/**
 * Runs the rows with the suspects among them and leaves out what is said of their stand-ins, and of codes whose own rows
 * are blamed already. Should a stand-in offend the database itself, the sound rows are looked at alone.
 */
export async function findProblems(
  tx: Tx,
  suspects: readonly Suspect[],
  blamed: ReadonlySet<string>,
  run: (suspected: readonly LocatedRow[]) => Promise<Imported>,
): Promise<Imported> {
  if (suspects.length === 0) return without(await run([]), new Map(), blamed);
  await sql`savepoint suspected`.execute(tx);
  try {
    const imported = await run(suspects.map(({ row }) => row));
    return without(imported, new Map(suspects.map(({ row, bad }) => [row.rowNo, bad])), blamed);
  } catch {
    await sql`rollback to savepoint suspected`.execute(tx);
    return without(await run([]), new Map(), blamed);
  }
}

function without(
  imported: Imported,
  bad: ReadonlyMap<number, ReadonlySet<string>>,
  blamed: ReadonlySet<string>,
): Imported {
  const told = (problem: RowProblem): boolean =>
    !(problem.key !== null && bad.get(problem.rowNo)?.has(problem.key)) &&
    !(problem.code === 'UNKNOWN' && problem.named !== undefined && blamed.has(problem.named));
  return { ...imported, problems: imported.problems.filter(told) };
}
