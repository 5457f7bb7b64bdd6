// What is resident of one company: the plan, how each of its things is called, and which items a document is about.
import type { Tx } from '../../kernel/ctx.ts';
import type { Id } from '../../kernel/ids.ts';
import {
  allocate,
  allocateAgain,
  type Allocation,
  type KeptOrder,
  type Lap,
  type LivePlan,
  newKeptOrder,
  openPlan,
} from '../engine/index.ts';
import {
  type Days,
  type Face,
  type ItemFace,
  type Loaded,
  type PlanSettings,
  type Shop,
  daysFrom,
  loadCalendars,
  loadInputs,
  loadSettings,
  loadShop,
} from '../inputs/index.ts';
import type { AlertCause } from './alert-shapes.ts';
import { type Statuses, statusesIn } from './statuses.ts';

export type Resident = {
  readonly companyId: Id;
  readonly days: Days;
  readonly settings: PlanSettings;
  readonly shop: Shop;
  readonly live: LivePlan;
  readonly items: Map<string, ItemFace>;
  /** Item codes by id. */
  readonly codes: Map<Id, string>;
  readonly faces: Map<string, Face>;
  /** Ids of demands and supplies by item. */
  readonly rowsOf: Map<string, RowIds>;
  /** Items by the document that some row of theirs stands on. */
  readonly itemsOf: Map<Id, Set<string>>;
  /** Counts up with every change, so that what was worked out from the plan is known to be stale. */
  version: number;
  statuses: { readonly version: number; readonly of: Statuses } | null;
  run: { readonly version: number; readonly of: Allocation } | null;
  /** The order of needs from run to run. */
  readonly kept: KeptOrder;
  /** What moved the plan last; null while it is being opened. */
  lastChange: LastChange | null;
};

export type LastChange = {
  readonly at: string;
  readonly milliseconds: number;
  /** Made from the beginning; otherwise so many items were netted again. */
  readonly anew: boolean;
  readonly netted: number;
  readonly cause: AlertCause;
};

export type RowIds = { readonly demands: Set<string>; readonly supplies: Set<string> };

/** `lap` is told of each step, the reading of the tables first. */
export async function openResident(
  tx: Tx,
  companyId: Id,
  today: string,
  lap: (step: 'load' | Parameters<Lap>[0]) => void = () => undefined,
): Promise<Resident> {
  const days = daysFrom(today);
  const settings = await loadSettings(tx, companyId);
  const calendars = await loadCalendars(tx, companyId, days);
  const shop = await loadShop(tx, companyId);
  const loaded = await loadInputs(tx, companyId, days, settings);
  lap('load');
  const problem = {
    settings: settings.engine,
    calendars,
    items: loaded.items.map(({ input }) => input),
    lines: loaded.lines,
    demands: loaded.demands.map(({ input }) => input),
    forecasts: loaded.forecasts.map(({ input }) => input),
    supplies: loaded.supplies.map(({ input }) => input),
    servings: loaded.servings,
  };
  const live = openPlan(problem, lap);
  const resident: Resident = {
    companyId,
    days,
    settings,
    shop,
    live,
    items: new Map(),
    codes: new Map(),
    faces: new Map(),
    rowsOf: new Map(),
    itemsOf: new Map(),
    version: 1,
    statuses: null,
    run: null,
    kept: newKeptOrder(),
    lastChange: null,
  };
  nameAll(resident, loaded);
  return resident;
}

/** Notes what everything that was loaded is called. */
export function nameAll(resident: Resident, loaded: Loaded): void {
  for (const { face } of loaded.items) {
    resident.items.set(face.code, face);
    resident.codes.set(face.id, face.code);
  }
  for (const { input, face } of loaded.demands) {
    rowIds(resident, face.item).demands.add(input.id);
    nameRow(resident, input.id, face);
  }
  for (const { input, face } of loaded.forecasts) nameRow(resident, input.id, face);
  for (const { input, face } of loaded.supplies) {
    rowIds(resident, face.item).supplies.add(input.id);
    nameRow(resident, input.id, face);
  }
}

function nameRow(resident: Resident, id: string, face: Face): void {
  resident.faces.set(id, face);
  if (face.documentId === null) return;
  const items = resident.itemsOf.get(face.documentId);
  if (items) items.add(face.item);
  else resident.itemsOf.set(face.documentId, new Set([face.item]));
}

export function rowIds(resident: Resident, item: string): RowIds {
  const known = resident.rowsOf.get(item);
  if (known) return known;
  const made = { demands: new Set<string>(), supplies: new Set<string>() };
  resident.rowsOf.set(item, made);
  return made;
}

/** How orders stand at one moment; kept by reference, so that a later moment can be compared with it. */
export type Standings = { readonly rows: ReadonlyMap<string, number>; readonly of: Statuses };

export const noteStandings = (resident: Resident): Standings => ({
  rows: resident.live.demandRows,
  of: standing(resident),
});

/** How every demand stands, worked out once for each state of the plan. */
export function standing(resident: Resident): Statuses {
  if (resident.statuses?.version !== resident.version) {
    resident.statuses = { version: resident.version, of: statusesIn(allocation(resident)) };
  }
  return resident.statuses.of;
}

/** Who gets what, worked out once for each state of the plan. */
export function allocation(resident: Resident): Allocation {
  if (resident.run?.version !== resident.version) {
    const { kept, version } = resident;
    const { model } = resident.live.plan;
    // Nobody reads a run once the plan has moved on, so the next one goes on with it.
    const before = resident.run?.of;
    const of = before === undefined ? allocate(model, { kept }) : allocateAgain(before, model, kept);
    resident.run = { version, of };
  }
  return resident.run.of;
}
