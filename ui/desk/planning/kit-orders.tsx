// The table of 订单齐套: one row for each order, sorted by its headings; opened it shows for each line what blocks it, how
// many complete sets there are now, and the ways out, which are tried only when somebody looks at them.
import { Link } from '@tanstack/react-router';
import { Fragment, type ReactNode, useState } from 'react';
import type { Queries } from '../../api-client/api.gen.ts';
import { shortDay } from '../../kit/days.ts';
import { grouped, money } from '../../kit/format.ts';
import { StateTag } from '../../kit/parts.tsx';
import { useWords } from '../../kit/words.tsx';
import { useSession } from '../session-context.ts';
import { BlockerLine } from './blocker-line.tsx';
import { Lateness } from './changed-orders.tsx';
import { Decided } from './decided.tsx';
import { FaceLink, ItemLink } from './peg-tree.tsx';
import { STANDING_WORDS } from './plan-words.ts';
import type { KitNeed, KitOrder, KitOrders } from './shapes.ts';
import type { DoneFor } from './take/done.tsx';
import { Ways } from './ways.tsx';

export type Sort = NonNullable<Queries['shortage.orders']['input']['sort']>;
export const SORTS = ['status', 'no', 'customer', 'date', 'complete', 'ready'] as const;

/** How much of it is complete. */
function Meter({ ready, of }: { ready: number; of: number }): ReactNode {
  return (
    <span className="meter" role="img" aria-label={`${ready} / ${of}`}>
      <i style={{ width: of === 0 ? '100%' : `${Math.round((ready / of) * 100)}%` }} />
    </span>
  );
}

type Tell = (done: Omit<DoneFor, 'key'>) => void;

function NeedPart({ need, today, onDone }: { need: KitNeed; today: string; onDone: Tell }): ReactNode {
  const { t } = useWords();
  const [looking, setLooking] = useState(false);
  const isRed = need.status === 'short' || need.status === 'late';
  return (
    <div className="stack need-part">
      <div className="row wrap">
        <StateTag value={need.status} words={STANDING_WORDS} />
        {need.document?.lineNo && <span>{need.document.lineNo}</span>}
        <ItemLink item={need.item} />
        <span className="grow">{need.item.name}</span>
        <b>
          {grouped(need.qty)} {need.item.unit}
        </b>
        <span className="dim">{t('plan.linesReady', { ready: need.linesReady, count: need.lineCount })}</span>
        <b className="ok-figure">{t('plan.setsNow', { qty: grouped(need.setsNow), unit: need.item.unit })}</b>
        <Lateness days={need.lateDays} date={need.readyDate} today={today} />
        {isRed && need.priority !== null && (
          <button className="button small" aria-expanded={looking} onClick={() => setLooking(!looking)}>
            {t(looking ? 'bench.hideWays' : 'bench.showWays')}
          </button>
        )}
      </div>
      {need.blockers.map((blocker, at) => (
        <BlockerLine key={at} blocker={blocker} today={today} />
      ))}
      {looking && <Ways id={need.id} order={need.document} onDone={onDone} />}
    </div>
  );
}

type RowProps = {
  readonly order: KitOrder;
  readonly today: string;
  readonly first: boolean;
  readonly columns: number;
  readonly onDone: Tell;
};

function OrderRow({ order, today, first, columns, onDone }: RowProps): ReactNode {
  const { t } = useWords();
  const [open, setOpen] = useState(first);
  const blockers = order.needs.reduce((count, need) => count + need.blockers.length, 0);
  const documentId = order.document?.documentId ?? '';
  const turn = Math.min(...order.needs.map((need) => need.turn));
  const late = Math.max(...order.needs.map(({ lateDays }) => lateDays ?? 0));
  return (
    <Fragment>
      <tr className={open ? 'opened' : ''}>
        <td>
          <button
            className="open-row"
            aria-expanded={open}
            aria-label={t('bench.openOrder', { no: order.document?.no ?? '' })}
            onClick={() => setOpen(!open)}
          >
            {open ? '▾' : '▸'} {turn}
          </button>
        </td>
        <td>
          <StateTag value={order.status} words={STANDING_WORDS} />
        </td>
        <td>
          <FaceLink face={order.document} />
        </td>
        <td>{order.document?.partnerName}</td>
        <td data-label={t('bench.sort.date')}>{shortDay(order.date, today)}</td>
        <td>
          <Meter ready={order.partsReady} of={order.partCount} />{' '}
          {t('plan.linesReady', { ready: order.partsReady, count: order.partCount })}
        </td>
        <td className={late > 0 ? 'negative' : ''} data-label={t('bench.sort.ready')}>
          {order.readyDate ? shortDay(order.readyDate, today) : t('plan.cannotPromise')}
          {late > 0 && ` ${t('plan.lateDays', { days: late })}`}
        </td>
        <td className="num">{blockers > 0 ? blockers : ''}</td>
        {order.openAmount !== null && (
          <td className="num">{order.document?.kind === 'sales_order' && money(order.openAmount)}</td>
        )}
      </tr>
      {open && (
        <tr className="open-part">
          <td colSpan={columns}>
            <div className="stack">
              {order.document?.kind === 'sales_order' && <Decided orderId={documentId} />}
              {order.needs.map((need) => (
                <NeedPart key={need.id} need={need} today={today} onDone={onDone} />
              ))}
              {blockers > 0 && documentId && (
                <div>
                  <Link className="button" to="/planning/shortage" search={{ order: documentId }}>
                    {t('plan.waysOut')}
                  </Link>
                </div>
              )}
            </div>
          </td>
        </tr>
      )}
    </Fragment>
  );
}

