// Whether an order can be kept, on its own page: each line with its colour, the day it can be complete and what holds it
// back, its whole chain of supply below; right after approval a panel says what is short and what can be done about it.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { query } from '../../api-client/client.ts';
import { shortDay } from '../../kit/days.ts';
import { grouped } from '../../kit/format.ts';
import { FailureBanner, StateTag, failureOf } from '../../kit/parts.tsx';
import { useWords } from '../../kit/words.tsx';
import { useSession } from '../session-context.ts';
import { FaceLink, ItemLink, SIDE_WORDS, WaitsTree, sideOf } from './peg-tree.tsx';
import './plan.css';
import { STANDING_WORDS } from './plan-words.ts';
import type { Cause, OrderSupply, Standing } from './shapes.ts';

const FIRST_CAUSES = 3;
type SupplyLine = OrderSupply['lines'][number];

export const useOrderSupply = (orderId: string, enabled: boolean) =>
  useQuery({
    queryKey: ['planning.order-supply', orderId],
    enabled,
    queryFn: () => query('planning.order-supply', { orderId }),
  });

/** When the line can be complete, against when it is wanted. */
export function Kept({ line, today }: { line: Standing; today: string }): ReactNode {
  const { t } = useWords();
  if (line.earliestDate === null) return <span className="tag bad">{t('plan.cannotPromise')}</span>;
  if (line.lateDays && line.lateDays > 0)
    return (
      <span className="tag bad">
        {shortDay(line.earliestDate, today)} {t('plan.lateDays', { days: line.lateDays })}
      </span>
    );
  return <span className="tag ok">{shortDay(line.date, today)}</span>;
}

export function CauseLine({ cause, today }: { cause: Cause; today: string }): ReactNode {
  const { t } = useWords();
  return (
    <div className="row wrap">
      <ItemLink item={cause.item} />
      <span>{cause.item.name}</span>
      <b>
        {grouped(cause.qty)} {cause.item.unit}
      </b>
      <StateTag value={sideOf(cause.supply)} words={SIDE_WORDS} />
      <FaceLink face={cause.supply.document} />
      <span className="dim">
        {t('plan.neededComes', { need: shortDay(cause.needDate, today), day: shortDay(cause.date, today) })}
      </span>
      {cause.lateDays === null ? (
        <span className="tag bad">{t('plan.noSupply')}</span>
      ) : (
        cause.lateDays > 0 && <span className="tag warn">{t('plan.lateDays', { days: cause.lateDays })}</span>
      )}
    </div>
  );
}

function SupplyRow({ line, today }: { line: SupplyLine; today: string }): ReactNode {
  const { t } = useWords();
  return (
    <details className="order-row">
      <summary className="supply-line">
        <StateTag value={line.status} words={STANDING_WORDS} />
        <span>
          {line.document?.lineNo} <ItemLink item={line.item} /> {line.item.name}
        </span>
        <b>
          {grouped(line.qty)} {line.item.unit}
        </b>
        <span className="dim">{t('plan.wantedOn', { date: shortDay(line.date, today) })}</span>
        <Kept line={line} today={today} />
        <span className="dim">{t('plan.chain')} ▾</span>
      </summary>
      <div>
        {line.causes.slice(0, FIRST_CAUSES).map((cause, at) => (
          <CauseLine key={at} cause={cause} today={today} />
        ))}
        <WaitsTree rows={line.chain} today={today} />
      </div>
    </details>
  );
}

const isBad = (line: Standing): boolean => line.status === 'short' || line.status === 'late';

/** What is short, for whom it is too late, and the ways out. */
export function OrderWarning({ supply, orderId }: { supply: OrderSupply; orderId: string }): ReactNode {
  const { t } = useWords();
  const session = useSession();
  const bad = supply.lines.filter(isBad);
  if (bad.length === 0) return null;
  const late = bad.filter((line) => line.lateDays === null || line.lateDays > 0);
  return (
    <div className="alert" role="alert">
      <strong>
        {late.length > 0
          ? t('plan.orderLate', { count: late.length })
          : t('plan.orderShort', { count: bad.length })}
      </strong>
      <ul>
        {bad.map((line) => (
          <li key={line.id}>
            <div className="row wrap">
              <StateTag value={line.status} words={STANDING_WORDS} />
              <span className="code">{line.item.code}</span> {line.item.name}
              <b>
                {grouped(line.qty)} {line.item.unit}
              </b>
              <Kept line={line} today={supply.today} />
            </div>
            {line.causes.slice(0, FIRST_CAUSES).map((cause, at) => (
              <CauseLine key={at} cause={cause} today={supply.today} />
            ))}
            {line.causes.length > FIRST_CAUSES && (
              <small className="dim">
                {t('plan.moreCauses', { count: line.causes.length - FIRST_CAUSES })}
              </small>
            )}
          </li>
        ))}
      </ul>
      {session.rights.includes('planning.view') && (
        <div className="row">
          <Link className="button primary" to="/planning/shortage" search={{ order: orderId }}>
            {t('plan.waysOut')}
          </Link>
          <Link className="button" to="/planning/orders" search={{ order: orderId }}>
            {t('plan.byOrder')}
          </Link>
        </div>
      )}
    </div>
  );
}

/** The part of the sales order page that the plan fills. */
export function OrderSupplyPart({ orderId }: { orderId: string }): ReactNode {
  const { t } = useWords();
  const supply = useOrderSupply(orderId, true);
  if (supply.error) return <FailureBanner failure={failureOf(supply.error)} />;
  if (!supply.data || supply.data.lines.length === 0) return null;
  return (
    <>
      <OrderWarning supply={supply.data} orderId={orderId} />
      <h2>{t('plan.supplyOfOrder')}</h2>
      <div className="framed">
        {supply.data.lines.map((line) => (
          <SupplyRow key={line.id} line={line} today={supply.data.today} />
        ))}
      </div>
    </>
  );
}
