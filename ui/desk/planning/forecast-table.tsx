// The grid of what is expected: a cell for each item, customer and bucket, with what orders have eaten below each item.
// Enter and the arrows move between cells; a block pasted from a spreadsheet fills to the right and down.
import { Link } from '@tanstack/react-router';
import { Fragment, type KeyboardEvent, type ReactNode, useState } from 'react';
import { shortDay } from '../../kit/days.ts';
import { grouped, plus } from '../../kit/format.ts';
import { useWords } from '../../kit/words.tsx';
import {
  type Grid,
  type GridRow,
  type Opened,
  UsePanel,
  UseRows,
  UseTotals,
  type UseOf,
} from './forecast-use.tsx';

/** What was typed and not saved yet, by row and column. */
export type Typed = ReadonlyMap<string, string>;

export const isFigure = (text: string): boolean => /^(\d{1,12}(\.\d{1,6})?)?$/.test(text);
const rowKey = (row: GridRow): string => `${row.itemId} ${row.customerId ?? ''}`;
const cellKey = (row: GridRow, from: string): string => `${rowKey(row)} ${from}`;

function move(event: KeyboardEvent<HTMLInputElement>): void {
  const steps: Readonly<Record<string, readonly [number, number]>> = {
    Enter: [1, 0],
    ArrowDown: [1, 0],
    ArrowUp: [-1, 0],
  };
  const step = steps[event.key];
  if (!step) return;
  const { row = '0', column = '0' } = event.currentTarget.dataset;
  const next = document.querySelector<HTMLInputElement>(
    `.forecast input[data-row="${Number(row) + step[0]}"][data-column="${Number(column) + step[1]}"]`,
  );
  event.preventDefault();
  next?.focus();
  next?.select();
}

/** In which columns something is expected of the item, by whatever customer. */
const filledOf = (grid: Grid, itemId: string): boolean[] =>
  grid.buckets.map((_, at) =>
    grid.rows.some((row) => row.itemId === itemId && (row.cells[at]?.parts ?? 0) > 0),
  );

type TableProps = {
  readonly grid: Grid;
  readonly typed: Typed;
  readonly onType: (cells: readonly (readonly [string, string])[]) => void;
  /** What orders have consumed; null where one may not see it. */
  readonly use: UseOf | null;
  readonly today: string;
  /** Below the rows, when there are more. */
  readonly end: ReactNode;
};

export function ForecastTable({ grid, typed, onType, use, today, end }: TableProps): ReactNode {
  const { t } = useWords();
  const [opened, setOpened] = useState<Opened | null>(null);
  const textOf = (row: GridRow, at: number): string => {
    const known = typed.get(cellKey(row, grid.buckets[at]?.from ?? ''));
    const qty = row.cells[at]?.qty ?? '0';
    return known ?? (qty === '0' ? '' : qty);
  };
  const sumUp = (texts: readonly string[]): string =>
    texts.filter((text) => text !== '' && isFigure(text)).reduce((sum, text) => plus(sum, text), '0');
  const paste = (event: React.ClipboardEvent, rowAt: number, columnAt: number): void => {
    const text = event.clipboardData.getData('text');
    if (!/[\t\n]/.test(text.trim())) return;
    event.preventDefault();
    const block = text
      .trimEnd()
      .split(/\r?\n/)
      .map((line) => line.split('\t').map((cell) => cell.replace(/[,\s]/g, '')));
    onType(
      block.flatMap((line, down) =>
        line.flatMap((cell, right) => {
          const row = grid.rows[rowAt + down];
          const bucket = grid.buckets[columnAt + right];
          return row && bucket ? [[cellKey(row, bucket.from), cell] as const] : [];
        }),
      ),
    );
  };
  return (
    <div className="table-frame forecast">
      <table className="grid">
        <thead>
          <tr>
            <th>{t('order.item')}</th>
            <th>{t('forecast.customer')}</th>
            {grid.buckets.map((bucket) => (
              <th key={bucket.from} className="num" title={`${bucket.from} – ${bucket.to}`}>
                {shortDay(bucket.from, today)}
              </th>
            ))}
            <th className="num">{t('list.total')}</th>
          </tr>
        </thead>
        <tbody>
          {grid.rows.map((row, rowAt) => (
            <Fragment key={rowKey(row)}>
              <tr>
                <td>
                  <Link className="code" to="/item-planning/$id" params={{ id: row.itemId }}>
                    {row.code}
                  </Link>{' '}
                  {row.name} <span className="dim">{row.unit}</span>
                </td>
                <td>{row.customer || <span className="dim">{t('forecast.everybody')}</span>}</td>
                {grid.buckets.map((bucket, at) => {
                  const text = textOf(row, at);
                  const cell = row.cells[at];
                  const summed = cell !== undefined && cell.parts > 0 && !cell.exact;
                  return (
                    <td key={bucket.from} className="cell num">
                      {grid.mayEdit ? (
                        <input
                          className={`input num ${isFigure(text) ? '' : 'bad'} ${summed ? 'summed' : ''}`}
                          aria-label={`${row.code} ${bucket.from}`}
                          title={summed ? t('forecast.summed', { count: cell.parts }) : undefined}
                          inputMode="decimal"
                          data-row={rowAt}
                          data-column={at}
                          value={text}
                          onFocus={(event) => event.target.select()}
                          onKeyDown={move}
                          onPaste={(event) => paste(event, rowAt, at)}
                          onChange={(event) =>
                            onType([[cellKey(row, bucket.from), event.target.value.trim()]])
                          }
                        />
                      ) : (
                        grouped(text)
                      )}
                    </td>
                  );
                })}
                <td className="num">{grouped(sumUp(grid.buckets.map((_, at) => textOf(row, at))))}</td>
              </tr>
              {use && grid.rows[rowAt + 1]?.itemId !== row.itemId && (
                <UseRows
                  row={row}
                  buckets={grid.buckets}
                  use={use.get(row.itemId) ?? []}
                  filled={filledOf(grid, row.itemId)}
                  today={today}
                  onOpen={setOpened}
                />
              )}
            </Fragment>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <td>{t('list.total')}</td>
            <td className="dim">
              {grid.rowCount > grid.rows.length &&
                t('list.shownOf', { shown: grid.rows.length, total: grid.rowCount })}
            </td>
            {grid.buckets.map((bucket, at) => (
              <td key={bucket.from} className="num">
                {grouped(sumUp(grid.rows.map((row) => textOf(row, at))))}
              </td>
            ))}
            <td className="num">
              {grouped(sumUp(grid.rows.flatMap((row) => grid.buckets.map((_, at) => textOf(row, at)))))}
            </td>
          </tr>
          {use && <UseTotals grid={grid} use={use} />}
        </tfoot>
      </table>
      {end}
      {opened && <UsePanel opened={{ ...opened, today }} onClose={() => setOpened(null)} />}
    </div>
  );
}
