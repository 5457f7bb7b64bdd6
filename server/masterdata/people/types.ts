// The words of people and rights.
import type { Only, Tx } from '../../kernel/ctx.ts';
import type { Sentence } from '../../kernel/refusal.ts';

export type PeopleTx = Tx<Only<'sys' | 'md'>>;

/** A role as a new company receives it. */
export type RoleSeed = Sentence & { readonly code: string; readonly rights: readonly string[] };

/** What the house knows about rights; main keeps the catalogue. */
export type RightCatalogue = {
  readonly rights: Readonly<Record<string, Sentence & { readonly group: string; readonly money: boolean }>>;
  readonly groups: Readonly<Record<string, Sentence>>;
};

/** The one role that always holds every right, also those that later versions bring. */
export const OWNER_ROLE = 'owner';

/** What everybody holds who is signed in. */
export const SIGNED_IN = 'signed_in';
