// All background work has one shape: follow a table. A follower does what there is to do, sleeps until it is woken
// after a commit or its time has come, and survives every failure. What it follows lives in rows, so that any
// number of processes may run the same follower and a killed one loses nothing.
import { setTimeout as sleep } from 'node:timers/promises';

export type Follower = {
  /** Something may have happened: look now. */
  readonly wake: () => void;
  /** Finishes the work in hand and stops. */
  readonly stop: () => Promise<void>;
};

export type FollowerOptions = {
  readonly everyMs: number;
  /** Does one portion; true when there may be more. */
  readonly work: () => Promise<boolean>;
  readonly onError: (error: unknown) => void;
};

const AFTER_ERROR_MS = 1_000;

export function startFollower(options: FollowerOptions): Follower {
  let stopping = false;
  let awake = new AbortController();
  const wake = (): void => awake.abort();
  const loop = async (): Promise<void> => {
    while (!stopping) {
      const nap = (awake = new AbortController());
      let pause = options.everyMs;
      try {
        if (await options.work()) continue;
      } catch (error) {
        options.onError(error);
        pause = AFTER_ERROR_MS;
      }
      if (!stopping) await sleep(pause, undefined, { signal: nap.signal, ref: false }).catch(() => undefined);
    }
  };
  const finished = loop();
  return {
    wake,
    stop: async () => {
      stopping = true;
      wake();
      await finished;
    },
  };
}
