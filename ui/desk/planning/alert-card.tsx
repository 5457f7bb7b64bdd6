// An alert in words: the cause, then each order hit with the item, how much of it is missing, when it is needed and the
// earliest day it can be there.
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { shortDay } from '../../kit/days.ts';
import { grouped, moment } from '../../kit/format.ts';
import { StateTag } from '../../kit/parts.tsx';
import { type Words, useWords } from '../../kit/words.tsx';
import { causeSentences } from './alert-words.ts';
import './plan.css';
import { ALERT_WORDS } from './plan-words.ts';
import type { Alert } from './shapes.ts';
import { whomToAsk } from './whom-to-ask.ts';

type Hit = Alert['hits'][number];

/** Materials that are named of one order; its page names them all. */
const MOST_CAUSES = 3;

/** What is missing, needed when, there when, and who is asked for it. */
function missing(t: Words, cause: Hit['causes'][number], today: string): string {
  const need = shortDay(cause.needDate, today);
  const when =
    cause.lateDays === null
      ? t('plan.neededNever', { need })
      : t('plan.neededComes', { need, day: shortDay(cause.date, today) });
  const item = `${cause.item.code} ${cause.item.name}`;
  const who = whomToAsk({ item: cause.item, supply: cause.supply.document });
  const words = t('alert.missing', { item, qty: grouped(cause.qty), unit: cause.item.unit, when });
  return who === '' ? words : `${words} · ${t('bench.ask', { who })}`;
}

function HitLine({ hit, today, orderPage }: { hit: Hit; today: string; orderPage: string }): ReactNode {
  const { t } = useWords();
  const causes = hit.status === 'short' || hit.status === 'late' ? hit.causes.slice(0, MOST_CAUSES) : [];
  return (
    <li className="hit">
      <Link className="code" to={`${orderPage}/${hit.document?.documentId}`}>
        {hit.document?.no}
      </Link>
      <span>
        {hit.document?.partnerName} <span className="code">{hit.item.code}</span> {grouped(hit.qty)}{' '}
        {hit.item.unit}
      </span>
      <b className={(hit.lateDays ?? 1) > 0 ? 'negative' : ''}>
        {hit.earliestDate === null
          ? t('plan.cannotPromise')
          : (hit.lateDays ?? 0) > 0
            ? t('plan.lateDays', { days: hit.lateDays ?? 0 })
            : t('plan.inTime')}
      </b>
      <small>
        {t('alert.needed', { date: hit.date })}
        {hit.earliestDate && hit.lateDays ? ` · ${t('plan.earliest', { date: hit.earliestDate })}` : ''}
      </small>
      {causes.map((cause) => (
        <small key={`${cause.item.id} ${cause.supply.id}`}>{missing(t, cause, today)}</small>
      ))}
    </li>
  );
}

type CardProps = {
  readonly alert: Alert;
  readonly today: string;
  readonly unread?: boolean;
  /** How many orders are named. */
  readonly most?: number;
  /** Where an order opens: another page on a phone. */
  readonly orderPage?: string;
  readonly onClose?: () => void;
};

export function AlertCard({
  alert,
  today,
  unread = false,
  most = 50,
  orderPage = '/sales-order',
  onClose,
}: CardProps): ReactNode {
  const { t } = useWords();
  return (
    <article className={`alert ${alert.level} ${unread ? 'unread' : ''}`}>
      <header>
        <StateTag value={alert.level} words={ALERT_WORDS} />
        <b className="grow">
          {t(alert.level === 'relieved' ? 'alert.relieved' : 'alert.hits', { count: alert.hitCount })}
        </b>
        <small className="dim">
          {alert.actorName} {moment(alert.recordedAt)}
        </small>
        {onClose && (
          <button aria-label={t('alert.close')} onClick={onClose}>
            ✕
          </button>
        )}
      </header>
      {causeSentences(t, alert).map((sentence) => (
        <span key={sentence}>{sentence}</span>
      ))}
      <ul>
        {alert.hits.slice(0, most).map((hit) => (
          <HitLine key={hit.id} hit={hit} today={today} orderPage={orderPage} />
        ))}
      </ul>
      {alert.hitCount > Math.min(most, alert.hits.length) && (
        <small className="dim">
          {t('alert.moreHits', { count: alert.hitCount - Math.min(most, alert.hits.length) })}
        </small>
      )}
    </article>
  );
}
