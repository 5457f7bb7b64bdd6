// The pad of a count: the figure large, its own keys, and keys that add whole packs, so that nobody multiplies in the
// head.
import type { ReactNode } from 'react';
import { plus } from '../kit/format.ts';
import { useWords } from '../kit/words.tsx';
import { type Pack, type PadKey, addKeys } from './pad-keys.ts';
import { usePad } from './parts.tsx';

const ROWS: readonly (readonly PadKey[])[] = [
  ['7', '8', '9'],
  ['4', '5', '6'],
  ['1', '2', '3'],
  ['.', '0', '⌫'],
];

export function CountPad({
  value,
  unit,
  packs,
  onChange,
}: {
  value: string;
  unit: string;
  packs: readonly Pack[];
  onChange: (value: string) => void;
}): ReactNode {
  const { t } = useWords();
  const { proposed, tap } = usePad(value, onChange);
  const adding = addKeys(unit, packs);
  return (
    <div className="pad counting">
      <label className="amount">
        <span>{t('floor.counted')}</span>
        <input
          inputMode="none"
          className={proposed ? 'proposed' : ''}
          value={value}
          placeholder="—"
          aria-label={t('floor.counted')}
          onChange={(event) =>
            /^\d{0,14}(\.\d{0,6})?$/.test(event.target.value) && onChange(event.target.value)
          }
        />
        <em>{unit}</em>
      </label>
      <div className="keys">
        {ROWS.map((row, at) => {
          const add = adding[at];
          return [
            ...row.map((key) => (
              <button type="button" key={key} onClick={() => tap(key)}>
                {key}
              </button>
            )),
            add ? (
              <button
                type="button"
                key={add.label}
                className="add"
                onClick={() => onChange(plus(value || '0', add.qty))}
              >
                {add.label}
                {add.hint && <small>{add.hint}</small>}
              </button>
            ) : (
              <button type="button" key="clear" className="clear" onClick={() => onChange('')}>
                {t('floor.clear')}
              </button>
            ),
          ];
        })}
      </div>
    </div>
  );
}
