// Saves a part of a page: busy while it does, says what went wrong or that it is done, and lets every screen look anew.
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type Failure, failureOf } from '../../kit/parts.tsx';

export function useSave(): {
  readonly failure: Failure | null;
  readonly done: boolean;
  readonly busy: boolean;
  readonly save: (work: () => Promise<unknown>) => void;
} {
  const client = useQueryClient();
  const [failure, setFailure] = useState<Failure | null>(null);
  const [done, setDone] = useState(false);
  const [busy, setBusy] = useState(false);
  const save = (work: () => Promise<unknown>): void => {
    setFailure(null);
    setDone(false);
    setBusy(true);
    work()
      .then(async () => {
        await client.invalidateQueries();
        setDone(true);
      })
      .catch((thrown: unknown) => setFailure(failureOf(thrown)))
      .finally(() => setBusy(false));
  };
  return { failure, done, busy, save };
}
