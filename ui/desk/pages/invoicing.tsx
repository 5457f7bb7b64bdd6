// Invoices of both sides: choose the received or delivered lines of one partner, check quantity and price, book.
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { command } from '../../api-client/client.ts';
import { DataTable, type Row } from '../../kit/data-table.tsx';
import { type Failure, FailureBanner, failureOf } from '../../kit/parts.tsx';
import { useWords } from '../../kit/words.tsx';
import { useSession } from '../session-context.ts';
import { useTitle } from '../shell.tsx';

type Chosen = { row: Row; qty: string; price: string };

function Invoicing({ side }: { side: 'purchase' | 'sales' }): ReactNode {
  const { t } = useWords();
  const session = useSession();
  const client = useQueryClient();
  const [chosen, setChosen] = useState<ReadonlyMap<string, Chosen>>(new Map());
  const [invoiceNo, setInvoiceNo] = useState('');
  const [invoiceDate, setInvoiceDate] = useState(session.company?.today ?? '');
  const [failure, setFailure] = useState<Failure | null>(null);
  const [done, setDone] = useState('');
  const partnerKey = side === 'purchase' ? 'supplier_id' : 'customer_id';
  useTitle(t(side === 'purchase' ? 'menu.invoicePurchase' : 'menu.invoiceSales'));
  const choose = (row: Row, on: boolean): void =>
    setChosen((before) => {
      const next = new Map(before);
      if (on)
        next.set(String(row['id']), {
          row,
          qty: String(row['qty_left'])
            .replace(/(\.\d*?)0+$/, '$1')
            .replace(/\.$/, ''),
          price: '',
        });
      else next.delete(String(row['id']));
      return next;
    });
  const set = (id: string, change: Partial<Chosen>): void =>
    setChosen(
      (before) => new Map([...before].map(([key, one]) => [key, key === id ? { ...one, ...change } : one])),
    );
  const picked = [...chosen.entries()];
  const partners = new Set(picked.map(([, one]) => String(one.row[partnerKey])));
  const book = async (): Promise<void> => {
    setFailure(null);
    const partnerId = [...partners][0] ?? '';
    try {
      const booked =
        side === 'purchase'
          ? await command('settlement.book-purchase-invoice', {
              supplierId: partnerId,
              invoiceNo,
              invoiceDate,
              lines: picked.map(([id, one]) => ({
                receiptLineId: id,
                qty: one.qty,
                ...(one.price === '' ? {} : { priceWithTax: one.price }),
              })),
            })
          : await command('settlement.book-sales-invoice', {
              customerId: partnerId,
              invoiceNo,
              invoiceDate,
              lines: picked.map(([id, one]) => ({ deliveryLineId: id, qty: one.qty })),
            });
      setDone(t('invoice.booked', { no: booked.no, vouchers: booked.vouchers.join('、') }));
      setChosen(new Map());
      setInvoiceNo('');
      await client.invalidateQueries();
    } catch (thrown) {
      setFailure(failureOf(thrown));
    }
  };
  return (
    <div className="page">
      <h1>{t(side === 'purchase' ? 'menu.invoicePurchase' : 'menu.invoiceSales')}</h1>
      <FailureBanner failure={failure} />
      {done && (
        <div className="banner ok" role="status">
          {done}
        </div>
      )}
      <DataTable
        name={side === 'purchase' ? 'settlement.receipts-to-invoice' : 'settlement.deliveries-to-invoice'}
        chosen={new Set(chosen.keys())}
        onChoose={choose}
      />
      {picked.length > 0 && (
        <section className="stack">
          <div className="table-frame" style={{ flex: 'none', maxHeight: 240 }}>
            <table className="grid">
              <thead>
                <tr>
                  <th>{t('order.item')}</th>
                  <th>{t('order.qty')}</th>
                  {side === 'purchase' && <th>{t('invoice.price')}</th>}
                </tr>
              </thead>
              <tbody>
                {picked.map(([id, one]) => (
                  <tr key={id}>
                    <td>
                      <span className="code">
                        {String(one.row['receipt_no'] ?? one.row['delivery_no'])}{' '}
                        {String(one.row['item_code'])}
                      </span>{' '}
                      {String(one.row['item_name'])}
                    </td>
                    <td className="edit">
                      <input
                        className="input num"
                        aria-label={t('order.qty')}
                        value={one.qty}
                        onChange={(event) => set(id, { qty: event.target.value.trim() })}
                      />
                    </td>
                    {side === 'purchase' && (
                      <td className="edit">
                        <input
                          className="input num"
                          aria-label={t('invoice.price')}
                          placeholder={String(one.row['price_with_tax'] ?? '')}
                          value={one.price}
                          onChange={(event) => set(id, { price: event.target.value.trim() })}
                        />
                      </td>
                    )}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          <div className="row wrap" style={{ alignItems: 'flex-end' }}>
            <label className="field">
              <span>{t('invoice.no')}</span>
              <input
                className="input"
                value={invoiceNo}
                onChange={(event) => setInvoiceNo(event.target.value)}
              />
            </label>
            <label className="field">
              <span>{t('invoice.date')}</span>
              <input
                className="input"
                type="date"
                value={invoiceDate}
                onChange={(event) => setInvoiceDate(event.target.value)}
              />
            </label>
            <span className="grow">
              {partners.size > 1 ? (
                <span className="negative">{t('invoice.onePartner')}</span>
              ) : (
                t('invoice.chosen', { count: picked.length })
              )}
            </span>
            <button className="button primary" disabled={partners.size !== 1} onClick={() => void book()}>
              {t('invoice.book')}
            </button>
          </div>
        </section>
      )}
    </div>
  );
}

export const PurchaseInvoicing = (): ReactNode => <Invoicing side="purchase" />;
export const SalesInvoicing = (): ReactNode => <Invoicing side="sales" />;
