// A list on the screen, made from its declaration on the server: columns, filters, search, sort, totals, keyset pages
// and Excel. The whole state of the list lives in the URL.
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { type QueryName, downloadList, get, query } from '../api-client/client.ts';
import { grouped, moment, money, percent } from './format.ts';
import { type Filter, useListState } from './list-state.ts';
import { ColumnChoice, shownColumns } from './list-views.tsx';
import { Empty, FailureBanner, StateTag, type StateWords, failureOf } from './parts.tsx';
import { pathOf } from './paths.ts';
import { useWords } from './words.tsx';

export type Column = {
  readonly key: string;
  readonly kind: string;
  readonly zh: string;
  readonly en: string;
  readonly sortable: boolean;
  readonly hidden: boolean;
  readonly link: { kind?: string; kindColumn?: string; idColumn: string } | null;
  readonly words: StateWords | null;
};
export type ListShape = {
  readonly name: string;
  readonly zh: string;
  readonly en: string;
  readonly key: string;
  readonly columns: readonly Column[];
  readonly totals: readonly string[];
  readonly sort: readonly { column: string; direction: 'asc' | 'desc' }[];
};
export type Row = Readonly<Record<string, unknown>>;

const NUMBERS = new Set(['qty', 'amount', 'price', 'rate', 'integer']);

/** The declaration of a list; asks nothing without a name. */
export const useListShape = (name: string | undefined) =>
  useQuery({
    queryKey: ['columns', name],
    queryFn: () => get<ListShape>(`/api/lists/${name}/columns`),
    enabled: name !== undefined,
    staleTime: Infinity,
  });

export function cellText(column: Pick<Column, 'kind'>, value: unknown): string {
  if (column.kind === 'amount') return money(value);
  if (column.kind === 'rate') return percent(value);
  if (NUMBERS.has(column.kind))
    return grouped(typeof value === 'string' ? value.replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, '') : value);
  if (column.kind === 'moment') return moment(value);
  return value === null || value === undefined ? '' : String(value);
}

/** Places outside the warehouse, where goods come from and go to. */
export const OUTSIDE: Readonly<Record<string, { zh: string; en: string }>> = {
  '*SUPPLIER': { zh: '供应商', en: 'supplier' },
  '*CUSTOMER': { zh: '客户', en: 'customer' },
  '*LOSS': { zh: '盘亏', en: 'count loss' },
  '*PRODUCTION': { zh: '生产', en: 'production' },
  '*OPENING': { zh: '期初', en: 'opening' },
};

export type Target = { readonly to: string; readonly search?: unknown };

/** Where a cell leads by itself: the document that its column names. */
function documentOf({ link }: Column, row: Row): Target | null {
  if (!link) return null;
  const kind = link.kind ?? String(row[link.kindColumn ?? ''] ?? '');
  const to = pathOf(kind, String(row[link.idColumn] ?? ''));
  return to ? { to } : null;
}

type CellProps = {
  readonly column: Column;
  readonly row: Row;
  /** Where the figure comes from, for those who ask. */
  readonly why?: Target | null;
};

/** One cell: a real link, a state tag, or text by its kind. */
export function Cell({ column, row, why }: CellProps): ReactNode {
  const { say } = useWords();
  const value = row[column.key];
  const target = why ?? documentOf(column, row);
  const word = column.words?.[String(value)] ?? OUTSIDE[String(value)];
  const text = word ? say(word) : cellText(column, value);
  if (target && text && (!why || /[1-9]/.test(text)))
    return (
      <Link
        to={target.to}
        search={target.search ?? {}}
        className={why ? `origin ${text.startsWith('−') ? 'negative' : ''}` : 'code'}
      >
        {text}
      </Link>
    );
  if (column.words && value !== null && value !== undefined)
    return <StateTag value={String(value)} words={column.words} />;
  const negative = NUMBERS.has(column.kind) && text.startsWith('−');
  return (
    <span className={`${column.kind === 'code' ? 'code' : ''} ${negative ? 'negative' : ''}`}>{text}</span>
  );
}

type TableProps = {
  readonly name: string;
  /** Conditions the screen itself sets, beside what the user chose. */
  readonly fixed?: readonly Filter[];
  readonly actions?: ReactNode;
  readonly chosen?: ReadonlySet<string>;
  readonly onChoose?: (row: Row, chosen: boolean) => void;
  readonly emptyHint?: string;
  /** Where the figure of a cell comes from. */
  readonly whyOf?: (column: Column, row: Row) => Target | null;
};

