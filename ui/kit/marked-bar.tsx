// The bar over a list with marked rows: how many, what they sum to, and what can be done with them.
import type { ReactNode } from 'react';
import { type Column, type ListShape, type Row, cellText } from './cell.tsx';
import { grouped } from './format.ts';
import { sumsOf } from './marks.ts';
import { useWords } from './words.tsx';

type BarProps = {
  readonly shape: ListShape;
  readonly columns: readonly Column[];
  readonly marked: readonly Row[];
  readonly onExport: () => void;
  readonly onClear: () => void;
};

export function MarkedBar({ shape, columns, marked, onExport, onClear }: BarProps): ReactNode {
  const { t, say } = useWords();
  if (marked.length === 0) return null;
  return (
    <div
      className="marked-bar no-print"
      role="status"
      aria-label={t('list.marked', { count: marked.length })}
    >
      <b>{t('list.marked', { count: grouped(String(marked.length)) })}</b>
      {sumsOf(columns, shape.totals, marked).map(({ column, sum }) => (
        <span key={column.key}>
          <small>{say(column)}</small> {cellText(column, sum)}
        </span>
      ))}
      <button className="primary" onClick={onExport}>
        {t('list.exportMarked')}
      </button>
      <button aria-label={t('list.clearMarks')} title={`${t('list.clearMarks')} · Esc`} onClick={onClear}>
        ✕
      </button>
    </div>
  );
}
