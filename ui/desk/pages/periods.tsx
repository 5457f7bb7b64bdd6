// Accounting periods: what stands against closing is told when one tries; what is only unfinished may be accepted.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { command, query } from '../../api-client/client.ts';
import { type Failure, FailureBanner, StateTag, failureOf } from '../../kit/parts.tsx';
import { useWords } from '../../kit/words.tsx';
import { useTitle } from '../shell.tsx';

const WORDS = {
  open: { zh: '未结账', en: 'open', tone: 'running' },
  closed: { zh: '已结账', en: 'closed', tone: 'done' },
};

export function Periods(): ReactNode {
  const { t } = useWords();
  const client = useQueryClient();
  const [failure, setFailure] = useState<Failure | null>(null);
  const unfinished = failure?.code === 'CLOSE_UNFINISHED' ? String(failure.facts?.['period'] ?? '') : '';
  const periods = useQuery({ queryKey: ['periods'], queryFn: () => query('ledger.list-periods', {}) });
  useTitle(t('menu.periods'));
  const act = async (work: Promise<unknown>): Promise<void> => {
    setFailure(null);
    await work.catch((thrown: unknown) => setFailure(failureOf(thrown)));
    await client.invalidateQueries();
  };
  return (
    <div className="page">
      <h1>{t('menu.periods')}</h1>
      <FailureBanner failure={failure} />
      {unfinished && (
        <div className="row">
          <button
            className="button"
            onClick={() =>
              void act(command('ledger.close-period', { period: unfinished, acceptWarnings: true }))
            }
          >
            {t('period.closeAnyway')} {unfinished}
          </button>
        </div>
      )}
      <table className="grid">
        <thead>
          <tr>
            <th>{t('period.code')}</th>
            <th>{t('period.state')}</th>
            <th className="num">{t('period.vouchers')}</th>
            <th />
          </tr>
        </thead>
        <tbody>
          {(periods.data ?? []).map((period) => (
            <tr key={period.code}>
              <td className="code">{period.code}</td>
              <td>
                <StateTag value={period.state} words={WORDS} />
              </td>
              <td className="num">{period.vouchers}</td>
              <td>
                {period.state === 'open' ? (
                  <button
                    className="button"
                    onClick={() => void act(command('ledger.close-period', { period: period.code }))}
                  >
                    {t('period.close')}
                  </button>
                ) : (
                  <button
                    className="button"
                    onClick={() => {
                      const reason = prompt(t('app.reason'));
                      if (reason) void act(command('ledger.reopen-period', { period: period.code, reason }));
                    }}
                  >
                    {t('period.reopen')}
                  </button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
