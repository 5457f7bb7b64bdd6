// What was read again of some items against what is resident of them, as changes. Nothing is added or subtracted: a
// change that is told twice, late or not at all cannot make the plan drift.
import type { Change, LineInput } from '../engine/index.ts';
import type { Face, Faced, Loaded } from '../inputs/index.ts';
import { type Resident, nameAll, rowIds } from './resident.ts';

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** True when an item goes by another code than before: ids are made of codes, so everything is named anew. */
export const isRenamed = (resident: Resident, loaded: Loaded): boolean =>
  loaded.items.some(({ face }) => (resident.codes.get(face.id) ?? face.code) !== face.code);

export type Differences = {
  readonly changes: readonly Change[];
  /** What rows that are gone were called. */
  readonly gone: ReadonlyMap<string, Face>;
};

/** The changes, in the order in which they may be applied; names are taken over at once. */
export function differences(resident: Resident, loaded: Loaded): Differences {
  const codes = loaded.items.map(({ input }) => input.code);
  const gone = new Map<string, Face>();
  const changes = [
    ...changedItems(resident, loaded),
    ...changedLines(resident, loaded, codes),
    ...droppedRows(resident, loaded, codes, gone),
    ...changedRows(resident, loaded),
    ...changedForecasts(resident, loaded, codes),
    ...changedServings(resident, loaded),
  ];
  nameAll(resident, loaded);
  return { changes, gone };
}

function changedItems({ live }: Resident, loaded: Loaded): Change[] {
  return loaded.items
    .filter(({ input }) => !same(live.inputs.items.get(input.code), input))
    .map(({ input }) => ({ kind: 'item', item: input }));
}

function changedLines({ live }: Resident, loaded: Loaded, codes: readonly string[]): Change[] {
  const now = Map.groupBy(loaded.lines, ({ parent }: LineInput) => parent);
  return codes.flatMap((parent): Change[] => {
    const lines = now.get(parent) ?? [];
    return same(live.inputs.lines.get(parent) ?? [], lines) ? [] : [{ kind: 'lines', parent, lines }];
  });
}

/** Rows that are gone. First of all rows, because a row may have moved to another item under the same id. */
function droppedRows(
  resident: Resident,
  loaded: Loaded,
  codes: readonly string[],
  gone: Map<string, Face>,
): Change[] {
  const demands = new Set(loaded.demands.map(({ input }) => input.id));
  const supplies = new Set(loaded.supplies.map(({ input }) => input.id));
  const changes: Change[] = [];
  for (const code of codes) {
    const known = rowIds(resident, code);
    for (const id of known.demands) {
      known.demands.delete(id);
      if (!demands.has(id)) changes.push(forget(resident, { kind: 'dropDemand', id }, gone));
    }
    for (const id of known.supplies) {
      known.supplies.delete(id);
      if (!supplies.has(id)) changes.push(forget(resident, { kind: 'dropSupply', id }, gone));
    }
  }
  return changes;
}

function forget(
  { faces }: Resident,
  change: Change & { readonly id: string },
  gone: Map<string, Face>,
): Change {
  const face = faces.get(change.id);
  if (face) gone.set(change.id, face);
  faces.delete(change.id);
  return change;
}

function changedRows({ live }: Resident, loaded: Loaded): Change[] {
  const { inputs } = live;
  const changed = <T extends { readonly id: string }>(
    rows: readonly Faced<T>[],
    known: Map<string, T>,
  ): T[] => rows.map(({ input }) => input).filter((input) => !same(known.get(input.id), input));
  return [
    ...changed(loaded.demands, inputs.demands).map((demand): Change => ({ kind: 'demand', demand })),
    ...changed(loaded.supplies, inputs.supplies).map((supply): Change => ({ kind: 'supply', supply })),
  ];
}

function changedForecasts({ live }: Resident, loaded: Loaded, codes: readonly string[]): Change[] {
  const inputs = loaded.forecasts.map(({ input }) => input);
  const now = Map.groupBy(inputs, ({ item }) => item);
  return codes.flatMap((item): Change[] => {
    const buckets = now.get(item) ?? [];
    return same(live.inputs.forecasts.get(item) ?? [], buckets) ? [] : [{ kind: 'forecast', item, buckets }];
  });
}

function changedServings({ live }: Resident, { servings }: Loaded): Change[] {
  return same(live.inputs.servings, servings) ? [] : [{ kind: 'servings', servings }];
}
