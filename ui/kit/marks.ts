// Rows of a list that somebody marked, and what they sum to. A mark stays while one searches on, so rows are kept as they
// were last seen. Sums are taken on decimal text.
import { useState } from 'react';
import type { Column, Row } from './cell.tsx';
import { plus } from './format.ts';

export type Marks = {
  /** The keys of the rows on the screen, in their order. */
  readonly keys: readonly string[];
  readonly marked: ReadonlySet<string>;
  /** The marked rows, those that a search has hidden too. */
  readonly rows: readonly Row[];
  readonly set: (keys: readonly string[], on: boolean) => void;
  readonly clear: () => void;
};

/** The marks of a list; where a page chooses rows itself, its choice. */
export function useMarks(
  keyColumn: string,
  shown: readonly Row[],
  chosen: ReadonlySet<string> | undefined,
  onChoose: ((row: Row, on: boolean) => void) | undefined,
): Marks {
  const [kept, setKept] = useState<ReadonlyMap<string, Row>>(new Map());
  const keys = shown.map((row) => String(row[keyColumn]));
  const fresh = new Map(shown.map((row, at) => [keys[at] ?? '', row]));
  const set = (changed: readonly string[], on: boolean): void => {
    if (onChoose) {
      for (const key of changed) {
        const row = fresh.get(key);
        if (row) onChoose(row, on);
      }
      return;
    }
    setKept((before) => {
      const next = new Map(before);
      for (const key of changed) {
        const row = fresh.get(key);
        if (!on) next.delete(key);
        else if (row) next.set(key, row);
      }
      return next;
    });
  };
  return {
    keys,
    marked: onChoose ? (chosen ?? new Set()) : new Set(kept.keys()),
    rows: [...kept].map(([key, row]) => fresh.get(key) ?? row),
    set,
    clear: () => setKept(new Map()),
  };
}

/**
 * What rows sum to: the columns the list itself sums, else every column of quantities or money that shows. A column
 * that says nothing in any of the rows has no sum.
 */
export function sumsOf(
  columns: readonly Column[],
  summed: readonly string[],
  rows: readonly Row[],
): { column: Column; sum: string }[] {
  const isSummed = ({ key, kind }: Column): boolean =>
    summed.length > 0 ? summed.includes(key) : kind === 'qty' || kind === 'amount';
  return columns.filter(isSummed).flatMap((column) => {
    const figures = rows
      .map((row) => row[column.key])
      .filter((value) => value !== null && value !== undefined);
    return figures.length === 0
      ? []
      : [{ column, sum: figures.reduce<string>((sum, figure) => plus(sum, String(figure)), '0') }];
  });
}
