// What planners have decided for an order, where the order is seen: whom it is served before or has to wait for, and what is
// used instead of something; who decided it, why, and the way back.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { command, query } from '../../api-client/client.ts';
import { shortDay } from '../../kit/days.ts';
import { grouped } from '../../kit/format.ts';
import { type Failure, FailureBanner, failureOf } from '../../kit/parts.tsx';
import { useWords } from '../../kit/words.tsx';
import { useSession } from '../session-context.ts';

type DecisionProps = {
  readonly tag: string;
  readonly text: ReactNode;
  readonly beside: string;
  readonly end: () => Promise<unknown>;
};

function Decision({ tag, text, beside, end }: DecisionProps): ReactNode {
  const { t } = useWords();
  const client = useQueryClient();
  const mayEnd = useSession().rights.includes('planning.edit');
  const [failure, setFailure] = useState<Failure | null>(null);
  const undo = (): void => {
    setFailure(null);
    end()
      .then(() => client.invalidateQueries())
      .catch((thrown: unknown) => setFailure(failureOf(thrown)));
  };
  return (
    <li>
      <span className="row wrap">
        <span className="tag warn">{tag}</span>
        <span>{text}</span>
        <span className="dim">{beside}</span>
        {mayEnd && (
          <button className="button small" onClick={undo}>
            {t('way.undo')}
          </button>
        )}
      </span>
      <FailureBanner failure={failure} />
    </li>
  );
}

export function Decided({ orderId }: { orderId: string }): ReactNode {
  const { t } = useWords();
  const today = useSession().company?.today ?? '';
  const { data } = useQuery({
    queryKey: ['planning.decided', orderId],
    queryFn: () => query('planning.decided', { orderId }),
  });
  if (!data || data.rulings.length + data.substitutions.length === 0) return null;
  return (
    <ul className="decided" aria-label={t('plan.decided')}>
      {data.rulings.map((one) => (
        <Decision
          key={one.rulingId}
          tag={t('way.name.move')}
          text={t('plan.servedBefore', { need: one.id, than: one.than })}
          beside={[one.ruledBy, shortDay(one.ruledOn, today), one.reason].filter(Boolean).join(' · ')}
          end={() => command('planning.end-serve-before', { rulingId: one.rulingId })}
        />
      ))}
      {data.substitutions.map((one) => (
        <Decision
          key={one.orderId}
          tag={t('way.name.substitute')}
          text={
            <>
              {t('plan.usedInstead', {
                need: one.need,
                item: `${one.itemCode} ${one.itemName}`,
                qty: grouped(one.qty),
                unit: one.unit,
                substitute: `${one.takesCode} ${one.takesName}`,
              })}{' '}
              <Link className="code" to="/planned-order/$id" params={{ id: one.orderId }}>
                {one.no}
              </Link>
            </>
          }
          beside={[one.decidedBy, one.remark].filter(Boolean).join(' · ')}
          end={() => command('planning.void-order', { orderId: one.orderId })}
        />
      ))}
    </ul>
  );
}
