// A plan that stays resident and follows changes: the model, the plan, its messages and the inputs they came from,
// by id, so that any change can be applied, undone, or proved against a plan made anew.
import { buildModel } from './build.ts';
import { messagesOf } from './exceptions.ts';
import type { Messages } from './messages.ts';
import { emptyMessages } from './messages.ts';
import type { NeedList } from './need-list.ts';
import { newNeedList } from './need-list.ts';
import type { PegBench } from './peg.ts';
import { newPegBench, pegAll } from './peg.ts';
import type { Plan } from './plan.ts';
import type { DemandInput, ForecastInput, ItemInput, LineInput } from './problem.ts';
import type { Problem, Serving, SupplyInput } from './problem.ts';
import { demandRows } from './rows.ts';
import { netAll } from './run.ts';
import type { TimeRow } from './time-row.ts';
import { newTimeRow } from './time-row.ts';

export type Inputs = {
  readonly items: Map<string, ItemInput>;
  readonly lines: Map<string, readonly LineInput[]>;
  readonly demands: Map<string, DemandInput>;
  readonly supplies: Map<string, SupplyInput>;
  readonly forecasts: Map<string, readonly ForecastInput[]>;
  servings: readonly Serving[];
};

export type LivePlan = {
  readonly settings: Problem['settings'];
  readonly calendars: Problem['calendars'];
  readonly inputs: Inputs;
  plan: Plan;
  messages: Messages;
  /** Rows by id, and rows given back. */
  demandRows: Map<string, number>;
  supplyRows: Map<string, number>;
  freeDemands: number[];
  freeSupplies: number[];
  readonly row: TimeRow;
  readonly bench: PegBench;
  readonly needs: NeedList;
  readonly said: Messages;
};

function group<T>(rows: readonly T[], key: (row: T) => string): Map<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const own = groups.get(key(row));
    if (own) own.push(row);
    else groups.set(key(row), [row]);
  }
  return groups;
}

/** Told after each step of a plan from the beginning, for those who time it. */
export type Lap = (step: 'build' | 'plan' | 'peg' | 'message') => void;

export function openPlan(problem: Problem, lap?: Lap): LivePlan {
  const inputs: Inputs = {
    items: new Map(problem.items.map((item) => [item.code, item])),
    lines: group(problem.lines, (line) => line.parent),
    demands: new Map(problem.demands.map((demand) => [demand.id, demand])),
    supplies: new Map(problem.supplies.map((supply) => [supply.id, supply])),
    forecasts: group(problem.forecasts ?? [], (forecast) => forecast.item),
    servings: problem.servings ?? [],
  };
  const live: LivePlan = {
    settings: problem.settings,
    calendars: problem.calendars,
    inputs,
    ...planAnew(problem, lap),
    freeDemands: [],
    freeSupplies: [],
    row: newTimeRow(),
    bench: newPegBench(),
    needs: newNeedList(),
    said: emptyMessages(0),
  };
  return live;
}

/** Model, plan and messages from the inputs alone. */
function planAnew(
  problem: Problem,
  lap: Lap = () => undefined,
): Pick<LivePlan, 'plan' | 'messages' | 'demandRows' | 'supplyRows'> {
  const model = buildModel(problem);
  lap('build');
  const plan = netAll(model);
  lap('plan');
  pegAll(plan);
  lap('peg');
  const messages = messagesOf(plan);
  lap('message');
  return {
    plan,
    messages,
    demandRows: demandRows(model.demands),
    supplyRows: new Map(model.supplies.ids.map((id, row) => [id, row])),
  };
}

/** The problem as it stands after all changes. */
export function problemOf(live: LivePlan): Problem {
  const { inputs, settings, calendars } = live;
  return {
    settings,
    calendars,
    items: [...inputs.items.values()],
    lines: [...inputs.lines.values()].flat(),
    demands: [...inputs.demands.values()],
    supplies: [...inputs.supplies.values()],
    forecasts: [...inputs.forecasts.values()].flat(),
    servings: inputs.servings,
  };
}

/** Everything from the beginning: after changes that turn the structure over, and when moved stretches pile up. */
export function reopen(live: LivePlan): void {
  Object.assign(live, planAnew(problemOf(live)), { freeDemands: [], freeSupplies: [] });
}
