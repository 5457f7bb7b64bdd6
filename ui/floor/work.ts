// What the screens of the floor share: reading a scan, doing a step, and where a worker stands in a task. The server
// keeps the latter, so that another device continues where this one stopped.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import type { Queries } from '../api-client/api.gen.ts';
import { command, query } from '../api-client/client.ts';
import { failureOf, type Failure } from '../kit/parts.tsx';
import { holdScans } from './scan.ts';

export type Card = Queries['tasks.get-task']['output'];
export type Resolved = Queries['scanning.resolve']['output'];
export type Progress = Readonly<Record<string, string>>;

export const resolve = (text: string): Promise<Resolved> => query('scanning.resolve', { text });

/** What a screen shows of a task's progress in quantity; the server counts its versions. */
export const seenOf = (card: Card): string => String(card.version);

export const useTask = (id: string) =>
  useQuery({
    queryKey: ['task', id],
    queryFn: () => query('tasks.get-task', { taskId: id }),
    enabled: id !== '',
    staleTime: 0,
  });

const isProgress = (value: unknown): value is Progress => typeof value === 'object' && value !== null;
export const progressOf = ({ progress }: Card): Progress => (isProgress(progress) ? progress : {});

/** Where the task stands, as the server has it, and how to go on from there. Keeping also takes the task. */
export function useProgress(
  card: Card,
  refused: (failure: Failure) => void,
): { at: Progress; keep: (next: Progress) => Promise<void> } {
  const client = useQueryClient();
  const keep = async (next: Progress): Promise<void> => {
    try {
      await command('tasks.save-progress', { taskId: card.id, progress: { ...next } });
      // What is still on its way was read before this step; it must not take the screen back.
      await client.cancelQueries({ queryKey: ['task', card.id] });
      client.setQueryData(['task', card.id], {
        ...card,
        progress: next,
        state: card.state === 'ready' ? 'claimed' : card.state,
        mine: true,
      });
    } catch (thrown) {
      refused(failureOf(thrown));
    }
  };
  return { at: progressOf(card), keep };
}

/** On to the next task of the same kind and document, or to all tasks. */
export function useGoOn(card: Card): () => Promise<void> {
  const navigate = useNavigate();
  return async () => {
    const { mine, ready } = await query('tasks.my-tasks', { kind: card.kind });
    const next = [...mine, ...ready].find(
      (other) =>
        other.document_id === card.document_id &&
        other.id !== card.id &&
        // Who has counted a bin leaves the second look at it to somebody else.
        (card.kind !== 'count' || other.from_bin !== card.from_bin),
    );
    await (next ? navigate({ to: '/f/task/$id', params: { id: next.id } }) : navigate({ to: '/f' }));
  };
}

/** Runs one step at a time; what is scanned meanwhile waits for the next question, a second tap does nothing. */
export function useStep(refused: (failure: Failure) => void): {
  busy: boolean;
  run: (step: () => Promise<void>) => void;
} {
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const running = useRef(false);
  const run = (step: () => Promise<void>): void => {
    if (running.current) return;
    running.current = true;
    setBusy(true);
    const release = holdScans();
    step()
      .catch((thrown: unknown) => refused(failureOf(thrown)))
      .finally(() => {
        running.current = false;
        setBusy(false);
        release();
        void client.invalidateQueries();
      });
  };
  return { busy, run };
}

export const same = (a: string, b: string | null): boolean =>
  a.trim().toUpperCase() === (b ?? '').toUpperCase();
