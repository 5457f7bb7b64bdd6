// Sources, substitutes and routing of an item: each a small table that is typed into and saved as a whole.
import { type ReactNode, useMemo, useState } from 'react';
import { command } from '../../api-client/client.ts';
import { percent, rateOf } from '../../kit/format.ts';
import { type Choice, Lookup } from '../../kit/parts.tsx';
import { type Words, useWords } from '../../kit/words.tsx';
import { searchItems } from '../entry/lines.ts';
import { searchPartners } from '../entry/lookups.ts';
import { type Field, SetTable, lookupField, selectField } from './set-table.tsx';
import type { ItemData } from './planning-form.tsx';

type Row = Readonly<Record<string, unknown>>;
type Props = { readonly itemId: string; readonly data: ItemData };

const text = (row: Row, key: string): string => {
  const value = String(row[key] ?? '');
  return /^\d+\.\d+$/.test(value) ? value.replace(/0+$/, '').replace(/\.$/, '') : value;
};
const share = (row: Row, key: string): string =>
  /[1-9]/.test(text(row, key)) ? percent(text(row, key)) : '';

/** What a row names under this key. */
const choiceOf = (row: Row, key: string): Choice => ({
  id: text(row, `${key}_id`),
  code: text(row, key),
  name: text(row, `${key}_name`),
});

/** Days of validity, empty where it holds for ever. */
type Days = { readonly from: string; readonly to: string };
const ALWAYS: Days = { from: '', to: '' };
const daysOf = (row: Row): Days => ({ from: text(row, 'valid_from'), to: text(row, 'valid_to') });
const told = ({ from, to }: Days) => ({ validFrom: from || null, validTo: to || null });

/** Two columns for the days of validity. */
const dayFields = <T extends Days>(t: Words): readonly Field<T>[] =>
  (['from', 'to'] as const).map((key) => {
    const title = t(key === 'from' ? 'bom.validFrom' : 'bom.validTo');
    return {
      title,
      cell: (row, set) => (
        <input
          className={`input ${row.to !== '' && row.from > row.to ? 'bad' : ''}`}
          type="date"
          style={{ width: 128 }}
          aria-label={title}
          value={row[key]}
          onChange={(event) => set({ [key]: event.target.value } as Partial<T>)}
        />
      ),
    };
  });

type Source = Days & {
  supplier: Choice | null;
  priority: string;
  quota: string;
  lead: string;
  minimum: string;
  multiple: string;
  calendar: string;
};

export function SourcesTable({ itemId, data }: Props): ReactNode {
  const { t } = useWords();
  const suppliers = useMemo(() => searchPartners('purchase'), []);
  const [rows, setRows] = useState<readonly Source[]>(() =>
    data.sources.map((row) => ({
      supplier: choiceOf(row, 'supplier'),
      priority: text(row, 'priority'),
      quota: share(row, 'quota'),
      lead: text(row, 'lead_days'),
      minimum: text(row, 'order_minimum'),
      multiple: text(row, 'order_multiple'),
      calendar: text(row, 'calendar_id'),
      ...daysOf(row),
    })),
  );
  const fields: readonly Field<Source>[] = [
    lookupField(t('order.supplier'), 'supplier', suppliers),
    { title: t('planData.priority'), key: 'priority' },
    { title: t('planData.quota'), key: 'quota', hint: '0%' },
    { title: t('planData.leadTime'), key: 'lead', hint: t('planData.asCard') },
    { title: t('planData.minimum'), key: 'minimum', hint: t('planData.asCard') },
    { title: t('planData.multiple'), key: 'multiple', hint: t('planData.asCard') },
    selectField(t('planData.calendar'), 'calendar', [
      ['', t('planData.everyDay')],
      ...data.calendars.map(({ id, code }) => [id, code] as const),
    ]),
    ...dayFields<Source>(t),
  ];
  return (
    <SetTable
      rows={rows}
      onRows={setRows}
      fields={fields}
      mayEdit={data.mayEdit}
      hint={t('planData.sourcesHint')}
      empty={() => ({
        supplier: null,
        priority: '1',
        quota: '',
        lead: '',
        minimum: '',
        multiple: '',
        calendar: '',
        ...ALWAYS,
      })}
      save={() =>
        command('structure.save-sources', {
          itemId,
          sources: rows
            .filter((row) => row.supplier !== null)
            .map((row) => ({
              supplierId: row.supplier?.id ?? '',
              priority: Number(row.priority || '1'),
              quota: rateOf(row.quota) || '0',
              leadDays: row.lead === '' ? null : Number(row.lead),
              orderMinimum: row.minimum || null,
              orderMultiple: row.multiple || null,
              calendarId: row.calendar || null,
              ...told(row),
            })),
        })
      }
    />
  );
}

