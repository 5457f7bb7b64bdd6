// Whether a turn would take just what it took although something else is left of what it looked at: it was served in
// time from supply of which enough is still left and before which nothing has come, and something is left of it in both
// runs. What is not certain is served again.
import { NEED_KIND, ROW } from './allocation.ts';
import type { Gaps } from './allocation-gaps.ts';
import { isSameOf } from './allocation-gaps.ts';
import { firstAt } from './allocation-index.ts';
import type { TurnIndex } from './allocation-index.ts';

/** What was and is left of one node in the course of a turn, by its places. */
type Course = { readonly was: number[]; readonly is: number[] };

export function doesTheSame(gaps: Gaps, index: TurnIndex, turn: number, place: number): boolean {
  const { of, before } = gaps;
  const { needs, rows, reads } = before;
  if (needs.kind[turn] === NEED_KIND.firm && of[needs.node[turn]!]! > 0) return false;
  const courses = new Map<number, Course>();
  for (let read = needs.firstRead[turn]!; read < needs.endRead[turn]!; read++) {
    if (of[reads.node[read]!]! > 0) return false;
  }
  for (let row = needs.firstRow[turn]!; row < needs.endRow[turn]!; row++) {
    const node = rows.node[row]!;
    if (of[node] === 0) continue;
    if (rows.kind[row] !== ROW.take) return false;
    let course = courses.get(node);
    if (course === undefined) {
      const begins = courseAt(gaps, index, node, place);
      if (begins === null) return false;
      courses.set(node, (course = begins));
    }
    if (!takesTheSame(gaps, course, row)) return false;
  }
  for (const { was, is } of courses.values()) if (!isLeft(was) || !isLeft(is)) return false;
  return courses.size > 0;
}

const isLeft = (quantities: readonly number[]): boolean => quantities.some((qty) => qty > 0);

/** null: something else than the quantity of its supply differs. */
function courseAt(gaps: Gaps, index: TurnIndex, node: number, place: number): Course | null {
  const { before, run, more, of } = gaps;
  const { placeStart, placeSupply, placeQty } = run.ground;
  const course: Course = { was: [], is: [] };
  let differ = 0;
  for (let one = placeStart[node]!; one < placeStart[node + 1]!; one++) {
    const supply = placeSupply[one]!;
    let was = 0;
    if (supply >= 0) {
      if (!isSameOf(gaps, node, supply)) return null;
      const list = before.ground.placeOfRow[supply]!;
      const next = firstAt(index.takes, list, place);
      was = placeQty[one]! - (next > index.takes.start[list]! ? index.takes.sum[next - 1]! : 0);
    }
    if (more[one] !== 0) differ++;
    course.was.push(was);
    course.is.push(was + more[one]!);
  }
  return differ === of[node] ? course : null;
}

/** Goes on by one row, where both would take it. */
function takesTheSame({ before, run }: Gaps, { was, is }: Course, row: number): boolean {
  const { rows } = before;
  const { placeStart, placeOfRow, placeDay, placeExpiry } = run.ground;
  const [qty, day] = [rows.qty[row]!, rows.day[row]!];
  const first = placeStart[rows.node[row]!]!;
  const taken = placeOfRow[rows.supply[row]!]!;
  if (placeDay[taken]! > day) return false;
  for (let one = first; one < taken; one++) {
    if (is[one - first]! > 0 && placeExpiry[one]! >= day) return false;
  }
  const at = taken - first;
  if (was[at] !== is[at] && !(qty < was[at]! && qty <= is[at]!)) return false;
  was[at]! -= qty;
  is[at]! -= qty;
  return true;
}
