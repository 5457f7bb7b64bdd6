// The differences of a count, each to be decided: post what was counted, keep the book, or look again. A decision that
// is not a new look needs its reason; nothing is posted before the button that says how many are.
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { command } from '../../api-client/client.ts';
import { Cell, type Column, type Row } from '../../kit/data-table.tsx';
import { money, plus } from '../../kit/format.ts';
import { type Failure, FailureBanner, failureOf } from '../../kit/parts.tsx';
import { useWords } from '../../kit/words.tsx';

const DECISIONS = ['adjust', 'keep_book', 'recount'] as const;
type Decision = (typeof DECISIONS)[number];
type Said = {
  readonly decision: Decision;
  readonly reason: string;
  /** A loss through carelessness: its input VAT is transferred out. */
  readonly careless: boolean;
};

const SHOWN = [
  'bin_code',
  'item_code',
  'item_name',
  'lot_no',
  'status',
  'unit',
  'qty_book',
  'qty_counted',
  'qty_difference',
  'value_difference',
];
const isNumber = (column: Column): boolean => ['qty', 'amount'].includes(column.kind);

type DifferencesProps = {
  readonly orderId: string;
  readonly columns: readonly Column[];
  readonly lines: readonly Row[];
};

export function Differences({ orderId, columns, lines }: DifferencesProps): ReactNode {
  const { t, say } = useWords();
  const client = useQueryClient();
  const [said, setSaid] = useState<ReadonlyMap<string, Said>>(new Map());
  const [failure, setFailure] = useState<Failure | null>(null);
  const open = lines.filter(
    (line) => /[1-9]/.test(String(line['qty_difference'])) && line['decision'] === null,
  );
  const shown = columns.filter(({ key }) => SHOWN.includes(key) && open.some((line) => key in line));
  const put = (ids: readonly string[], change: Partial<Said>): void =>
    setSaid((before) => {
      const next = new Map(before);
      for (const id of ids)
        next.set(id, { decision: 'adjust', reason: '', careless: false, ...before.get(id), ...change });
      return next;
    });
  const idOf = (line: Row): string => String(line['id']);
  const decided = open.filter((line) => said.has(idOf(line)));
  const adjusted = decided.filter((line) => said.get(idOf(line))?.decision === 'adjust');
  const value = adjusted.every((line) => typeof line['value_difference'] === 'string')
    ? adjusted.reduce((sum, line) => plus(sum, String(line['value_difference'])), '0')
    : null;
  const settle = async (): Promise<void> => {
    setFailure(null);
    await command('count.settle-differences', {
      orderId,
      lines: decided.map((line) => ({ lineId: idOf(line), ...(said.get(idOf(line)) as Said) })),
    }).catch((thrown: unknown) => setFailure(failureOf(thrown)));
    await client.invalidateQueries();
  };
  return (
    <section className="stack">
      <div className="row wrap">
        <h2>{t('count.differences', { count: open.length })}</h2>
        <span className="grow" />
        {DECISIONS.map((decision) => (
          <button key={decision} className="button" onClick={() => put(open.map(idOf), { decision })}>
            {t('count.all', { what: t(`count.${decision}`) })}
          </button>
        ))}
      </div>
      <FailureBanner failure={failure} />
      <div className="table-frame lines">
        <table className="grid">
          <thead>
            <tr>
              {shown.map((column) => (
                <th key={column.key} className={isNumber(column) ? 'num' : ''}>
                  {say(column)}
                </th>
              ))}
              <th>{t('count.decision')}</th>
              <th>{t('app.reason')}</th>
            </tr>
          </thead>
          <tbody>
            {open.map((line) => {
              const mine = said.get(idOf(line));
              return (
                <tr key={idOf(line)}>
                  {shown.map((column) => (
                    <td key={column.key} className={isNumber(column) ? 'num' : ''}>
                      <Cell column={column} row={line} />
                    </td>
                  ))}
                  <td className="edit">
                    <select
                      className="select"
                      aria-label={t('count.decision')}
                      value={mine?.decision ?? ''}
                      onChange={(event) => put([idOf(line)], { decision: event.target.value as Decision })}
                    >
                      <option value="" disabled>
                        {t('count.decide')}
                      </option>
                      {DECISIONS.map((decision) => (
                        <option key={decision} value={decision}>
                          {t(`count.${decision}`)}
                        </option>
                      ))}
                    </select>
                    {mine?.decision === 'adjust' && String(line['qty_difference']).startsWith('-') && (
                      <label className="row">
                        <input
                          type="checkbox"
                          checked={mine.careless}
                          onChange={(event) => put([idOf(line)], { careless: event.target.checked })}
                        />
                        <small>{t('count.careless')}</small>
                      </label>
                    )}
                  </td>
                  <td className="edit">
                    <input
                      className={`input ${mine && mine.decision !== 'recount' && mine.reason.trim() === '' ? 'bad' : ''}`}
                      aria-label={t('app.reason')}
                      value={mine?.reason ?? ''}
                      maxLength={500}
                      onChange={(event) => put([idOf(line)], { reason: event.target.value })}
                    />
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      <div className="row wrap">
        <span className="dim">{t('count.settleHint')}</span>
        <span className="grow" />
        {value !== null && adjusted.length > 0 && (
          <b className={value.startsWith('-') ? 'negative' : ''}>
            {t('count.worth', { value: money(value) })}
          </b>
        )}
        <button
          className="button primary"
          disabled={decided.length < open.length}
          onClick={() => void settle()}
        >
          {t('count.settle', { adjusted: adjusted.length, others: decided.length - adjusted.length })}
        </button>
      </div>
    </section>
  );
}