type TableProps = {
  readonly rows: readonly KitOrder[];
  /** What is said of all that were found. */
  readonly found: Pick<KitOrders, 'count' | 'totals' | 'openAmount'>;
  readonly sort: Sort;
  readonly descending: boolean;
  readonly onSort: (sort: Sort, descending: boolean) => void;
  /** The document that is open at first. */
  readonly opened: string | undefined;
  readonly onDone: Tell;
};

export function KitTable({ rows, found, sort, descending, onSort, opened, onDone }: TableProps): ReactNode {
  const { t } = useWords();
  const today = useSession().company?.today ?? '';
  const { count, totals, openAmount } = found;
  const columns = SORTS.length + (openAmount === null ? 2 : 3);
  const heading = (key: Sort): ReactNode => (
    <th key={key} aria-sort={sort === key ? (descending ? 'descending' : 'ascending') : undefined}>
      <button onClick={() => onSort(key, sort === key && !descending)}>
        {t(`bench.sort.${key}`)} {sort === key && (descending ? '↓' : '↑')}
      </button>
    </th>
  );
  return (
    <div className="table-frame lines">
      <table className="grid kit-table">
        <thead>
          <tr>
            {heading('turn')}
            {SORTS.map(heading)}
            <th className="num">{t('bench.blockers')}</th>
            {openAmount !== null && <th className="num">{t('bench.openAmount')}</th>}
          </tr>
        </thead>
        <tbody>
          {rows.map((order) => (
            <OrderRow
              key={order.needs[0]?.id}
              order={order}
              today={today}
              first={opened !== undefined && order.document?.documentId === opened}
              columns={columns}
              onDone={onDone}
            />
          ))}
        </tbody>
        <tfoot>
          <tr>
            <td>{t('bench.sum')}</td>
            <td colSpan={columns - (openAmount === null ? 1 : 2)}>
              {t('bench.sumLine', {
                ...totals,
                count: grouped(String(count)),
                lines: grouped(String(totals.lines)),
              })}
            </td>
            {openAmount !== null && <td className="num">{money(openAmount)}</td>}
          </tr>
        </tfoot>
      </table>
    </div>
  );
}

/** 齐套序列: every line in the turn in which it is given its supply, whatever order it belongs to. */
export function KitSequence({ rows }: { rows: readonly KitNeed[] }): ReactNode {
  const { t } = useWords();
  const today = useSession().company?.today ?? '';
  return (
    <div className="table-frame lines">
      <table className="grid kit-table">
        <thead>
          <tr>
            {(
              [
                'turn',
                'priority',
                'order',
                'item',
                'qty',
                'date',
                'sets',
                'parts',
                'status',
                'ready',
              ] as const
            ).map((key) => (
              <th key={key} className={key === 'qty' || key === 'sets' ? 'num' : ''}>
                {t(`bench.sequence.${key}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((need) => (
            <tr key={need.id}>
              <td>{need.turn}</td>
              <td>{need.priority ?? ''}</td>
              <td>
                <FaceLink face={need.document} /> {need.document?.lineNo} {need.document?.partnerName}
              </td>
              <td>
                <ItemLink item={need.item} /> {need.item.name}
              </td>
              <td className="num">
                <b>{grouped(need.qty)}</b> {need.item.unit}
              </td>
              <td data-label={t('bench.sequence.date')}>{shortDay(need.date, today)}</td>
              <td className="num" data-label={t('bench.sequence.sets')}>
                {grouped(need.setsNow)}
              </td>
              <td>
                <Meter ready={need.linesReady} of={need.lineCount} />{' '}
                {t('plan.linesReady', { ready: need.linesReady, count: need.lineCount })}
              </td>
              <td>
                <StateTag value={need.status} words={STANDING_WORDS} />
              </td>
              <td
                className={(need.lateDays ?? 1) > 0 ? 'negative' : ''}
                data-label={t('bench.sequence.ready')}
              >
                {need.readyDate ? shortDay(need.readyDate, today) : t('plan.cannotPromise')}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
