// A small table that is typed into and saved as a whole: rows are added and taken away before anything is kept.
import { type ReactNode, useState } from 'react';
import { type Choice, FailureBanner, Lookup } from '../../kit/parts.tsx';
import { useWords } from '../../kit/words.tsx';
import './structure.css';
import { useSave } from './use-save.ts';

export type Field<T> = {
  readonly title: string;
  readonly wide?: boolean;
  readonly hint?: string;
} & (
  | { readonly key: keyof T & string }
  | { readonly cell: (row: T, set: (change: Partial<T>) => void) => ReactNode }
);

/** A column in which something is looked up and chosen. */
export const lookupField = <Key extends string, T extends Readonly<Record<Key, Choice | null>>>(
  title: string,
  key: Key,
  search: (text: string) => Promise<readonly Choice[]>,
): Field<T> => ({
  title,
  wide: true,
  cell: (row, set) => (
    <Lookup
      label={title}
      value={row[key]}
      search={search}
      onChoose={(chosen) => set({ [key]: chosen } as Partial<T>)}
    />
  ),
});

/** A column in which one of a few is chosen. */
export const selectField = <Key extends string, T extends Readonly<Record<Key, string>>>(
  title: string,
  key: Key,
  choices: readonly (readonly [value: string, word: string])[],
  wide = false,
): Field<T> => ({
  title,
  wide,
  cell: (row, set) => (
    <select
      className="select"
      aria-label={title}
      value={row[key]}
      onChange={(event) => set({ [key]: event.target.value } as Partial<T>)}
    >
      {choices.map(([value, word]) => (
        <option key={value} value={value}>
          {word}
        </option>
      ))}
    </select>
  ),
});

type SetTableProps<T> = {
  readonly rows: readonly T[];
  readonly onRows: (rows: readonly T[]) => void;
  readonly fields: readonly Field<T>[];
  readonly empty: () => T;
  readonly mayEdit: boolean;
  readonly hint: string;
  readonly save: () => Promise<unknown>;
};

export function SetTable<T>({
  rows,
  onRows,
  fields,
  empty,
  mayEdit,
  hint,
  save,
}: SetTableProps<T>): ReactNode {
  const { t } = useWords();
  const saving = useSave();
  const [touched, setTouched] = useState(false);
  const change = (next: readonly T[]): void => {
    setTouched(true);
    onRows(next);
  };
  const set = (at: number, part: Partial<T>): void =>
    change(rows.map((row, index) => (index === at ? { ...row, ...part } : row)));
  return (
    <fieldset className="stack plain" disabled={!mayEdit}>
      <FailureBanner failure={saving.failure} />
      {saving.done && !touched && (
        <div className="banner ok" role="status">
          {t('app.saved')}
        </div>
      )}
      <div className="table-frame lines set-table">
        <table className="grid">
          <thead>
            <tr>
              <th>#</th>
              {fields.map((field) => (
                <th key={field.title} style={field.wide ? { minWidth: 210 } : {}}>
                  {field.title}
                </th>
              ))}
              <th />
            </tr>
          </thead>
          <tbody>
            {rows.map((row, at) => (
              <tr key={at}>
                <td>{at + 1}</td>
                {fields.map((field) => (
                  <td key={field.title} className="edit" style={{ overflow: 'visible', maxWidth: 'none' }}>
                    {'cell' in field ? (
                      field.cell(row, (part) => set(at, part))
                    ) : (
                      <input
                        className="input num"
                        aria-label={field.title}
                        placeholder={field.hint ?? ''}
                        style={{ width: 72 }}
                        value={String(row[field.key] ?? '')}
                        onChange={(event) =>
                          set(at, { [field.key]: event.target.value.trim() } as Partial<T>)
                        }
                      />
                    )}
                  </td>
                ))}
                <td>
                  <button
                    type="button"
                    className="button"
                    aria-label="✕"
                    onClick={() => change(rows.filter((_, index) => index !== at))}
                  >
                    ✕
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className="row">
        <button type="button" className="button" onClick={() => change([...rows, empty()])}>
          {t('order.addLine')}
        </button>
        <span className="dim grow">{hint}</span>
        <button
          type="button"
          className="button primary"
          disabled={saving.busy || !touched}
          onClick={() => {
            setTouched(false);
            saving.save(save);
          }}
        >
          {t('list.keep')}
        </button>
      </div>
    </fieldset>
  );
}
