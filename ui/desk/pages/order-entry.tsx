// Purchase and sales orders by keyboard. The server prices; what is shown before that is only a preview. While a sales
// order is typed, what can be promised by its date stands beside each line.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useMemo, useRef, useState } from 'react';
import { command, query } from '../../api-client/client.ts';
import { useId } from '../../kit/address.ts';
import { grouped } from '../../kit/format.ts';
import type { Choice } from '../../kit/parts.tsx';
import { useWords } from '../../kit/words.tsx';
import { EntryPage } from '../entry/entry-page.tsx';
import { type Stored, useForm, useStored } from '../entry/form.ts';
import { ChoiceField, DayField, HeadFields, TextField } from '../entry/head-fields.tsx';
import { LineGrid, type StockColumn } from '../entry/line-grid.tsx';
import { type Line, emptyLine, linesOf, searchItems } from '../entry/lines.ts';
import { searchPartners, searchWarehouses } from '../entry/lookups.ts';
import { baseQtyOf, useUnits } from '../entry/units.ts';
import { IfApprovedPanel, PromiseCell, useIfApproved } from '../planning/promise.tsx';
import { useSession } from '../session-context.ts';

type Side = 'purchase' | 'sales';
/** What an order is born with; whoever may, puts it before others once it is approved. */
const ORDINARY_PRIORITY = 5;
type Order = {
  readonly partner: Choice | null;
  readonly warehouse: Choice | null;
  readonly deliveryDate: string;
  readonly remark: string;
  readonly version: number | undefined;
  /** What a stored order says that is not typed here; its terms hold as long as the partner stays. */
  readonly said?: {
    readonly businessDate: string;
    readonly partnerId: string;
    readonly terms: { readonly customerOrderNo?: string; readonly shipTo?: string };
  };
  readonly lines: readonly Line[];
};

type Texts = Readonly<Record<string, string | undefined>>;

const formOf =
  (who: 'supplier' | 'customer') =>
  (stored: Stored): Order => {
    const head = stored.document as Texts;
    const partnerId = head[`${who}_id`] ?? '';
    return {
      partner: { id: partnerId, code: '', name: head[`${who}_name`] ?? '' },
      warehouse: { id: head['warehouse_id'] ?? '', code: '', name: head['warehouse_name'] ?? '' },
      deliveryDate: head['delivery_date'] ?? '',
      remark: head['remark'] ?? '',
      version: Number(head['version']),
      said: {
        businessDate: head['business_date'] ?? '',
        partnerId,
        terms: {
          ...(head['customer_order_no'] && { customerOrderNo: head['customer_order_no'] }),
          ...(head['ship_to'] && { shipTo: head['ship_to'] }),
        },
      },
      lines: linesOf(stored.lines),
    };
  };

/** What each side is called, and how its orders are read. */
const SIDES = {
  purchase: {
    who: 'order.supplier',
    words: { edit: 'order.editPurchase', begin: 'order.newPurchase' },
    form: formOf('supplier'),
    ask: (orderId: string) => query('purchase.get-order', { orderId }),
  },
  sales: {
    who: 'order.customer',
    words: { edit: 'order.editSales', begin: 'order.newSales' },
    form: formOf('customer'),
    ask: (orderId: string) => query('sales.get-order', { orderId }),
  },
} as const;

/** What can be promised of each item, today and by a date, and when more is expected. */
function useAvailability(itemIds: readonly string[], date: string, enabled: boolean) {
  return useQuery({
    queryKey: ['availability', itemIds, date],
    enabled: enabled && itemIds.length > 0 && date !== '',
    placeholderData: keepPreviousData,
    queryFn: () => query('sales.availability', { itemIds: [...itemIds], date }),
  });
}

