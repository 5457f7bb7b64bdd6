// Beside what waits: whether the books are true, and what the floor did last.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { query } from '../../api-client/client.ts';
import { OUTSIDE, type Row, useListShape } from '../../kit/data-table.tsx';
import { grouped, moment, money } from '../../kit/format.ts';
import { StateTag } from '../../kit/parts.tsx';
import { type WordKey, useWords } from '../../kit/words.tsx';

const LATEST = 8;

/** The last proof with its sums, side by side. */
export function ProofCard(): ReactNode {
  const { t } = useWords();
  const proof = useQuery({ queryKey: ['proof.status'], queryFn: () => query('proof.status', {}) });
  const { data } = proof;
  if (!data) return null;
  const word = data.holds === false ? 'proof.broken' : data.holds ? 'proof.holds' : 'proof.unknown';
  return (
    <section className="aside-card">
      <div className="row">
        <h2 className="grow">{t('proof.title')}</h2>
        <span className={`tag ${data.holds === false ? 'bad' : data.holds ? 'ok' : 'waiting'}`}>
          {t(word)}
        </span>
      </div>
      {data.figures.map((figure) => (
        <div key={figure.key} className="row">
          <span className="grow dim">{t(`proof.${figure.key}` as WordKey)}</span>
          <span>{figure.money ? money(figure.left) : grouped(figure.left)}</span>
          <span className={figure.equal ? '' : 'negative'}>{figure.equal ? '=' : '≠'}</span>
          <span>{figure.money ? money(figure.right) : grouped(figure.right)}</span>
        </div>
      ))}
      <div className="row">
        <span className="grow dim">{data.at ? `${t('proof.at')} ${moment(data.at)}` : ''}</span>
        <Link to="/proof">{t('home.open')}</Link>
      </div>
    </section>
  );
}

/** The latest movements of the store, each leading to where it stands in the book. */
export function Stream(): ReactNode {
  const { t, say } = useWords();
  const shape = useListShape('stock.list-movements');
  const latest = useQuery({
    queryKey: ['list', 'stock.list-movements', 'latest'],
    queryFn: () => query('stock.list-movements', { limit: LATEST }),
  });
  const rows = (latest.data?.rows ?? []) as Row[];
  const words = shape.data?.columns.find(({ key }) => key === 'kind')?.words ?? null;
  const place = (bin: unknown): string => {
    const word = OUTSIDE[String(bin)];
    return word ? say(word) : String(bin);
  };
  if (rows.length === 0) return null;
  return (
    <section className="aside-card">
      <div className="row">
        <h2 className="grow">{t('home.stream')}</h2>
        <Link to="/list/$name" params={{ name: 'stock.list-movements' }}>
          {t('home.all')}
        </Link>
      </div>
      <ul className="stream">
        {rows.map((row) => (
          <li key={String(row['id'])}>
            <span className="row">
              <span className="dim">{moment(row['recorded_at'])}</span>
              <StateTag value={String(row['kind'])} words={words} />
              <span className="grow" />
              <b>
                {grouped(
                  String(row['qty'])
                    .replace(/(\.\d*?)0+$/, '$1')
                    .replace(/\.$/, ''),
                )}
              </b>
              <span>{String(row['unit'] ?? '')}</span>
            </span>
            <span className="row">
              <span className="code">{String(row['item_code'])}</span>
              <span className="grow">{String(row['item_name'])}</span>
              <span className="dim">
                {place(row['from_bin'])} → {place(row['to_bin'])}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
