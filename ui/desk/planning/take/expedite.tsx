// 催货 on the spot: the supplier is asked for the day that cures, which is written down and moves nothing; when the
// supplier has said yes, one click more confirms the day, and only that moves the plan.
import { type ReactNode, useState } from 'react';
import { command } from '../../../api-client/client.ts';
import { shortDay } from '../../../kit/days.ts';
import { useWords } from '../../../kit/words.tsx';
import { useSession } from '../../session-context.ts';
import { TakeElsewhere } from './elsewhere.tsx';
import { type Done, TakeFrame, type TakeProps, useTaking } from './frame.tsx';

export function TakeExpedite(props: TakeProps): ReactNode {
  // What is still a draft is asked of nobody: its day is changed on the order itself.
  const { about } = props.way;
  return about?.kind === 'purchase_order' && !about.draft ? <Ask {...props} /> : <TakeElsewhere {...props} />;
}

function Ask({ way, order, done }: TakeProps): ReactNode {
  const { t } = useWords();
  const today = useSession().company?.today ?? '';
  const taking = useTaking(done);
  const { about, item, delivery } = way;
  const [orderId, lineId, no] = [about?.documentId ?? '', about?.lineId ?? '', about?.no ?? ''];
  const supplier = about?.partnerName ?? '';
  const [day, setDay] = useState(way.askDate ?? today);
  const [reason, setReason] = useState(
    t('way.expediteReason', {
      order: [order?.no, order?.partnerName].filter(Boolean).join(' '),
      item: item?.code ?? '',
    }),
  );
  const facts = { supplier, no, date: shortDay(day, today) };
  const document = { kind: 'purchase_order', id: orderId, no };
  const ask = async (): Promise<Done> => {
    await command('purchase.expedite', { orderId, lines: [{ lineId, wantedDate: day }], reason });
    const undo = () => command('purchase.withdraw-expedite', { orderId, lineIds: [lineId] });
    return { text: t('way.doneExpedite', facts), document, undo };
  };
  const confirm = async (): Promise<Done> => {
    const lines = (confirmedDate: string | null) => ({ orderId, lines: [{ lineId, confirmedDate }] });
    await command('purchase.confirm-dates', lines(day));
    const undo = () => command('purchase.confirm-dates', lines(delivery?.confirmedDate ?? null));
    return { text: t('way.doneConfirm', facts), document, undo };
  };
  return (
    <TakeFrame
      right="purchase_order.edit"
      taking={taking}
      label={t('way.takeExpedite', facts)}
      act={ask}
      beside={
        <button
          type="button"
          className="button"
          disabled={taking.busy || day === ''}
          onClick={() => void taking.take(confirm)}
        >
          {t('way.takeConfirm', facts)}
        </button>
      }
    >
      {delivery?.askedDate && (
        <span className="row">
          <span className="tag warn">
            {t('way.askedAlready', { date: shortDay(delivery.askedDate, today) })}
          </span>
        </span>
      )}
      <label className="field">
        <span>{t('way.deliverBy', { no })}</span>
        <input
          className="input"
          type="date"
          required
          value={day}
          min={today}
          onChange={(event) => setDay(event.target.value)}
        />
      </label>
      <label className="field wide">
        <span>{t('way.why')}</span>
        <input
          className="input"
          value={reason}
          maxLength={500}
          onChange={(event) => setReason(event.target.value)}
        />
      </label>
    </TakeFrame>
  );
}
