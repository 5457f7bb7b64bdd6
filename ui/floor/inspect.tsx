// A plain verdict on the floor: how much is good, how much is taken under concession, how much goes back.
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { query } from '../api-client/client.ts';
import { useId } from '../kit/address.ts';
import { compare, grouped, minus } from '../kit/format.ts';
import { Empty } from '../kit/parts.tsx';
import { useWords } from '../kit/words.tsx';
import { command } from './kept.ts';
import { Goods, Screen, useBand } from './parts.tsx';
import { useStep } from './work.ts';

export function Inspections(): ReactNode {
  const { t } = useWords();
  const pending = useQuery({ queryKey: ['pending'], queryFn: () => query('quality.list-pending', {}) });
  return (
    <Screen title={t('floor.queue')}>
      {pending.data?.length === 0 && <Empty title={t('floor.none')} />}
      <ul className="work-list">
        {(pending.data ?? []).map((inspection) => (
          <li key={inspection.id}>
            <Link to="/f/inspect/$id" params={{ id: inspection.id }}>
              <strong>{inspection.item_name}</strong>
              <span>
                {grouped(inspection.qty_left)} {inspection.unit}
              </span>
              <small className="code">
                {inspection.no} · {inspection.lot_no} · {inspection.supplier_name}
              </small>
            </Link>
          </li>
        ))}
      </ul>
    </Screen>
  );
}

const VERDICTS = ['accepted', 'conceded', 'rejected'] as const;

export function Inspect(): ReactNode {
  const { t } = useWords();
  const id = useId();
  const navigate = useNavigate();
  const bandage = useBand();
  const step = useStep(bandage.refused);
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const [reason, setReason] = useState('');
  const inspection = useQuery({
    queryKey: ['inspection', id],
    queryFn: () => query('quality.get-inspection', { inspectionId: id }),
  });
  const data = inspection.data;
  if (!data) return null;
  const valueOf = (verdict: (typeof VERDICTS)[number]): string => typed[verdict] ?? '';
  const given = VERDICTS.reduce((left, verdict) => minus(left, valueOf(verdict) || '0'), data.qty_left);
  const rule = (verdicts: Readonly<Record<string, string>>): void =>
    step.run(async () => {
      await command('quality.rule-lot', {
        inspectionId: id,
        accepted: verdicts['accepted'] || '0',
        conceded: verdicts['conceded'] || '0',
        rejected: verdicts['rejected'] || '0',
        reason,
      });
      bandage.good(t('floor.ruled'), data.no, 'done');
      await navigate({ to: '/f/inspections' });
    });
  return (
    <Screen
      title={`${t('floor.inspect')} ${data.no}`}
      subtitle={data.supplier_name}
      back="/f/inspections"
      band={bandage.band}
      buttons={
        <>
          <button className="button" disabled={step.busy} onClick={() => rule({ accepted: data.qty_left })}>
            {t('floor.accept')}
          </button>
          <button
            className="button primary"
            disabled={step.busy || compare(given, data.qty_left) >= 0 || compare(given, '0') < 0}
            onClick={() => rule(typed)}
          >
            {t('floor.confirm')}
          </button>
        </>
      }
    >
      <div className="panel">
        <Goods
          code={data.item_code}
          name={data.item_name}
          spec={data.item_spec}
          lot={data.lot_no}
          expiry={data.expiry_date}
        />
        <strong>
          {grouped(data.qty_left)} {data.unit}
        </strong>
        {data.inspection_note && <small>{data.inspection_note}</small>}
      </div>
      <div className="panel">
        {VERDICTS.map((verdict) => (
          <label className="field" key={verdict}>
            <span>{t(`floor.verdict.${verdict}`)}</span>
            <input
              className="input num"
              inputMode="decimal"
              value={valueOf(verdict)}
              onChange={(event) =>
                /^\d{0,14}(\.\d{0,6})?$/.test(event.target.value) &&
                setTyped({ ...typed, [verdict]: event.target.value })
              }
            />
          </label>
        ))}
        <small>
          {t('floor.left')} {grouped(given)} {data.unit}
        </small>
        <label className="field">
          <span>{t('floor.reason')}</span>
          <input className="input" value={reason} onChange={(event) => setReason(event.target.value)} />
        </label>
      </div>
    </Screen>
  );
}
