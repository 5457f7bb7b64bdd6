// The purchase orders that were just drafted, each a link, and what could not be ordered with the reason.
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { grouped, money } from '../../kit/format.ts';
import { useWords } from '../../kit/words.tsx';
import type { Drafted } from './shapes.ts';

/** Why something was not ordered. */
export const LEFT_WORDS = {
  no_source: 'plan.leftNoSource',
  no_price: 'plan.leftNoPrice',
  to_firm: 'plan.leftToFirm',
} as const;

export function DraftedBanner({ drafted }: { drafted: Drafted }): ReactNode {
  const { t } = useWords();
  return (
    <div className="banner ok" role="status">
      <span>
        <strong>{t('plan.drafted', { count: drafted.drafts.length })}</strong>
        {drafted.drafts.map((order) => (
          <div key={order.orderId}>
            <Link className="code" to="/purchase-order/$id" params={{ id: order.orderId }}>
              {order.no}
            </Link>{' '}
            {order.supplier} {t('plan.lines', { count: order.lineCount })} {order.total && money(order.total)}
          </div>
        ))}
        {drafted.firmed.length > 0 && (
          <strong>{t('plan.firmedToo', { count: drafted.firmed.length })}</strong>
        )}
        {drafted.firmed.map((order) => (
          <div key={order.orderId}>
            <Link className="code" to="/planned-order/$id" params={{ id: order.orderId }}>
              {order.no}
            </Link>{' '}
            {order.item} {grouped(order.qty)}
          </div>
        ))}
        {drafted.left.map((left) => (
          <div key={`${left.item}${left.reason}`} className="negative">
            {t(LEFT_WORDS[left.reason], { item: left.item })}
          </div>
        ))}
      </span>
    </div>
  );
}
