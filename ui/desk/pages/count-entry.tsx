// A count order: which warehouse, where in it (everywhere, zones or single bins), and of which items (all, or some).
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useMemo, useRef, useState } from 'react';
import { command, query } from '../../api-client/client.ts';
import { useId } from '../../kit/address.ts';
import { type Choice, Lookup } from '../../kit/parts.tsx';
import { useWords } from '../../kit/words.tsx';
import { EntryPage } from '../entry/entry-page.tsx';
import { type Stored, useForm, useStored } from '../entry/form.ts';
import { ChoiceField, DayField, HeadFields, TextField } from '../entry/head-fields.tsx';
import { searchItems } from '../entry/lines.ts';
import { searchWarehouses } from '../entry/lookups.ts';
import { useSession } from '../session-context.ts';

type Order = {
  readonly warehouse: Choice | null;
  readonly businessDate: string;
  readonly remark: string;
  readonly version: number | undefined;
  /** Empty: every bin of the warehouse. */
  readonly bins: readonly string[];
  /** Empty: everything that lies there. */
  readonly items: readonly Choice[];
};

const formOf = ({ document: head }: Stored): Order => {
  const codes = head['item_codes'] as string[];
  return {
    warehouse: { id: String(head['warehouse_id']), code: '', name: String(head['warehouse_name']) },
    businessDate: String(head['business_date'] ?? ''),
    remark: String(head['remark'] ?? ''),
    version: Number(head['version']),
    bins: (head['bin_codes'] as string[] | null) ?? [],
    items: ((head['item_ids'] as string[] | null) ?? []).map((itemId, at) => ({
      id: itemId,
      code: codes[at] ?? '',
      name: '',
    })),
  };
};

export function CountEntry(): ReactNode {
  const { t } = useWords();
  const id = useId();
  const session = useSession();
  const navigate = useNavigate();
  const form = useForm<Order>(`tongyuan.draft.${session.company?.id}.count-order.${id || 'new'}`, () => ({
    warehouse: null,
    businessDate: session.company?.today ?? '',
    remark: '',
    version: undefined,
    bins: [],
    items: [],
  }));
  const { warehouse, businessDate, remark, version, bins, items } = form.form;
  useStored('count', id, () => query('count.get-order', { orderId: id }), formOf, form.load);
  // What was kept here and could not be approved: kept again it is the same one.
  const kept = useRef<{ readonly orderId: string; readonly version: number } | null>(null);
  const save = async (approve: boolean): Promise<void> => {
    const saved = await command('count.save-order', {
      ...(id ? { orderId: id, version } : kept.current),
      warehouseId: warehouse?.id ?? '',
      businessDate,
      remark,
      binCodes: [...bins],
      itemIds: items.map((item) => item.id),
    });
    const { orderId } = saved;
    kept.current = { orderId, version: saved.version };
    form.forget();
    if (approve) await command('count.approve-order', { orderId });
    await navigate({ to: `/count-order/${orderId}` });
  };
  return (
    <EntryPage
      title={t(id ? 'count.edit' : 'count.new')}
      form={form}
      save={save}
      submit={session.rights.includes('count_order.edit') ? t('count.submit') : null}
    >
      <HeadFields>
        <ChoiceField
          title={t('order.warehouse')}
          width={240}
          value={warehouse}
          search={searchWarehouses}
          onChoose={(chosen) => form.change({ warehouse: chosen, bins: [] })}
          autoFocus
        />
        <DayField
          title={t('transfer.date')}
          value={businessDate}
          onChange={(next) => form.change({ businessDate: next })}
        />
        <TextField
          title={t('order.remark')}
          value={remark}
          onChange={(next) => form.change({ remark: next })}
        />
      </HeadFields>
      {warehouse && (
        <BinChoice
          warehouseId={warehouse.id}
          chosen={new Set(bins)}
          onChoose={(next) => form.change({ bins: [...next].sort() })}
        />
      )}
      <ItemChoice items={items} onItems={(next) => form.change({ items: next })} />
    </EntryPage>
  );
}

