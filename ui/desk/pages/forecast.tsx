// The forecast as a grid of items by weeks or months. Enter and the arrows move between cells; a block pasted from a
// spreadsheet fills to the right and down; what was typed is saved at once, all cells together.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type KeyboardEvent, type ReactNode, useMemo, useState } from 'react';
import type { Queries } from '../../api-client/api.gen.ts';
import { command, query } from '../../api-client/client.ts';
import { Segments } from '../../kit/choices.tsx';
import { addDays } from '../../kit/days.ts';
import { grouped, plus } from '../../kit/format.ts';
import { Empty, FailureBanner, Lookup, failureOf } from '../../kit/parts.tsx';
import { useWords } from '../../kit/words.tsx';
import { searchItems } from '../entry/lines.ts';
import { useSession } from '../session-context.ts';
import { useTitle } from '../shell.tsx';
import '../structure/structure.css';
import { useSave } from '../structure/use-save.ts';

type Grid = Queries['forecast.read-grid']['output'];
type Row = Grid['rows'][number];
/** What was typed and not saved yet, by row and column. */
type Typed = ReadonlyMap<string, string>;

const COUNT = { week: 12, month: 6 } as const;
const isFigure = (text: string): boolean => /^(\d{1,12}(\.\d{1,6})?)?$/.test(text);
const rowKey = (row: Row): string => `${row.itemId} ${row.customerId ?? ''}`;
const cellKey = (row: Row, from: string): string => `${rowKey(row)} ${from}`;

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

function ForecastTable({
  grid,
  typed,
  onType,
}: {
  grid: Grid;
  typed: Typed;
  onType: (cells: readonly (readonly [string, string])[]) => void;
}): ReactNode {
  const { t } = useWords();
  const textOf = (row: Row, at: number): string => {
    const known = typed.get(cellKey(row, grid.buckets[at]?.from ?? ''));
    const qty = row.cells[at]?.qty ?? '0';
    return known ?? (qty === '0' ? '' : qty);
  };
  const sumOf = (texts: readonly string[]): string =>
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
                {bucket.from.slice(2)}
              </th>
            ))}
            <th className="num">{t('list.total')}</th>
          </tr>
        </thead>
        <tbody>
          {grid.rows.map((row, rowAt) => (
            <tr key={rowKey(row)}>
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
                        onChange={(event) => onType([[cellKey(row, bucket.from), event.target.value.trim()]])}
                      />
                    ) : (
                      grouped(text)
                    )}
                  </td>
                );
              })}
              <td className="num">{grouped(sumOf(grid.buckets.map((_, at) => textOf(row, at))))}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <td>{t('list.total')}</td>
            <td />
            {grid.buckets.map((bucket, at) => (
              <td key={bucket.from} className="num">
                {grouped(sumOf(grid.rows.map((row) => textOf(row, at))))}
              </td>
            ))}
            <td className="num">
              {grouped(sumOf(grid.rows.flatMap((row) => grid.buckets.map((_, at) => textOf(row, at)))))}
            </td>
          </tr>
        </tfoot>
      </table>
    </div>
  );
}

export function Forecast(): ReactNode {
  const { t } = useWords();
  const session = useSession();
  const [bucket, setBucket] = useState<'week' | 'month'>('week');
  const [from, setFrom] = useState(session.company?.today ?? '');
  const [added, setAdded] = useState<readonly string[]>([]);
  const [typed, setTyped] = useState<Typed>(new Map());
  const items = useMemo(() => searchItems('sales'), []);
  const { failure, busy, save } = useSave();
  useTitle(t('forecast.title'));
  const answer = useQuery({
    queryKey: ['forecast-grid', bucket, from, added],
    placeholderData: keepPreviousData,
    queryFn: () => query('forecast.read-grid', { bucket, from, count: COUNT[bucket], itemIds: [...added] }),
  });
  const grid = answer.data;
  const type = (cells: readonly (readonly [string, string])[]): void =>
    setTyped((before) => new Map([...before, ...cells]));
  const step = (forward: boolean): void => {
    const days = bucket === 'week' ? 28 : 91;
    setFrom(addDays(grid?.buckets[0]?.from ?? from, forward ? days : -days));
  };
  const keep = (): void =>
    save(async () => {
      await command('forecast.set-cells', {
        bucket,
        cells: [...typed].map(([key, qty]) => {
          const [itemId = '', customerId = '', day = ''] = key.split(' ');
          return { itemId, ...(customerId ? { customerId } : {}), day, qty: qty || '0' };
        }),
      });
      setTyped(new Map());
    });
  const wrong = [...typed.values()].some((text) => !isFigure(text));
  return (
    <div
      className="page"
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && typed.size > 0 && !wrong) keep();
      }}
    >
      <div className="row wrap">
        <h1>{t('forecast.title')}</h1>
        <Segments
          label={t('forecast.bucket')}
          value={bucket}
          onChange={(next) => {
            setTyped(new Map());
            setBucket(next);
          }}
          options={[
            { key: 'week', label: t('forecast.week') },
            { key: 'month', label: t('forecast.month') },
          ]}
        />
        <button className="button" aria-label={t('forecast.earlier')} onClick={() => step(false)}>
          ‹
        </button>
        <button className="button" aria-label={t('forecast.later')} onClick={() => step(true)}>
          ›
        </button>
        <span className="grow" />
        {grid?.mayEdit && (
          <>
            <span style={{ width: 260 }}>
              <Lookup
                label={t('forecast.addItem')}
                value={null}
                search={items}
                onChoose={(item) => setAdded((before) => [...new Set([...before, item.id])])}
              />
            </span>
            <Link className="button" to="/list/$name" params={{ name: 'forecast.list-forecasts' }}>
              {t('forecast.lines')}
            </Link>
            <button className="button" disabled={typed.size === 0} onClick={() => setTyped(new Map())}>
              {t('app.cancel')}
            </button>
            <button className="button primary" disabled={busy || typed.size === 0 || wrong} onClick={keep}>
              {t('list.keep')} {typed.size > 0 ? typed.size : ''} <kbd>Ctrl ↵</kbd>
            </button>
          </>
        )}
      </div>
      <FailureBanner failure={failure ?? (answer.error ? failureOf(answer.error) : null)} />
      <span className="dim">{t('forecast.hint')}</span>
      {grid && grid.rows.length === 0 && <Empty title={t('forecast.empty')} hint={t('forecast.emptyHint')} />}
      {grid && grid.rows.length > 0 && <ForecastTable grid={grid} typed={typed} onType={type} />}
    </div>
  );
}
