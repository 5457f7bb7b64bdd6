// Where a run that is under way differs from the one before it, at the same turn of both: so much more or less left of a
// supply, a dry mark in one of them only, a firmed order served otherwise. A need that looks at none of the nodes that
// differ is served as it was.
import type { Allocation } from './allocation.ts';
import { NEED_KIND, ROW } from './allocation.ts';
import type { Ground } from './allocation-ground.ts';
import { NO_PARTS, placeOf } from './allocation-places.ts';
import type { Run } from './allocation-run.ts';
import { f64, i32 } from './columns.ts';

export type Gaps = {
  readonly before: Allocation;
  readonly run: Run;
  /** By place: so much more is left than was left before. Supply that is new had nothing before. */
  readonly more: Float64Array;
  /** What was left of supply that is gone or another one now, by its row. */
  readonly gone: Map<number, number>;
  /** By node: dry now less dry before. */
  readonly drier: Int8Array;
  /** By supply row: the need of a firmed order that was served before by now; 1 = served otherwise. */
  readonly firmBefore: Int32Array;
  readonly firmDiffers: Uint8Array;
  /** Nodes that a turn of the run before found dry: the first by its need, the next by node; -1 = no more. */
  readonly firstDried: Int32Array;
  readonly nextDried: Int32Array;
  /** 1 = supply of the node may be another one. */
  readonly other: Uint8Array;
  /** How many facts differ, of each node and of all. */
  readonly of: Int32Array;
  all: number;
  /** Rows of turns that were not taken over. */
  passed: number;
  /** Nodes that began to differ and firmed orders whose turn is past, for whoever asks which. */
  readonly risen: number[];
  readonly passedFirms: number[];
};

/** `nodes`: the only ones whose supply may be another one. */
export function openGaps(
  before: Allocation,
  run: Run,
  dried = driedByTurn(before),
  nodes?: Iterable<number>,
): Gaps {
  const { supplies } = run.model;
  const nodeCount = run.model.nodes.count;
  const gaps: Gaps = {
    before,
    run,
    more: f64(run.ground.placeSupply.length),
    gone: new Map(),
    drier: new Int8Array(nodeCount),
    firmBefore: i32(supplies.count).fill(-1),
    firmDiffers: new Uint8Array(supplies.count),
    ...dried,
    other: new Uint8Array(nodeCount).fill(nodes === undefined ? 1 : 0),
    of: i32(nodeCount),
    all: 0,
    passed: 0,
    risen: [],
    passedFirms: [],
  };
  if (nodes === undefined) for (let node = 0; node < nodeCount; node++) compareSupply(gaps, node);
  for (const node of nodes ?? []) {
    gaps.other[node] = 1;
    compareSupply(gaps, node);
  }
  return gaps;
}

function compareSupply(gaps: Gaps, node: number): void {
  const [was, is] = [gaps.before.ground, gaps.run.ground];
  for (let place = is.placeStart[node]!; place < is.placeStart[node + 1]!; place++) {
    if (!isSame(was, is, is.placeSupply[place]!)) addMore(gaps, place, is.placeQty[place]!);
  }
  for (let place = was.placeStart[node]!; place < was.placeStart[node + 1]!; place++) {
    const [supply, qty] = [was.placeSupply[place]!, was.placeQty[place]!];
    if (isSame(was, is, supply) || qty === 0) continue;
    gaps.gone.set(supply, qty);
    count(gaps, node, 1);
  }
}

export type Dried = Pick<Gaps, 'firstDried' | 'nextDried'>;

export function driedByTurn({ driedBy, needs }: Allocation): Dried {
  const firstDried = i32(needs.count).fill(-1);
  const nextDried = i32(driedBy.length).fill(-1);
  for (let node = 0; node < driedBy.length; node++) {
    if (driedBy[node] === -1) continue;
    const turn = needs.within[driedBy[node]!]!;
    nextDried[node] = firstDried[turn]!;
    firstDried[turn] = node;
  }
  return { firstDried, nextDried };
}

/** Whether a row is the same supply in both: what is only supposed never is. */
export function isSame(was: Ground, is: Ground, supply: number): boolean {
  if (supply < 0) return false;
  const [a, b] = [was.placeOfRow[supply] ?? -1, is.placeOfRow[supply] ?? -1];
  return (
    a >= 0 &&
    b >= 0 &&
    was.placeNode[a] === is.placeNode[b] &&
    was.placeQty[a] === is.placeQty[b] &&
    was.placeDay[a] === is.placeDay[b] &&
    was.placeExpiry[a] === is.placeExpiry[b] &&
    was.placeAsks[a] === is.placeAsks[b] &&
    was.placeId[a] === is.placeId[b]
  );
}

/** The same of a supply of a node. */
export const isSameOf = ({ before, run, other }: Gaps, node: number, supply: number): boolean =>
  other[node] === 0 || isSame(before.ground, run.ground, supply);

function count(gaps: Gaps, node: number, by: number): void {
  if (gaps.of[node] === 0) gaps.risen.push(node);
  gaps.of[node]! += by;
  gaps.all += by;
}

function addMore(gaps: Gaps, place: number, qty: number): void {
  const was = gaps.more[place]!;
  const is = was + qty;
  gaps.more[place] = is;
  const by = (is === 0 ? 0 : 1) - (was === 0 ? 0 : 1);
  if (by !== 0) count(gaps, gaps.run.ground.placeNode[place]!, by);
}

