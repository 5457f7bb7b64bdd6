// The forecast as a grid of items by weeks or months. Enter and the arrows move between cells; a block pasted from a
// spreadsheet fills to the right and down; what was typed is saved at once, all cells together. Below each item: what its
// orders have consumed, and what is left and planned for.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useMemo, useState } from 'react';
import { type Sheet, command, downloadSheet, query } from '../../api-client/client.ts';
import { Segments } from '../../kit/choices.tsx';
import { addDays } from '../../kit/days.ts';
import { plus } from '../../kit/format.ts';
import { MoreRows } from '../../kit/more-rows.tsx';
import { Empty, FailureBanner, Lookup, failureOf } from '../../kit/parts.tsx';
import { type Words, useWords } from '../../kit/words.tsx';
import { searchItems } from '../entry/lines.ts';
import { ForecastTable, type Typed, isFigure } from '../planning/forecast-table.tsx';
import {
  type Grid,
  type GridRow,
  type UseOf,
  beginningIn,
  readForecastUse,
  sumOf,
  useForecastUse,
} from '../planning/forecast-use.tsx';
import { useSession } from '../session-context.ts';
import { useTitle } from '../shell.tsx';
import '../structure/structure.css';
import { useSave } from '../structure/use-save.ts';

const COUNT = { week: 12, month: 6 } as const;
const ROWS = 200;
/** As many as can be looked at together; a search finds the others. */
const MOST_ROWS = 2_000;

const QTY = 'qty' as const;

/** The grid as it stands on the screen, with what orders have consumed and left below each item. */
function sheetOf(t: Words, grid: Grid, use: UseOf | null): Sheet {
  const line = (row: GridRow, what: string, figures: readonly string[], sum: string): string[] => [
    row.code,
    row.name,
    row.unit,
    what,
    ...figures,
    sum,
  ];
  const rows = grid.rows.flatMap((row, at) => {
    const expected = line(
      row,
      row.customer || t('forecast.everybody'),
      row.cells.map(({ qty }) => qty),
      row.sum,
    );
    const mine = use?.get(row.itemId);
    if (!mine || grid.rows[at + 1]?.itemId === row.itemId) return [expected];
    const below = (['consumed', 'left'] as const).map((key) => {
      const figures = grid.buckets.map((bucket) => sumOf(beginningIn(mine, bucket), key));
      return line(row, t(`forecast.${key}`), figures, figures.reduce(plus, '0'));
    });
    return [expected, ...below];
  });
  return {
    title: `${t('forecast.title')} ${grid.buckets[0]?.from ?? ''}`,
    columns: [
      { title: t('order.item'), kind: 'code' },
      { title: t('forecast.name'), kind: 'text' },
      { title: t('forecast.unit'), kind: 'text' },
      { title: t('forecast.customer'), kind: 'text' },
      ...grid.buckets.map(({ from }) => ({ title: from, kind: QTY })),
      { title: t('list.total'), kind: QTY },
    ],
    rows,
  };
}

export function Forecast(): ReactNode {
  const { t } = useWords();
  const session = useSession();
  const [bucket, setBucket] = useState<'week' | 'month'>('week');
  const [from, setFrom] = useState(session.company?.today ?? '');
  const [added, setAdded] = useState<readonly string[]>([]);
  const [typed, setTyped] = useState<Typed>(new Map());
  const [search, setSearch] = useState('');
  const [limit, setLimit] = useState(ROWS);
  const items = useMemo(() => searchItems('sales'), []);
  const { failure, busy, save } = useSave();
  useTitle(t('forecast.title'));
  const input = { bucket, from, count: COUNT[bucket], itemIds: [...added], search };
  const answer = useQuery({
    queryKey: ['forecast-grid', input, limit],
    placeholderData: keepPreviousData,
    queryFn: () => query('forecast.read-grid', { ...input, limit }),
  });
  const grid = answer.data;
  const seesPlan = session.rights.includes('planning.view');
  const use = useForecastUse(grid, seesPlan);
  const sheet = async (): Promise<void> => {
    const whole = await query('forecast.read-grid', { ...input, limit: MOST_ROWS });
    await downloadSheet(sheetOf(t, whole, seesPlan ? await readForecastUse(whole) : null));
  };
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
        <input
          className="input"
          type="search"
          style={{ width: 150 }}
          aria-label={t('plan.searchMaterial')}
          placeholder={t('plan.searchMaterial')}
          onChange={(event) => setSearch(event.target.value)}
        />
        <span className="grow" />
        {grid && grid.rows.length > 0 && (
          <button className="button" onClick={() => save(sheet)}>
            {t('list.export')}
          </button>
        )}
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
      <span className="dim walk no-print">{t('forecast.hint')}</span>
      {grid && grid.rows.length === 0 && (
        <Empty
          title={t(search === '' ? 'forecast.empty' : 'list.nothingFound')}
          hint={search === '' ? t('forecast.emptyHint') : undefined}
        />
      )}
      {grid && grid.rows.length > 0 && (
        <ForecastTable
          grid={grid}
          typed={typed}
          onType={type}
          use={use}
          today={session.company?.today ?? ''}
          end={
            <MoreRows
              pages={{
                hasNextPage: grid.rowCount > grid.rows.length && limit < MOST_ROWS,
                isFetchingNextPage: answer.isFetching,
                isError: answer.isError,
                fetchNextPage: () => setLimit((before) => before + ROWS),
              }}
              shown={grid.rows.length}
              total={grid.rowCount}
            />
          }
        />
      )}
    </div>
  );
}
