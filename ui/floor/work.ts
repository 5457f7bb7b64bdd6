// What the screens of the floor share: reading a scan, doing a step, and where a worker stands in a task. The server
// keeps the latter, so that another device continues where this one stopped.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Queries } from '../api-client/api.gen.ts';
import { command, query } from '../api-client/client.ts';
import { failureOf, type Failure } from '../kit/parts.tsx';

export type Card = Queries['tasks.get-task']['output'];
export type Resolved = Queries['scanning.resolve']['output'];
export type Progress = Readonly<Record<string, string>>;

export const resolve = (text: string): Promise<Resolved> => query('scanning.resolve', { text });

export const useTask = (id: string) =>
  useQuery({
    queryKey: ['task', id],
    queryFn: () => query('tasks.get-task', { taskId: id }),
    enabled: id !== '',
  });

const isProgress = (value: unknown): value is Progress => typeof value === 'object' && value !== null;

/** Where the task stands: what was kept, and how to go on. Keeping also takes the task. */
export function useProgress(card: Card): {
  at: Progress;
  keep: (next: Progress) => void;
  failure: Failure | null;
} {
  const [at, setAt] = useState<Progress>(isProgress(card.progress) ? card.progress : {});
  const [failure, setFailure] = useState<Failure | null>(null);
  const keep = (next: Progress): void => {
    setAt(next);
    command('tasks.save-progress', { taskId: card.id, progress: { ...next } }).then(
      () => setFailure(null),
      (thrown: unknown) => setFailure(failureOf(thrown)),
    );
  };
  return { at, keep, failure };
}

/** Runs one step at a time; while it runs, further scans wait in the worker's hand. */
export function useStep(refused: (failure: Failure) => void): {
  busy: boolean;
  run: (step: () => Promise<void>) => void;
} {
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const run = (step: () => Promise<void>): void => {
    if (busy) return;
    setBusy(true);
    step()
      .catch((thrown: unknown) => refused(failureOf(thrown)))
      .finally(() => {
        setBusy(false);
        void client.invalidateQueries();
      });
  };
  return { busy, run };
}

export const same = (a: string, b: string | null): boolean =>
  a.trim().toUpperCase() === (b ?? '').toUpperCase();
