// The proof that book equals physical: the figures that were compared, and which law is broken if one is.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { type CommandName, type QueryName, command, query } from '../../api-client/client.ts';
import { moment } from '../../kit/format.ts';
import { type Failure, FailureBanner, failureOf } from '../../kit/parts.tsx';
import { useWords } from '../../kit/words.tsx';
import { useTitle } from '../shell.tsx';

type Status = Record<string, unknown>;

export function Proof(): ReactNode {
  const { t } = useWords();
  const client = useQueryClient();
  const [failure, setFailure] = useState<Failure | null>(null);
  const proof = useQuery({
    queryKey: ['proof.status'],
    queryFn: () => query('proof.status' as QueryName, {}) as Promise<Status>,
  });
  useTitle(t('proof.title'));
  const run = (): void =>
    void command('proof.run' as CommandName, {} as never).then(
      () => client.invalidateQueries(),
      (thrown: unknown) => setFailure(failureOf(thrown)),
    );
  const show = (value: unknown, depth = 0): ReactNode => {
    if (value === null || value === undefined) return '—';
    if (typeof value !== 'object')
      return /^\d{4}-\d{2}-\d{2}T/.test(String(value)) ? moment(value) : String(value);
    if (Array.isArray(value))
      return value.length === 0
        ? t('app.none')
        : value.map((one, index) => <div key={index}>{show(one, depth + 1)}</div>);
    return (
      <table className="grid">
        <tbody>
          {Object.entries(value).map(([key, one]) => (
            <tr key={key}>
              <td className="dim">{key}</td>
              <td style={{ maxWidth: 'none' }}>{show(one, depth + 1)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    );
  };
  return (
    <div className="page">
      <div className="row">
        <h1 className="grow">{t('proof.title')}</h1>
        <button className="button primary" onClick={run}>
          {t('proof.run')}
        </button>
      </div>
      <FailureBanner failure={failure ?? (proof.error ? failureOf(proof.error) : null)} />
      {proof.data && (
        <div className={`banner ${proof.data['holds'] === false ? '' : 'ok'}`}>
          {proof.data['holds'] === false ? t('proof.broken') : t('proof.holds')}
        </div>
      )}
      {proof.data && show(proof.data)}
    </div>
  );
}
