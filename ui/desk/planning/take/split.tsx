// 拆行 on the spot: the complete sets keep their day, the rest becomes a line of its own for the day on which all of it can
// be there. Merging the two lines is the way back.
import { type ReactNode, useState } from 'react';
import { command } from '../../../api-client/client.ts';
import { shortDay } from '../../../kit/days.ts';
import { grouped } from '../../../kit/format.ts';
import { StateTag } from '../../../kit/parts.tsx';
import { useWords } from '../../../kit/words.tsx';
import { useSession } from '../../session-context.ts';
import { Lateness } from '../changed-orders.tsx';
import { STANDING_WORDS } from '../plan-words.ts';
import { type Done, TakeFrame, type TakeProps, useTaking } from './frame.tsx';

export function TakeSplit({ way, done }: TakeProps): ReactNode {
  const { t } = useWords();
  const today = useSession().company?.today ?? '';
  const taking = useTaking(done);
  const { about, rest } = way;
  const [orderId, no, lineNo] = [about?.documentId ?? '', about?.no ?? '', about?.lineNo ?? 1];
  const [qty, setQty] = useState(way.qty ?? '');
  const [restDate, setRestDate] = useState(way.date ?? today);
  const act = async (): Promise<Done> => {
    const version = way.version ?? 0;
    const split = await command('sales.split-line', { orderId, version, lineNo, qty, restDate });
    const undo = () =>
      command('sales.merge-line', {
        orderId,
        version: split.version,
        lineNo: split.lineNo,
        intoLineNo: lineNo,
      });
    return {
      text: t('way.doneSplit', {
        no,
        qty: grouped(qty),
        line: split.lineNo,
        date: shortDay(restDate, today),
      }),
      document: { kind: 'sales_order', id: orderId, no },
      undo,
    };
  };
  return (
    <TakeFrame
      right="sales_order.split"
      taking={taking}
      label={t('way.takeSplit', { qty: grouped(qty), date: shortDay(restDate, today) })}
      act={act}
    >
      <label className="field">
        <span>{t('way.splitKeep')}</span>
        <input
          className="input num"
          inputMode="decimal"
          required
          value={qty}
          onChange={(event) => setQty(event.target.value)}
        />
      </label>
      <label className="field">
        <span>{t('way.splitRestDate')}</span>
        <input
          className="input"
          type="date"
          required
          min={today}
          value={restDate}
          onChange={(event) => setRestDate(event.target.value)}
        />
      </label>
      {rest && (
        <span className="row wrap">
          <span className="dim">{t('way.splitRest', { qty: grouped(rest.qty) })}</span>
          <StateTag value={rest.after.status} words={STANDING_WORDS} />
          <Lateness days={rest.after.lateDays} date={rest.after.readyDate} today={today} />
        </span>
      )}
    </TakeFrame>
  );
}
