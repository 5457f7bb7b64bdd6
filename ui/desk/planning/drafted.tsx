// The purchase orders that were just drafted, each a link, and what could not be ordered with the reason.
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { money } from '../../kit/format.ts';
import { useWords } from '../../kit/words.tsx';
import type { Drafted } from './shapes.ts';

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
        {drafted.left.map((left) => (
          <div key={left.item} className="negative">
            {t(left.reason === 'no_source' ? 'plan.leftNoSource' : 'plan.leftNoPrice', { item: left.item })}
          </div>
        ))}
      </span>
    </div>
  );
}