export function DataTable(props: TableProps): ReactNode {
  const { name, fixed = [], actions, chosen, onChoose, emptyHint, whyOf } = props;
  const { t, say, language } = useWords();
  const shape = useListShape(name);
  const { state, change } = useListState();
  const [typed, setTyped] = useState(state.q ?? '');
  useEffect(() => {
    const timer = setTimeout(() => {
      if ((state.q ?? '') !== typed) change({ q: typed || undefined });
    }, 250);
    return () => clearTimeout(timer);
  });
  const [sortColumn, sortDirection] = (state.s ?? '').split(' ');
  const input = {
    ...(state.q ? { search: state.q } : {}),
    filters: [...fixed, ...(state.f ?? [])],
    ...(sortColumn
      ? { sort: [{ column: sortColumn, direction: sortDirection === 'desc' ? 'desc' : 'asc' }] }
      : {}),
  };
  const pages = useInfiniteQuery({
    queryKey: ['list', name, input],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam }) =>
      query(name as QueryName, { ...input, after: pageParam, limit: 100 }) as Promise<{
        rows: Row[];
        next: string | null;
        total: number;
        totalIsExact: boolean;
        totals: Record<string, string | null>;
      }>,
    getNextPageParam: (page) => page.next,
  });
  const frame = useRef<HTMLDivElement>(null);
  const onScroll = (): void => {
    const box = frame.current;
    if (
      box &&
      box.scrollHeight - box.scrollTop - box.clientHeight < 400 &&
      pages.hasNextPage &&
      !pages.isFetching
    )
      void pages.fetchNextPage();
  };
  if (shape.error) return <FailureBanner failure={failureOf(shape.error)} />;
  if (!shape.data) return null;
  const columns = shownColumns(shape.data.columns, state.c);
  const rows = pages.data?.pages.flatMap((page) => page.rows) ?? [];
  const first = pages.data?.pages[0];
  return (
    <>
      <div className="row wrap no-print">
        <input
          className="input"
          style={{ width: 260 }}
          placeholder={t('list.search')}
          aria-label={t('list.search')}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        <AddFilter
          columns={shape.data.columns}
          onAdd={(filter) => change({ f: [...(state.f ?? []), filter] })}
        />
        <span className="filters">
          {(state.f ?? []).map((filter, index) => (
            <span className="filter" key={`${filter.column}${index}`}>
              {say(
                shape.data.columns.find((column) => column.key === filter.column) ?? {
                  zh: filter.column,
                  en: filter.column,
                },
              )}
              {OP_SIGNS[filter.op] ?? ':'} {valueWord(shape.data.columns, filter, say)}
              <button
                aria-label={t('list.removeFilter')}
                onClick={() => change({ f: (state.f ?? []).filter((_, at) => at !== index) })}
              >
                ✕
              </button>
            </span>
          ))}
        </span>
        <span className="grow" />
        {first && (
          <span className="dim">
            {t('list.count', { count: `${first.totalIsExact ? '' : '> '}${grouped(String(first.total))}` })}
          </span>
        )}
        <ColumnChoice columns={shape.data.columns} />
        <button
          className="button"
          onClick={() =>
            void downloadList(
              name,
              { ...input, language, ...(state.c ? { columns: state.c } : {}) },
              `${say(shape.data)}.xlsx`,
            )
          }
        >
          {t('list.export')}
        </button>
        {actions}
      </div>
      <FailureBanner failure={pages.error ? failureOf(pages.error) : null} />
      <div className="table-frame" ref={frame} onScroll={onScroll}>
        <table className="grid">
          <thead>
            <tr>
              {onChoose && <th />}
              {columns.map((column) => (
                <th key={column.key} className={NUMBERS.has(column.kind) ? 'num' : ''}>
                  {column.sortable ? (
                    <button
                      onClick={() =>
                        change({
                          s: `${column.key} ${sortColumn === column.key && sortDirection === 'asc' ? 'desc' : 'asc'}`,
                        })
                      }
                    >
                      {say(column)} {sortColumn === column.key ? (sortDirection === 'asc' ? '↑' : '↓') : '↕'}
                    </button>
                  ) : (
                    say(column)
                  )}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => {
              const key = String(row[shape.data.key]);
              return (
                <tr key={key} className={chosen?.has(key) ? 'chosen' : ''}>
                  {onChoose && (
                    <td>
                      <input
                        type="checkbox"
                        aria-label={key}
                        checked={chosen?.has(key) ?? false}
                        onChange={(event) => onChoose(row, event.target.checked)}
                      />
                    </td>
                  )}
                  {columns.map((column) => (
                    <td
                      key={column.key}
                      className={NUMBERS.has(column.kind) ? 'num' : ''}
                      title={cellText(column, row[column.key])}
                    >
                      <Cell column={column} row={row} why={whyOf?.(column, row) ?? null} />
                    </td>
                  ))}
                </tr>
              );
            })}
          </tbody>
          {first && shape.data.totals.length > 0 && rows.length > 0 && (
            <tfoot>
              <tr>
                {onChoose && <td />}
                {columns.map((column, index) => (
                  <td key={column.key} className={NUMBERS.has(column.kind) ? 'num' : ''}>
                    {shape.data.totals.includes(column.key)
                      ? cellText(column, first.totals[column.key])
                      : index === 0
                        ? t('list.total')
                        : ''}
                  </td>
                ))}
              </tr>
            </tfoot>
          )}
        </table>
        {first && rows.length === 0 && (
          <Empty
            title={state.q || state.f?.length ? t('list.nothingFound') : t('list.empty')}
            hint={emptyHint}
          />
        )}
      </div>
    </>
  );
}

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

function AddFilter({
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
