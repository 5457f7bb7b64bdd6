// Who a person is in a company, remembered for a few seconds. A change of rights made in this process is felt at once;
// one made in another process when the seconds are over.
import type { Actor } from '../../kernel/ctx.ts';
import type { Id } from '../../kernel/ids.ts';

const KEPT_MS = 5_000;
const MOST_ACTORS = 10_000;

export type Actors = {
  readonly find: (companyId: Id, userId: Id) => Promise<Actor>;
  /** Forgets everybody: rights have changed somewhere. */
  readonly forget: () => void;
};

export function createActors(load: (companyId: Id, userId: Id) => Promise<Actor>): Actors {
  const kept = new Map<string, { readonly actor: Actor; readonly until: number }>();
  let generation = 0;
  return {
    find: async (companyId, userId) => {
      const key = `${companyId} ${userId}`;
      const known = kept.get(key);
      if (known && known.until > performance.now()) return known.actor;
      const before = generation;
      const actor = await load(companyId, userId);
      if (kept.size >= MOST_ACTORS) kept.clear();
      // What was read while rights changed may be old already.
      if (before === generation) kept.set(key, { actor, until: performance.now() + KEPT_MS });
      return actor;
    },
    forget: () => {
      generation += 1;
      kept.clear();
    },
  };
}
