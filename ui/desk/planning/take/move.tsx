// 让料 on the spot: this order line is served directly before the one that holds what it lacks, with the reason beside it.
// The ruling holds until somebody ends it, here or on the page of either order.
import { type ReactNode, useState } from 'react';
import { command } from '../../../api-client/client.ts';
import { useWords } from '../../../kit/words.tsx';
import { type Done, TakeFrame, type TakeProps, useTaking } from './frame.tsx';

export function TakeMove({ way, need, order, done }: TakeProps): ReactNode {
  const { t } = useWords();
  const taking = useTaking(done);
  const [reason, setReason] = useState('');
  const { about } = way;
  const than = way.aboutId ?? '';
  const facts = { need, than: [than, about?.partnerName].filter(Boolean).join(' ') };
  const act = async (): Promise<Done> => {
    const { rulingId } = await command('planning.serve-before', { id: need, than, reason });
    const undo = () => command('planning.end-serve-before', { rulingId });
    const document = { kind: 'sales_order', id: order?.documentId ?? '', no: order?.no ?? '' };
    return { text: t('way.doneMove', facts), document, undo };
  };
  return (
    <TakeFrame right="planning.edit" taking={taking} label={t('way.takeMove', facts)} act={act}>
      <label className="field wide">
        <span>{t('way.why')}</span>
        <input
          className="input"
          value={reason}
          maxLength={200}
          placeholder={t('way.moveWhy')}
          onChange={(event) => setReason(event.target.value)}
        />
      </label>
    </TakeFrame>
  );
}
