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
import { BlockerLine } from './blocker-line.tsx';
import { Lateness } from './changed-orders.tsx';
import { ItemLink, WaitsTree } from './peg-tree.tsx';
import './plan.css';
import { STANDING_WORDS } from './plan-words.ts';
import type { OrderSupply, ShortageOrder, Standing } from './shapes.ts';

const FIRST_BLOCKERS = 5;
type SupplyLine = OrderSupply['lines'][number];

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
        <WaitsTree rows={line.chain} today={today} />
      </div>
    </details>
  );
}

/** What is short, for whom it is too late, and the ways out. */
function OrderWarning({ answer, orderId }: { answer: ShortageOrder; orderId: string }): ReactNode {
  const { t } = useWords();
  const session = useSession();
  const bad = answer.lines.filter(({ status }) => status === 'short' || status === 'late');
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
              <Lateness days={line.lateDays} date={line.readyDate} today={answer.today} />
              <span className="dim">
                {t('plan.setsNow', { qty: grouped(line.setsNow), unit: line.item.unit })}
              </span>
            </div>
            {line.blockers.slice(0, FIRST_BLOCKERS).map((blocker, at) => (
              <BlockerLine key={at} blocker={blocker} today={answer.today} />
            ))}
            {line.blockers.length > FIRST_BLOCKERS && (
              <small className="dim">
                {t('plan.moreCauses', { count: line.blockers.length - FIRST_BLOCKERS })}
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
  const supply = useQuery({
    queryKey: ['planning.order-supply', orderId],
    queryFn: () => query('planning.order-supply', { orderId }),
  });
  const shortage = useQuery({
    queryKey: ['shortage.order', orderId],
    queryFn: () => query('shortage.order', { documentId: orderId }),
  });
  if (supply.error) return <FailureBanner failure={failureOf(supply.error)} />;
  if (!supply.data || supply.data.lines.length === 0) return null;
  return (
    <>
      {shortage.data && <OrderWarning answer={shortage.data} orderId={orderId} />}
      <h2>{t('plan.supplyOfOrder')}</h2>
      <div className="framed">
        {supply.data.lines.map((line) => (
          <SupplyRow key={line.id} line={line} today={supply.data.today} />
        ))}
      </div>
    </>
  );
}
