// What belongs to a run of the needs and rows that it shares with the runs before it, in the order of turns.
import type { Allocation } from './allocation.ts';
import { FIRM } from './allocation-order.ts';

/** The number of a need as it stands in the order; -1 when the run has not served it. */
export const numberOf = ({ needOfDemand, needOfFirm }: Allocation, need: number): number =>
  (need >= FIRM ? needOfFirm[need - FIRM] : needOfDemand[need]) ?? -1;

/** Numbers of all needs; a firmed order stands where its own turn is. */
export function needsInTurn(run: Allocation): number[] {
  const numbers: number[] = [];
  for (const need of run.order) {
    const number = numberOf(run, need);
    if (number >= 0) numbers.push(number);
  }
  return numbers;
}

/** Every row in the order in which supply is given out. */
export function eachRow(run: Allocation, visit: (row: number) => void): void {
  const { firstRow, endRow, within } = run.needs;
  for (const turn of needsInTurn(run)) {
    if (within[turn] !== turn) continue;
    for (let row = firstRow[turn]!; row < endRow[turn]!; row++) visit(row);
  }
}
