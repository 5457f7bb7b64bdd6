// The documents of buying and selling, each on the one template.
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { query } from '../../api-client/client.ts';
import { useId } from '../../kit/address.ts';
import { ITEM, column } from '../../kit/columns.ts';
import { type Column, type Row, useListShape } from '../../kit/data-table.tsx';
import { grouped, money } from '../../kit/format.ts';
import { useWords } from '../../kit/words.tsx';
import { DocumentPage } from '../document.tsx';
import { type BarPart, LineTable } from '../line-table.tsx';
import { ConfirmDates } from '../planning/confirm-dates.tsx';
import { OrderSupplyPart } from '../planning/order-supply.tsx';
import { Priority } from '../planning/priority.tsx';
import { SplitLines } from '../planning/split-lines.tsx';
import { DraftJudged } from '../planning/promise.tsx';

const ORDER_FACTS = [
  'business_date',
  'delivery_date',
  'warehouse_name',
  'progress',
  'total',
  'prepared_by_name',
  'approved_by_name',
  'remark',
  'customer_order_no',
];

const PURCHASE_BAR: readonly BarPart[] = [
  { key: 'qty_stocked', zh: '已入库', en: 'stocked', tone: 'done' },
  { key: 'qty_rejected', zh: '判退', en: 'rejected', tone: 'short' },
];
const SALES_BAR: readonly BarPart[] = [
  { key: 'qty_shipped', zh: '已出库', en: 'shipped', tone: 'done' },
  { key: 'qty_promised', zh: '预留', en: 'promised', tone: 'held' },
  { key: 'qty_short', zh: '短发', en: 'short', tone: 'short' },
];
const STATUS_WORDS = {
  available: { zh: '可用', en: 'available', tone: 'done' },
  pending: { zh: '待检', en: 'pending', tone: 'inspect' },
  frozen: { zh: '冻结', en: 'frozen', tone: 'hold' },
  rejected: { zh: '判退', en: 'rejected', tone: 'bad' },
  damaged: { zh: '不良', en: 'damaged', tone: 'bad' },
};
const NOTICE_BAR: readonly BarPart[] = [{ key: 'qty_put_away', zh: '已上架', en: 'put away', tone: 'done' }];
const SHIPMENT_BAR: readonly BarPart[] = [
  { key: 'qty_shipped', zh: '已发', en: 'shipped', tone: 'done' },
  { key: 'qty_allocated', zh: '已分配', en: 'allocated', tone: 'held' },
  { key: 'qty_short', zh: '短缺', en: 'short', tone: 'short' },
];

/** A line that was typed in another unit shows it: '5 box' beneath the quantity, '120.00 / box' beneath the price. */
function asTyped(line: Row, { key }: Column): string | null {
  const unit = String(line['unit_entered'] ?? '');
  if (unit === String(line['unit'] ?? '')) return null;
  if (key === 'qty') return `${grouped(line['qty_entered'])} ${unit}`;
  return key === 'price_with_tax' && line['price_entered']
    ? `${money(line['price_entered'])} / ${unit}`
    : null;
}

function OrderPage({ side }: { side: 'purchase' | 'sales' }): ReactNode {
  const id = useId();
  const navigate = useNavigate();
  const kind = side === 'purchase' ? 'purchase_order' : 'sales_order';
  const order = useQuery({
    queryKey: ['document', kind, id],
    queryFn: () =>
      side === 'purchase'
        ? query('purchase.get-order', { orderId: id })
        : query('sales.get-order', { orderId: id }),
  });
  const lines = useListShape(`${side}.list-order-lines`);
  return (
    <DocumentPage
      kind={kind}
      id={id}
      document={order.data?.document}
      failure={order.error}
      headList={`${side}.list-orders`}
      facts={ORDER_FACTS}
      actions={order.data?.actions ?? []}
      inputOf={(action) => (action.verb === 'edit' ? null : { orderId: id })}
      onElsewhere={() => void navigate({ to: `/${side}-order/${id}/edit` })}
    >
      <LineTable
        columns={(lines.data?.columns ?? []).filter(
          (column) =>
            !column.hidden &&
            ![
              'order_no',
              'state',
              'qty_open',
              'tolerance_over',
              `${side === 'purchase' ? 'supplier' : 'customer'}_name`,
            ].includes(column.key),
        )}
        lines={order.data?.lines ?? []}
        beneath={asTyped}
        bar={{ total: 'qty', parts: side === 'purchase' ? PURCHASE_BAR : SALES_BAR }}
      />
      {order.data?.document['state'] === 'approved' && (
        <PlanPart side={side} id={id} document={order.data.document} lines={order.data.lines} />
      )}
      {side === 'sales' && order.data?.document['state'] === 'draft' && (
        <DraftJudged
          lines={order.data.lines}
          deliveryDate={String(order.data.document['delivery_date'])}
          priority={Number(order.data.document['priority'])}
        />
      )}
    </DocumentPage>
  );
}

