// The ways out of an order's shortage side by side: what each does for the order, and whom it hurts. Each was tried by
// the engine as a run of its own; nothing is written until somebody takes one, here, with what stands in take/.
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { query } from '../../api-client/client.ts';
import { shortDay } from '../../kit/days.ts';
import { grouped } from '../../kit/format.ts';
import { Empty, FailureBanner, StateTag, failureOf } from '../../kit/parts.tsx';
import { type Words, useWords } from '../../kit/words.tsx';
import { useSession } from '../session-context.ts';
import { ChangedOrders, Lateness } from './changed-orders.tsx';
import { STANDING_WORDS } from './plan-words.ts';
import type { Face, WayOut } from './shapes.ts';
import type { DoneFor } from './take/done.tsx';
import { TAKES } from './take/takes.ts';

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
    rest: way.rest ? grouped(way.rest.qty) : '',
  };
  return t(`way.${way.kind}`, facts);
}

type WaysProps = {
  /** The order line in the plan, and its document. */
  readonly id: string;
  readonly order: Face | null;
  /** Only ways for this material. */
  readonly item?: string;
  readonly onDone: (done: Omit<DoneFor, 'key'>) => void;
};

export function Ways({ id, item, order, onDone }: WaysProps): ReactNode {
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
  const Take = TAKES[chosen?.kind ?? 'purchase'];
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
        <>
          {chosen.hurtCount > 0 && (
            <ChangedOrders changed={chosen.hurt} count={chosen.hurtCount} today={today} />
          )}
          <Take
            key={`${chosen.kind} ${at}`}
            way={chosen}
            need={id}
            order={order}
            done={(done) => onDone({ ...done, need: id, order })}
          />
        </>
      )}
    </>
  );
}