type Substitute = Days & {
  item: Choice | null;
  parent: Choice | null;
  kind: string;
  priority: string;
  num: string;
  den: string;
};

export function SubstitutesTable({ itemId, data }: Props): ReactNode {
  const { t } = useWords();
  const items = useMemo(() => searchItems(undefined), []);
  const [rows, setRows] = useState<readonly Substitute[]>(() =>
    data.substitutes.map((row) => ({
      item: choiceOf(row, 'substitute'),
      parent: row['parent_id'] ? choiceOf(row, 'parent') : null,
      kind: text(row, 'kind'),
      priority: text(row, 'priority'),
      num: text(row, 'qty_num'),
      den: text(row, 'qty_den'),
      ...daysOf(row),
    })),
  );
  const fields: readonly Field<Substitute>[] = [
    lookupField(t('planData.substitute'), 'item', items),
    selectField(t('planData.kind'), 'kind', [
      ['alternate', t('planData.alternate')],
      ['use_up', t('planData.useUp')],
    ]),
    {
      title: t('planData.onlyIn'),
      wide: true,
      cell: (row, set) => (
        <span className="row">
          <Lookup
            label={t('planData.onlyIn')}
            value={row.parent}
            search={items}
            onChoose={(parent) => set({ parent })}
          />
          {row.parent && (
            <button
              type="button"
              className="button small"
              aria-label={t('planData.everywhere')}
              title={t('planData.everywhere')}
              onClick={() => set({ parent: null })}
            >
              ×
            </button>
          )}
        </span>
      ),
    },
    { title: t('planData.priority'), key: 'priority' },
    { title: t('bom.num'), key: 'num' },
    { title: t('bom.den'), key: 'den' },
    ...dayFields<Substitute>(t),
  ];
  return (
    <SetTable
      rows={rows}
      onRows={setRows}
      fields={fields}
      mayEdit={data.mayEdit}
      hint={t('planData.substitutesHint')}
      empty={() => ({
        item: null,
        parent: null,
        kind: 'alternate',
        priority: '1',
        num: '1',
        den: '1',
        ...ALWAYS,
      })}
      save={() =>
        command('structure.save-substitutes', {
          itemId,
          substitutes: rows
            .filter((row) => row.item !== null)
            .map((row) => ({
              substituteId: row.item?.id ?? '',
              parentId: row.parent?.id ?? null,
              kind: row.kind === 'use_up' ? 'use_up' : 'alternate',
              priority: Number(row.priority || '1'),
              qtyNum: row.num || '1',
              qtyDen: row.den || '1',
              ...told(row),
            })),
        })
      }
    />
  );
}

type Step = { workCentre: string; hours: string };

export function RoutingTable({ itemId, data }: Props): ReactNode {
  const { t } = useWords();
  const [rows, setRows] = useState<readonly Step[]>(() =>
    data.routing.map((row) => ({
      workCentre: text(row, 'work_centre_id'),
      hours: text(row, 'hours_per_unit'),
    })),
  );
  const fields: readonly Field<Step>[] = [
    selectField(
      t('planData.workCentre'),
      'workCentre',
      [['', ''], ...data.workCentres.map(({ id, code, name }) => [id, `${code} ${name}`] as const)],
      true,
    ),
    { title: t('planData.hours'), key: 'hours' },
  ];
  return (
    <SetTable
      rows={rows}
      onRows={setRows}
      fields={fields}
      mayEdit={data.mayEdit}
      hint={t('planData.routingHint')}
      empty={() => ({ workCentre: '', hours: '' })}
      save={() =>
        command('structure.save-routing', {
          itemId,
          lines: rows
            .filter((row) => row.workCentre !== '')
            .map((row) => ({ workCentreId: row.workCentre, hoursPerUnit: row.hours || '0' })),
        })
      }
    />
  );
}
