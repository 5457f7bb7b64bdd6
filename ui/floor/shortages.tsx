// Shortages on a phone, for whoever sells, plans or owns: what has just changed and whom it hits, the orders that are
// short, and one order with what holds it back.
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useEffect } from 'react';
import { command, query } from '../api-client/client.ts';
import { AlertCard } from '../desk/planning/alert-card.tsx';
import { Lateness } from '../desk/planning/changed-orders.tsx';
import { BLOCKER_WORDS } from '../desk/planning/blocker-line.tsx';
import '../desk/planning/bench.css';
import '../desk/planning/plan.css';
import { STANDING_WORDS } from '../desk/planning/plan-words.ts';
import type { Blocker, Face, NeedStanding, OrderStanding } from '../desk/planning/shapes.ts';
import { whomToAsk } from '../desk/planning/whom-to-ask.ts';
import { useSession } from '../desk/session-context.ts';
import { useId } from '../kit/address.ts';
import { shortDay } from '../kit/days.ts';
import { grouped } from '../kit/format.ts';
import { MoreRows } from '../kit/more-rows.tsx';
import { Empty, FailureBanner, StateTag, failureOf } from '../kit/parts.tsx';
import { pathOf } from '../kit/paths.ts';
import { useWords } from '../kit/words.tsx';
import { Screen } from './parts.tsx';

const useToday = (): string => useSession().company?.today ?? '';

/** The alerts, the latest first; looking at them reads them. */
export function Alerts(): ReactNode {
  const { t } = useWords();
  const today = useToday();
  const client = useQueryClient();
  const alerts = useInfiniteQuery({
    queryKey: ['planning.alerts', 'phone'],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam }) => query('planning.alerts', { after: pageParam, limit: 20 }),
    getNextPageParam: (page) => page.next,
  });
  const rows = alerts.data?.pages.flatMap((page) => page.rows) ?? [];
  const newest = rows.find((row) => !row.seen)?.id;
  useEffect(() => {
    if (newest === undefined) return;
    command('planning.mark-alerts-seen', { upTo: newest })
      .then(() => client.invalidateQueries({ queryKey: ['planning.alerts', 'tile'] }))
      .catch(() => undefined);
  }, [newest, client]);
  return (
    <Screen title={t('plan.alerts')}>
      <FailureBanner failure={alerts.error ? failureOf(alerts.error) : null} />
      {rows.map((alert) => (
        <AlertCard
          key={alert.id}
          alert={alert}
          today={today}
          unread={!alert.seen}
          most={5}
          orderPage="/f/shortage"
        />
      ))}
      {alerts.data && rows.length === 0 && <Empty title={t('alert.none')} hint={t('alert.noneHint')} />}
      <MoreRows pages={alerts} shown={rows.length} />
    </Screen>
  );
}

const FIRST_BLOCKERS = 2;

/** What is missing, how much of it, needed when and there when, and who is to be asked for it. */
function Missing({ blocker, today }: { blocker: Blocker; today: string }): ReactNode {
  const { t } = useWords();
  const need = shortDay(blocker.needDate, today);
  const who = whomToAsk(blocker);
  return (
    <>
      <span>
        <span className="code">{blocker.item.code}</span> {blocker.item.name}
      </span>
      <small>
        {blocker.readyDate
          ? t('plan.neededComes', { need, day: shortDay(blocker.readyDate, today) })
          : t('plan.neededNever', { need })}
      </small>
      {(who !== '' || blocker.supply) && (
        <small>
          {t('bench.ask', { who: who || t('bench.workshop') })}{' '}
          <span className="code">{blocker.supply?.no}</span>
        </small>
      )}
    </>
  );
}

/** The orders that are short, the first served first. */
export function ShortOrders(): ReactNode {
  const { t } = useWords();
  const today = useToday();
  const standing = useInfiniteQuery({
    queryKey: ['shortage.orders', 'phone'],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam }) =>
      query('shortage.orders', { statuses: ['short', 'late'], after: pageParam, limit: 50 }),
    getNextPageParam: (page) => page.next,
  });
  const orders = standing.data?.pages.flatMap((page) => page.rows) ?? [];
  return (
    <Screen title={t('plan.shortOrders')}>
      <FailureBanner failure={standing.error ? failureOf(standing.error) : null} />
      <ul className="work-list">
        {orders.map((order) => (
          <li key={order.needs[0]?.id}>
            <Link to="/f/shortage/$id" params={{ id: order.document?.documentId ?? '' }}>
              <strong>{order.document?.partnerName || order.document?.no}</strong>
              <StateTag value={order.status} words={STANDING_WORDS} />
              <small className="code">{order.document?.no}</small>
              <small>
                {t('plan.wantedOn', { date: shortDay(order.date, today) })} ·{' '}
                {order.readyDate
                  ? t('plan.completeOn', { date: shortDay(order.readyDate, today) })
                  : t('plan.cannotPromise')}
              </small>
              <Missings order={order} today={today} />
            </Link>
          </li>
        ))}
      </ul>
      <MoreRows pages={standing} shown={orders.length} total={standing.data?.pages[0]?.count} />
      {standing.data && orders.length === 0 && (
        <Empty title={t('plan.nothingShort')} hint={t('plan.nothingShortHint')} />
      )}
    </Screen>
  );
}

