// The conditions of a list on the screen: those that hold, each with its way out, and how one more is added.
import { type ReactNode, useState } from 'react';
import { type Column, NUMBERS } from './cell.tsx';
import { type Filter, useListState } from './list-state.ts';
import { useWords } from './words.tsx';

const OP_SIGNS: Readonly<Record<string, string>> = {
  eq: '=',
  ne: '≠',
  gte: '≥',
  lte: '≤',
  contains: '∋',
  starts: '^',
  in: '∈',
};

/** The value of a condition in the words of its column. */
function valueWord(
  columns: readonly Column[],
  filter: Filter,
  say: (both: { zh: string; en: string }) => string,
): string {
  const word = columns.find((column) => column.key === filter.column)?.words?.[filter.value];
  return word ? say(word) : filter.value;
}

/** The conditions that hold, each with its way out. */
export function FilterChips({ columns }: { columns: readonly Column[] }): ReactNode {
  const { t, say } = useWords();
  const { state, change } = useListState();
  const filters = state.f ?? [];
  return (
    <span className="filters">
      {filters.map((filter, index) => (
        <span className="filter" key={`${filter.column}${index}`}>
          {say(
            columns.find((column) => column.key === filter.column) ?? {
              zh: filter.column,
              en: filter.column,
            },
          )}
          {OP_SIGNS[filter.op] ?? ':'} {valueWord(columns, filter, say)}
          <button
            aria-label={t('list.removeFilter')}
            onClick={() => change({ f: filters.filter((_, at) => at !== index) })}
          >
            ✕
          </button>
        </span>
      ))}
    </span>
  );
}

export function AddFilter({
  columns,
  onAdd,
}: {
  columns: readonly Column[];
  onAdd: (filter: Filter) => void;
}): ReactNode {
  const { t, say } = useWords();
  const [key, setKey] = useState('');
  const column = columns.find((candidate) => candidate.key === key);
  const add = (value: string): void => {
    if (!column || value === '') return;
    onAdd({
      column: key,
      op: column.words
        ? 'eq'
        : ['date', 'moment'].includes(column.kind) || NUMBERS.has(column.kind)
          ? 'gte'
          : 'contains',
      value,
    });
    setKey('');
  };
  return (
    <span className="row">
      <select
        className="select"
        aria-label={t('list.filter')}
        value={key}
        onChange={(event) => setKey(event.target.value)}
      >
        <option value="">{t('list.filter')}</option>
        {columns
          .filter((candidate) => !candidate.hidden)
          .map((candidate) => (
            <option key={candidate.key} value={candidate.key}>
              {say(candidate)}
            </option>
          ))}
      </select>
      {column?.words && (
        <select className="select" autoFocus defaultValue="" onChange={(event) => add(event.target.value)}>
          <option value="" />
          {Object.entries(column.words).map(([value, words]) => (
            <option key={value} value={value}>
              {say(words)}
            </option>
          ))}
        </select>
      )}
      {column && !column.words && (
        <input
          className="input"
          autoFocus
          type={column.kind === 'date' ? 'date' : 'text'}
          placeholder={t('list.filterValue')}
          onKeyDown={(event) => {
            if (event.key === 'Enter') add(event.currentTarget.value);
            if (event.key === 'Escape') setKey('');
          }}
        />
      )}
    </span>
  );
}
