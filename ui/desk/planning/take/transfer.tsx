// 调拨 on the spot: a transfer order fetches what lies where the plan does not count on it. Approved, it counts from
// tomorrow; a draft waits for whoever approves. What only has to change its bin is the warehouse's to move.
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { command } from '../../../api-client/client.ts';
import { grouped } from '../../../kit/format.ts';
import { useWords } from '../../../kit/words.tsx';
import { useSession } from '../../session-context.ts';
import { TakeElsewhere } from './elsewhere.tsx';
import { type Done, TakeFrame, type TakeProps, useTaking } from './frame.tsx';

export function TakeTransfer(props: TakeProps): ReactNode {
  const { t } = useWords();
  const { fetch } = props.way;
  if (!fetch?.toWarehouseId) return <TakeElsewhere {...props} />;
  if (fetch.bin === '') return <Fetch {...props} toWarehouseId={fetch.toWarehouseId} />;
  return (
    <div className="take">
      <span>{t('way.moveBin', { warehouse: fetch.fromWarehouse, bin: fetch.bin })}</span>
      <Link className="button" to="/list/$name" params={{ name: 'stock.list-stock' }}>
        {t('way.take')}
      </Link>
    </div>
  );
}

/** Calls off what has not left, then closes the order: nothing of it is left. */
async function callOff(orderId: string, transferId: string, reason: string): Promise<void> {
  await command('transferring.cancel-rest', { transferId, reason });
  await command('transfer.close-order', { orderId });
}

function Fetch({ way, order, done, toWarehouseId }: TakeProps & { toWarehouseId: string }): ReactNode {
  const { t } = useWords();
  const { rights } = useSession();
  const taking = useTaking(done);
  const [qty, setQty] = useState(way.qty ?? '');
  const facts = {
    qty: grouped(qty),
    unit: way.item?.unit ?? '',
    from: way.fetch?.fromWarehouse ?? '',
    to: way.fetch?.toWarehouse ?? '',
  };
  const draft = () =>
    command('transfer.save-order', {
      fromWarehouseId: way.fetch?.fromWarehouseId ?? '',
      toWarehouseId,
      remark: t('way.expediteReason', { order: order?.no ?? '', item: way.item?.code ?? '' }),
      lines: [{ itemId: way.item?.id ?? '', qty }],
    });
  const save = async (): Promise<Done> => {
    const { orderId, no } = await draft();
    return {
      text: t('way.doneTransferDraft', facts),
      document: { kind: 'transfer_order', id: orderId, no },
      undo: () => command('transfer.void-order', { orderId }),
    };
  };
  const approve = async (): Promise<Done> => {
    const { orderId, no } = await draft();
    const { transferId } = await command('transfer.approve-order', { orderId }).catch(
      async (thrown: unknown) => {
        await command('transfer.void-order', { orderId });
        throw thrown;
      },
    );
    return {
      text: t('way.doneTransfer', facts),
      document: { kind: 'transfer_order', id: orderId, no },
      undo: rights.includes('shipment.release') ? () => callOff(orderId, transferId, t('way.undo')) : null,
    };
  };
  const mayApprove = rights.includes('transfer_order.approve');
  const drafts = (
    <button type="button" className="button" disabled={taking.busy} onClick={() => void taking.take(save)}>
      {t('way.takeTransferDraft')}
    </button>
  );
  return (
    <TakeFrame
      right="transfer_order.edit"
      taking={taking}
      label={t(mayApprove ? 'way.takeTransfer' : 'way.takeTransferAsk', facts)}
      act={mayApprove ? approve : save}
      beside={mayApprove && drafts}
    >
      <label className="field">
        <span>{t('way.fetchQty', facts)}</span>
        <input
          className="input num"
          inputMode="decimal"
          required
          value={qty}
          onChange={(event) => setQty(event.target.value)}
        />
      </label>
    </TakeFrame>
  );
}
