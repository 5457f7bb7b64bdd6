// The lines of a document as a table: columns by their kind, and how far each line has come as a bar.
import type { ReactNode } from 'react';
import { Cell, type Column, type Row, type Target } from '../kit/data-table.tsx';
import { grouped, share } from '../kit/format.ts';
import { useWords } from '../kit/words.tsx';

type Both = { readonly zh: string; readonly en: string };
/** A part of what a line is about: how much, and what became of it. */
export type BarPart = Both & { readonly key: string; readonly tone: 'done' | 'way' | 'short' | 'held' };

/** What happened to a line's quantity, as parts of the whole; patterns, not only colours, tell them apart. */
function Bar({ total, parts, line }: { total: string; parts: readonly BarPart[]; line: Row }): ReactNode {
  const { say } = useWords();
  const filled = parts.filter(({ key }) => /[1-9]/.test(String(line[key] ?? '')));
  const title = filled.map((part) => `${say(part)} ${grouped(line[part.key])}`).join(' · ');
  return (
    <span className="bar" title={title} role="img" aria-label={title}>
      {filled.map((part) => (
        <i key={part.key} className={part.tone} style={{ width: share(String(line[part.key]), total) }} />
      ))}
    </span>
  );
}

function Beneath({ text }: { text: string | null }): ReactNode {
  return text === null ? null : <div className="beneath">{text}</div>;
}

type LineTableProps = {
  readonly columns: readonly Column[];
  readonly lines: readonly Row[];
  /** Where the quantities of a line come from; by default the movements and allocations behind it. */
  readonly why?: (line: Row, column: Column) => Target | null;
  /** What stands small beneath a figure. */
  readonly beneath?: (line: Row, column: Column) => string | null;
  /** Shows how far a line has come: the column of the whole, and its parts. */
  readonly bar?: { readonly total: string; readonly parts: readonly BarPart[] };
};

const whyOfLine = (line: Row): Target | null =>
  typeof line['id'] === 'string' ? { to: `/why/line/${line['id']}` } : null;

export function LineTable({ columns, lines, bar, beneath, why = whyOfLine }: LineTableProps): ReactNode {
  const { t, say } = useWords();
  // A column in which no line says anything takes no room.
  const known = columns.filter(({ key }) => lines.some((line) => (line[key] ?? '') !== ''));
  // Code, name and specification of an item stand in one cell, so that the figures have room.
  const isWhole = ['item_code', 'item_name'].every((key) => known.some((column) => column.key === key));
  const shown = known.filter(({ key }) => !(isWhole && ['item_name', 'item_spec'].includes(key)));
  const right = (column: Column): string =>
    ['qty', 'amount', 'price', 'rate', 'integer'].includes(column.kind) ? 'num' : '';
  return (
    <div className="table-frame lines">
      <table className="grid">
        <thead>
          <tr>
            <th>#</th>
            {shown.map((column) => (
              <th key={column.key} className={right(column)}>
                {say(column)}
              </th>
            ))}
            {bar && <th className="no-paper">{t('doc.progress')}</th>}
          </tr>
        </thead>
        <tbody>
          {lines.map((line, index) => (
            <tr key={index}>
              <td>{String(line['line_no'] ?? index + 1)}</td>
              {shown.map((column) => (
                <td key={column.key} className={right(column)}>
                  <Cell column={column} row={line} why={column.kind === 'qty' ? why(line, column) : null} />
                  {isWhole && column.key === 'item_code' && (
                    <div className="beneath">
                      {String(line['item_name'] ?? '')} <small>{String(line['item_spec'] ?? '')}</small>
                    </div>
                  )}
                  <Beneath text={beneath?.(line, column) ?? null} />
                </td>
              ))}
              {bar && (
                <td className="no-paper">
                  <Bar total={String(line[bar.total])} parts={bar.parts} line={line} />
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