function addDry(gaps: Gaps, node: number, by: number): void {
  const was = gaps.drier[node]!;
  gaps.drier[node] = was + by;
  const differs = was + by === 0 ? -1 : was === 0 ? 1 : 0;
  if (differs !== 0) count(gaps, node, differs);
}

/** What a turn of the run before did is counted as past, without being done again. */
export function passBefore(gaps: Gaps, turn: number): void {
  const { before, run, firstDried, nextDried } = gaps;
  const { rows, needs, ground } = before;
  gaps.passed += needs.endRow[turn]! - needs.firstRow[turn]!;
  for (let node = firstDried[turn]!; node >= 0; node = nextDried[node]!) addDry(gaps, node, -1);
  if (needs.kind[turn] === NEED_KIND.firm) passFirm(gaps, needs.ref[turn]!, turn);
  for (let row = needs.firstRow[turn]!; row < needs.endRow[turn]!; row++) {
    if (rows.kind[row] !== ROW.take) continue;
    const [supply, qty] = [rows.supply[row]!, rows.qty[row]!];
    const firm = ground.placeAsks[placeOf(ground, supply)] === NO_PARTS ? -1 : before.needOfFirm[supply]!;
    if (firm >= 0 && needs.within[firm] === turn && gaps.firmBefore[supply] === -1) {
      passFirm(gaps, supply, firm);
    }
    if (isSameOf(gaps, rows.node[row]!, supply)) addMore(gaps, placeOf(run.ground, supply), qty);
    else takeGone(gaps, supply, rows.node[row]!, qty);
  }
}

function takeGone(gaps: Gaps, supply: number, node: number, qty: number): void {
  const left = gaps.gone.get(supply)! - qty;
  gaps.gone.set(supply, left);
  if (left === 0) count(gaps, node, -1);
}

function passFirm(gaps: Gaps, supply: number, need: number): void {
  gaps.firmBefore[supply] = need;
  gaps.passedFirms.push(supply);
  compareFirm(gaps, supply);
}

/** What a turn of this run has just done; its rows begin there. */
export function noteTurn(gaps: Gaps, firstRow: number): void {
  const { run } = gaps;
  for (let row = firstRow; row < run.rows.count; row++) {
    if (run.rows.kind[row] !== ROW.take) continue;
    addMore(gaps, placeOf(run.ground, run.rows.supply[row]!), -run.rows.qty[row]!);
  }
  for (const node of run.dried) addDry(gaps, node, 1);
  for (const supply of run.served) compareFirm(gaps, supply);
}

/** A firmed order is the same to whoever waits for it when it was served by now, with the same outcome, or not yet. */
function compareFirm(gaps: Gaps, supply: number): void {
  const { before, run, firmBefore, firmDiffers } = gaps;
  if (!isSame(before.ground, run.ground, supply)) return;
  const [was, is] = [firmBefore[supply]!, run.needOfFirm[supply]!];
  const { ready, short } = run.needs;
  const same = was === is || (was >= 0 && is >= 0 && ready[was] === ready[is] && short[was] === short[is]);
  const differs = same ? 0 : 1;
  if (differs !== firmDiffers[supply]) count(gaps, run.model.supplies.node[supply]!, same ? -1 : 1);
  firmDiffers[supply] = differs;
}

/** Whether a turn of the run before looked at nothing that differs now. */
export function isUntouched(gaps: Gaps, turn: number): boolean {
  const { of, before } = gaps;
  const { rows, reads, needs } = before;
  if (gaps.all === 0) return true;
  if (of[needs.node[turn]!]! > 0) return false;
  const { node } = rows;
  const end = needs.endRow[turn]!;
  for (let row = needs.firstRow[turn]!; row < end; row++) if (of[node[row]!]! > 0) return false;
  for (let read = needs.firstRead[turn]!; read < needs.endRead[turn]!; read++) {
    if (of[reads.node[read]!]! > 0) return false;
  }
  return true;
}

/** Does again what a turn of the run before did, row by row. */
export function repeatTurn(gaps: Gaps, turn: number): void {
  const { before, run, firstDried, nextDried } = gaps;
  const { rows, needs } = before;
  const { left, free, dry, placeAsks, placeOfRow } = run.ground;
  for (let node = firstDried[turn]!; node >= 0; node = nextDried[node]!) {
    run.driedBy[node] = before.driedBy[node]!;
    dry[node] = 1;
  }
  if (needs.kind[turn] === NEED_KIND.firm) repeatFirm(gaps, needs.ref[turn]!, turn);
  else run.needOfDemand[needs.ref[turn]!] = turn;
  const { kind } = rows;
  const end = needs.endRow[turn]!;
  for (let row = needs.firstRow[turn]!; row < end; row++) {
    if (kind[row] !== ROW.take) continue;
    const supply = rows.supply[row]!;
    const place = placeOfRow[supply]!;
    left[place]! -= rows.qty[row]!;
    free[rows.node[row]!]! -= rows.qty[row]!;
    if (placeAsks[place] === NO_PARTS) continue;
    const firm = before.needOfFirm[supply]!;
    if (needs.within[firm] === turn) repeatFirm(gaps, supply, firm);
  }
}

function repeatFirm({ run, firmBefore }: Gaps, supply: number, need: number): void {
  run.needOfFirm[supply] = need;
  firmBefore[supply] = need;
}
