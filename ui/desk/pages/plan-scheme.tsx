// The planning scheme 计划方案: how this company plans. Every figure says what it does.
import { useQuery } from '@tanstack/react-query';
import type { FormEvent, ReactNode } from 'react';
import { command, query } from '../../api-client/client.ts';
import { FailureBanner, failureOf } from '../../kit/parts.tsx';
import { useWords } from '../../kit/words.tsx';
import { useTitle } from '../shell.tsx';
import { useSave } from '../structure/use-save.ts';

const DAYS = [
  'bucketDays',
  'consumeBackDays',
  'consumeForwardDays',
  'releaseDays',
  'waitDays',
  'inspectionDays',
  'toleranceDays',
] as const;
const SWITCHES = ['countDrafts', 'countInspection'] as const;

export function PlanScheme(): ReactNode {
  const { t } = useWords();
  const scheme = useQuery({ queryKey: ['plan-scheme'], queryFn: () => query('planning.get-settings', {}) });
  const { failure, done, busy, save } = useSave();
  useTitle(t('scheme.title'));
  const { data } = scheme;
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const days = (name: (typeof DAYS)[number]): number => Number(String(form.get(name) ?? '0') || '0');
    save(() =>
      command('planning.save-settings', {
        bucketDays: days('bucketDays'),
        consumeBackDays: days('consumeBackDays'),
        consumeForwardDays: days('consumeForwardDays'),
        releaseDays: days('releaseDays'),
        waitDays: days('waitDays'),
        inspectionDays: days('inspectionDays'),
        toleranceDays: days('toleranceDays'),
        toleranceQty: String(form.get('toleranceQty') ?? '').trim() || '0',
        countDrafts: form.get('countDrafts') === 'on',
        countInspection: form.get('countInspection') === 'on',
        version: data?.version ?? 0,
      }),
    );
  };
  if (!data)
    return (
      <div className="page">
        <FailureBanner failure={scheme.error ? failureOf(scheme.error) : null} />
      </div>
    );
  return (
    <form className="page" onSubmit={submit} key={data.version}>
      <div className="row wrap">
        <h1 className="grow">{t('scheme.title')}</h1>
        {data.mayEdit && (
          <button className="button primary" disabled={busy}>
            {t('list.keep')}
          </button>
        )}
      </div>
      <FailureBanner failure={failure} />
      {done && (
        <div className="banner ok" role="status">
          {t('app.saved')}
        </div>
      )}
      <fieldset className="stack" disabled={!data.mayEdit} style={{ border: 0, padding: 0, margin: 0 }}>
        {DAYS.map((name) => (
          <label key={name} className="row">
            <span style={{ width: 220 }}>{t(`scheme.${name}`)}</span>
            <input
              className="input num"
              name={name}
              type="number"
              min={0}
              max={name === 'bucketDays' ? 31 : 365}
              style={{ width: 96 }}
              defaultValue={data[name]}
            />
            <span className="dim">{t(`scheme.${name}.hint`)}</span>
          </label>
        ))}
        <label className="row">
          <span style={{ width: 220 }}>{t('scheme.toleranceQty')}</span>
          <input
            className="input num"
            name="toleranceQty"
            inputMode="decimal"
            style={{ width: 96 }}
            defaultValue={data.toleranceQty}
          />
          <span className="dim">{t('scheme.toleranceQty.hint')}</span>
        </label>
        {SWITCHES.map((name) => (
          <label key={name} className="row">
            <span style={{ width: 220 }}>{t(`scheme.${name}`)}</span>
            <input name={name} type="checkbox" defaultChecked={data[name]} style={{ width: 96 }} />
            <span className="dim">{t(`scheme.${name}.hint`)}</span>
          </label>
        ))}
      </fieldset>
    </form>
  );
}
