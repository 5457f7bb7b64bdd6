// The program's side of the thread that keeps plans: started by the first question, asked by number, and started again
// when it dies. Questions only read, so one that was lost with the thread is asked once more.
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { Consult } from '../../kernel/run-command.ts';
import { Unavailable } from '../../kernel/transaction.ts';
import type { Tell } from './alerts.ts';
import { END, type WorkerSettings, errorOf, zFromWorker } from './protocol.ts';

export type PlanHost = {
  readonly consult: Consult;
  /** The thread as it runs now, for those who watch it. */
  readonly thread: () => Worker | null;
  readonly stop: () => Promise<void>;
};

type Waiting = { readonly settle: (reply: unknown) => void; readonly fail: (error: Error) => void };

const BODY = new URL('./worker.ts', import.meta.url);
const DIED = 'the planning thread died';
/** A thread in the middle of long work is not waited for. */
const MOST_END_MS = 2_000;
/** A million demands want several gigabytes of names beside their figures. */
const MOST_MEMORY_MB = 8_192;

export function createHost(
  settings: WorkerSettings,
  tell: Tell,
  onTrouble: (error: Error) => void,
): PlanHost {
  let worker: Worker | null = null;
  let last = 0;
  let stopping = false;
  const waiting = new Map<number, Waiting>();

  const hear = (raw: unknown): void => {
    const message = zFromWorker.parse(raw);
    if (message.kind === 'told') return tell(message.companyId, new Set(message.topics));
    if (message.kind === 'trouble') return onTrouble(new Error(message.text));
    const asked = waiting.get(message.id);
    waiting.delete(message.id);
    // A thread that nobody waits for keeps no program alive.
    if (waiting.size === 0) worker?.unref();
    if (message.kind === 'answer') asked?.settle(message.reply);
    else asked?.fail(errorOf(message));
  };
  const start = (): Worker => {
    const started = new Worker(BODY, {
      workerData: settings,
      resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY_MB },
    });
    const died = (error: Error): void => {
      if (worker !== started) return;
      worker = null;
      if (!stopping) onTrouble(error);
      for (const { fail } of waiting.values()) fail(new Unavailable(DIED));
      waiting.clear();
    };
    started.on('message', hear);
    started.on('error', died);
    started.on('exit', (code) => died(new Error(`the planning thread ended with ${code}`)));
    started.unref();
    return started;
  };
  const ask = (place: Parameters<Consult>[0], question: unknown): Promise<unknown> =>
    new Promise((settle, fail) => {
      worker ??= start();
      worker.ref();
      const id = ++last;
      waiting.set(id, { settle, fail });
      worker.postMessage({ id, place, question }, []);
    });
  return {
    consult: async (place, question) => {
      try {
        return await ask(place, question);
      } catch (error) {
        // Only a dead thread is worth another try; a database that cannot answer was tried already.
        if (!(error instanceof Error) || error.message !== DIED || stopping) throw error;
        return ask(place, question);
      }
    },
    thread: () => worker,
    stop: async () => {
      stopping = true;
      if (worker === null) return;
      const ended = once(worker, 'exit');
      worker.ref();
      worker.postMessage(END, []);
      await Promise.race([ended, sleep(MOST_END_MS, undefined, { ref: false })]);
      await worker?.terminate();
    },
  };
}
