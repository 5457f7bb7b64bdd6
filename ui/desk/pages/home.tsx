// Today: what waits for this person, each number one click from the list behind it.
import { useQueries } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { type QueryName, query } from '../../api-client/client.ts';
import type { Filter } from '../../kit/list-state.ts';
import { grouped } from '../../kit/format.ts';
import { type WordKey, useWords } from '../../kit/words.tsx';
import { PlanToday } from '../planning/plan-today.tsx';
import { useSession } from '../session-context.ts';
import { useTitle } from '../shell.tsx';

type Waiting = {
  readonly key: WordKey;
  readonly list: string;
  readonly right: string;
  readonly filters: readonly Filter[];
  readonly to?: string;
};

const WAITING: readonly Waiting[] = [
  {
    key: 'home.purchaseDraft',
    list: 'purchase.list-orders',
    right: 'purchase_order.view',
    filters: [{ column: 'state', op: 'eq', value: 'draft' }],
  },
  {
    key: 'home.salesDraft',
    list: 'sales.list-orders',
    right: 'sales_order.view',
    filters: [{ column: 'state', op: 'eq', value: 'draft' }],
  },
  {
    key: 'home.notices',
    list: 'receiving.list-notices',
    right: 'receiving.view',
    filters: [{ column: 'state', op: 'in', value: 'receiving' }],
  },
  {
    key: 'home.inspections',
    list: 'quality.list-inspections',
    right: 'inspection.view',
    filters: [{ column: 'state', op: 'eq', value: 'pending' }],
  },
  {
    key: 'home.shipments',
    list: 'shipping.list-shipments',
    right: 'shipment.view',
    filters: [{ column: 'state', op: 'ne', value: 'shipped' }],
  },
  {
    key: 'home.tasksOpen',
    list: 'tasks.list-tasks',
    right: 'task.view',
    filters: [{ column: 'state', op: 'eq', value: 'ready' }],
  },
  {
    key: 'home.receiptsToInvoice',
    list: 'settlement.receipts-to-invoice',
    right: 'invoice.view',
    filters: [],
    to: '/invoice/purchase',
  },
  {
    key: 'home.deliveriesToInvoice',
    list: 'settlement.deliveries-to-invoice',
    right: 'invoice.view',
    filters: [],
    to: '/invoice/sales',
  },
];

export function Home(): ReactNode {
  const { t } = useWords();
  const session = useSession();
  useTitle(t('menu.today'));
  const mine = WAITING.filter((waiting) => session.rights.includes(waiting.right));
  const counts = useQueries({
    queries: mine.map((waiting) => ({
      queryKey: ['list', waiting.list, 'count', waiting.filters],
      queryFn: () =>
        query(waiting.list as QueryName, { filters: waiting.filters, limit: 1 }) as Promise<{
          total: number;
        }>,
    })),
  });
  return (
    <div className="page">
      <h1>{t('home.hello', { name: session.user.name })}</h1>
      {session.rights.includes('planning.view') && <PlanToday />}
      <h2>{t('home.tasks')}</h2>
      <div className="cards">
        {mine.map((waiting, index) => (
          <Link
            key={waiting.key}
            className="card"
            to={waiting.to ?? `/list/${waiting.list}`}
            search={(waiting.filters.length > 0 ? { f: waiting.filters } : {}) as never}
          >
            {t(waiting.key)}
            <b>{counts[index]?.data ? grouped(String(counts[index].data.total)) : '…'}</b>
          </Link>
        ))}
      </div>
    </div>
  );
}
