// Everything the house can do, in one place: each module's commands, queries, lists and refusals. The HTTP doors,
// the published description, the web client's types and the rights page are made from these arrays.
import { costing } from '../erp/costing/index.ts';
import { count } from '../erp/count/index.ts';
import { ledger } from '../erp/ledger/index.ts';
import { purchase } from '../erp/purchase/index.ts';
import { sales } from '../erp/sales/index.ts';
import { openings } from '../erp/openings/index.ts';
import { settlement } from '../erp/settlement/index.ts';
import { transfer } from '../erp/transfer/index.ts';
import type { AnyCommand, AnyQuery } from '../kernel/command.ts';
import { cardModule } from '../kernel/import/cards.ts';
import { importModule } from '../kernel/import/module.ts';
import type { List } from '../kernel/list.ts';
import { queryOfList } from '../kernel/list-page.ts';
import { type RefusalCatalogue, kernelRefusals } from '../kernel/refusal.ts';
import { browse } from '../masterdata/browse/index.ts';
import { peopleModule } from '../masterdata/people/index.ts';
import { workplaceModule } from '../masterdata/workplace/index.ts';
import { forecast } from '../planning/forecast/index.ts';
import { planOrders } from '../planning/orders/index.ts';
import { shortage } from '../planning/shortage/index.ts';
import { planningScreens } from '../planning/screens/index.ts';
import { planSettings } from '../planning/settings/index.ts';
import { structure } from '../masterdata/structure/index.ts';
import { quality } from '../quality/index.ts';
import { counting } from '../wms/counting/index.ts';
import { layout } from '../wms/layout/index.ts';
import { moving } from '../wms/moving/index.ts';
import { picking } from '../wms/picking/index.ts';
import { putaway } from '../wms/putaway/index.ts';
import { receiving } from '../wms/receiving/index.ts';
import { scanning } from '../wms/scanning/index.ts';
import { shipping } from '../wms/shipping/index.ts';
import { stock } from '../wms/stock/index.ts';
import { tasks } from '../wms/tasks/index.ts';
import { transferring } from '../wms/transferring/index.ts';
import { constraintSentences } from './constraint-refusals.ts';
import { factWords } from './fact-words.ts';
import { documents } from './document-chain.ts';
import { explanations } from './explain.ts';
import { importKinds } from './imports.ts';
import { companies } from './new-company.ts';
import { proof } from './proof/index.ts';
import { withReleaseCheck } from './release-check.ts';
import { RIGHTS, RIGHT_GROUPS } from './rights.ts';
import { searchSources } from './search-sources.ts';

/** What a module's index.ts offers to the registry. */
export type Module = {
  readonly commands?: readonly AnyCommand[];
  readonly queries?: readonly AnyQuery[];
  readonly lists?: readonly List[];
  readonly refusals?: RefusalCatalogue;
};

/** What the doors are made from. */
export type Registry = {
  readonly commands: readonly AnyCommand[];
  readonly queries: readonly AnyQuery[];
  readonly lists: readonly List[];
  readonly refusals: RefusalCatalogue;
};

const trades: readonly Module[] = [
  peopleModule({ rights: RIGHTS, groups: RIGHT_GROUPS }),
  companies,
  browse,
  structure,
  documents,
  explanations,
  importModule(importKinds),
  cardModule(importKinds),
  layout,
  stock,
  tasks,
  receiving,
  putaway,
  withReleaseCheck(shipping),
  scanning,
  picking,
  transferring,
  counting,
  moving,
  quality,
  purchase,
  sales,
  transfer,
  count,
  ledger,
  costing,
  settlement,
  openings,
  planSettings,
  forecast,
  planningScreens,
  planOrders,
  shortage,
  proof,
];

/** Every list is a page that the search box can open. */
const pages = trades
  .flatMap((module) => module.lists ?? [])
  .map(({ name, right, zh, en }) => ({ id: name, right, zh, en }));

const modules: readonly Module[] = [...trades, workplaceModule(searchSources, pages)];

export const commands: readonly AnyCommand[] = modules.flatMap((module) => module.commands ?? []);
export const lists: readonly List[] = modules.flatMap((module) => module.lists ?? []);
export const queries: readonly AnyQuery[] = [
  ...modules.flatMap((module) => module.queries ?? []),
  ...lists.map(queryOfList),
];
export const refusals: RefusalCatalogue = Object.assign(
  {},
  factWords,
  kernelRefusals,
  constraintSentences,
  ...modules.map((module) => module.refusals ?? {}),
);

export const registry: Registry = { commands, queries, lists, refusals };
