// Choosing among a few: segments for one of several faces of a page, chips for conditions, a dialog that asks before it
// does.
import { type FormEvent, type ReactNode, useEffect, useRef } from 'react';
import './choices.css';
import { useWords } from './words.tsx';

export type Option<K extends string> = { readonly key: K; readonly label: string; readonly count?: number };

/** One of several faces. */
export function Segments<K extends string>({
  options,
  value,
  onChange,
  label,
}: {
  options: readonly Option<K>[];
  value: K;
  onChange: (key: K) => void;
  label: string;
}): ReactNode {
  return (
    <span className="segments" role="group" aria-label={label}>
      {options.map((option) => (
        <button
          key={option.key}
          className={option.key === value ? 'active' : ''}
          aria-pressed={option.key === value}
          onClick={() => onChange(option.key)}
        >
          {option.label}
        </button>
      ))}
    </span>
  );
}

/** Conditions that are on or off, each with how many it leaves. */
export function Chips<K extends string>({
  options,
  chosen,
  onToggle,
  label,
}: {
  options: readonly Option<K>[];
  chosen: ReadonlySet<K>;
  onToggle: (key: K) => void;
  label: string;
}): ReactNode {
  return (
    <span className="choices" role="group" aria-label={label}>
      {options.map((option) => (
        <button key={option.key} aria-pressed={chosen.has(option.key)} onClick={() => onToggle(option.key)}>
          {option.label}
          {option.count !== undefined && <span>{option.count}</span>}
        </button>
      ))}
    </span>
  );
}

/** Asks something before it is done; Escape and 取消 leave everything as it is. */
export function Ask({
  title,
  confirm,
  busy = false,
  onConfirm,
  onClose,
  children,
}: {
  title: string;
  confirm: string;
  busy?: boolean;
  onConfirm: (form: FormData) => void;
  onClose: () => void;
  children: ReactNode;
}): ReactNode {
  const { t } = useWords();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const box = dialog.current;
    box?.showModal();
    return () => box?.close();
  }, []);
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    onConfirm(new FormData(event.currentTarget));
  };
  return (
    <dialog ref={dialog} className="dialog" aria-label={title} onCancel={onClose}>
      <form className="stack" onSubmit={submit}>
        <h1>{title}</h1>
        {children}
        <div className="row">
          <span className="grow" />
          <button type="button" className="button" onClick={onClose}>
            {t('app.cancel')}
          </button>
          <button className="button primary" disabled={busy}>
            {confirm}
          </button>
        </div>
      </form>
    </dialog>
  );
}
