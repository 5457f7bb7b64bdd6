// Who is served first: the priority of an approved sales order, 1 the most urgent.
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { command } from '../../api-client/client.ts';
import { type Failure, FailureBanner, failureOf } from '../../kit/parts.tsx';
import { useWords } from '../../kit/words.tsx';
import { useSession } from '../session-context.ts';

const CHOICES = [1, 2, 3, 4, 5, 6, 7, 8, 9];

export function Priority({ orderId, priority }: { orderId: string; priority: number }): ReactNode {
  const { t } = useWords();
  const session = useSession();
  const client = useQueryClient();
  const [failure, setFailure] = useState<Failure | null>(null);
  if (!session.rights.includes('sales_order.prioritise')) return null;
  const set = (next: number): void => {
    setFailure(null);
    command('sales.set-priority', { orderId, priority: next })
      .then(() => client.invalidateQueries())
      .catch((thrown: unknown) => setFailure(failureOf(thrown)));
  };
  return (
    <>
      <label className="row no-print">
        <span>{t('plan.priority')}</span>
        <select className="select" value={priority} onChange={(event) => set(Number(event.target.value))}>
          {CHOICES.map((one) => (
            <option key={one} value={one}>
              {one}
            </option>
          ))}
        </select>
        <span className="dim">{t('plan.priorityHint')}</span>
      </label>
      <FailureBanner failure={failure} />
    </>
  );
}
