// Order entry by keyboard: choose the partner, type lines, Enter moves on and adds lines, Ctrl+Enter saves. The server
// prices; what is shown before that is only a preview.
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type KeyboardEvent, type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import { command, query } from '../../api-client/client.ts';
import { useId } from '../../kit/address.ts';
import { compare, grouped, isQty } from '../../kit/format.ts';
import { type Choice, type Failure, FailureBanner, Lookup, failureOf } from '../../kit/parts.tsx';
import { useWords } from '../../kit/words.tsx';
import { useSession } from '../session-context.ts';
import { useTitle } from '../shell.tsx';

type Side = 'purchase' | 'sales';
type Item = Choice & { unit: string; price: string | null; available: string };
type Line = { key: number; item: Item | null; qty: string; price: string };

const useItemSearch = (side: Side) =>
  useCallback(
    async (text: string): Promise<Item[]> =>
      (await query('masterdata.lookup-items', { text, side })).map((item) => ({
        id: item.id,
        code: item.code,
        name: item.name,
        hint: `${grouped(item.available)} ${item.unit}`,
        unit: item.unit,
        price: item.price,
        available: item.available,
      })),
    [side],
  );
const usePartnerSearch = (side: Side) =>
  useCallback(
    async (text: string): Promise<Choice[]> =>
      (await query('masterdata.lookup-partners', { text, side })).map((one) => ({ ...one, hint: one.terms })),
    [side],
  );
const searchWarehouses = (text: string): Promise<Choice[]> => query('masterdata.lookup-warehouses', { text });

