// 催货 on the purchase order, line by line: what was asked for and what the supplier said, asking for another day, taking
// it back, and the letter to send.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { type CommandName, command, query } from '../../api-client/client.ts';
import type { Queries } from '../../api-client/api.gen.ts';
import type { Row } from '../../kit/data-table.tsx';
import { grouped, minus, moment } from '../../kit/format.ts';
import { type Failure, FailureBanner, failureOf } from '../../kit/parts.tsx';
import { useWords } from '../../kit/words.tsx';
import { useSession } from '../session-context.ts';

export type Expedite = Queries['purchase.get-expedites']['output'][number];

const text = (row: Row, key: string): string => String(row[key] ?? '');

/** What was asked for the lines of an order. */
export function useExpedites(orderId: string): readonly Expedite[] {
  const asked = useQuery({
    queryKey: ['purchase.get-expedites', orderId],
    queryFn: () => query('purchase.get-expedites', { orderId }),
  });
  return asked.data ?? [];
}

const TONES = { open: 'warn', agreed: 'ok', later: 'bad', over: '' } as const;

type Props = {
  readonly orderId: string;
  readonly no: string;
  readonly supplier: string;
  readonly line: Row;
  /** The day it is expected, and the day that is typed. */
  readonly expected: string;
  readonly day: string;
  readonly expedite: Expedite | undefined;
};

/** What stands about one line, and what can be done about it. */
export function Expediting(props: Props): ReactNode {
  const { t } = useWords();
  const session = useSession();
  const client = useQueryClient();
  const [failure, setFailure] = useState<Failure | null>(null);
  const { orderId, line, expected, day, expedite } = props;
  const lineId = text(line, 'id');
  const send = (name: CommandName, input: unknown): void => {
    setFailure(null);
    command(name, input as never)
      .then(() => client.invalidateQueries())
      .catch((thrown: unknown) => setFailure(failureOf(thrown)));
  };
  const mayAsk = session.rights.includes('purchase_order.edit');
  const isEarlier = day !== '' && day < expected && day !== expedite?.wantedDate;
  if (!expedite && !isEarlier) return null;
  return (
    <div className="row wrap">
      {expedite && (
        <span className={`tag ${TONES[expedite.state]}`} title={expedite.reason}>
          {t(`expedite.state.${expedite.state}`, {
            date: expedite.wantedDate,
            by: expedite.askedBy,
            at: moment(expedite.askedAt),
            answer: expedite.answeredDate ?? '',
          })}
        </span>
      )}
      {expedite && <span className="dim">{expedite.reason}</span>}
      {mayAsk && isEarlier && (
        <button
          className="button small"
          onClick={() => send('purchase.expedite', { orderId, lines: [{ lineId, wantedDate: day }] })}
        >
          {t('expedite.ask')}
        </button>
      )}
      {mayAsk && expedite?.state === 'open' && (
        <>
          <button
            className="button small"
            onClick={() =>
              send('purchase.confirm-dates', { orderId, lines: [{ lineId, confirmedDate: expected }] })
            }
          >
            {t('expedite.stays')}
          </button>
          <button
            className="button small"
            onClick={() => send('purchase.withdraw-expedite', { orderId, lineIds: [lineId] })}
          >
            {t('expedite.withdraw')}
          </button>
          <Letter {...props} expedite={expedite} />
        </>
      )}
      <FailureBanner failure={failure} />
    </div>
  );
}

/** The letter, which names no customer, to be copied whole; where the browser forbids that, it is marked and copied by hand. */
function Letter({ no, supplier, line, expected, expedite }: Props & { expedite: Expedite }): ReactNode {
  const { t } = useWords();
  const { company, user } = useSession();
  const [copied, setCopied] = useState(false);
  const letter = t('expedite.letter', {
    supplier,
    no,
    line: text(line, 'line_no'),
    item: `${text(line, 'item_code')} ${text(line, 'item_name')}`,
    qty: grouped(minus(text(line, 'qty'), text(line, 'qty_received') || '0')),
    unit: text(line, 'unit'),
    expected,
    wanted: expedite.wantedDate,
    company: company?.name ?? '',
    by: user.name,
    today: company?.today ?? '',
  });
  const copy = (): void =>
    void navigator.clipboard?.writeText(letter).then(
      () => setCopied(true),
      () => undefined,
    );
  return (
    <details className="letter">
      <summary className="button small">{t('expedite.letterTitle')}</summary>
      <textarea
        className="input"
        readOnly
        rows={11}
        value={letter}
        onFocus={(event) => event.target.select()}
      />
      {navigator.clipboard !== undefined && (
        <button className="button small" onClick={copy}>
          {copied ? t('expedite.copied') : t('expedite.copy')}
        </button>
      )}
    </details>
  );
}
