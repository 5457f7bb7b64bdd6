// What planning has to say today, on the first page of whoever plans or buys: how the orders stand, what is to be done
// first, what has just changed.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { query } from '../../api-client/client.ts';
import { shortDay } from '../../kit/days.ts';
import { grouped, plus } from '../../kit/format.ts';
import { Empty, StateTag } from '../../kit/parts.tsx';
import { type WordKey, useWords } from '../../kit/words.tsx';
import { messageSentence } from './message-line.tsx';
import { FaceLink, ItemLink } from './peg-tree.tsx';
import './plan.css';
import { MESSAGE_WORDS } from './plan-words.ts';
import { useSession } from '../session-context.ts';

const FIRST = 8;

function Card({
  title,
  count,
  to,
  search,
  tone = '',
}: {
  title: WordKey;
  count: number;
  to: string;
  search?: { colours: ['red'] };
  tone?: string;
}): ReactNode {
  const { t } = useWords();
  return (
    <Link className="card" to={to} search={search}>
      {t(title)}
      <b className={count > 0 ? tone : ''}>{grouped(String(count))}</b>
    </Link>
  );
}

/** The materials that hold back most orders. */
function ShortToday(): ReactNode {
  const { t } = useWords();
  const today = useSession().company?.today ?? '';
  const short = useQuery({
    queryKey: ['shortage.workbench', 'first'],
    queryFn: () => query('shortage.workbench', { limit: FIRST }),
  });
  const rows = short.data?.materials.rows ?? [];
  if (rows.length === 0) return null;
  return (
    <>
      <h2>{t('plan.shortCount', { count: short.data?.materials.count ?? 0 })}</h2>
      <div className="table-frame lines">
        <table className="grid">
          <tbody>
            {rows.map((material) => (
              <tr key={`${material.item.id}${material.track}`}>
                <td>
                  <Link className="code" to="/planning/shortage" search={{ item: material.item.id }}>
                    {material.item.code}
                  </Link>{' '}
                  {material.item.name}
                </td>
                <td className="num negative">
                  −{grouped(plus(material.shortQty, material.lateQty))} {material.item.unit}
                </td>
                <td>{t('plan.from', { date: shortDay(material.needDate, today) })}</td>
                <td>{t('plan.waiting', { count: material.orderCount })}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

export function PlanToday(): ReactNode {
  const { t } = useWords();
  const summary = useQuery({
    queryKey: ['planning.summary'],
    queryFn: () => query('planning.summary', {}),
  });
  const first = useQuery({
    queryKey: ['planning.worklist', 'first'],
    queryFn: () => query('planning.worklist', { limit: FIRST }),
  });
  const plan = summary.data;
  if (!plan) return null;
  return (
    <>
      <h2>{t('plan.todayTitle')}</h2>
      <div className="plan-cards">
        <Card
          title="plan.ordersLate"
          count={plan.demands.late}
          to="/planning/orders"
          search={{ colours: ['red'] }}
          tone="negative"
        />
        <Card
          title="plan.ordersShort"
          count={plan.demands.short}
          to="/planning/orders"
          search={{ colours: ['red'] }}
          tone="negative"
        />
        <Card title="plan.toRelease" count={plan.toRelease} to="/planning/proposals" />
        <Card title="plan.openMessages" count={first.data?.total ?? 0} to="/planning/messages" />
      </div>
      <ShortToday />
      <h2>{t('plan.firstThings')}</h2>
      <div className="table-frame lines">
        <table className="grid">
          <tbody>
            {(first.data?.rows ?? []).map((message) => (
              <tr key={message.key}>
                <td>
                  <StateTag value={message.kind} words={MESSAGE_WORDS} />
                </td>
                <td>
                  <ItemLink item={message.item} /> {message.item.name}
                </td>
                <td>{messageSentence(t, message)}</td>
                <td>
                  <FaceLink face={message.document} />{' '}
                  {message.document?.partnerName || message.item.supplierName}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        {first.data?.rows.length === 0 && (
          <Empty title={t('plan.noMessages')} hint={t('plan.noMessagesHint')} />
        )}
      </div>
    </>
  );
}
