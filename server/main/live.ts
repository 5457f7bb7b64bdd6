// Who wants to hear of changes in this process: told after each commit which topics of which company have changed.
import type { Id } from '../kernel/ids.ts';

export type Hear = (companyId: Id, topics: ReadonlySet<string>) => void;

export type Live = {
  readonly tell: Hear;
  /** Starts hearing; the answer stops it. */
  readonly subscribe: (hear: Hear) => () => void;
};

export function createLive(): Live {
  const hearers = new Set<Hear>();
  return {
    tell: (companyId, topics) => {
      for (const hear of hearers) hear(companyId, topics);
    },
    subscribe: (hear) => {
      hearers.add(hear);
      return () => void hearers.delete(hear);
    },
  };
}