/** The first of what an order misses; the rest is counted. */
function Missings({ order, today }: { order: OrderStanding; today: string }): ReactNode {
  const { t } = useWords();
  const blockers = order.needs.flatMap((need) => need.blockers);
  const left = blockers.length - FIRST_BLOCKERS;
  return (
    <>
      {blockers.slice(0, FIRST_BLOCKERS).map((blocker, at) => (
        <span key={at} className="missing">
          <b className="negative">
            {t('bench.lacks', { qty: grouped(blocker.qty), unit: blocker.item.unit })}
          </b>
          <Missing blocker={blocker} today={today} />
        </span>
      ))}
      {left > 0 && <small>{t('plan.moreCauses', { count: left })}</small>}
    </>
  );
}

function NeedPanel({ need, today }: { need: NeedStanding; today: string }): ReactNode {
  const { t } = useWords();
  return (
    <div className="panel">
      <span className="row wrap">
        <StateTag value={need.status} words={STANDING_WORDS} />
        <Lateness days={need.lateDays} date={need.readyDate} today={today} />
      </span>
      <div className="goods">
        <span className="code">{need.item.code}</span>
        <strong>{need.item.name}</strong>
        <small>
          {grouped(need.qty)} {need.item.unit} · {t('plan.wantedOn', { date: shortDay(need.date, today) })}
        </small>
        <small>
          {t('plan.linesReady', { ready: need.linesReady, count: need.lineCount })} ·{' '}
          {t('plan.setsNow', { qty: grouped(need.setsNow), unit: need.item.unit })}
        </small>
      </div>
      {need.blockers.map((blocker, at) => (
        <div key={at} className="blocker">
          <StateTag value={blocker.kind} words={BLOCKER_WORDS} />
          <b>
            {grouped(blocker.qty)} {blocker.item.unit}
          </b>
          <Missing blocker={blocker} today={today} />
        </div>
      ))}
    </div>
  );
}

/** One tap to the order's own page, which the office shows; the handheld has none for it. */
function OrderPage({ face }: { face: Face }): ReactNode {
  const { t } = useWords();
  const { rights } = useSession();
  const path = face.documentId ? pathOf(face.kind, face.documentId) : null;
  const may = face.kind === 'sales_order' ? rights.includes('sales_order.view') : true;
  if (path === null || !may) return null;
  return (
    <a className="button big" href={path}>
      {t('bench.orderPage', { no: face.no })}
    </a>
  );
}

/** One order: each line with its colour, when it can be complete, and only what holds it back. */
export function OrderShortage(): ReactNode {
  const { t } = useWords();
  const id = useId();
  const order = useQuery({
    queryKey: ['shortage.order', id],
    queryFn: () => query('shortage.order', { documentId: id }),
  });
  const lines = order.data?.lines ?? [];
  const [first] = lines;
  return (
    <Screen
      title={first?.document?.partnerName ?? t('plan.supplyOfOrder')}
      subtitle={first?.document?.no}
      back="/f/shortages"
    >
      <FailureBanner failure={order.error ? failureOf(order.error) : null} />
      {lines.map((need) => (
        <NeedPanel key={need.id} need={need} today={order.data?.today ?? ''} />
      ))}
      {first?.document && <OrderPage face={first.document} />}
      {order.data && lines.length === 0 && (
        <Empty title={t('plan.noOpenLines')} hint={t('plan.noOpenLinesHint')} />
      )}
    </Screen>
  );
}

/** The two ways in from the first page of the handheld, with what is unread. */
export function ShortageTiles(): ReactNode {
  const { t } = useWords();
  const session = useSession();
  const may = session.rights.includes('planning.view');
  const alerts = useQuery({
    queryKey: ['planning.alerts', 'tile'],
    enabled: may,
    queryFn: () => query('planning.alerts', { limit: 1 }),
  });
  if (!may) return null;
  return (
    <>
      <Link className="tile" to="/f/alerts">
        {t('plan.alerts')}
        <b>{alerts.data?.unseen || ''}</b>
      </Link>
      <Link className="tile" to="/f/shortages">
        {t('plan.shortOrders')}
      </Link>
    </>
  );
}
