// 订单齐套: every open order in the order in which it is served, with its colour, how complete it is, how many sets can be
// made now, the day it can be complete, and only the lines that block it.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { query } from '../../api-client/client.ts';
import { Chips } from '../../kit/choices.tsx';
import { shortDay } from '../../kit/days.ts';
import { grouped } from '../../kit/format.ts';
import { Empty, FailureBanner, StateTag, failureOf } from '../../kit/parts.tsx';
import { useWords } from '../../kit/words.tsx';
import { BlockerLine } from '../planning/blocker-line.tsx';
import { Lateness } from '../planning/changed-orders.tsx';
import { FaceLink, ItemLink } from '../planning/peg-tree.tsx';
import '../planning/plan.css';
import { COLOUR_WORDS, STANDING_WORDS } from '../planning/plan-words.ts';
import type { NeedStanding, OrderStanding } from '../planning/shapes.ts';
import { usePlanAddress } from '../planning/address.ts';
import { useSession } from '../session-context.ts';
import { useTitle } from '../shell.tsx';

const STATUSES = { green: ['ready'], yellow: ['covered'], red: ['short', 'late'] } as const;
type Colour = keyof typeof STATUSES;
const COLOURS = ['red', 'yellow', 'green'] as const;
type Address = { readonly colours?: readonly Colour[]; readonly q?: string; readonly order?: string };

/** How much of it is complete. */
function Meter({ ready, of }: { ready: number; of: number }): ReactNode {
  return (
    <span className="meter" role="img" aria-label={`${ready} / ${of}`}>
      <i style={{ width: of === 0 ? '100%' : `${Math.round((ready / of) * 100)}%` }} />
    </span>
  );
}

function NeedPart({ need, today }: { need: NeedStanding; today: string }): ReactNode {
  const { t } = useWords();
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
        <span className="dim">{t('plan.setsNow', { qty: grouped(need.setsNow), unit: need.item.unit })}</span>
        <Lateness days={need.lateDays} date={need.readyDate} today={today} />
      </div>
      {need.blockers.map((blocker, at) => (
        <BlockerLine key={at} blocker={blocker} today={today} />
      ))}
    </div>
  );
}

function OrderRow({ order, today, open }: { order: OrderStanding; today: string; open: boolean }): ReactNode {
  const { t } = useWords();
  const blockers = order.needs.reduce((count, need) => count + need.blockers.length, 0);
  const lines = order.needs.reduce((sum, need) => sum + need.lineCount, 0);
  const ready = order.needs.reduce((sum, need) => sum + need.linesReady, 0);
  const documentId = order.document?.documentId ?? '';
  return (
    <details className="order-row" open={open}>
      <summary>
        <StateTag value={order.status} words={STANDING_WORDS} />
        <FaceLink face={order.document} />
        <span>{order.document?.partnerName}</span>
        <span className="wide">{t('plan.wantedOn', { date: shortDay(order.date, today) })}</span>
        <span className="wide">
          <Meter ready={ready} of={lines} /> {t('plan.linesReady', { ready, count: lines })}
        </span>
        <span className="wide">
          {order.readyDate
            ? t('plan.completeOn', { date: shortDay(order.readyDate, today) })
            : t('plan.cannotPromise')}
        </span>
        <span className="dim">{blockers || ''} ▾</span>
      </summary>
      <div className="stack">
        {order.needs.map((need) => (
          <NeedPart key={need.id} need={need} today={today} />
        ))}
        {blockers > 0 && documentId && (
          <div>
            <Link className="button" to="/planning/shortage" search={{ order: documentId }}>
              {t('plan.waysOut')}
            </Link>
          </div>
        )}
      </div>
    </details>
  );
}

const without = (colours: readonly Colour[], colour: Colour): Colour[] =>
  colours.includes(colour) ? colours.filter((one) => one !== colour) : [...colours, colour];

export function PlanningOrders(): ReactNode {
  const { t, say } = useWords();
  const { address, change } = usePlanAddress<Address>();
  const today = useSession().company?.today ?? '';
  useTitle(t('plan.orders'));
  const colours = address.colours ?? COLOURS;
  const input = {
    search: address.q ?? '',
    statuses: colours.flatMap((colour) => [...STATUSES[colour]]),
    limit: 200,
  };
  const standing = useQuery({
    queryKey: ['shortage.workbench', input],
    placeholderData: keepPreviousData,
    queryFn: () => query('shortage.workbench', input),
  });
  const orders = standing.data?.orders.rows ?? [];
  return (
    <div className="page">
      <div className="row wrap">
        <h1>{t('plan.orders')}</h1>
        {standing.data && (
          <span className="dim">
            {t('list.count', { count: grouped(String(standing.data.orders.count)) })}
          </span>
        )}
        <span className="grow" />
        <span className="segments">
          <Link to="/planning/shortage">{t('plan.byMaterial')}</Link>
          <span className="active">{t('plan.byOrder')}</span>
        </span>
      </div>
      <div className="row wrap">
        <Chips
          label={t('plan.state')}
          chosen={new Set(colours)}
          onToggle={(colour) => change({ colours: without(colours, colour) })}
          options={COLOURS.map((key) => ({ key, label: say(COLOUR_WORDS[key] ?? { zh: key, en: key }) }))}
        />
        <input
          className="input"
          type="search"
          style={{ width: 240 }}
          aria-label={t('plan.searchOrders')}
          placeholder={t('plan.searchOrders')}
          defaultValue={address.q ?? ''}
          onChange={(event) => change({ q: event.target.value })}
        />
        <span className="grow" />
        <span className="dim">{t('plan.ordersHint')}</span>
      </div>
      <FailureBanner failure={standing.error ? failureOf(standing.error) : null} />
      {orders.length > 0 && (
        <div className="framed">
          {orders.map((order) => (
            <OrderRow
              key={order.needs[0]?.id}
              order={order}
              today={today}
              open={address.order !== undefined && order.document?.documentId === address.order}
            />
          ))}
        </div>
      )}
      {standing.data && orders.length === 0 && (
        <Empty title={t('plan.noOrders')} hint={t('plan.noOrdersHint')} />
      )}
    </div>
  );
}
