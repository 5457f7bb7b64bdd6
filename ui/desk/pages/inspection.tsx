// The plain verdict by quantity: accept, concede, reject; each part becomes floor work at once.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { command, query } from '../../api-client/client.ts';
import { useId } from '../../kit/address.ts';
import { grouped } from '../../kit/format.ts';
import { type Failure, FailureBanner, StateTag, failureOf } from '../../kit/parts.tsx';
import { useWords } from '../../kit/words.tsx';
import { FlowStrip, Timeline } from '../flow.tsx';
import { useSession } from '../session-context.ts';
import { useTitle } from '../shell.tsx';

const WORDS = {
  pending: { zh: '待检', en: 'pending', tone: 'inspect' },
  ruled: { zh: '已判定', en: 'ruled', tone: 'done' },
};
const PARTS = ['accepted', 'conceded', 'rejected'] as const;

export function InspectionPage(): ReactNode {
  const { t } = useWords();
  const id = useId();
  const session = useSession();
  const client = useQueryClient();
  const inspection = useQuery({
    queryKey: ['document', 'inspection', id],
    queryFn: () => query('quality.get-inspection', { inspectionId: id }),
  });
  const [parts, setParts] = useState({ accepted: '', conceded: '', rejected: '', reason: '' });
  const [failure, setFailure] = useState<Failure | null>(null);
  const found = inspection.data;
  useTitle(found?.no ?? '');
  const rule = async (): Promise<void> => {
    setFailure(null);
    const given = Object.fromEntries(
      PARTS.filter((part) => parts[part] !== '').map((part) => [part, parts[part]]),
    );
    await command('quality.rule-lot', { inspectionId: id, ...given, reason: parts.reason }).then(
      () => setParts({ accepted: '', conceded: '', rejected: '', reason: '' }),
      (thrown: unknown) => setFailure(failureOf(thrown)),
    );
    await client.invalidateQueries();
  };
  if (!found)
    return (
      <div className="page">
        <FailureBanner failure={inspection.error ? failureOf(inspection.error) : null} />
      </div>
    );
  return (
    <div className="page">
      <div className="row">
        <h1 className="code">{found.no}</h1>
        <h1>{found.supplier_name}</h1>
        <StateTag value={found.state} words={WORDS} />
      </div>
      <FailureBanner failure={failure} />
      <div className="facts">
        <div>
          <span>{t('order.item')}</span>
          <b className="code">{found.item_code}</b> {found.item_name}{' '}
          <span className="dim">{found.item_spec}</span>
        </div>
        <div>
          <span>{t('floor.lot')}</span>
          <span className="code">{found.lot_no || '—'}</span>
        </div>
        <div>
          <span>{t('order.qty')}</span>
          {grouped(found.qty)} {found.unit}
        </div>
        <div>
          <span>{t('verdict.accepted')}</span>
          {grouped(found.qty_accepted)}
        </div>
        <div>
          <span>{t('verdict.conceded')}</span>
          {grouped(found.qty_conceded)}
        </div>
        <div>
          <span>{t('verdict.rejected')}</span>
          {grouped(found.qty_rejected)}
        </div>
        <div>
          <span>{t('app.reason')}</span>
          {found.reason || '—'}
        </div>
      </div>
      <FlowStrip kind="inspection" id={id} />
      {found.state === 'pending' && session.rights.includes('inspection.rule') && (
        <section className="stack">
          <h2>
            {t('verdict.title')} · {t('verdict.left', { qty: grouped(found.qty_left) })}
          </h2>
          <div className="row wrap" style={{ alignItems: 'flex-end' }}>
            {PARTS.map((part) => (
              <label className="field" key={part}>
                <span>{t(`verdict.${part}`)}</span>
                <input
                  className="input num"
                  inputMode="decimal"
                  value={parts[part]}
                  placeholder={part === 'accepted' ? found.qty_left : '0'}
                  onChange={(event) => setParts({ ...parts, [part]: event.target.value.trim() })}
                />
              </label>
            ))}
            <label className="field grow">
              <span>{t('verdict.reason')}</span>
              <input
                className="input"
                value={parts.reason}
                onChange={(event) => setParts({ ...parts, reason: event.target.value })}
              />
            </label>
            <button className="button primary" onClick={() => void rule()}>
              {t('verdict.submit')}
            </button>
          </div>
        </section>
      )}
      <h2>{t('doc.timeline')}</h2>
      <Timeline kind="inspection" id={id} />
    </div>
  );
}
