// Substitutions that planners have decided: which need may use what instead of an item, and how much of that is left
// while a run goes on. They lie beside the ground, because nobody but the need that is meant may look at them.
import type { Scope } from './allocation-run.ts';
import type { Model } from './model.ts';
import { BY_PRODUCT, NEVER } from './model.ts';
import { flatLines } from './structure.ts';

export type Decided = Scope & {
  /** The supply row of the substitution. */
  readonly supply: number;
  /** The need that is meant, by its id. */
  readonly need: string;
  /** The day it was decided for: on it all of it is counted on. */
  readonly day: number;
  left: number;
};

export type SupposedStandIn = Omit<Decided, 'supply' | 'left'> & {
  readonly node: number;
  readonly qty: number;
};

/** What a supply row that is a substitution is for. */
export type Meant = Omit<Decided, 'day' | 'left'>;

export type StandIns = {
  /** By the node that something stands in for, in the order of ids. */
  readonly byNode: ReadonlyMap<number, readonly Decided[]>;
  readonly bySupply: ReadonlyMap<number, Decided>;
  /** The items that something stands in for, by the id of the need that is meant. */
  readonly needs: ReadonlyMap<string, ReadonlySet<number>>;
};

/** null where nobody has decided anything. */
export function standInsOf(model: Model, supposed: readonly SupposedStandIn[]): StandIns | null {
  // What is only supposed has a number that no supply has.
  const numbered = supposed.map((one, at) => ({ ...one, supply: model.supplies.count + at }));
  const all = [...decidedIn(model), ...numbered];
  if (all.length === 0) return null;
  const byNode = new Map<number, Decided[]>();
  const bySupply = new Map<number, Decided>();
  const needs = new Map<string, Set<number>>();
  for (const { node, qty, ...one } of all) {
    if (isMadeOf(model, one.substitute, model.nodes.item[node]!)) continue;
    const decided = { ...one, left: qty };
    byNode.set(node, [...(byNode.get(node) ?? []), decided]);
    bySupply.set(one.supply, decided);
    needs.set(one.need, (needs.get(one.need) ?? new Set()).add(model.nodes.item[node]!));
  }
  return { byNode, bySupply, needs };
}

/** In the order of ids, which is that of deciding. */
function decidedIn(model: Model): (SupposedStandIn & { readonly supply: number })[] {
  const { ids, node, day, qty, standIns } = model.supplies;
  const rows = [...standIns.keys()].sort((a, b) => (ids[a]! < ids[b]! ? -1 : 1));
  return rows.flatMap((row) => {
    const meant = meantBy(model, row);
    const facts = { node: node[row]!, day: Math.max(0, day[row]!), qty: qty[row]! };
    return meant === null ? [] : [{ ...meant, ...facts }];
  });
}

/** null: it is none, or cannot stand in. */
export function meantBy(model: Model, supply: number): Meant | null {
  const { supplies, items, nodes } = model;
  const standIn = supplies.standIns.get(supply);
  if (standIn === undefined) return null;
  const { need, num, den, from = -NEVER, to = NEVER } = standIn;
  const substitute = items.byCode.get(standIn.substitute);
  const parent = standIn.parent === undefined ? null : items.byCode.get(standIn.parent);
  if (substitute === undefined || parent === undefined) return null;
  if (isMadeOf(model, substitute, nodes.item[supplies.node[supply]!]!)) return null;
  return { supply, need, substitute, parent, num, den, from, to };
}

/** What is itself made of an item cannot stand in for it. */
export function isMadeOf({ items, given }: Model, item: number, part: number): boolean {
  const seen = new Set([item]);
  for (const one of seen) {
    for (const { component, flags } of flatLines(items, given, one))
      if (!(flags & BY_PRODUCT)) seen.add(component);
  }
  return seen.has(part);
}
