// Rows hung on nodes: one demand, supply or use line taken in or out moves the stretch of its node and nothing else.
// Every stretch keeps its canonical order, so that a changed model equals one built anew.
import { claim, f64, i32, longEnough, u8 } from './columns.ts';
import type { Slices } from './columns.ts';
import type { Demands, Line, Model, Supplies, Uses } from './model.ts';
import { compareNodes, writeUse } from './structure.ts';

/** Opens a place in the owner's stretch and says where; `move` carries entries between places. */
function openPlace(
  slices: Slices,
  owner: number,
  turn: number,
  grow: (length: number) => void,
  move: (to: number, from: number, end: number) => void,
): number {
  const [before, count] = [slices.start[owner]!, slices.count[owner]!];
  const start = claim(slices, owner, count + 1);
  grow(slices.used);
  if (start !== before && count > 0) move(start, before, before + count);
  move(start + turn + 1, start + turn, start + count);
  return start + turn;
}

type Refs = { slices: Slices; ref: Int32Array };

function insertRef(
  table: Refs,
  owner: number,
  row: number,
  comesBefore: (a: number, b: number) => boolean,
): void {
  const [from, count] = [table.slices.start[owner]!, table.slices.count[owner]!];
  let turn = 0;
  while (turn < count && comesBefore(table.ref[from + turn]!, row)) turn++;
  const place = openPlace(
    table.slices,
    owner,
    turn,
    (length) => (table.ref = longEnough(table.ref, length, i32)),
    (to, start, end) => table.ref.copyWithin(to, start, end),
  );
  table.ref[place] = row;
}

function removeRef(table: Refs, owner: number, row: number): void {
  const [from, count] = [table.slices.start[owner]!, table.slices.count[owner]!];
  const at = table.ref.indexOf(row, from);
  if (at < 0 || at >= from + count) throw new RangeError('row is not where it should hang');
  table.ref.copyWithin(at, at + 1, from + count);
  table.slices.count[owner] = count - 1;
}

export function hangDemand(demands: Demands, row: number): void {
  const { day, priority, ids } = demands;
  insertRef(demands, demands.node[row]!, row, (a, b) => {
    if (day[a] !== day[b]) return day[a]! < day[b]!;
    return priority[a] === priority[b] ? ids[a]! < ids[b]! : priority[a]! < priority[b]!;
  });
}

export const unhangDemand = (demands: Demands, row: number): void =>
  removeRef(demands, demands.node[row]!, row);

export function hangSupply(supplies: Supplies, row: number): void {
  const { day, kind, ids } = supplies;
  const turn = (row: number): number => (kind[row] === 0 ? -1 : Math.max(0, day[row]!));
  insertRef(supplies, supplies.node[row]!, row, (a, b) =>
    turn(a) === turn(b) ? ids[a]! < ids[b]! : turn(a) < turn(b),
  );
}

export const unhangSupply = (supplies: Supplies, row: number): void =>
  removeRef(supplies, supplies.node[row]!, row);

/** The row of a demand by its id. Whoever moves demands keeps the map. */
export function demandRows(demands: Demands): Map<string, number> {
  demands.rows ??= new Map(demands.ids.map((id, row) => [id, row]));
  return demands.rows;
}

export function growDemands(demands: Demands, rows: number): void {
  for (const key of ['node', 'day', 'priority'] as const) demands[key] = longEnough(demands[key], rows, i32);
  demands.qty = longEnough(demands.qty, rows, f64);
  demands.role = longEnough(demands.role, rows, u8);
  demands.count = Math.max(demands.count, rows);
}

export function growSupplies(supplies: Supplies, rows: number): void {
  for (const key of ['node', 'day', 'expiry', 'start'] as const) {
    supplies[key] = longEnough(supplies[key], rows, i32);
  }
  supplies.qty = longEnough(supplies.qty, rows, f64);
  for (const key of ['kind', 'flags'] as const) supplies[key] = longEnough(supplies[key], rows, u8);
  supplies.count = Math.max(supplies.count, rows);
}

const USE_WHOLE = ['parent', 'from', 'to', 'lineNo'] as const;
const USE_EXACT = ['num', 'den', 'fixed'] as const;

/** Hangs one line under its component, in the order of parents. */
export function hangUse(model: Model, child: number, parent: number, line: Line, lineNo: number): void {
  const { uses } = model;
  const { slices } = uses;
  const [from, count] = [slices.start[child]!, slices.count[child]!];
  let turn = 0;
  while (turn < count) {
    const order = compareNodes(model, uses.parent[from + turn]!, parent);
    if (order > 0 || (order === 0 && uses.lineNo[from + turn]! > lineNo)) break;
    turn++;
  }
  const place = openPlace(
    slices,
    child,
    turn,
    (length) => growUses(uses, length),
    (to, start, end) => moveUses(uses, to, start, end),
  );
  writeUse(uses, place, parent, line, lineNo);
}

function growUses(uses: Uses, length: number): void {
  for (const key of USE_WHOLE) uses[key] = longEnough(uses[key], length, i32);
  for (const key of USE_EXACT) uses[key] = longEnough(uses[key], length, f64);
  uses.flags = longEnough(uses.flags, length, u8);
}

function moveUses(uses: Uses, to: number, start: number, end: number): void {
  for (const key of USE_WHOLE) uses[key].copyWithin(to, start, end);
  for (const key of USE_EXACT) uses[key].copyWithin(to, start, end);
  uses.flags.copyWithin(to, start, end);
}

/** Takes every line of the parent from under the component. */
export function unhangUses(uses: Uses, child: number, parent: number): void {
  const from = uses.slices.start[child]!;
  for (let at = from; at < from + uses.slices.count[child]!;) {
    if (uses.parent[at] !== parent) {
      at++;
      continue;
    }
    moveUses(uses, at, at + 1, from + uses.slices.count[child]!);
    uses.slices.count[child]!--;
  }
}

/** Writes the children of a node anew. */
export function writeParts(model: Model, node: number, children: readonly number[]): void {
  const { parts } = model;
  const start = claim(parts.slices, node, children.length);
  parts.child = longEnough(parts.child, parts.slices.used, i32);
  parts.child.set(children, start);
}
