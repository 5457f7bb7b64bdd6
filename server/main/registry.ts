// Everything the house can do, in one place: each module's commands, queries, lists and refusals. The HTTP doors,
// the published description, the web client's types and the rights page are made from these arrays.
import type { AnyCommand, AnyQuery } from '../kernel/command.ts';
import { type List, queryOfList } from '../kernel/list.ts';
import { type RefusalCatalogue, kernelRefusals } from '../kernel/refusal.ts';

/** What a module's index.ts offers to the registry. */
export type Module = {
  readonly commands?: readonly AnyCommand[];
  readonly queries?: readonly AnyQuery[];
  readonly lists?: readonly List[];
  readonly refusals?: RefusalCatalogue;
};

const modules: readonly Module[] = [];

export const commands: readonly AnyCommand[] = modules.flatMap((module) => module.commands ?? []);
export const lists: readonly List[] = modules.flatMap((module) => module.lists ?? []);
export const queries: readonly AnyQuery[] = [
  ...modules.flatMap((module) => module.queries ?? []),
  ...lists.map(queryOfList),
];
export const refusals: RefusalCatalogue = Object.assign(
  {},
  kernelRefusals,
  ...modules.map((module) => module.refusals ?? {}),
);
