// The documents that the floor and the books write: receipts, deliveries, invoices, payments. They are read, followed
// up and down, and taken back in red where that is still possible; nothing in them is changed.
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { query } from '../../api-client/client.ts';
import { useId } from '../../kit/address.ts';
import { type Row, useListShape } from '../../kit/data-table.tsx';
import { useWords } from '../../kit/words.tsx';
import { type Action, DocumentPage } from '../document.tsx';
import { LineTable } from '../line-table.tsx';

type Read = {
  readonly document: Row;
  readonly lines: readonly Row[];
  readonly actions: readonly Action[];
  readonly settlements?: readonly Row[];
};

type Kind = {
  readonly kind: string;
  readonly read: (id: string) => Promise<Read>;
  readonly headList: string;
  /** The list whose columns its lines have; the first names the document itself. */
  readonly lineList?: string;
  readonly facts: readonly string[];
};

const INVOICE_FACTS = ['invoice_no', 'invoice_date', 'due_date', 'amount', 'tax_amount', 'total'];

function BookDocument({ kind, read, headList, lineList, facts }: Kind): ReactNode {
  const { t } = useWords();
  const id = useId();
  const document = useQuery({ queryKey: ['document', kind, id], queryFn: () => read(id) });
  const lines = useListShape(lineList);
  const settled = useListShape('settlement.list-settlements');
  const settlements = document.data?.settlements ?? [];
  return (
    <DocumentPage
      kind={kind}
      id={id}
      document={document.data?.document}
      failure={document.error}
      headList={headList}
      facts={facts}
      actions={document.data?.actions ?? []}
      inputOf={() => ({ documentId: id })}
    >
      {lineList && (
        <LineTable
          columns={(lines.data?.columns ?? []).slice(1).filter(({ hidden }) => !hidden)}
          lines={document.data?.lines ?? []}
        />
      )}
      {settlements.length > 0 && (
        <>
          <h2>{t('settle.list')}</h2>
          <LineTable
            columns={(settled.data?.columns ?? []).filter(({ hidden }) => !hidden)}
            lines={settlements}
          />
        </>
      )}
    </DocumentPage>
  );
}

export const PurchaseReceiptPage = (): ReactNode => (
  <BookDocument
    kind="purchase_receipt"
    read={(receiptId) => query('purchase.get-receipt', { receiptId })}
    headList="purchase.list-receipts"
    lineList="purchase.list-receipt-lines"
    facts={['business_date', 'warehouse_name', 'qty', 'amount', 'invoice_state']}
  />
);

export const SalesDeliveryPage = (): ReactNode => (
  <BookDocument
    kind="sales_delivery"
    read={(deliveryId) => query('sales.get-delivery', { deliveryId })}
    headList="sales.list-deliveries"
    lineList="sales.list-delivery-lines"
    facts={['business_date', 'warehouse_name', 'qty', 'invoice_state']}
  />
);

export const PurchaseInvoicePage = (): ReactNode => (
  <BookDocument
    kind="purchase_invoice"
    read={(documentId) => query('settlement.get-purchase-invoice', { documentId })}
    headList="settlement.list-purchase-invoices"
    lineList="settlement.list-purchase-invoice-lines"
    facts={INVOICE_FACTS}
  />
);

export const SalesInvoicePage = (): ReactNode => (
  <BookDocument
    kind="sales_invoice"
    read={(documentId) => query('settlement.get-sales-invoice', { documentId })}
    headList="settlement.list-sales-invoices"
    lineList="settlement.list-sales-invoice-lines"
    facts={INVOICE_FACTS}
  />
);

export const PaymentPage = (): ReactNode => (
  <BookDocument
    kind="payment"
    read={(documentId) => query('settlement.get-payment', { documentId })}
    headList="settlement.list-payments"
    facts={['direction', 'business_date', 'amount', 'bank_account_code', 'remark']}
  />
);
