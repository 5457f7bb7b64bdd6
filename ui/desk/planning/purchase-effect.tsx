// Exactly what drafting the chosen proposals would do: one order for each supplier, how many lines, from when to when, for
// how much, and what could not be ordered with the reason. Asked of the server, nothing is written.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Queries } from '../../api-client/api.gen.ts';
import { query } from '../../api-client/client.ts';
import { shortDay } from '../../kit/days.ts';
import { grouped, money } from '../../kit/format.ts';
import { useWords } from '../../kit/words.tsx';
import { LEFT_WORDS } from './drafted.tsx';

type Wanted = Queries['planning.preview-purchases']['input'];

export const usePreview = (wanted: Wanted) =>
  useQuery({
    queryKey: ['planning.preview-purchases', wanted],
    enabled: countOf(wanted) > 0,
    placeholderData: keepPreviousData,
    queryFn: () => query('planning.preview-purchases', wanted),
  });

const countOf = ({ proposalKeys = [], shortItemIds = [] }: Wanted): number =>
  proposalKeys.length + shortItemIds.length;

export function PurchaseEffect({ wanted, today }: { wanted: Wanted; today: string }): ReactNode {
  const { t } = useWords();
  const count = countOf(wanted);
  const preview = usePreview(wanted);
  if (count === 0) return <span className="dim">{t('plan.basketNothing')}</span>;
  const answer = preview.data;
  if (!answer) return null;
  return (
    <>
      <b>{t('plan.basketEffect', { count, orders: answer.suppliers.length })}</b>
      <div className="effect">
        {answer.suppliers.map((one) => (
          <small key={one.supplierId}>
            <span className="grow">{one.supplier}</span>
            <span>{t('plan.lines', { count: one.lineCount })}</span>
            <span>
              {shortDay(one.firstDate, today)}
              {one.lastDate !== one.firstDate && `–${shortDay(one.lastDate, today)}`}
            </span>
            {one.total !== null && <b>{money(one.total)}</b>}
          </small>
        ))}
        {answer.firms.map((one, at) => (
          <small key={at}>
            <span className="grow">{t('plan.firmsSubcontract', { item: one.item })}</span>
            <b>{grouped(one.qty)}</b>
            <span>{shortDay(one.endDate, today)}</span>
          </small>
        ))}
        {answer.left.map((left, at) => (
          <small key={at} className="negative">
            {t(LEFT_WORDS[left.reason], { item: left.item })}
          </small>
        ))}
      </div>
    </>
  );
}
