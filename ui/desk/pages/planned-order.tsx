// One planned order that was firmed: what it is, changed, released, bought or void; its item's plan one click away.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { command, query } from '../../api-client/client.ts';
import { useId } from '../../kit/address.ts';
import { Ask } from '../../kit/choices.tsx';
import type { Row } from '../../kit/data-table.tsx';
import { type Failure, FailureBanner, failureOf } from '../../kit/parts.tsx';
import { useWords } from '../../kit/words.tsx';
import { DocumentPage } from '../document.tsx';

const FACTS = [
  'kind',
  'item_code',
  'item_name',
  'qty',
  'qty_done',
  'unit',
  'start_date',
  'end_date',
  'need_date',
  'supplier_name',
  'takes_item_code',
  'takes_item_name',
  'takes_qty',
  'for_no',
  'tracking_no',
  'prepared_by_name',
  'remark',
];
const plainQty = (text: string): string => (text.includes('.') ? text.replace(/\.?0+$/, '') : text);

function ChangeDialog({ id, order, onClose }: { id: string; order: Row; onClose: () => void }): ReactNode {
  const { t } = useWords();
  const client = useQueryClient();
  const [failure, setFailure] = useState<Failure | null>(null);
  const value = (key: string): string => String(order[key] ?? '');
  const isSubstitute = order['kind'] === 'substitute';
  const keep = (form: FormData): void => {
    const text = (key: string): string => String(form.get(key) ?? '').trim();
    setFailure(null);
    command('planning.change-order', {
      orderId: id,
      version: Number(order['version']),
      qty: text('qty'),
      // A substitution has one day.
      startDate: text(isSubstitute ? 'endDate' : 'startDate'),
      endDate: text('endDate'),
      remark: text('remark'),
    })
      .then(() => {
        onClose();
        return client.invalidateQueries();
      })
      .catch((thrown: unknown) => setFailure(failureOf(thrown)));
  };
  return (
    <Ask
      title={t('plan.changeOrder', { no: value('no') })}
      confirm={t('list.keep')}
      onClose={onClose}
      onConfirm={keep}
    >
      <FailureBanner failure={failure} />
      <div className="row wrap">
        <label className="field">
          <span>
            {t('order.qty')} {value('unit')}
          </span>
          <input className="input num" name="qty" defaultValue={plainQty(value('qty'))} required autoFocus />
        </label>
        {!isSubstitute && (
          <label className="field">
            <span>{t('plan.start')}</span>
            <input
              className="input"
              type="date"
              name="startDate"
              defaultValue={value('start_date')}
              required
            />
          </label>
        )}
        <label className="field">
          <span>{t(isSubstitute ? 'plan.usedOn' : 'plan.end')}</span>
          <input className="input" type="date" name="endDate" defaultValue={value('end_date')} required />
        </label>
        <label className="field grow">
          <span>{t('order.remark')}</span>
          <input className="input" name="remark" defaultValue={value('remark')} maxLength={200} />
        </label>
      </div>
    </Ask>
  );
}

export function PlannedOrderPage(): ReactNode {
  const { t } = useWords();
  const id = useId();
  const [changing, setChanging] = useState(false);
  const order = useQuery({
    queryKey: ['document', 'firm_order', id],
    queryFn: () => query('planning.get-order', { orderId: id }),
  });
  const document = order.data?.document;
  return (
    <DocumentPage
      kind="firm_order"
      id={id}
      document={document}
      failure={order.error}
      headList="planning.list-orders"
      facts={FACTS}
      about={String(document?.['item_name'] ?? '')}
      actions={order.data?.actions ?? []}
      inputOf={(action) =>
        action.verb === 'change'
          ? null
          : action.verb === 'purchase'
            ? { firmOrderIds: [id] }
            : { orderId: id }
      }
      onElsewhere={() => setChanging(true)}
    >
      {document && (
        <div>
          <Link className="button" to="/planning/item/$id" params={{ id: String(document['item_id']) }}>
            {t('plan.itemPlan')}
          </Link>
        </div>
      )}
      {changing && document && <ChangeDialog id={id} order={document} onClose={() => setChanging(false)} />}
    </DocumentPage>
  );
}
