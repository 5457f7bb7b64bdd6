// Asks before a step that cannot be taken back, and for its reason where it needs one. The button says what it does.
import { type FormEvent, type ReactNode, useEffect, useRef } from 'react';
import { useWords } from '../kit/words.tsx';
import type { Action } from './document.tsx';

/** Steps that are asked about first; those with a reason keep it on the timeline. */
const ASKS: Readonly<Record<string, 'confirm' | 'reason'>> = {
  void: 'confirm',
  close: 'confirm',
  unapprove: 'confirm',
  reverse: 'confirm',
  retire: 'confirm',
  discard: 'confirm',
  close_short: 'reason',
  cancel_rest: 'reason',
  write_off: 'reason',
  close_uncounted: 'reason',
};

export const asksFirst = (action: Action): boolean => action.verb in ASKS;

type StepProps = {
  readonly action: Action;
  readonly no: string;
  readonly onTake: (reason: string) => void;
  readonly onLeave: () => void;
};

export function StepDialog({ action, no, onTake, onLeave }: StepProps): ReactNode {
  const { t, say } = useWords();
  const dialog = useRef<HTMLDialogElement>(null);
  const needsReason = ASKS[action.verb] === 'reason';
  useEffect(() => dialog.current?.showModal(), []);
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    onTake(String(new FormData(event.currentTarget).get('reason') ?? '').trim());
  };
  return (
    <dialog ref={dialog} className="dialog" onClose={onLeave}>
      <form className="stack" onSubmit={submit}>
        <h2>{t('doc.confirm', { what: say(action), no })}</h2>
        {needsReason && (
          <label className="field">
            <span>{t('app.reason')}</span>
            <input className="input" name="reason" required maxLength={200} autoFocus />
          </label>
        )}
        <div className="row">
          <span className="grow" />
          <button type="button" className="button" onClick={onLeave}>
            {t('app.back')}
          </button>
          <button className="button primary" autoFocus={!needsReason}>
            {say(action)}
          </button>
        </div>
      </form>
    </dialog>
  );
}
