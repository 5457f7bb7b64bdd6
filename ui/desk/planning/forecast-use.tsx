// What orders have eaten of the forecast, under the grid of what is expected: consumed and left by week or month as the
// plan counts them, and which orders it was. The plan takes the forecasts of all customers together, and those that
// overlap as one; where that shows, it is said.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useRef } from 'react';
import type { Queries } from '../../api-client/api.gen.ts';
import { query } from '../../api-client/client.ts';
import { shortDay } from '../../kit/days.ts';
import { grouped, plus } from '../../kit/format.ts';
import { Empty } from '../../kit/parts.tsx';
import { useWords } from '../../kit/words.tsx';
import { FaceLink } from './peg-tree.tsx';

export type Grid = Queries['forecast.read-grid']['output'];
export type GridRow = Grid['rows'][number];
type GridBucket = Grid['buckets'][number];
type Uses = Queries['planning.forecast-use']['output']['items'];
export type UseBucket = Uses[number]['buckets'][number];
/** The plan's buckets by item. */
export type UseOf = ReadonlyMap<string, readonly UseBucket[]>;

const askOf = (grid: Grid | undefined) => ({
  itemIds: [...new Set((grid?.rows ?? []).map((row) => row.itemId))],
  from: grid?.buckets[0]?.from ?? '',
  to: grid?.buckets.at(-1)?.to ?? '',
});
const byItem = (items: Uses): UseOf => new Map(items.map(({ itemId, buckets }) => [itemId, buckets]));

/** Asks once, for a grid that is not on the screen. */
export const readForecastUse = async (grid: Grid): Promise<UseOf> =>
  byItem((await query('planning.forecast-use', askOf(grid))).items);

/** What the plan says of the items of a grid; nothing to those who may not see plans. */
export function useForecastUse(grid: Grid | undefined, allowed: boolean): UseOf | null {
  const { itemIds, from, to } = askOf(grid);
  const answer = useQuery({
    queryKey: ['planning.forecast-use', itemIds, from, to],
    enabled: allowed && itemIds.length > 0,
    placeholderData: keepPreviousData,
    queryFn: () => query('planning.forecast-use', { itemIds, from, to }),
  });
  return allowed && answer.data ? byItem(answer.data.items) : null;
}

/** The plan's buckets that begin in a column, as the cells of the grid do. */
export const beginningIn = (use: readonly UseBucket[], bucket: GridBucket): readonly UseBucket[] =>
  use.filter(({ from }) => from >= bucket.from && from <= bucket.to);

export const sumOf = (buckets: readonly UseBucket[], key: 'consumed' | 'left'): string =>
  buckets.reduce((sum, bucket) => plus(sum, bucket[key]), '0');

const reaches = (parts: readonly UseBucket[], bucket: GridBucket): boolean =>
  parts.some(({ to }) => to > bucket.to);

/** Orders by name, as a tooltip has room for them. */
const named = (parts: readonly UseBucket[]): string =>
  parts
    .flatMap(({ orders }) => orders)
    .map(({ document, id, qty }) => `${document?.no ?? id} ${document?.partnerName ?? ''} ${grouped(qty)}`)
    .join('\n');

export type Opened = { readonly row: GridRow; readonly parts: readonly UseBucket[] };

type RowsProps = {
  readonly row: GridRow;
  readonly buckets: readonly GridBucket[];
  readonly use: readonly UseBucket[];
  /** In which columns something is expected of the item. */
  readonly filled: readonly boolean[];
  readonly today: string;
  readonly onOpen: (opened: Opened) => void;
};

