// A list on the screen, made from its declaration on the server: columns, filters, search, sort, totals, keyset pages
// and Excel. The whole state of the list lives in the URL; rows are walked and marked by keyboard.
import { useInfiniteQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { type QueryName, downloadList, query } from '../api-client/client.ts';
import {
  Cell,
  type Column,
  type ListShape,
  NUMBERS,
  type Row,
  type Target,
  cellText,
  useListShape,
} from './cell.tsx';
import { grouped } from './format.ts';
import { KeyHelp, KeyHint } from './key-help.tsx';
import { AddFilter, FilterChips } from './list-filters.tsx';
import { useListKeys } from './list-keys.ts';
import { type Filter, useListState } from './list-state.ts';
import { ColumnChoice, shownColumns } from './list-views.tsx';
import { MarkedBar } from './marked-bar.tsx';
import { useMarks } from './marks.ts';
import { Empty, FailureBanner, failureOf } from './parts.tsx';
import { useWords } from './words.tsx';

export { Cell, OUTSIDE, cellText, useListShape } from './cell.tsx';
export type { Column, ListShape, Row, Target } from './cell.tsx';

type TableProps = {
  readonly name: string;
  /** Conditions the screen itself sets, beside what the user chose. */
  readonly fixed?: readonly Filter[];
  readonly actions?: ReactNode;
  /** What the page has chosen; without `onChoose` rows are marked, and a bar says what the marked ones sum to. */
  readonly chosen?: ReadonlySet<string>;
  readonly onChoose?: (row: Row, chosen: boolean) => void;
  readonly emptyHint?: string | undefined;
  /** Where the figure of a cell comes from. */
  readonly whyOf?: (column: Column, row: Row) => Target | null;
  /** How this list shows a cell of its own way; nothing where it shows it like every list. */
  readonly cellOf?: ((column: Column, row: Row) => ReactNode | undefined) | undefined;
  /** Begins a new document of the list's kind. */
  readonly onNew?: (() => void) | undefined;
};

type Input = Readonly<Record<string, unknown>>;

/** The pages of a list as far as they were asked for. */
const usePages = (name: string, input: Input) =>
  useInfiniteQuery({
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

export function DataTable(props: TableProps): ReactNode {
  const shape = useListShape(props.name);
  if (shape.error) return <FailureBanner failure={failureOf(shape.error)} />;
  return shape.data ? <ShapedTable {...props} shape={shape.data} /> : null;
}

function ShapedTable(props: TableProps & { readonly shape: ListShape }): ReactNode {
  const { name, shape, fixed = [], actions, emptyHint } = props;
  const { t, say, language } = useWords();
  const { state } = useListState();
  const [sortColumn, sortDirection] = (state.s ?? '').split(' ');
  const input = {
    ...(state.q ? { search: state.q } : {}),
    filters: [...fixed, ...(state.f ?? [])],
    ...(sortColumn
      ? { sort: [{ column: sortColumn, direction: sortDirection === 'desc' ? 'desc' : 'asc' }] }
      : {}),
  };
  const pages = usePages(name, input);
  const first = pages.data?.pages[0];
  const rows = pages.data?.pages.flatMap((page) => page.rows) ?? [];
  const columns = shownColumns(shape.columns, state.c);
  const search = useRef<HTMLInputElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  const marks = useMarks(shape.key, rows, props.chosen, props.onChoose);
  const walk = useListKeys({ frame, search, marks, onNew: props.onNew });
  const onScroll = (): void => {
    const box = frame.current;
    if (!box || pages.isFetching || !pages.hasNextPage) return;
    if (box.scrollHeight - box.scrollTop - box.clientHeight < 400) void pages.fetchNextPage();
  };
  const download = (more: Input): void =>
    void downloadList(
      name,
      { ...input, ...more, language, ...(state.c ? { columns: state.c } : {}) },
      `${say(shape)}.xlsx`,
    );
  return (
    <>
      <div className="row wrap no-print">
        <SearchBox box={search} onDone={() => walk.goTo(marks.keys[0])} />
        <NewFilter columns={shape.columns} />
        <FilterChips columns={shape.columns} />
        <span className="grow" />
        {first && (
          <span className="dim">
            {t('list.count', { count: `${first.totalIsExact ? '' : '> '}${grouped(String(first.total))}` })}
          </span>
        )}
        <ColumnChoice columns={shape.columns} />
        <button className="button" onClick={() => download({})}>
          {t('list.export')}
        </button>
        {actions}
      </div>
      <FailureBanner failure={pages.error ? failureOf(pages.error) : null} />
      <div className="table-frame" ref={frame} onScroll={onScroll}>
        <table className="grid">
          <Heads columns={columns} marks={marks} />
          <tbody>
            {rows.map((row, index) => (
              <TableRow
                key={marks.keys[index]}
                row={row}
                columns={columns}
                marks={marks}
                walk={walk}
                index={index}
                whyOf={props.whyOf}
                cellOf={props.cellOf}
              />
            ))}
          </tbody>
          {first && shape.totals.length > 0 && rows.length > 0 && (
            <Totals columns={columns} summed={shape.totals} totals={first.totals} />
          )}
        </table>
        {first && rows.length === 0 && (
          <Empty
            title={state.q || state.f?.length ? t('list.nothingFound') : t('list.empty')}
            hint={state.q || state.f?.length ? undefined : emptyHint}
          />
        )}
      </div>
      <KeyHint onHelp={() => walk.setHelping(true)} />
      <KeyHelp
        open={walk.helping}
        mayMake={props.onNew !== undefined}
        onClose={() => walk.setHelping(false)}
      />
      {!props.onChoose && (
        <MarkedBar
          shape={shape}
          columns={columns}
          marked={marks.rows}
          onExport={() => download({ keys: [...marks.marked] })}
          onClear={marks.clear}
        />
      )}
    </>
  );
}

/** What is typed is searched for once the fingers rest; Escape goes back to the rows, Enter to the first of them. */
function SearchBox({ box, onDone }: { box: React.RefObject<HTMLInputElement | null>; onDone: () => void }) {
  const { t } = useWords();
  const { state, change } = useListState();
  const [typed, setTyped] = useState(state.q ?? '');
  useEffect(() => {
    const timer = setTimeout(() => {
      if ((state.q ?? '') !== typed) change({ q: typed || undefined });
    }, 250);
    return () => clearTimeout(timer);
  });
  return (
    <input
      ref={box}
      className="input"
      style={{ width: 260 }}
      placeholder={t('list.search')}
      aria-label={t('list.search')}
      aria-keyshortcuts="/"
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return;
        if (event.key === 'Escape') event.currentTarget.blur();
        if (event.key === 'Enter') onDone();
      }}
    />
  );
}

function NewFilter({ columns }: { columns: readonly Column[] }): ReactNode {
  const { state, change } = useListState();
  return <AddFilter columns={columns} onAdd={(filter) => change({ f: [...(state.f ?? []), filter] })} />;
}

type Marks = ReturnType<typeof useMarks>;

function Heads({ columns, marks }: { columns: readonly Column[]; marks: Marks }): ReactNode {
  const { t, say } = useWords();
  const { state, change } = useListState();
  const [sortColumn, sortDirection] = (state.s ?? '').split(' ');
  const rising = sortDirection === 'asc';
  return (
    <thead>
      <tr>
        <th>
          <input
            type="checkbox"
            aria-label={t('list.markAll')}
            checked={marks.keys.length > 0 && marks.keys.every((key) => marks.marked.has(key))}
            onChange={(event) => marks.set(marks.keys, event.target.checked)}
          />
        </th>
        {columns.map((column) => (
          <th key={column.key} className={NUMBERS.has(column.kind) ? 'num' : ''}>
            {column.sortable ? (
              <button
                onClick={() =>
                  change({ s: `${column.key} ${sortColumn === column.key && rising ? 'desc' : 'asc'}` })
                }
              >
                {say(column)} {sortColumn === column.key ? (rising ? '↑' : '↓') : '↕'}
              </button>
            ) : (
              say(column)
            )}
          </th>
        ))}
      </tr>
    </thead>
  );
}

type RowProps = {
  readonly row: Row;
  readonly index: number;
  readonly columns: readonly Column[];
  readonly marks: Marks;
  readonly walk: ReturnType<typeof useListKeys>;
  readonly whyOf: TableProps['whyOf'];
  readonly cellOf: TableProps['cellOf'];
};

function TableRow({ row, index, columns, marks, walk, whyOf, cellOf }: RowProps): ReactNode {
  const { t } = useWords();
  const key = marks.keys[index] ?? '';
  const isCursor = walk.cursor === key;
  const named = columns.find((column) => cellText(column, row[column.key]) !== '');
  const name = named ? cellText(named, row[named.key]) : key;
  return (
    <tr
      data-key={key}
      tabIndex={isCursor || (walk.cursor === null && index === 0) ? 0 : -1}
      className={`${marks.marked.has(key) ? 'chosen' : ''} ${isCursor ? 'cursor' : ''}`}
      onFocus={() => walk.goTo(key)}
    >
      <td>
        <input
          type="checkbox"
          tabIndex={-1}
          aria-label={t('list.mark', { row: name })}
          checked={marks.marked.has(key)}
          onChange={() => undefined}
          onClick={(event) => walk.mark(key, event.shiftKey)}
        />
      </td>
      {columns.map((column) => {
        const own = cellOf?.(column, row);
        if (own !== undefined)
          return (
            <td key={column.key} className="own">
              {own}
            </td>
          );
        return (
          <td
            key={column.key}
            className={NUMBERS.has(column.kind) ? 'num' : ''}
            title={cellText(column, row[column.key])}
          >
            <Cell column={column} row={row} why={whyOf?.(column, row) ?? null} />
          </td>
        );
      })}
    </tr>
  );
}

function Totals(props: {
  readonly columns: readonly Column[];
  readonly summed: readonly string[];
  readonly totals: Readonly<Record<string, string | null>>;
}): ReactNode {
  const { columns, summed, totals } = props;
  const { t } = useWords();
  return (
    <tfoot>
      <tr>
        <td />
        {columns.map((column, index) => (
          <td key={column.key} className={NUMBERS.has(column.kind) ? 'num' : ''}>
            {summed.includes(column.key)
              ? cellText(column, totals[column.key])
              : index === 0
                ? t('list.total')
                : ''}
          </td>
        ))}
      </tr>
    </tfoot>
  );
}
