// The keys of a list: a line beneath it that names the most useful ones, and the whole card behind the question mark.
import { type ReactNode, useEffect, useRef } from 'react';
import { LIST_KEYS } from './list-walk.ts';
import { useWords } from './words.tsx';

const SIGNS: Readonly<Record<string, string>> = { ArrowDown: '↓', ArrowUp: '↑', Escape: 'Esc' };

/** A key as it stands on the keyboard. */
function Key({ name, space }: { name: string; space: string }): ReactNode {
  const shift = name.startsWith('shift+');
  const key = shift ? name.slice('shift+'.length) : name;
  const sign = key === ' ' ? space : (SIGNS[key] ?? (key.length === 1 ? key.toUpperCase() : key));
  return <kbd>{shift ? `Shift ${sign}` : sign}</kbd>;
}

export function KeyHint({ onHelp }: { onHelp: () => void }): ReactNode {
  const { t } = useWords();
  return (
    <div className="key-hint no-print">
      <button className="link" onClick={onHelp}>
        {t('keys.hint')}
      </button>
    </div>
  );
}

type HelpProps = { readonly open: boolean; readonly mayMake: boolean; readonly onClose: () => void };

export function KeyHelp({ open, mayMake, onClose }: HelpProps): ReactNode {
  const { t } = useWords();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (open) dialog.current?.showModal();
    else dialog.current?.close();
  }, [open]);
  const shown = LIST_KEYS.filter(({ action }) => action !== 'new' || mayMake);
  return (
    <dialog ref={dialog} className="dialog keys" onClose={onClose} aria-label={t('keys.title')}>
      <h2>{t('keys.title')}</h2>
      <table>
        <tbody>
          {shown.map(({ action, keys, word }) => (
            <tr key={action}>
              <td>
                {keys.map((name) => (
                  <Key key={name} name={name} space={t('keys.space')} />
                ))}
              </td>
              <td>{t(word)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="dim">{t('keys.note')}</p>
      <button className="button" onClick={onClose}>
        {t('keys.close')}
      </button>
    </dialog>
  );
}