/** Zones as switches, and within each the bins; nothing chosen means everywhere. */
function BinChoice({
  warehouseId,
  chosen,
  onChoose,
}: {
  warehouseId: string;
  chosen: ReadonlySet<string>;
  onChoose: (next: ReadonlySet<string>) => void;
}): ReactNode {
  const { t } = useWords();
  const [sought, setSought] = useState('');
  const zones = useQuery({
    queryKey: ['bins', warehouseId],
    queryFn: () => query('layout.bins-by-zone', { warehouseId }),
  });
  const put = (codes: readonly string[], on: boolean): void => {
    const next = new Set(chosen);
    for (const code of codes)
      if (on) next.add(code);
      else next.delete(code);
    onChoose(next);
  };
  const all = (zones.data ?? []).reduce((sum, zone) => sum + zone.bins.length, 0);
  const fits = (code: string): boolean => code.toLowerCase().includes(sought.trim().toLowerCase());
  return (
    <section className="stack">
      <div className="row wrap">
        <h2>{t('count.where')}</h2>
        <span className="dim">
          {chosen.size === 0
            ? t('count.everywhere', { count: all })
            : t('count.bins', { count: chosen.size })}
        </span>
        <input
          className="input"
          placeholder={t('count.findBin')}
          aria-label={t('count.findBin')}
          value={sought}
          onChange={(event) => setSought(event.target.value)}
        />
        {chosen.size > 0 && (
          <button type="button" className="button" onClick={() => onChoose(new Set())}>
            {t('count.chooseAll')}
          </button>
        )}
      </div>
      <div className="table-frame zones">
        {(zones.data ?? []).map((zone) => {
          const codes = zone.bins.map((bin) => bin.code);
          const shown = zone.bins.filter((bin) => fits(bin.code));
          const whole = codes.every((code) => chosen.has(code));
          return (
            shown.length > 0 && (
              <fieldset key={zone.code}>
                <label className="row">
                  <input
                    type="checkbox"
                    checked={whole}
                    onChange={(event) => put(codes, event.target.checked)}
                  />
                  <b>
                    {zone.code || t('count.noZone')} {zone.name}
                  </b>
                  <span className="dim">{t('count.bins', { count: codes.length })}</span>
                </label>
                <div className="bins">
                  {shown.map((bin) => (
                    <label key={bin.code} className={`bin ${bin.filled ? '' : 'dim'}`}>
                      <input
                        type="checkbox"
                        checked={chosen.has(bin.code)}
                        onChange={(event) => put([bin.code], event.target.checked)}
                      />
                      <span className="code">{bin.code}</span>
                    </label>
                  ))}
                </div>
              </fieldset>
            )
          );
        })}
      </div>
    </section>
  );
}

/** The items a count is limited to; none means everything that lies there. */
function ItemChoice({
  items,
  onItems,
}: {
  items: readonly Choice[];
  onItems: (next: readonly Choice[]) => void;
}): ReactNode {
  const { t } = useWords();
  const search = useMemo(() => searchItems(undefined), []);
  return (
    <section className="row wrap">
      <h2>{t('count.what')}</h2>
      <span className="filters">
        {items.length === 0 && <span className="dim">{t('count.everything')}</span>}
        {items.map((item) => (
          <span className="filter" key={item.id}>
            <span className="code">{item.code}</span> {item.name}
            <button
              type="button"
              aria-label={t('list.removeFilter')}
              onClick={() => onItems(items.filter((one) => one.id !== item.id))}
            >
              ✕
            </button>
          </span>
        ))}
      </span>
      <span style={{ width: 320 }}>
        <Lookup
          label={t('count.addItem')}
          value={null}
          search={search}
          onChoose={(item) => onItems([...items.filter((one) => one.id !== item.id), item])}
        />
      </span>
    </section>
  );
}
