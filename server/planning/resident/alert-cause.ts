// What an alert says of its cause: what changed, from what to what, by whose command; which days have passed, and what
// should have come by then. What was taken out of a plan is remembered for a while.
import { type Change, dayNumber, type Serving } from '../engine/index.ts';
import type { AlertCause, AlertChange } from './alert-shapes.ts';
import type { Followed } from './follow.ts';
import type { Resident } from './resident.ts';
import { dateText, documentOf, qtyText } from './words.ts';

const MOST_CHANGES = 20;

/** What changed, from what to what. A plan that was made anew knows only whose command it was. */
export function causeOf(followed: Followed): AlertCause {
  const last = followed.entries.at(-1);
  const before = new Map(followed.undo.flatMap((change) => sideOf(followed, change) ?? []));
  const changes = followed.changes.map((change) => changeRow(followed, change, before));
  if (followed.entries.some(({ command }) => command === 'import.run')) changes.push(importOf(''));
  return {
    command: last?.command ?? '',
    actorId: last?.actorId ?? null,
    at: last?.at ?? null,
    since: null,
    daysPassed: null,
    changes: changes.slice(0, MOST_CHANGES),
    changeCount: changes.length,
  };
}

export const importOf = (file: string): AlertChange => ({
  what: 'import',
  id: file,
  document: null,
  item: null,
  before: null,
  after: null,
});

/** The same with more changes, the first of them first; what is about the same thing is said once. */
export function withChanges(cause: AlertCause, ...more: readonly (readonly AlertChange[])[]): AlertCause {
  const byName = new Map<string, AlertChange>();
  for (const change of [...more.flat(), ...cause.changes]) {
    const name = `${change.what === 'overdue' ? change.what : ''} ${change.id}`;
    if (!byName.has(name)) byName.set(name, change);
  }
  const left = cause.changeCount - cause.changes.length;
  const changes = [...byName.values()];
  return { ...cause, changes: changes.slice(0, MOST_CHANGES), changeCount: changes.length + left };
}

const ORDERED = new Set(['purchase_order', 'firm_order']);

/** What was ordered for a day from `from` on that has passed, and has not come. */
export function overdueSince(resident: Resident, from: string): AlertChange[] {
  const first = dayNumber(from) - dayNumber(resident.days.today);
  const found: AlertChange[] = [];
  for (const { id, item, day, qty } of resident.live.inputs.supplies.values()) {
    if (day >= 0 || day < first || !ORDERED.has(resident.faces.get(id)?.kind ?? '')) continue;
    const before = { qty: qtyText(qty), date: dateText(resident, day) };
    found.push({ ...namedChange(resident, 'overdue', id, item), before, after: null });
  }
  return found;
}

/** A change of which nobody knows more than what it is about. */
export const namedChange = (
  resident: Resident,
  what: AlertChange['what'],
  id: string,
  code: string,
): AlertChange => ({
  what,
  id,
  document: documentOf(resident, id),
  item: smallItem(resident, code),
  before: null,
  after: null,
});

function smallItem({ items }: Resident, code: string | undefined): AlertChange['item'] {
  const item = code === undefined ? undefined : items.get(code);
  return item === undefined ? null : { id: item.id, code: item.code, name: item.name, unit: item.unit };
}

type Side = { readonly qty: string; readonly date: string };

const MOST_REMEMBERED = 1_000;
/** What was taken out of a plan, so that an order that is unapproved, changed and approved again is told as a change. */
const remembered = new WeakMap<Resident, Map<string, Side>>();

export function rememberGone(followed: Followed): void {
  const { resident } = followed.kept;
  if (!followed.changes.some(isDrop)) return;
  const before = new Map(followed.undo.flatMap((change) => sideOf(followed, change) ?? []));
  const known = remembered.get(resident) ?? new Map<string, Side>();
  remembered.set(resident, known);
  for (const change of followed.changes) {
    const side = isDrop(change) ? before.get(change.id) : undefined;
    if (isDrop(change) && side !== undefined) known.set(change.id, side);
  }
  for (const id of known.keys()) {
    if (known.size <= MOST_REMEMBERED) break;
    known.delete(id);
  }
}

const isDrop = (change: Change): change is Extract<Change, { kind: 'dropDemand' | 'dropSupply' }> =>
  change.kind === 'dropDemand' || change.kind === 'dropSupply';

function sideOf({ kept }: Followed, change: Change): [string, Side][] | null {
  const row = change.kind === 'demand' ? change.demand : change.kind === 'supply' ? change.supply : null;
  if (row === null) return null;
  return [[row.id, { qty: qtyText(row.qty), date: dateText(kept.resident, row.day) }]];
}

function changeRow(followed: Followed, change: Change, before: ReadonlyMap<string, Side>): AlertChange {
  const { resident } = followed.kept;
  const [id, what] =
    change.kind === 'servings' ? [ruledNeed(followed, change), 'serving' as const] : nameOf(change);
  const [after] = sideOf(followed, change) ?? [];
  const gone = followed.gone.get(id);
  const code = gone?.item ?? itemOf(resident, id, what);
  return {
    what,
    id,
    document: gone === undefined ? documentOf(resident, id) : shown(gone),
    item: smallItem(resident, code),
    before: before.get(id) ?? (after && remembered.get(resident)?.get(id)) ?? null,
    after: after?.[1] ?? null,
  };
}

function shown<T extends { readonly item: string }>(face: T): Omit<T, 'item'> {
  const { item: _, ...rest } = face;
  return rest;
}

/** The order that a ruling puts before another, or puts back. */
function ruledNeed({ undo }: Followed, { servings }: Extract<Change, { kind: 'servings' }>): string {
  const before = undo.flatMap((change) => (change.kind === 'servings' ? change.servings : []));
  const isIn = (one: Serving, all: readonly Serving[]): boolean =>
    all.some(({ need, than }) => need === one.need && than === one.than);
  const come = servings.filter((one) => !isIn(one, before));
  const gone = before.filter((one) => !isIn(one, servings));
  return [...gone, ...come].at(-1)?.need ?? servings.at(-1)?.need ?? '';
}

function nameOf(change: Exclude<Change, { kind: 'servings' }>): [string, AlertChange['what']] {
  switch (change.kind) {
    case 'demand':
      return [change.demand.id, 'demand'];
    case 'dropDemand':
      return [change.id, 'demand'];
    case 'supply':
      return [change.supply.id, 'supply'];
    case 'dropSupply':
      return [change.id, 'supply'];
    case 'forecast':
      return [change.item, 'forecast'];
    case 'item':
      return [change.item.code, 'item'];
    case 'lines':
      return [change.parent, 'structure'];
  }
}

const itemOf = (resident: Resident, id: string, what: AlertChange['what']): string | undefined =>
  ['demand', 'supply', 'serving'].includes(what) ? resident.faces.get(id)?.item : id;