/** Two rows under an item: what orders have consumed, what is left and planned for. */
export function UseRows({ row, buckets, use, filled, today, onOpen }: RowsProps): ReactNode {
  const { t } = useWords();
  const cell = (bucket: GridBucket, at: number, key: 'consumed' | 'left'): ReactNode => {
    const parts = beginningIn(use, bucket);
    if (parts.length > 0) {
      const text = grouped(sumOf(parts, key));
      if (key === 'left') return <b>{text}</b>;
      const wide = reaches(parts, bucket)
        ? ` ${t('forecast.reachesTo', { day: parts.at(-1)?.to ?? '' })}`
        : '';
      return (
        <button
          className="link"
          aria-label={`${row.code} ${bucket.from} ${t('forecast.consumed')} ${text}`}
          title={`${named(parts) || t('forecast.nobody')}${wide}`}
          onClick={() => onOpen({ row, parts })}
        >
          {text}
          {wide && ' →'}
        </button>
      );
    }
    if (!filled[at]) return '';
    const into = use.find(({ from, to }) => from < bucket.from && to >= bucket.from);
    if (into)
      return (
        <span title={t('forecast.mergedInto', { from: into.from, to: into.to })}>← {into.from.slice(5)}</span>
      );
    return bucket.to < today ? <span title={t('forecast.past')}>—</span> : '';
  };
  const shown = buckets.flatMap((bucket) => beginningIn(use, bucket));
  return (['consumed', 'left'] as const).map((key) => (
    <tr key={key} className="use">
      <td />
      <td className="dim">{t(`forecast.${key}`)}</td>
      {buckets.map((bucket, at) => (
        <td key={bucket.from} className="num dim">
          {cell(bucket, at, key)}
        </td>
      ))}
      <td className="num">{grouped(sumOf(shown, key))}</td>
    </tr>
  ));
}

/** Consumed and left of all items together. */
export function UseTotals({ grid, use }: { grid: Grid; use: UseOf }): ReactNode {
  const { t } = useWords();
  const all = [...use.values()].flat();
  return (['consumed', 'left'] as const).map((key) => (
    <tr key={key} className="use">
      <td />
      <td>{t(`forecast.${key}`)}</td>
      {grid.buckets.map((bucket) => (
        <td key={bucket.from} className="num">
          {grouped(sumOf(beginningIn(all, bucket), key))}
        </td>
      ))}
      <td className="num">
        {grouped(
          sumOf(
            grid.buckets.flatMap((bucket) => beginningIn(all, bucket)),
            key,
          ),
        )}
      </td>
    </tr>
  ));
}

function BucketOrders({
  bucket,
  unit,
  today,
}: {
  bucket: UseBucket;
  unit: string;
  today: string;
}): ReactNode {
  const { t } = useWords();
  const isShipped = Number(bucket.shipped) > 0;
  const figure = (key: 'consumed' | 'shipped' | 'left' | 'qty'): ReactNode => (
    <>
      {t(key === 'qty' ? 'forecast.expected' : `forecast.${key}`)} <b>{grouped(bucket[key])}</b>{' '}
    </>
  );
  return (
    <section className="stack">
      <div className="row wrap">
        <b>
          {bucket.from} – {bucket.to}
        </b>
        <span className="dim">
          {figure('qty')} {figure('consumed')} {isShipped && figure('shipped')} {figure('left')} {unit}
        </span>
      </div>
      {bucket.orders.length === 0 && !isShipped && <Empty title={t('forecast.nobody')} />}
      {bucket.orders.length > 0 && (
        <div className="table-frame">
          <table className="grid fit">
            <thead>
              <tr>
                <th>{t('plan.column.document')}</th>
                <th>{t('forecast.customer')}</th>
                <th>{t('forecast.wanted')}</th>
                <th className="num">{t('forecast.orderQty')}</th>
                <th className="num">{t('forecast.ate')}</th>
              </tr>
            </thead>
            <tbody>
              {bucket.orders.map((order) => (
                <tr key={order.id}>
                  <td>
                    <FaceLink face={order.document} /> <span className="dim">{order.document?.lineNo}</span>
                  </td>
                  <td>{order.document?.partnerName}</td>
                  <td>{shortDay(order.date, today)}</td>
                  <td className="num">{grouped(order.orderQty)}</td>
                  <td className="num">{grouped(order.qty)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

/** Which orders ate of a cell; Escape closes it. */
export function UsePanel({ opened, onClose }: { opened: Opened & { today: string }; onClose: () => void }) {
  const { t } = useWords();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const box = dialog.current;
    box?.showModal();
    return () => box?.close();
  }, []);
  const { row, parts, today } = opened;
  const title = `${row.code} ${row.name} · ${t('forecast.whoConsumed')}`;
  return (
    <dialog ref={dialog} className="dialog" aria-label={title} onCancel={onClose}>
      <div className="stack">
        <h1>{title}</h1>
        <p className="dim">{t('forecast.together')}</p>
        {parts.map((bucket) => (
          <BucketOrders key={bucket.from} bucket={bucket} unit={row.unit} today={today} />
        ))}
        <div className="row">
          <span className="grow" />
          <button className="button primary" onClick={onClose}>
            {t('app.close')}
          </button>
        </div>
      </div>
    </dialog>
  );
}
