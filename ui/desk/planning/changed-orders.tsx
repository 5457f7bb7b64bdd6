// The orders that a change would hit or relieve, by name: who, what, how much, from when to when.
import type { ReactNode } from 'react';
import { shortDay } from '../../kit/days.ts';
import { grouped } from '../../kit/format.ts';
import { StateTag } from '../../kit/parts.tsx';
import { useWords } from '../../kit/words.tsx';
import { FaceLink, ItemLink } from './peg-tree.tsx';
import { STANDING_WORDS } from './plan-words.ts';
import type { Changed } from './shapes.ts';

/** How late an order would be, or that it is in time. */
export function Lateness({
  days,
  date,
  today,
}: {
  days: number | null;
  date: string | null;
  today: string;
}): ReactNode {
  const { t } = useWords();
  if (date === null || days === null) return <span className="tag bad">{t('plan.cannotPromise')}</span>;
  if (days <= 0) return <span className="tag ok">{t('plan.inTime')}</span>;
  return (
    <span className="tag bad">
      {t('plan.earliest', { date: shortDay(date, today) })} {t('plan.lateDays', { days })}
    </span>
  );
}

export function ChangedOrders({
  changed,
  count,
  today,
}: {
  changed: readonly Changed[];
  count: number;
  today: string;
}): ReactNode {
  const { t } = useWords();
  if (count === 0) return <span className="tag ok">{t('plan.hitsNobody')}</span>;
  return (
    <div className="stack">
      <strong>{t('plan.hitsOrders', { count })}</strong>
      {changed.map((one) => (
        <div key={one.id} className="row wrap">
          {one.before && <StateTag value={one.before} words={STANDING_WORDS} />}
          <span aria-hidden="true">→</span>
          <StateTag value={one.after} words={STANDING_WORDS} />
          <FaceLink face={one.document} />
          <span>{one.document?.partnerName}</span>
          <ItemLink item={one.item} />
          <b>
            {grouped(one.qty)} {one.item.unit}
          </b>
          <span className="dim">{t('plan.wantedOn', { date: shortDay(one.date, today) })}</span>
          <Lateness days={one.lateDays} date={one.earliestDate} today={today} />
        </div>
      ))}
      {count > changed.length && (
        <small className="dim">{t('alert.moreHits', { count: count - changed.length })}</small>
      )}
    </div>
  );
}
