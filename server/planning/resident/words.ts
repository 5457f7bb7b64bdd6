// From the engine's numbers to what people read: items, documents, dates and figures of a plan.
import type { z } from 'zod';
import { microText, type Model, NEVER, sourceOf, SOURCES, type Waits } from '../engine/index.ts';
import { type ItemFace, dateOf } from '../inputs/index.ts';
import type { Resident } from './resident.ts';
import type { zFace, zItemFace, zSupplyRef, zWaits } from './shapes.ts';

type Out<T extends z.ZodType> = z.output<T>;

export const dateText = ({ days }: Resident, day: number): string => dateOf(days.today, day);
export const qtyText = microText;

/** A delay as people read it: null when it cannot be had at all. */
export const lateDays = (delay: number): number | null => (delay >= NEVER ? null : delay);

export function itemFace({ items }: Resident, code: string): Out<typeof zItemFace> {
  const face: ItemFace | undefined = items.get(code);
  if (face === undefined) throw new RangeError(`item ${code} has no face`);
  return { ...face };
}

export const itemOfNode = (resident: Resident, model: Model, node: number): Out<typeof zItemFace> =>
  itemFace(resident, model.items.codes[model.nodes.item[node]!]!);

export const trackOf = ({ nodes }: Model, node: number): string =>
  nodes.track[node] === 0 ? '' : nodes.tracks[nodes.track[node]!]!;

/** What stands behind an id; null for proposals and for what only planning knows, such as a question's demand. */
export function documentOf({ faces }: Resident, id: string): Out<typeof zFace> | null {
  const face = faces.get(id);
  if (face === undefined) return null;
  const { item: _, ...shown } = face;
  return shown;
}

/** The engine counts days from today; a key that people and rows keep names the date instead. */
export const proposalKey = (resident: Resident, key: string): string =>
  key.replace(
    /@(-?\d+)(#\d+)?$/,
    (_, day: string, turn: string | undefined) => `@${dateText(resident, Number(day))}${turn ?? ''}`,
  );

export const supplyRef = (resident: Resident, side: Waits['side'], id: string): Out<typeof zSupplyRef> => ({
  side,
  id: side === 'planned' ? proposalKey(resident, id) : id,
  document: side === 'open' ? documentOf(resident, id) : null,
});

/** Every node of an item: the shared one, then one for each tracking number. */
export function nodesOfItem({ items, nodes }: Model, code: string): number[] {
  const item = items.byCode.get(code);
  if (item === undefined) return [];
  return [nodes.plain[item]!, ...(nodes.trackedOf.get(item) ?? [])].filter((node) => node >= 0);
}

export const sourceName = ({ items, nodes }: Model, node: number) =>
  SOURCES[items.source[nodes.item[node]!]!]!;

/** True for nodes whose orders only pass a need on and are no proposals of their own. */
export const passesOn = ({ items, nodes }: Model, node: number): boolean => {
  const item = nodes.item[node]!;
  return items.phantom[item] === 1 || items.source[item] === sourceOf.switch;
};

/** 'CODE/track' as the item and its tracking number: codes of items may hold a slash, tracking numbers come last. */
export function splitNode(resident: Resident, text: string): { code: string; track: string } {
  if (resident.items.has(text)) return { code: text, track: '' };
  for (let at = text.indexOf('/'); at >= 0; at = text.indexOf('/', at + 1)) {
    const code = text.slice(0, at);
    if (resident.items.has(code)) return { code, track: text.slice(at + 1) };
  }
  return { code: text, track: '' };
}

/** By how many days a supply comes too late for a need of the day; NEVER when it cannot be had. */
export function lateFor({ faces }: Resident, one: Waits, wanted: number): number {
  if (one.side === 'short') return NEVER;
  if (one.side === 'byProduct' || faces.get(one.supply)?.kind === 'stock') return 0;
  return Math.max(0, one.day + (one.side === 'planned' ? Math.max(0, -one.start) : 0) - wanted);
}

/** The day on which what a supply is made of is wanted, so that it comes in time for a need of the day. */
export const wantedBelow = (one: Waits, wanted: number): number =>
  one.start + Math.max(0, Math.max(0, wanted) - one.day);

/** A tree of what is waited for, in the order of reading. */
export function readWaits(resident: Resident, tree: readonly Waits[], needDay: number): Out<typeof zWaits>[] {
  const rows: Out<typeof zWaits>[] = [];
  const visit = (waits: readonly Waits[], wanted: number, level: number): void => {
    for (const one of waits) {
      const { code, track } = splitNode(resident, one.item);
      rows.push({
        level,
        item: itemFace(resident, code),
        track,
        supply: supplyRef(resident, one.side, one.supply),
        date: dateText(resident, one.day),
        startDate: one.side === 'planned' || one.below.length > 0 ? dateText(resident, one.start) : null,
        qty: qtyText(one.qty),
        lateDays: lateDays(lateFor(resident, one, wanted)),
      });
      visit(one.below, wantedBelow(one, wanted), level + 1);
    }
  };
  visit(tree, needDay, 0);
  return rows;
}
