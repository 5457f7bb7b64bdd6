// The whole planning problem of a company from its rows, or only what concerns some items: the same queries, narrowed.
import type { Tx } from '../../kernel/ctx.ts';
import type { Id } from '../../kernel/ids.ts';
import type { DemandInput, ForecastInput, LineInput, Serving, SupplyInput } from '../engine/index.ts';
import type { Days } from './days.ts';
import { type LoadedItem, loadItems } from './items.ts';
import { type Faced, loadNeeds, loadServings, loadTakes } from './needs.ts';
import { loadForecasts } from './forecasts.ts';
import type { PlanSettings } from './settings.ts';
import { loadLines } from './structure.ts';
import { loadSupplies } from './supplies.ts';

export type Loaded = {
  readonly items: readonly LoadedItem[];
  readonly lines: readonly LineInput[];
  readonly demands: readonly Faced<DemandInput>[];
  readonly forecasts: readonly Faced<ForecastInput>[];
  readonly supplies: readonly Faced<SupplyInput>[];
  /** All of them, whatever was asked for: they are few. */
  readonly servings: readonly Serving[];
};

/** Everything that concerns the given items, or all items. The caller's transaction makes it one moment. */
export async function loadInputs(
  tx: Tx,
  companyId: Id,
  days: Days,
  settings: PlanSettings,
  only: readonly Id[] | null = null,
): Promise<Loaded> {
  return {
    items: await loadItems(tx, companyId, days.today, only),
    lines: await loadLines(tx, companyId, days, only),
    demands: [
      ...(await loadNeeds(tx, companyId, days, only)),
      ...(await loadTakes(tx, companyId, days, only)),
    ],
    forecasts: await loadForecasts(tx, { companyId, days, settings, only }),
    supplies: await loadSupplies(tx, { companyId, days, settings, only }),
    servings: await loadServings(tx, companyId),
  };
}
