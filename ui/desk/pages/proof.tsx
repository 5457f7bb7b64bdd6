// The proof that book equals physical 账实相符: the sums that must be one, every law, and when they were last proved.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { Queries } from '../../api-client/api.gen.ts';
import { command, query } from '../../api-client/client.ts';
import { grouped, money, moment } from '../../kit/format.ts';
import { type Failure, FailureBanner, failureOf } from '../../kit/parts.tsx';
import { type WordKey, useWords } from '../../kit/words.tsx';
import { useTitle } from '../shell.tsx';

type Status = Queries['proof.status']['output'];

function Figures({ figures }: { figures: Status['figures'] }): ReactNode {
  const { t } = useWords();
  return (
    <div className="cards">
      {figures.map((figure) => {
        const show = figure.money ? money : grouped;
        return (
          <div key={figure.key} className="card">
            <div className="row">
              <strong className="grow">{t(`proof.${figure.key}` as WordKey)}</strong>
              <span className={`tag ${figure.equal ? 'ok' : 'bad'}`}>
                {t(figure.equal ? 'proof.equal' : 'proof.unequal')}
              </span>
            </div>
            <div className="row">
              <span className="dim grow">{t(`proof.${figure.key}.left` as WordKey)}</span>
              <span className="code">{show(figure.left)}</span>
            </div>
            <div className="row">
              <span className="dim grow">{t(`proof.${figure.key}.right` as WordKey)}</span>
              <span className="code">{show(figure.right)}</span>
            </div>
          </div>
        );
      })}
    </div>
  );
}

function Laws({ laws }: { laws: Status['laws'] }): ReactNode {
  const { t } = useWords();
  /** The law in the present language; as it stands in its file where nobody has put it into words. */
  const sentenceOf = (law: Status['laws'][number]): string => {
    const key = `law.${law.id}`;
    const word = t(key as WordKey);
    return word === key ? law.sentence : word;
  };
  return (
    <div className="table-frame">
      <table className="grid">
        <tbody>
          {laws.map((law) => (
            <tr key={law.id}>
              <td className="code">{law.id}</td>
              <td>
                <span className={`tag ${law.broken === 0 ? 'ok' : 'bad'}`}>
                  {law.broken === 0 ? t('proof.lawHolds') : t('proof.lawBroken', { count: law.broken })}
                </span>
              </td>
              <td style={{ maxWidth: 'none', whiteSpace: 'normal' }}>
                {sentenceOf(law)}
                {law.rows.map((row, at) => (
                  <div key={at} className="code negative">
                    {Object.entries(row)
                      .filter(([key]) => key !== 'company_id')
                      .map(([key, value]) => `${key} ${String(value)}`)
                      .join(' · ')}
                  </div>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

export function Proof(): ReactNode {
  const { t } = useWords();
  const client = useQueryClient();
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);
  const proof = useQuery({ queryKey: ['proof.status'], queryFn: () => query('proof.status', {}) });
  useTitle(t('proof.title'));
  const run = (): void => {
    setBusy(true);
    setFailure(null);
    command('proof.run', {})
      .then(() => client.invalidateQueries())
      .catch((thrown: unknown) => setFailure(failureOf(thrown)))
      .finally(() => setBusy(false));
  };
  const data = proof.data;
  return (
    <div className="page">
      <div className="row">
        <h1 className="grow">{t('proof.title')}</h1>
        {data?.at && (
          <span className="dim">
            {t('proof.at')} {moment(data.at)} · {data.tookMs} ms
          </span>
        )}
        <button className="button primary" onClick={run} disabled={busy}>
          {t('proof.run')}
        </button>
      </div>
      <FailureBanner failure={failure ?? (proof.error ? failureOf(proof.error) : null)} />
      {!data && !proof.error && <span className="dim">{t('app.loading')}</span>}
      {data && (
        <>
          <div className={`banner ${data.holds === false ? '' : data.holds ? 'ok' : 'warn'}`}>
            {t(data.holds === false ? 'proof.broken' : data.holds ? 'proof.holds' : 'proof.unknown')}
          </div>
          <Figures figures={data.figures} />
          <Laws laws={data.laws} />
          <h2>{t('proof.runs')}</h2>
          {data.runs.map((one) => (
            <div key={one.at} className="row">
              <span className={`tag ${one.holds ? 'ok' : 'bad'}`}>
                {t(one.holds ? 'proof.holds' : 'proof.broken')}
              </span>
              <span>{moment(one.at)}</span>
              <span className="dim">{one.tookMs} ms</span>
            </div>
          ))}
        </>
      )}
    </div>
  );
}
