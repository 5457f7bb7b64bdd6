// 替代 on the spot: the substitute is used for this order line alone, in the quantity that was tried. The decision is a
// planned order of its own; voiding it is the way back.
import { type ReactNode, useState } from 'react';
import { command } from '../../../api-client/client.ts';
import { grouped } from '../../../kit/format.ts';
import { useWords } from '../../../kit/words.tsx';
import { type Done, TakeFrame, type TakeProps, useTaking } from './frame.tsx';

export function TakeSubstitute({ way, need, done }: TakeProps): ReactNode {
  const { t } = useWords();
  const taking = useTaking(done);
  const [remark, setRemark] = useState('');
  const { item, substitute, parent } = way;
  const facts = {
    item: item?.code ?? '',
    qty: grouped(way.qty ?? ''),
    unit: item?.unit ?? '',
    substitute: substitute?.code ?? '',
    takes: grouped(way.takesQty ?? ''),
    takesUnit: substitute?.unit ?? '',
    need,
  };
  const act = async (): Promise<Done> => {
    const { orders } = await command('planning.substitute', {
      id: need,
      item: item?.code ?? '',
      substitute: substitute?.code ?? '',
      parent,
      qty: way.qty,
      remark,
    });
    const [first] = orders;
    const undo = async (): Promise<void> => {
      for (const { orderId } of orders) await command('planning.void-order', { orderId });
    };
    const document = first ? { kind: 'firm_order', id: first.orderId, no: first.no } : null;
    return { text: t('way.doneSubstitute', facts), document, undo };
  };
  return (
    <TakeFrame right="planning.edit" taking={taking} label={t('way.takeSubstitute', facts)} act={act}>
      <span className="dim">{t('way.substituteTakes', facts)}</span>
      <label className="field">
        <span>{t('order.remark')}</span>
        <input
          className="input"
          value={remark}
          maxLength={200}
          onChange={(event) => setRemark(event.target.value)}
        />
      </label>
    </TakeFrame>
  );
}
