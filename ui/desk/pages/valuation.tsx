// The accountant's queue: movements that could not be valued, each with the reason. What lacks only a value takes it
// here; everything else is put right where it is wrong and then valued again.
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { command } from '../../api-client/client.ts';
import { DataTable, type Row } from '../../kit/data-table.tsx';
import { type Failure, FailureBanner, failureOf } from '../../kit/parts.tsx';
import { useWords } from '../../kit/words.tsx';
import { useSession } from '../session-context.ts';
import { useTitle } from '../shell.tsx';

export function Valuation(): ReactNode {
  const { t } = useWords();
  const session = useSession();
  const client = useQueryClient();
  const [chosen, setChosen] = useState<Row | null>(null);
  const [value, setValue] = useState('');
  const [failure, setFailure] = useState<Failure | null>(null);
  const [done, setDone] = useState('');
  useTitle(t('menu.valuation'));
  const act = async (work: Promise<{ valued: number; waiting: number }>): Promise<void> => {
    setFailure(null);
    setDone('');
    try {
      const { valued, waiting } = await work;
      setDone(t('valuation.done', { valued: String(valued), waiting: String(waiting) }));
      setChosen(null);
      setValue('');
    } catch (thrown) {
      setFailure(failureOf(thrown));
    }
    await client.invalidateQueries();
  };
  const may = session.rights.includes('voucher.edit');
  const id = chosen && String(chosen['id']);
  return (
    <div className="page">
      <div className="row">
        <h1 className="grow">{t('menu.valuation')}</h1>
        {may && (
          <button className="button" onClick={() => void act(command('costing.value-queued', {}))}>
            {t('valuation.again')}
          </button>
        )}
      </div>
      <FailureBanner failure={failure} />
      {done && (
        <div className="banner ok" role="status">
          {done}
        </div>
      )}
      <DataTable
        name="costing.list-exceptions"
        {...(may && {
          chosen: new Set(id === null ? [] : [id]),
          onChoose: (row: Row, on: boolean) => setChosen(on ? row : null),
        })}
      />
      {id !== null && (
        <div className="row wrap" style={{ alignItems: 'flex-end' }}>
          <label className="field">
            <span>
              {String(chosen?.['item_code'])} × {String(chosen?.['qty'])} · {t('valuation.value')}
            </span>
            <input
              className="input num"
              inputMode="decimal"
              value={value}
              onChange={(event) => setValue(event.target.value.trim())}
            />
          </label>
          <button
            className="button primary"
            disabled={value === ''}
            onClick={() => void act(command('costing.give-value', { movementId: id, value }))}
          >
            {t('valuation.give')}
          </button>
        </div>
      )}
    </div>
  );
}
