// Planning data of an item as a form: policy, how lots are made, how long it takes, what is kept for safety.
import { type FormEvent, type ReactNode, useState } from 'react';
import type { Queries } from '../../api-client/api.gen.ts';
import { command } from '../../api-client/client.ts';
import { percent, rateOf } from '../../kit/format.ts';
import { FailureBanner } from '../../kit/parts.tsx';
import { type WordKey, useWords } from '../../kit/words.tsx';
import { useSave } from './use-save.ts';

export type ItemData = Queries['structure.get-item']['output'];

const plainText = (value: unknown): string => {
  const text = String(value ?? '');
  return text.includes('.') ? text.replace(/0+$/, '').replace(/\.$/, '') : text;
};

type Pick = readonly { readonly value: string; readonly label: string }[];

function Choose({
  name,
  label,
  value,
  options,
  onChange,
}: {
  name: string;
  label: string;
  value: string;
  options: Pick;
  onChange?: (value: string) => void;
}): ReactNode {
  return (
    <label className="field">
      <span>{label}</span>
      <select
        className="select"
        name={name}
        defaultValue={value}
        onChange={(event) => onChange?.(event.target.value)}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </label>
  );
}

export function PlanningForm({ itemId, data }: { itemId: string; data: ItemData }): ReactNode {
  const { t } = useWords();
  const { planning } = data;
  const [lotRule, setLotRule] = useState(String(planning['lot_rule']));
  const { failure, done, busy, save } = useSave();
  const number = (name: string, word: WordKey, value: unknown, hint?: WordKey): ReactNode => (
    <label className="field" key={name}>
      <span>{t(word)}</span>
      <input
        className="input"
        name={name}
        inputMode="decimal"
        defaultValue={plainText(value)}
        placeholder={hint ? t(hint) : '0'}
        readOnly={!data.mayEdit}
      />
    </label>
  );
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string): string => String(form.get(name) ?? '').trim();
    const qty = (name: string): string => text(name) || '0';
    const days = (name: string, otherwise: number): number =>
      text(name) === '' ? otherwise : Number(text(name));
    save(() =>
      command('structure.save-planning', {
        itemId,
        policy: text('policy') === 'order' ? 'order' : 'stock',
        lotRule: lotRule === 'fixed' ? 'fixed' : lotRule === 'period' ? 'period' : 'lot_for_lot',
        fixedLot: qty('fixedLot'),
        periodDays: days('periodDays', 1),
        orderMinimum: qty('orderMinimum'),
        orderMultiple: qty('orderMultiple'),
        orderMaximum: qty('orderMaximum'),
        leadTimeDays: text('leadTimeDays') === '' ? null : Number(text('leadTimeDays')),
        leadPer: qty('leadPer'),
        inspectionDays: days('inspectionDays', 0),
        safetyDays: days('safetyDays', 0),
        safetyStock: qty('safetyStock'),
        scrap: rateOf(text('scrap')) || '0',
        phantom: text('phantom') === 'true',
        calendarId: text('calendar') || null,
        plannerId: text('planner') || null,
      }),
    );
  };
  const none = { value: '', label: '—' };
  const scrap = String(planning['scrap'] ?? '');
  return (
    <form className="stack" onSubmit={submit}>
      <FailureBanner failure={failure} />
      {done && (
        <div className="banner ok" role="status">
          {t('app.saved')}
        </div>
      )}
      <h2>{t('planData.how')}</h2>
      <div className="cards">
        <Choose
          name="policy"
          label={t('planData.policy')}
          value={String(planning['policy'])}
          options={[
            { value: 'stock', label: t('planData.stock') },
            { value: 'order', label: t('planData.order') },
          ]}
        />
        <Choose
          name="phantom"
          label={t('bom.phantom')}
          value={String(planning['phantom'])}
          options={[
            { value: 'false', label: t('app.no') },
            { value: 'true', label: t('app.yes') },
          ]}
        />
        <Choose
          name="planner"
          label={t('planData.planner')}
          value={String(planning['planner_id'] ?? '')}
          options={[none, ...data.planners.map((one) => ({ value: one.id, label: one.name }))]}
        />
      </div>
      <h2>{t('planData.lots')}</h2>
      <div className="cards">
        <Choose
          name="lotRule"
          label={t('planData.lotRule')}
          value={lotRule}
          onChange={setLotRule}
          options={[
            { value: 'lot_for_lot', label: t('planData.lotForLot') },
            { value: 'fixed', label: t('planData.fixed') },
            { value: 'period', label: t('planData.period') },
          ]}
        />
        <span hidden={lotRule !== 'fixed'}>
          {number('fixedLot', 'planData.fixedLot', planning['fixed_lot'])}
        </span>
        <span hidden={lotRule !== 'period'}>
          {number('periodDays', 'planData.periodDays', planning['period_days'])}
        </span>
        {number('orderMinimum', 'planData.minimum', planning['order_minimum'])}
        {number('orderMultiple', 'planData.multiple', planning['order_multiple'])}
        {number('orderMaximum', 'planData.maximum', planning['order_maximum'])}
        {number('scrap', 'planData.scrap', /[1-9]/.test(scrap) ? percent(scrap) : '')}
      </div>
      <h2>{t('planData.times')}</h2>
      <div className="cards">
        {number('leadTimeDays', 'planData.leadTime', planning['lead_time_days'], 'planData.nobodySaid')}
        {number('leadPer', 'planData.leadPer', planning['lead_per'])}
        {number('inspectionDays', 'planData.inspectionDays', planning['inspection_days'])}
        {number('safetyDays', 'planData.safetyDays', planning['safety_days'])}
        {number('safetyStock', 'planData.safetyStock', planning['safety_stock'])}
        <Choose
          name="calendar"
          label={t('planData.calendar')}
          value={String(planning['calendar_id'] ?? '')}
          options={[
            { value: '', label: t('planData.everyDay') },
            ...data.calendars.map((one) => ({ value: one.id, label: `${one.code} ${one.name}` })),
          ]}
        />
      </div>
      {data.mayEdit && (
        <button className="button primary" disabled={busy} style={{ alignSelf: 'flex-start' }}>
          {t('list.keep')}
        </button>
      )}
    </form>
  );
}