type PlanPartProps = {
  readonly side: 'purchase' | 'sales';
  readonly id: string;
  readonly document: Row;
  readonly lines: readonly Row[];
};

/** What the plan has to say of an approved order. */
function PlanPart({ side, id, document, lines }: PlanPartProps): ReactNode {
  const supplier = String(document['supplier_name']);
  if (side === 'purchase')
    return <ConfirmDates orderId={id} no={String(document['no'])} supplier={supplier} lines={lines} />;
  return (
    <>
      <Priority orderId={id} priority={Number(document['priority'])} />
      <SplitLines orderId={id} version={Number(document['version'])} lines={lines} />
      <OrderSupplyPart orderId={id} />
    </>
  );
}

export const PurchaseOrderPage = (): ReactNode => <OrderPage side="purchase" />;
export const SalesOrderPage = (): ReactNode => <OrderPage side="sales" />;

export function NoticePage(): ReactNode {
  const { t } = useWords();
  const id = useId();
  const notice = useQuery({
    queryKey: ['document', 'receiving_notice', id],
    queryFn: () => query('receiving.get-notice', { noticeId: id }),
  });
  return (
    <DocumentPage
      kind="receiving_notice"
      id={id}
      document={notice.data?.document}
      failure={notice.error}
      headList="receiving.list-notices"
      facts={['order_no', 'warehouse_name', 'expected_date', 'delivery_note_no']}
      actions={[]}
      inputOf={() => null}
    >
      <LineTable
        columns={[
          ...ITEM,
          column('unit', 'text', '单位', 'Unit'),
          column('qty_expected', 'qty', '通知数', 'Expected'),
          column('qty_limit', 'qty', '最多可收', 'Limit'),
          column('qty_received', 'qty', '实收', 'Received'),
          column('qty_accepted', 'qty', '合格', 'Accepted'),
          column('qty_conceded', 'qty', '让步', 'Conceded'),
          column('qty_rejected', 'qty', '判退', 'Rejected'),
          column('qty_put_away', 'qty', '已上架', 'Put away'),
        ]}
        lines={notice.data?.lines ?? []}
        bar={{ total: 'qty_expected', parts: NOTICE_BAR }}
      />
      <h2>{t('doc.receipts')}</h2>
      <LineTable
        columns={[
          column('received_at', 'moment', '时间', 'At'),
          ...ITEM,
          column('lot_no', 'code', '批号', 'Lot'),
          column('expiry_date', 'date', '有效期至', 'Expiry'),
          column('qty', 'qty', '数量', 'Quantity'),
          column('status', 'state', '状态', 'Status', STATUS_WORDS),
          column('bin', 'code', '仓位', 'Bin'),
        ]}
        lines={notice.data?.receipts ?? []}
      />
    </DocumentPage>
  );
}

export function ShipmentPage(): ReactNode {
  const { t } = useWords();
  const id = useId();
  const shipment = useQuery({
    queryKey: ['document', 'shipment', id],
    queryFn: () => query('shipping.get-shipment', { shipmentId: id }),
  });
  return (
    <DocumentPage
      kind="shipment"
      id={id}
      document={shipment.data?.document}
      failure={shipment.error}
      headList="shipping.list-shipments"
      facts={['order_no', 'warehouse_name', 'due_date', 'carrier', 'tracking_no']}
      actions={shipment.data?.actions ?? []}
      inputOf={(action, reason) => ({
        shipmentId: id,
        ...(action.verb === 'close_short' ? { reason } : {}),
      })}
    >
      <LineTable
        columns={[
          ...ITEM,
          column('unit', 'text', '单位', 'Unit'),
          column('qty_ordered', 'qty', '应发', 'Ordered'),
          column('qty_allocated', 'qty', '已分配', 'Allocated'),
          column('qty_picked', 'qty', '已拣', 'Picked'),
          column('qty_packed', 'qty', '已装箱', 'Packed'),
          column('qty_shipped', 'qty', '已发', 'Shipped'),
          column('qty_short', 'qty', '短缺', 'Short'),
          column('short_reason', 'text', '原因', 'Reason'),
        ]}
        lines={shipment.data?.lines ?? []}
        bar={{ total: 'qty_ordered', parts: SHIPMENT_BAR }}
      />
      {(shipment.data?.packages.length ?? 0) > 0 && (
        <>
          <h2>{t('doc.packages')}</h2>
          <LineTable
            columns={[
              column('no', 'code', '箱号', 'Package'),
              column('qty', 'qty', '数量', 'Quantity'),
              column('weight_kg', 'qty', '重量 kg', 'Weight kg'),
            ]}
            lines={shipment.data?.packages ?? []}
          />
        </>
      )}
    </DocumentPage>
  );
}
