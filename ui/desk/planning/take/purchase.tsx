// Buying what lacks: a draft of the supplier, quantity and day that were tried; one click voids it again. The basket drafts
// everything that is short at once.
import type { ReactNode } from 'react';
import { command } from '../../../api-client/client.ts';
import { grouped } from '../../../kit/format.ts';
import { useWords } from '../../../kit/words.tsx';
import { TakeElsewhere } from './elsewhere.tsx';
import { type Done, TakeFrame, type TakeProps, useTaking } from './frame.tsx';

export function TakePurchase(props: TakeProps): ReactNode {
  const { supplierId, warehouseId } = props.way;
  if (supplierId === null || warehouseId === null) return <TakeElsewhere {...props} />;
  return <Buy {...props} supplierId={supplierId} warehouseId={warehouseId} />;
}

type BuyProps = TakeProps & { readonly supplierId: string; readonly warehouseId: string };

function Buy({ way, order, done, supplierId, warehouseId }: BuyProps): ReactNode {
  const { t } = useWords();
  const taking = useTaking(done);
  const [item, qty, deliveryDate] = [way.item?.code ?? '', way.qty ?? '', way.date ?? ''];
  const facts = { item, qty: grouped(qty), unit: way.item?.unit ?? '', supplier: way.supplier ?? '' };
  const act = async (): Promise<Done> => {
    const { orderId, no } = await command('purchase.save-order', {
      supplierId,
      warehouseId,
      deliveryDate,
      remark: t('way.expediteReason', { order: order?.no ?? '', item }),
      lines: [{ itemId: way.item?.id ?? '', qty, trackingNo: way.track ?? '' }],
    });
    return {
      text: t('way.donePurchase', facts),
      document: { kind: 'purchase_order', id: orderId, no },
      undo: () => command('purchase.void-order', { orderId }),
    };
  };
  return (
    <TakeFrame right="purchase_order.edit" taking={taking} label={t('way.takePurchase', facts)} act={act} />
  );
}
