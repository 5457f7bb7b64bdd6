// The orders that a change would hit or relieve, by name: who, what, how much, from when to when.
import type { ReactNode } from 'react';
import { shortDay } from '../../kit/days.ts';
import { grouped } from '../../kit/format.ts';
import { StateTag } from '../../kit/parts.tsx';
import { useWords } from '../../kit/words.tsx';
import { FaceLink, ItemLink } from './peg-tree.tsx';
import { STANDING_WORDS } from './plan-words.ts';
import type { WhatIf } from './shapes.ts';

export function ChangedOrders({ answer }: { answer: WhatIf }): ReactNode {
  const { t } = useWords();
  if (answer.changed.length === 0) return <span className="tag ok">{t('plan.hitsNobody')}</span>;
  return (
    <div className="stack">
      <strong>{t('plan.hitsOrders', { count: answer.changedCount })}</strong>
      {answer.changed.map((one) => (
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
          <span className="dim">{t('plan.wantedOn', { date: shortDay(one.date, answer.today) })}</span>
          {one.earliestDate === null ? (
            <span className="tag bad">{t('plan.cannotPromise')}</span>
          ) : (
            (one.lateDays ?? 0) > 0 && (
              <span className="tag bad">
                {t('plan.earliest', { date: shortDay(one.earliestDate, answer.today) })}{' '}
                {t('plan.lateDays', { days: one.lateDays ?? 0 })}
              </span>
            )
          )}
        </div>
      ))}
    </div>
  );
}
