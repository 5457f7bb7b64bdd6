// The frame of an entry page: title, save and submit, what went wrong, what was typed earlier. Enter moves to the next
// cell of the grid, Ctrl+Enter saves.
import { type KeyboardEvent, type ReactNode, useEffect, useState } from 'react';
import { moment } from '../../kit/format.ts';
import { type Failure, FailureBanner, failureOf } from '../../kit/parts.tsx';
import { useWords } from '../../kit/words.tsx';
import { useTitle } from '../shell.tsx';
import type { Form } from './form.ts';

type EntryProps<T> = {
  readonly title: string;
  readonly form: Form<T>;
  /** Saves, and approves when asked to; then goes to the document. */
  readonly save: (approve: boolean) => Promise<void>;
  /** What saving and approving at once is called; absent when this person may not approve. */
  readonly submit: string | null;
  /** What saving is called where it makes more than a draft. */
  readonly saves?: string;
  /** Adds an empty line when Enter leaves the last cell. */
  readonly addLine?: () => void;
  readonly aside?: ReactNode;
  readonly children: ReactNode;
};

const cells = (): HTMLInputElement[] => [...document.querySelectorAll<HTMLInputElement>('.entry input')];

export function EntryPage<T>(props: EntryProps<T>): ReactNode {
  const { t } = useWords();
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);
  useTitle(props.title);
  const save = async (approve: boolean): Promise<void> => {
    if (busy) return;
    setBusy(true);
    setFailure(null);
    await props.save(approve).catch((thrown: unknown) => setFailure(failureOf(thrown)));
    setBusy(false);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    if (event.key !== 'Enter' || event.defaultPrevented) return;
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      return void save(false);
    }
    if (!(event.target instanceof HTMLInputElement)) return;
    event.preventDefault();
    const at = cells().indexOf(event.target);
    if (at >= 0 && at === cells().length - 1) props.addLine?.();
    setTimeout(() => cells()[at + 1]?.focus(), 0);
  };
  return (
    <div className="page" onKeyDown={onKeyDown}>
      <div className="row wrap">
        <h1 className="grow">{props.title}</h1>
        {props.aside}
        <button className="button" onClick={() => history.back()}>
          {t('app.back')}
        </button>
        <button className="button" disabled={busy} onClick={() => void save(false)}>
          {props.saves ?? t('app.save')} <kbd>Ctrl ↵</kbd>
        </button>
        {props.submit !== null && (
          <button className="button primary" disabled={busy} onClick={() => void save(true)}>
            {props.submit}
          </button>
        )}
      </div>
      <FailureBanner failure={failure} />
      <Offered form={props.form} />
      {props.children}
    </div>
  );
}

/** What was typed here earlier and never saved, to take up again or to throw away. */
function Offered<T>({ form }: { form: Form<T> }): ReactNode {
  const { t } = useWords();
  const [shown, setShown] = useState(false);
  useEffect(() => setShown(form.offered !== null), [form.offered]);
  if (!shown || !form.offered) return null;
  return (
    <div className="banner warn" role="status">
      <span className="grow">{t('order.unsaved', { at: moment(form.offered.at) })}</span>
      <button className="button" onClick={form.restore}>
        {t('order.takeUp')}
      </button>
      <button className="button" onClick={form.forget}>
        {t('order.throwAway')}
      </button>
    </div>
  );
}
