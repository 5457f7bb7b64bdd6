// What all ways of acting have in common: what each is given, how it is carried out, and what it tells when it is done.
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { type Failure, FailureBanner, failureOf } from '../../../kit/parts.tsx';
import { useWords } from '../../../kit/words.tsx';
import { useSession } from '../../session-context.ts';
import type { Face, WayOut } from '../shapes.ts';

/** What was done, with the document it made or changed, and the way back where there is one. */
export type Done = {
  readonly text: string;
  readonly document: { readonly kind: string; readonly id: string; readonly no: string } | null;
  readonly undo: (() => Promise<unknown>) | null;
};

export type TakeProps = {
  readonly way: WayOut;
  /** The order line it is for: its id in the plan, and its document. */
  readonly need: string;
  readonly order: Face | null;
  readonly done: (done: Done) => void;
};

export type Taking = {
  readonly failure: Failure | null;
  readonly busy: boolean;
  readonly take: (act: () => Promise<Done>) => Promise<void>;
};

/** Carries an act out, tells what was done, and lets every screen ask again. */
export function useTaking(done: (done: Done) => void): Taking {
  const client = useQueryClient();
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);
  const take = async (act: () => Promise<Done>): Promise<void> => {
    setBusy(true);
    setFailure(null);
    try {
      done(await act());
      await client.invalidateQueries();
    } catch (thrown) {
      setFailure(failureOf(thrown));
    }
    setBusy(false);
  };
  return { failure, busy, take };
}

type FrameProps = {
  readonly right: string;
  readonly taking: Taking;
  /** What the button will do, in full. */
  readonly label: string;
  readonly act: () => Promise<Done>;
  /** What a person may say before it is done. */
  readonly children?: ReactNode;
  /** What stands beside the button. */
  readonly beside?: ReactNode;
};

/** The fields of a way, its refusal, and the one button that says exactly what it does. */
export function TakeFrame({ right, taking, label, act, children, beside }: FrameProps): ReactNode {
  const { t } = useWords();
  if (!useSession().rights.includes(right)) return <span className="dim">{t('way.notYours')}</span>;
  return (
    <form
      className="take"
      onSubmit={(event) => {
        event.preventDefault();
        void taking.take(act);
      }}
    >
      {children}
      <FailureBanner failure={taking.failure} />
      <span className="row wrap">
        <button className="button primary" disabled={taking.busy}>
          {label}
        </button>
        {beside}
      </span>
    </form>
  );
}
