// The ways out of an order's shortage side by side: what each does for the order, and whom it hurts. Each was tried by
// the engine as a run of its own; nothing is written until somebody takes one.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { command, query } from '../../api-client/client.ts';
import { shortDay } from '../../kit/days.ts';
import { grouped } from '../../kit/format.ts';
import { Empty, type Failure, FailureBanner, StateTag, failureOf } from '../../kit/parts.tsx';
import { pathOf } from '../../kit/paths.ts';
import { type Words, useWords } from '../../kit/words.tsx';
import { useSession } from '../session-context.ts';
import { ChangedOrders, Lateness } from './changed-orders.tsx';
import { STANDING_WORDS } from './plan-words.ts';
import type { Face, WayOut } from './shapes.ts';

/** What a way is, in a sentence. */
export function waySentence(t: Words, way: WayOut, today: string): string {
  const item = way.item ? `${way.item.code} ${way.item.name}` : '';
  const facts = {
    item,
    qty: way.qty === null ? '' : grouped(way.qty),
    unit: way.item?.unit ?? '',
    date: shortDay(way.date, today),
    supplier: way.supplier ?? '',
    about: [way.about?.no, way.about?.partnerName].filter(Boolean).join(' '),
    substitute: way.substitute ? `${way.substitute.code} ${way.substitute.name}` : '',
    place: way.place ?? '',
    priority: way.priority ?? '',
  };
  return t(`way.${way.kind}`, facts);
}

type TakeProps = { readonly way: WayOut; readonly order: Face | null };

/** Where a way is taken: a command at once where it is one, otherwise the page on which it is done. */
function Take({ way, order }: TakeProps): ReactNode {
  const { t } = useWords();
  const session = useSession();
  const client = useQueryClient();
  const [failure, setFailure] = useState<Failure | null>(null);
  const orderId = order?.documentId ?? '';
  if (way.kind === 'sequence' && session.rights.includes('sales_order.prioritise')) {
    const raise = (): void =>
      void command('sales.set-priority', { orderId, priority: way.priority ?? 1 })
        .then(() => client.invalidateQueries())
        .catch((thrown: unknown) => setFailure(failureOf(thrown)));
    return (
      <>
        <FailureBanner failure={failure} />
        <button className="button primary" onClick={raise}>
          {t('way.takeSequence', { priority: way.priority ?? 1 })}
        </button>
      </>
    );
  }
  const about = way.about?.documentId ? pathOf(way.about.kind, way.about.documentId) : null;
  const places: Readonly<Record<WayOut['kind'], string | null>> = {
    purchase: null,
    sequence: null,
    expedite: about,
    move: about,
    substitute: way.item ? `/planning/item/${way.item.id}` : null,
    transfer: '/transfer-order/new',
    split: pathOf('sales_order', orderId),
  };
  const to = places[way.kind];
  if (!to) return way.kind === 'purchase' ? <span className="dim">{t('way.takePurchase')}</span> : null;
  return (
    <Link className="button" to={to}>
      {t('way.take')}
    </Link>
  );
}

export function Ways({ id, item, order }: { id: string; item?: string; order: Face | null }): ReactNode {
  const { t } = useWords();
  const today = useSession().company?.today ?? '';
  const [at, setAt] = useState(0);
  const asked = useQuery({
    queryKey: ['shortage.options', id, item ?? null],
    queryFn: () => query('shortage.options', { id, ...(item === undefined ? {} : { item }) }),
  });
  if (asked.error) return <FailureBanner failure={failureOf(asked.error)} />;
  if (!asked.data) return <span className="dim">{t('app.loading')}</span>;
  if (asked.data.length === 0) return <Empty title={t('way.none')} hint={t('way.noneHint')} />;
  const chosen = asked.data[at] ?? asked.data[0];
  return (
    <>
      <div className="ways" role="group" aria-label={t('way.title')}>
        {asked.data.map((way, index) => (
          <button key={index} className="way" aria-pressed={way === chosen} onClick={() => setAt(index)}>
            <b>{t(`way.name.${way.kind}`)}</b>
            <span>{waySentence(t, way, today)}</span>
            <span className="row wrap">
              <StateTag value={way.after.status} words={STANDING_WORDS} />
              <Lateness days={way.after.lateDays} date={way.after.readyDate} today={today} />
            </span>
            <small className={way.hurtCount > 0 ? 'bad-word' : 'ok-word'}>
              {way.hurtCount > 0 ? t('way.hurts', { count: way.hurtCount }) : t('way.hurtsNobody')}
            </small>
          </button>
        ))}
      </div>
      {chosen && (
        <div className="row wrap" style={{ alignItems: 'flex-start' }}>
          <div className="grow">
            {chosen.hurtCount > 0 && (
              <ChangedOrders changed={chosen.hurt} count={chosen.hurtCount} today={today} />
            )}
          </div>
          <Take way={chosen} order={order} />
        </div>
      )}
    </>
  );
}
