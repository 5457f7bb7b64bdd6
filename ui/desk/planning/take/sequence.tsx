// Serves an order before others: its priority is raised, and put back by one click.
import type { ReactNode } from 'react';
import { command } from '../../../api-client/client.ts';
import { useWords } from '../../../kit/words.tsx';
import { type Done, TakeFrame, type TakeProps, useTaking } from './frame.tsx';

export function TakeSequence({ way, order, done }: TakeProps): ReactNode {
  const { t } = useWords();
  const taking = useTaking(done);
  const [orderId, no] = [order?.documentId ?? '', order?.no ?? ''];
  const [priority, before] = [way.priority ?? 1, way.priorityNow ?? 5];
  const act = async (): Promise<Done> => {
    await command('sales.set-priority', { orderId, priority });
    return {
      text: t('way.doneSequence', { no, priority }),
      document: { kind: 'sales_order', id: orderId, no },
      undo: () => command('sales.set-priority', { orderId, priority: before }),
    };
  };
  return (
    <TakeFrame
      right="sales_order.prioritise"
      taking={taking}
      label={t('way.takeSequence', { priority })}
      act={act}
    />
  );
}
