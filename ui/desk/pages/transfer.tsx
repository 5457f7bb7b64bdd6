// A transfer in its two halves: the order that says what shall move, and the warehouse's work that moves it.
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { query } from '../../api-client/client.ts';
import { useId } from '../../kit/address.ts';
import { ITEM, column } from '../../kit/columns.ts';
import { useListShape } from '../../kit/data-table.tsx';
import { useWords } from '../../kit/words.tsx';
import { DocumentPage } from '../document.tsx';
import { type BarPart, LineTable } from '../line-table.tsx';

const BAR: readonly BarPart[] = [
  { key: 'qty_arrived', zh: '已调入', en: 'arrived', tone: 'done' },
  { key: 'qty_in_transit', zh: '在途', en: 'in transit', tone: 'way' },
  { key: 'qty_allocated', zh: '已分配', en: 'allocated', tone: 'held' },
  { key: 'qty_short', zh: '短缺', en: 'short', tone: 'short' },
  { key: 'qty_lost', zh: '在途损耗', en: 'lost', tone: 'short' },
];

const about = (document: Readonly<Record<string, unknown>> | undefined): string =>
  document ? `${String(document['from_warehouse_name'])} → ${String(document['to_warehouse_name'])}` : '';

export function TransferOrderPage(): ReactNode {
  const id = useId();
  const navigate = useNavigate();
  const order = useQuery({
    queryKey: ['document', 'transfer_order', id],
    queryFn: () => query('transfer.get-order', { orderId: id }),
  });
  const lines = useListShape('transfer.list-order-lines');
  return (
    <DocumentPage
      kind="transfer_order"
      id={id}
      document={order.data?.document}
      failure={order.error}
      headList="transfer.list-orders"
      about={about(order.data?.document)}
      facts={[
        'progress',
        'business_date',
        'qty',
        'qty_dispatched',
        'qty_in_transit',
        'qty_arrived',
        'qty_short',
        'qty_lost',
        'prepared_by_name',
        'approved_by_name',
        'remark',
      ]}
      actions={order.data?.actions ?? []}
      inputOf={(action) => (action.verb === 'edit' ? null : { orderId: id })}
      onElsewhere={() => void navigate({ to: `/transfer-order/${id}/edit` })}
    >
      <LineTable
        columns={(lines.data?.columns ?? []).filter(
          ({ key }) => !['order_no', 'state', 'from_warehouse_name', 'to_warehouse_name'].includes(key),
        )}
        lines={order.data?.lines ?? []}
        bar={{ total: 'qty', parts: BAR }}
      />
    </DocumentPage>
  );
}

const ARRIVAL = {
  true: { zh: '有调入任务', en: 'task waiting', tone: 'running' },
  false: { zh: '无人在搬', en: 'nobody brings it', tone: 'warn' },
};

export function TransferPage(): ReactNode {
  const { t } = useWords();
  const id = useId();
  const transfer = useQuery({
    queryKey: ['document', 'transfer', id],
    queryFn: () => query('transferring.get-transfer', { transferId: id }),
  });
  return (
    <DocumentPage
      kind="transfer"
      id={id}
      document={transfer.data?.document}
      failure={transfer.error}
      headList="transferring.list-transfers"
      about={about(transfer.data?.document)}
      facts={[
        'order_no',
        'qty_ordered',
        'qty_dispatched',
        'qty_in_transit',
        'qty_arrived',
        'qty_short',
        'qty_lost',
        'created_at',
      ]}
      actions={transfer.data?.actions ?? []}
      inputOf={(_, reason) => ({ transferId: id, ...(reason ? { reason } : {}) })}
    >
      <LineTable
        columns={[
          ...ITEM,
          column('unit', 'text', '单位', 'Unit'),
          column('qty_ordered', 'qty', '应调', 'Ordered'),
          column('qty_allocated', 'qty', '已分配', 'Allocated'),
          column('qty_dispatched', 'qty', '已调出', 'Dispatched'),
          column('qty_in_transit', 'qty', '在途', 'In transit'),
          column('qty_arrived', 'qty', '已调入', 'Arrived'),
          column('qty_short', 'qty', '短缺', 'Short'),
          column('qty_lost', 'qty', '在途损耗', 'Lost'),
        ]}
        lines={transfer.data?.lines ?? []}
        bar={{ total: 'qty_ordered', parts: BAR }}
      />
      {(transfer.data?.transit.length ?? 0) > 0 && (
        <>
          <h2>{t('transfer.onTheWay')}</h2>
          <LineTable
            columns={[
              ...ITEM,
              column('lot_no', 'code', '批号', 'Lot'),
              column('qty', 'qty', '在途数', 'In transit'),
              column('unit', 'text', '单位', 'Unit'),
              column('to_bin', 'code', '建议仓位', 'Suggested bin'),
              column('has_task', 'boolean', '调入', 'Arrival', ARRIVAL),
              column('dispatched_at', 'moment', '调出时间', 'Dispatched'),
            ]}
            lines={transfer.data?.transit ?? []}
          />
        </>
      )}
    </DocumentPage>
  );
}
