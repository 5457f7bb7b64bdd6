// Paying and collecting: choose open items of one partner, say how much of each, book one payment.
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { command } from '../../api-client/client.ts';
import { DataTable, type Row } from '../../kit/data-table.tsx';
import { money, plus } from '../../kit/format.ts';
import { type Failure, FailureBanner, failureOf } from '../../kit/parts.tsx';
import { useWords } from '../../kit/words.tsx';
import { useTitle } from '../shell.tsx';

type Chosen = { row: Row; amount: string };

export function Settle(): ReactNode {
  const { t } = useWords();
  const client = useQueryClient();
  const [chosen, setChosen] = useState<ReadonlyMap<string, Chosen>>(new Map());
  const [failure, setFailure] = useState<Failure | null>(null);
  const [done, setDone] = useState('');
  useTitle(t('menu.settle'));
  const choose = (row: Row, on: boolean): void =>
    setChosen((before) => {
      const next = new Map(before);
      if (on) next.set(String(row['id']), { row, amount: String(row['left_open']) });
      else next.delete(String(row['id']));
      return next;
    });
  const picked = [...chosen.entries()];
  const sides = new Set(
    picked.map(([, one]) => `${String(one.row['side'])} ${String(one.row['partner_id'])}`),
  );
  const direction = String(picked[0]?.[1].row['side']) === 'payable' ? 'pay' : 'collect';
  const total = picked.reduce((sum, [, one]) => plus(sum, one.amount || '0'), '0');
  const book = async (): Promise<void> => {
    setFailure(null);
    try {
      const booked = await command('settlement.book-payment', {
        direction,
        partnerId: String(picked[0]?.[1].row['partner_id']),
        amount: total,
        items: picked.map(([id, one]) => ({ openItemId: id, amount: one.amount })),
      });
      setDone(t('settle.booked', booked));
      setChosen(new Map());
      await client.invalidateQueries();
    } catch (thrown) {
      setFailure(failureOf(thrown));
    }
  };
  return (
    <div className="page">
      <h1>{t('menu.settle')}</h1>
      <FailureBanner failure={failure} />
      {done && (
        <div className="banner ok" role="status">
          {done}
        </div>
      )}
      <DataTable
        name="settlement.list-open-items"
        fixed={[{ column: 'age', op: 'ne', value: 'settled' }]}
        chosen={new Set(chosen.keys())}
        onChoose={choose}
      />
      {picked.length > 0 && (
        <div className="row wrap" style={{ alignItems: 'flex-end' }}>
          {picked.map(([id, one]) => (
            <label className="field" key={id}>
              <span>
                {String(one.row['source_no'])} · {t('settle.amount')}
              </span>
              <input
                className="input num"
                value={one.amount}
                onChange={(event) =>
                  setChosen(
                    (before) =>
                      new Map(
                        [...before].map(([key, kept]) => [
                          key,
                          key === id ? { ...kept, amount: event.target.value.trim() } : kept,
                        ]),
                      ),
                  )
                }
              />
            </label>
          ))}
          <span className="grow" />
          {sides.size > 1 ? (
            <span className="negative">{t('invoice.onePartner')}</span>
          ) : (
            <b>{money(total)}</b>
          )}
          <button className="button primary" disabled={sides.size !== 1} onClick={() => void book()}>
            {t(direction === 'pay' ? 'settle.pay' : 'settle.collect')}
          </button>
        </div>
      )}
    </div>
  );
}