function OrderEntry({ side }: { side: Side }): ReactNode {
  const { t } = useWords();
  const id = useId();
  const session = useSession();
  const navigate = useNavigate();
  const [partner, setPartner] = useState<Choice | null>(null);
  const [warehouse, setWarehouse] = useState<Choice | null>(null);
  const [deliveryDate, setDeliveryDate] = useState(session.company?.today ?? '');
  const [remark, setRemark] = useState('');
  const [version, setVersion] = useState<number | undefined>(undefined);
  const next = useRef(1);
  const emptyLine = (): Line => ({ key: (next.current += 1), item: null, qty: '', price: '' });
  const [lines, setLines] = useState<readonly Line[]>(() => [emptyLine()]);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);
  const [beyondCredit, setBeyondCredit] = useState(false);
  const searchItems = useItemSearch(side);
  const searchPartners = usePartnerSearch(side);
  useTitle(t(side === 'purchase' ? 'order.newPurchase' : 'order.newSales'));

  const stored = useQuery({
    queryKey: ['edit', side, id],
    enabled: id !== '',
    queryFn: () =>
      side === 'purchase'
        ? query('purchase.get-order', { orderId: id ?? '' })
        : query('sales.get-order', { orderId: id ?? '' }),
  });
  useEffect(() => {
    if (!stored.data) return;
    const head = stored.data.document as Record<string, string>;
    const who = side === 'purchase' ? 'supplier' : 'customer';
    setPartner({ id: head[`${who}_id`] ?? '', code: '', name: head[`${who}_name`] ?? '' });
    setWarehouse({ id: head['warehouse_id'] ?? '', code: '', name: head['warehouse_name'] ?? '' });
    setDeliveryDate(head['delivery_date'] ?? '');
    setRemark(head['remark'] ?? '');
    setVersion(Number(head['version']));
    setLines(
      (stored.data.lines as Record<string, string>[]).map((line) => ({
        key: (next.current += 1),
        qty: line['qty'] ?? '',
        price: line['price_with_tax'] ?? '',
        item: {
          id: line['item_id'] ?? '',
          code: line['item_code'] ?? '',
          name: line['item_name'] ?? '',
          unit: line['unit'] ?? '',
          price: null,
          available: '0',
        },
      })),
    );
  }, [stored.data, side]);

  const set = (key: number, change: Partial<Line>): void =>
    setLines((before) => before.map((line) => (line.key === key ? { ...line, ...change } : line)));
  const filled = lines.filter((line) => line.item !== null);
  const save = async (approve: boolean): Promise<void> => {
    setBusy(true);
    setFailure(null);
    try {
      const input = {
        ...(id ? { orderId: id, version } : {}),
        warehouseId: warehouse?.id ?? '',
        deliveryDate,
        remark,
        lines: filled.map((line) => ({
          itemId: line.item?.id ?? '',
          qty: line.qty,
          ...(line.price === '' ? {} : { priceWithTax: line.price }),
        })),
      };
      const saved =
        side === 'purchase'
          ? await command('purchase.save-order', { ...input, supplierId: partner?.id ?? '' })
          : await command('sales.save-order', { ...input, customerId: partner?.id ?? '' });
      if (approve && side === 'purchase') await command('purchase.approve-order', { orderId: saved.orderId });
      if (approve && side === 'sales') {
        const { late } = await command('sales.approve-order', { orderId: saved.orderId, beyondCredit });
        if (late.length > 0)
          alert(late.map((one) => t('order.late', { ...one, earliest: one.earliest ?? '—' })).join('\n'));
      }
      await navigate({ to: `/${side}-order/${saved.orderId}` });
    } catch (thrown) {
      setFailure(failureOf(thrown));
    }
    setBusy(false);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    if (event.key !== 'Enter' || event.defaultPrevented) return;
    event.preventDefault();
    if (event.ctrlKey || event.metaKey) return void save(false);
    const inputs = [...event.currentTarget.querySelectorAll<HTMLInputElement>('.entry input')];
    const at = inputs.indexOf(event.target as HTMLInputElement);
    if (at === inputs.length - 1) setLines((before) => [...before, emptyLine()]);
    setTimeout(() => [...document.querySelectorAll<HTMLInputElement>('.entry input')][at + 1]?.focus(), 0);
  };
  const paste = (text: string): void => {
    const rows = text
      .trim()
      .split(/\r?\n/)
      .map((row) => row.split('\t'));
    void Promise.all(
      rows.map(async ([code = '', qty = '', price = '']) => {
        const found = await searchItems(code.trim());
        return {
          key: (next.current += 1),
          item: found.find((item) => item.code === code.trim()) ?? null,
          qty: qty.trim(),
          price: price.trim(),
        };
      }),
    ).then((pasted) =>
      setLines((before) => [...before.filter((line) => line.item), ...pasted.filter((line) => line.item)]),
    );
  };
  return (
    <div className="page" onKeyDown={onKeyDown}>
      <div className="row wrap">
        <h1 className="grow">{t(side === 'purchase' ? 'order.newPurchase' : 'order.newSales')}</h1>
        {side === 'sales' && (
          <label className="row">
            <input
              type="checkbox"
              checked={beyondCredit}
              onChange={(event) => setBeyondCredit(event.target.checked)}
            />
            {t('order.beyondCredit')}
          </label>
        )}
        <button className="button" disabled={busy} onClick={() => void save(false)}>
          {t('app.save')} <kbd>Ctrl ↵</kbd>
        </button>
        <button className="button primary" disabled={busy} onClick={() => void save(true)}>
          {t('order.submit')}
        </button>
      </div>
      <FailureBanner failure={failure} />
      <div className="row wrap" style={{ alignItems: 'flex-end' }}>
        <label className="field" style={{ width: 300 }}>
          <span>{t(side === 'purchase' ? 'order.supplier' : 'order.customer')}</span>
          <Lookup
            label={t(side === 'purchase' ? 'order.supplier' : 'order.customer')}
            value={partner}
            search={searchPartners}
            onChoose={setPartner}
            autoFocus
          />
        </label>
        <label className="field" style={{ width: 200 }}>
          <span>{t('order.warehouse')}</span>
          <Lookup
            label={t('order.warehouse')}
            value={warehouse}
            search={searchWarehouses}
            onChoose={setWarehouse}
          />
        </label>
        <label className="field">
          <span>{t('order.delivery')}</span>
          <input
            className="input"
            type="date"
            value={deliveryDate}
            onChange={(event) => setDeliveryDate(event.target.value)}
          />
        </label>
        <label className="field grow">
          <span>{t('order.remark')}</span>
          <input className="input" value={remark} onChange={(event) => setRemark(event.target.value)} />
        </label>
      </div>
      <div
        className="table-frame entry"
        onPaste={(event) => {
          const text = event.clipboardData.getData('text');
          if (text.includes('\t')) {
            event.preventDefault();
            paste(text);
          }
        }}
      >
        <table className="grid">
          <thead>
            <tr>
              <th>#</th>
              <th style={{ minWidth: 320 }}>{t('order.item')}</th>
              <th className="num">{t('order.available')}</th>
              <th>{t('order.unit')}</th>
              <th>{t('order.qty')}</th>
              <th>{t('order.price')}</th>
              <th />
            </tr>
          </thead>
          <tbody>
            {lines.map((line, index) => (
              <tr key={line.key}>
                <td>{index + 1}</td>
                <td className="edit" style={{ overflow: 'visible', maxWidth: 'none' }}>
                  <Lookup
                    label={t('order.item')}
                    value={line.item}
                    search={searchItems}
                    onChoose={(item) => set(line.key, { item, price: line.price })}
                  />
                </td>
                <td
                  className={`num ${line.item && line.qty && isQty(line.qty) && compare(line.item.available, line.qty) < 0 ? 'negative' : ''}`}
                >
                  {line.item ? grouped(line.item.available) : ''}
                </td>
                <td>{line.item?.unit}</td>
                <td className="edit">
                  <input
                    className={`input num ${line.qty && !isQty(line.qty) ? 'bad' : ''}`}
                    aria-label={t('order.qty')}
                    inputMode="decimal"
                    value={line.qty}
                    onChange={(event) => set(line.key, { qty: event.target.value.trim() })}
                  />
                </td>
                <td className="edit">
                  <input
                    className="input num"
                    aria-label={t('order.price')}
                    inputMode="decimal"
                    placeholder={line.item?.price ?? ''}
                    value={line.price}
                    onChange={(event) => set(line.key, { price: event.target.value.trim() })}
                  />
                </td>
                <td>
                  <button
                    className="button"
                    tabIndex={-1}
                    aria-label="✕"
                    onClick={() =>
                      setLines((before) =>
                        before.length > 1 ? before.filter((one) => one.key !== line.key) : [emptyLine()],
                      )
                    }
                  >
                    ✕
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className="row">
        <button className="button" onClick={() => setLines((before) => [...before, emptyLine()])}>
          {t('order.addLine')}
        </button>
        <span className="dim">{t('order.hint')}</span>
      </div>
    </div>
  );
}

export const PurchaseEntry = (): ReactNode => <OrderEntry side="purchase" />;
export const SalesEntry = (): ReactNode => <OrderEntry side="sales" />;