function OrderEntry({ side }: { side: Side }): ReactNode {
  const { t } = useWords();
  const id = useId();
  const session = useSession();
  const navigate = useNavigate();
  const form = useForm<Order>(`tongyuan.draft.${session.company?.id}.${side}-order.${id || 'new'}`, () => ({
    partner: null,
    warehouse: null,
    deliveryDate: session.company?.today ?? '',
    remark: '',
    version: undefined,
    lines: [emptyLine()],
  }));
  const { partner, warehouse, deliveryDate, remark, version, said, lines } = form.form;
  const [beyondCredit, setBeyondCredit] = useState(false);
  // What was kept here and could not be approved: kept again it is the same one.
  const kept = useRef<{ readonly orderId: string; readonly version: number } | null>(null);
  const [workedOn, setWorkedOn] = useState<number | null>(null);
  useStored(side, id, () => SIDES[side].ask(id), SIDES[side].form, form.load);
  const items = useMemo(() => searchItems(side), [side]);
  const partners = useMemo(() => searchPartners(side), [side]);
  const filled = lines.filter((line) => line.item !== null);
  const itemIds = [...new Set(filled.map((line) => line.item?.id ?? ''))].sort();
  const units = useUnits(itemIds);
  const availability = useAvailability(itemIds, deliveryDate, session.rights.includes('sales_order.view'));
  const known = new Map((availability.data ?? []).map((one) => [one.itemId, one]));
  const stock: StockColumn[] = session.rights.includes('sales_order.view')
    ? [
        { title: t('order.freeNow'), of: (itemId) => known.get(itemId)?.free, limits: false },
        {
          title: t('order.freeBy', { date: deliveryDate.slice(5) }),
          of: (itemId) => known.get(itemId)?.byDate,
          limits: side === 'sales',
        },
      ]
    : [];
  const promises = side === 'sales' && session.rights.includes('sales_order.view');
  const working = lines.find((line) => line.key === workedOn);
  const judged = useIfApproved(
    lines.map((line) => ({
      itemId: line.item?.id ?? '',
      qty: baseQtyOf(line, units),
      date: deliveryDate,
    })),
    ORDINARY_PRIORITY,
    promises,
  );
  const save = async (approve: boolean): Promise<void> => {
    const input = {
      ...(id ? { orderId: id, version } : kept.current),
      ...(said && { businessDate: said.businessDate, ...(said.partnerId === partner?.id && said.terms) }),
      warehouseId: warehouse?.id ?? '',
      deliveryDate,
      remark,
      lines: filled.map((line) => ({
        ...(line.lineId && { lineId: line.lineId }),
        itemId: line.item?.id ?? '',
        ...(line.unitId === '' ? {} : { unitId: line.unitId }),
        qty: line.qty,
        ...(line.price === '' ? {} : { priceWithTax: line.price }),
      })),
    };
    const saved =
      side === 'purchase'
        ? await command('purchase.save-order', { ...input, supplierId: partner?.id ?? '' })
        : await command('sales.save-order', { ...input, customerId: partner?.id ?? '' });
    kept.current = { orderId: saved.orderId, version: saved.version };
    form.forget();
    const path = `/${side}-order/${saved.orderId}`;
    if (approve && side === 'purchase') await command('purchase.approve-order', { orderId: saved.orderId });
    if (approve && side === 'sales')
      await command('sales.approve-order', { orderId: saved.orderId, beyondCredit });
    await navigate({ to: path });
  };
  const title = t(SIDES[side].words[id ? 'edit' : 'begin']);
  const who = t(SIDES[side].who);
  return (
    <EntryPage
      title={title}
      form={form}
      save={save}
      submit={session.rights.includes(`${side}_order.approve`) ? t('order.submit') : null}
      addLine={() => form.change((before) => ({ lines: [...before.lines, emptyLine()] }))}
      aside={
        side === 'sales' &&
        session.rights.includes('sales_order.approve') && (
          <label className="row">
            <input
              type="checkbox"
              checked={beyondCredit}
              onChange={(event) => setBeyondCredit(event.target.checked)}
            />
            {t('order.beyondCredit')}
          </label>
        )
      }
    >
      <HeadFields>
        <ChoiceField
          title={who}
          width={300}
          value={partner}
          search={partners}
          onChoose={(chosen) => form.change({ partner: chosen })}
          autoFocus
        />
        <ChoiceField
          title={t('order.warehouse')}
          width={200}
          value={warehouse}
          search={searchWarehouses}
          onChoose={(chosen) => form.change({ warehouse: chosen })}
        />
        <DayField
          title={t('order.delivery')}
          value={deliveryDate}
          onChange={(next) => form.change({ deliveryDate: next })}
        />
        <TextField
          title={t('order.remark')}
          value={remark}
          onChange={(next) => form.change({ remark: next })}
        />
      </HeadFields>
      <LineGrid
        lines={lines}
        onLines={(change) => form.change((before) => ({ lines: change(before.lines) }))}
        search={items}
        stock={stock}
        withPrice
        units={units}
        {...(promises
          ? {
              beside: {
                title: t('plan.promise'),
                of: (line: Line) => (
                  <PromiseCell
                    line={judged.lineAt(lines.indexOf(line))}
                    today={session.company?.today ?? ''}
                  />
                ),
              },
            }
          : {})}
        onLine={(line) => setWorkedOn(line.key)}
      />
      {promises && working && <Promised item={working.item} known={known.get(working.item?.id ?? '')} />}
      {promises && <IfApprovedPanel answer={judged.data} error={judged.error} />}
    </EntryPage>
  );
}

type Known = {
  readonly onHand: string;
  readonly promised: string;
  readonly free: string;
  readonly expected: readonly { readonly date: string; readonly qty: string }[];
};

/** How the figures of the line that is being typed come about: on hand, promised to others, expected when. */
function Promised({ item, known }: { item: Choice | null; known: Known | undefined }): ReactNode {
  const { t } = useWords();
  if (!item || !known) return null;
  return (
    <div className="facts">
      <div>
        <span>{t('order.item')}</span>
        <b className="code">{item.code}</b>
      </div>
      <div>
        <span>{t('order.onHand')}</span>
        {grouped(known.onHand)}
      </div>
      <div>
        <span>{t('order.promised')}</span>
        {grouped(known.promised)}
      </div>
      <div>
        <span>{t('order.freeNow')}</span>
        <b className={known.free.startsWith('-') ? 'negative' : ''}>{grouped(known.free)}</b>
      </div>
      {known.expected.map((part) => (
        <div key={part.date}>
          <span>{t('order.expectedOn', { date: part.date })}</span>+{grouped(part.qty)}
        </div>
      ))}
    </div>
  );
}

export const PurchaseEntry = (): ReactNode => <OrderEntry side="purchase" />;
export const SalesEntry = (): ReactNode => <OrderEntry side="sales" />;
