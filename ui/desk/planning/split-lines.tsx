// 拆行 on the sales order: an open line becomes two with a day each, or two that were split become one again. The totals
// stay; what the warehouse was told of stays with the first line.
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { type CommandName, command } from '../../api-client/client.ts';
import type { Row } from '../../kit/data-table.tsx';
import { compare, grouped, minus } from '../../kit/format.ts';
import { type Failure, FailureBanner, failureOf } from '../../kit/parts.tsx';
import { useWords } from '../../kit/words.tsx';
import { useSession } from '../session-context.ts';

const text = (row: Row, key: string): string => String(row[key] ?? '');
const openOf = (line: Row): string => minus(text(line, 'qty'), text(line, 'qty_shipped') || '0');

type Send = (name: CommandName, input: object) => void;

/** The line before this one that it could be merged into. */
const twinOf = (line: Row, lines: readonly Row[]): Row | undefined =>
  compare(text(line, 'qty_notified') || '0', '0') > 0
    ? undefined
    : lines.find(
        (other) =>
          Number(other['line_no']) < Number(line['line_no']) &&
          text(other, 'item_id') === text(line, 'item_id') &&
          text(other, 'unit_id') === text(line, 'unit_id') &&
          text(other, 'price_with_tax') === text(line, 'price_with_tax'),
      );

function SplitRow({ line, twin, send }: { line: Row; twin: Row | undefined; send: Send }): ReactNode {
  const { t } = useWords();
  const [qty, setQty] = useState('');
  const [restDate, setRestDate] = useState(text(line, 'delivery_date'));
  const lineNo = Number(line['line_no']);
  return (
    <form
      className="order-row padded"
      onSubmit={(event) => {
        event.preventDefault();
        send('sales.split-line', { lineNo, qty, restDate });
      }}
    >
      <span className="row wrap">
        <span>{lineNo}</span>
        <span className="code">{text(line, 'item_code')}</span>
        <span className="grow">{text(line, 'item_name')}</span>
        <span>
          {grouped(openOf(line))} {text(line, 'unit')}
        </span>
        <label className="row">
          <span>{t('way.splitKeep')}</span>
          <input
            className="input num"
            style={{ width: 96 }}
            inputMode="decimal"
            required
            value={qty}
            onChange={(event) => setQty(event.target.value)}
          />
        </label>
        <label className="row">
          <span>{t('way.splitRestDate')}</span>
          <input
            className="input"
            type="date"
            required
            value={restDate}
            onChange={(event) => setRestDate(event.target.value)}
          />
        </label>
        <button className="button">{t('split.do')}</button>
        {twin && (
          <button
            type="button"
            className="button"
            onClick={() => send('sales.merge-line', { lineNo, intoLineNo: Number(twin['line_no']) })}
          >
            {t('split.merge', { line: text(twin, 'line_no') })}
          </button>
        )}
      </span>
    </form>
  );
}

type Props = { readonly orderId: string; readonly version: number; readonly lines: readonly Row[] };

export function SplitLines({ orderId, version, lines }: Props): ReactNode {
  const { t } = useWords();
  const session = useSession();
  const client = useQueryClient();
  const [failure, setFailure] = useState<Failure | null>(null);
  const open = lines.filter((line) => line['closed'] !== true && compare(openOf(line), '0') > 0);
  if (open.length === 0 || !session.rights.includes('sales_order.split')) return null;
  const send: Send = (name, input) => {
    setFailure(null);
    command(name, { orderId, version, ...input })
      .then(() => client.invalidateQueries())
      .catch((thrown: unknown) => setFailure(failureOf(thrown)));
  };
  return (
    <details className="no-print">
      <summary className="button">{t('split.title')}</summary>
      <FailureBanner failure={failure} />
      <div className="framed" style={{ marginTop: 8 }}>
        {open.map((line) => (
          <SplitRow
            key={`${text(line, 'id')} ${text(line, 'qty')}`}
            line={line}
            twin={twinOf(line, open)}
            send={send}
          />
        ))}
      </div>
    </details>
  );
}
