// The day that can be promised for a line that is being typed: the plan is asked as if the line were an order already,
// and nothing is written. With what holds it back.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { query } from '../../api-client/client.ts';
import { daysBetween, shortDay } from '../../kit/days.ts';
import { isQty } from '../../kit/format.ts';
import { useWords } from '../../kit/words.tsx';

const PAUSE_MS = 250;

/** What was typed, once the fingers rest. */
function useRested(text: string): string {
  const [rested, setRested] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setRested(text), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return rested;
}

export function usePromise(itemId: string, qty: string, date: string) {
  const rested = useRested(qty);
  return useQuery({
    queryKey: ['planning.promise', itemId, rested, date],
    enabled: itemId !== '' && isQty(rested) && date !== '',
    placeholderData: keepPreviousData,
    queryFn: () => query('planning.promise', { itemId, qty: rested, date }),
  });
}

/** The day beside the line: kept, or later by so many days and why. */
export function PromiseCell({ itemId, qty, date }: { itemId: string; qty: string; date: string }): ReactNode {
  const { t } = useWords();
  const { data: promised } = usePromise(itemId, qty, date);
  if (!promised || !isQty(qty)) return null;
  const [worst] = promised.causes;
  const why = worst ? t('plan.heldBackBy', { item: `${worst.item.code} ${worst.item.name}` }) : '';
  if (promised.date === null)
    return (
      <span className="tag bad" title={why}>
        {t('plan.cannotPromise')}
      </span>
    );
  const late = daysBetween(date, promised.date);
  return (
    <span className={`tag ${late > 0 ? 'warn' : 'ok'}`} title={why}>
      {shortDay(promised.date, date)}
      {late > 0 && ` ${t('plan.lateDays', { days: late })}`}
    </span>
  );
}

/** Why the day of the line that is being typed is what it is. */
export function PromiseWhy({ itemId, qty, date }: { itemId: string; qty: string; date: string }): ReactNode {
  const { t } = useWords();
  const { data: promised } = usePromise(itemId, qty, date);
  if (!promised || promised.causes.length === 0) return null;
  return (
    <div className="banner warn">
      <span>
        <strong>
          {promised.date
            ? t('plan.promiseLater', { date: promised.date, wanted: promised.wantedDate })
            : t('plan.promiseNever', { wanted: promised.wantedDate })}
        </strong>
        {promised.causes.slice(0, 4).map((cause) => (
          <div key={`${cause.item.code}${cause.supply}`}>
            <span className="code">{cause.item.code}</span> {cause.item.name}{' '}
            {cause.lateDays === null ? t('plan.noSupply') : t('plan.lateDays', { days: cause.lateDays })}
          </div>
        ))}
      </span>
    </div>
  );
}
