// Kept views of a list as tabs: everybody's own and those shared with all; and the choice of columns.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { command, query } from '../api-client/client.ts';
import type { Column } from './data-table.tsx';
import { stateOf, useListState } from './list-state.ts';
import { type Failure, FailureBanner, failureOf } from './parts.tsx';
import { useWords } from './words.tsx';

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** The views of a list; `mayShare` offers to keep one for everybody. */
export function ViewTabs({ name, mayShare }: { name: string; mayShare: boolean }): ReactNode {
  const { t } = useWords();
  const { state, replace } = useListState();
  const client = useQueryClient();
  const [naming, setNaming] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const views = useQuery({ queryKey: ['views', name], queryFn: () => query('views.list', { list: name }) });
  const kept = { q: state.q, f: state.f, s: state.s, c: state.c };
  const plain = Object.values(kept).every(
    (part) => part === undefined || (Array.isArray(part) && part.length === 0),
  );
  const done = async (step: Promise<unknown>): Promise<void> => {
    setFailure(null);
    await step.then(
      () => setNaming(false),
      (thrown: unknown) => setFailure(failureOf(thrown)),
    );
    await client.invalidateQueries({ queryKey: ['views', name] });
  };
  return (
    <>
      <div className="tabs views no-print">
        <button className={plain ? 'active' : ''} onClick={() => replace({})}>
          {t('list.all')}
        </button>
        {(views.data ?? []).map((view) => {
          const active = same({ ...kept }, { ...stateOf(view.definition) });
          return (
            <span key={view.id} className={active ? 'active' : ''}>
              <button onClick={() => replace(stateOf(view.definition))}>
                {view.name}
                {view.shared && <small className="dim"> · {t('list.shared')}</small>}
              </button>
              {active && view.mine && (
                <button
                  aria-label={t('list.deleteView', { name: view.name })}
                  onClick={() => void done(command('views.delete', { viewId: view.id }))}
                >
                  ✕
                </button>
              )}
            </span>
          );
        })}
        {!plain && !naming && (
          <button className="dim" onClick={() => setNaming(true)}>
            {t('list.keepView')}
          </button>
        )}
        {naming && (
          <form
            className="row"
            onSubmit={(event) => {
              event.preventDefault();
              const form = new FormData(event.currentTarget);
              const definition = Object.fromEntries(
                Object.entries(kept).filter(([, part]) => part !== undefined),
              );
              void done(
                command('views.save', {
                  list: name,
                  name: String(form.get('name')),
                  shared: form.has('shared'),
                  definition,
                }),
              );
            }}
          >
            <input
              className="input"
              name="name"
              placeholder={t('list.viewName')}
              aria-label={t('list.viewName')}
              autoFocus
              required
              maxLength={60}
            />
            {mayShare && (
              <label className="row">
                <input type="checkbox" name="shared" /> {t('list.shared')}
              </label>
            )}
            <button className="button primary">{t('list.keep')}</button>
            <button type="button" className="button" onClick={() => setNaming(false)}>
              {t('app.cancel')}
            </button>
          </form>
        )}
      </div>
      <FailureBanner failure={failure} />
    </>
  );
}

/** Which columns show, and in which order: chosen ones come first as they were chosen. */
export function ColumnChoice({ columns }: { columns: readonly Column[] }): ReactNode {
  const { t, say } = useWords();
  const { state, change } = useListState();
  const shown = state.c ?? columns.filter((column) => !column.hidden).map((column) => column.key);
  const toggle = (key: string): void =>
    change({ c: shown.includes(key) ? shown.filter((one) => one !== key) : [...shown, key] });
  return (
    <details className="columns">
      <summary className="button">{t('list.columns')}</summary>
      <div className="menu">
        {columns.map((column) => (
          <label key={column.key} className="row">
            <input type="checkbox" checked={shown.includes(column.key)} onChange={() => toggle(column.key)} />
            {say(column)}
          </label>
        ))}
        <button className="button" onClick={() => change({ c: undefined })}>
          {t('list.allColumns')}
        </button>
      </div>
    </details>
  );
}

/** The columns to show, as chosen or as declared. */
export const shownColumns = (
  columns: readonly Column[],
  chosen: readonly string[] | undefined,
): readonly Column[] =>
  chosen === undefined
    ? columns.filter((column) => !column.hidden)
    : chosen.flatMap((key) => columns.find((column) => column.key === key) ?? []);
