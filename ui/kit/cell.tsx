// One cell of a list or document, by the kind of its column: a real link, a state, a figure with its digits; and the
// declaration of a list, which names the columns.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { get } from '../api-client/client.ts';
import { grouped, moment, money, percent } from './format.ts';
import { StateTag, type StateWords } from './parts.tsx';
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

/** The kinds of column that are figures, and stand to the right. */
export const NUMBERS = new Set(['qty', 'amount', 'price', 'rate', 'integer']);

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
