// 足缺料: the materials that are short on the left, the evidence and the ways out in the middle, what to buy on the
// right with one button that says exactly what it will do. The address says which material and until when.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { query } from '../../api-client/client.ts';
import { Segments } from '../../kit/choices.tsx';
import { addDays } from '../../kit/days.ts';
import { grouped } from '../../kit/format.ts';
import { Empty, FailureBanner, failureOf } from '../../kit/parts.tsx';
import { useWords } from '../../kit/words.tsx';
import { usePlanAddress } from '../planning/address.ts';
import { Basket } from '../planning/basket.tsx';
import { MaterialPane } from '../planning/material-pane.tsx';
import '../planning/plan.css';
import type { LackingMaterial } from '../planning/shapes.ts';
import { ShortageList } from '../planning/shortage-list.tsx';
import { type DoneFor, DoneWays } from '../planning/take/done.tsx';
import { Ways } from '../planning/ways.tsx';
import { useSession } from '../session-context.ts';
import { useTitle } from '../shell.tsx';

const HORIZONS = { two: 14, four: 28, all: null } as const;
type Horizon = keyof typeof HORIZONS;
type Address = {
  readonly item?: string;
  readonly order?: string;
  readonly within?: Horizon;
  readonly q?: string;
};

/** The last day that is looked at; null = all of them. */
const untilOf = (within: Horizon = 'all', today: string): string | null => {
  const days = HORIZONS[within];
  return days === null ? null : addDays(today, days);
};

/** What holds back one order, or everything, within the horizon. */
function useShortages({ within, q = '' }: Partial<Address>) {
  const today = useSession().company?.today ?? '';
  const input = { search: q, until: untilOf(within, today), limit: 200 };
  return useQuery({
    queryKey: ['shortage.workbench', input],
    placeholderData: keepPreviousData,
    queryFn: () => query('shortage.workbench', input),
  });
}

type WaysForProps = {
  readonly material: LackingMaterial;
  readonly order: string | undefined;
  readonly onDone: (done: Omit<DoneFor, 'key'>) => void;
};

function WaysFor({ material, order, onDone }: WaysForProps): ReactNode {
  const { t } = useWords();
  const [chosen, setChosen] = useState<string | null>(null);
  const [first] = material.orders;
  if (!first) return null;
  const wanted = material.orders.find(({ document }) => document?.documentId === order);
  const one = material.orders.find(({ id }) => id === chosen) ?? wanted ?? first;
  return (
    <>
      <div className="row wrap">
        <h2>{t('way.title')}</h2>
        <span className="dim grow">{t('way.hint')}</span>
        <select
          className="select"
          aria-label={t('plan.order')}
          value={one.id}
          onChange={(event) => setChosen(event.target.value)}
        >
          {material.orders.map(({ id, document, date }) => (
            <option key={id} value={id}>
              {document?.no} {document?.partnerName} {date}
            </option>
          ))}
        </select>
      </div>
      <Ways
        key={`${one.id}${material.item.code}`}
        id={one.id}
        item={material.item.code}
        order={one.document}
        onDone={onDone}
      />
    </>
  );
}

export function PlanningShortage(): ReactNode {
  const { t } = useWords();
  const { address, change } = usePlanAddress<Address>();
  const today = useSession().company?.today ?? '';
  useTitle(t('plan.shortage'));
  const [done, setDone] = useState<readonly DoneFor[]>([]);
  const tell = (one: Omit<DoneFor, 'key'>): void =>
    setDone((before) => [{ ...one, key: (before[0]?.key ?? 0) + 1 }, ...before]);
  const hide = (one: DoneFor): void => setDone((before) => before.filter((other) => other !== one));
  const shortages = useShortages(address);
  const all = shortages.data?.materials.rows ?? [];
  const materials = address.order
    ? all.filter(({ orders }) => orders.some(({ document }) => document?.documentId === address.order))
    : all;
  const chosen = materials.find(({ item }) => item.id === address.item) ?? materials[0];
  const shown = address.item ?? chosen?.item.id;
  return (
    <>
      <Head address={address} change={change} total={shortages.data?.materials.count} />
      <FailureBanner failure={shortages.error ? failureOf(shortages.error) : null} />
      <div className="work">
        <ShortageList
          materials={materials}
          total={address.order ? materials.length : (shortages.data?.materials.count ?? 0)}
          today={today}
          chosen={shown ?? ''}
          onChoose={(item) => change({ item })}
        />
        <section>
          <DoneWays done={done} onClose={hide} />
          {shown ? (
            <>
              <MaterialPane itemId={shown} />
              {chosen && chosen.item.id === shown && (
                <WaysFor key={shown} material={chosen} order={address.order} onDone={tell} />
              )}
            </>
          ) : (
            shortages.data && <Empty title={t('plan.nothingShort')} hint={t('plan.nothingShortHint')} />
          )}
        </section>
        <Basket materials={materials} until={untilOf(address.within, today)} />
      </div>
    </>
  );
}

function Head({
  address,
  change,
  total,
}: {
  address: Partial<Address>;
  change: (next: Partial<Address>) => void;
  total: number | undefined;
}): ReactNode {
  const { t } = useWords();
  return (
    <div className="head">
      <div className="row wrap">
        <h1>{t('plan.shortage')}</h1>
        {total !== undefined && (
          <span className={`tag ${total > 0 ? 'bad' : 'ok'}`}>
            {total > 0 ? t('plan.shortCount', { count: grouped(String(total)) }) : t('plan.nothingShort')}
          </span>
        )}
        <span className="grow" />
        <span className="segments">
          <span className="active">{t('plan.byMaterial')}</span>
          <Link to="/planning/orders">{t('plan.byOrder')}</Link>
        </span>
      </div>
      <div className="row wrap">
        <Segments
          label={t('plan.horizon')}
          value={address.within ?? 'all'}
          onChange={(within) => change({ within })}
          options={(['two', 'four', 'all'] as const).map((key) => ({ key, label: t(`plan.horizon.${key}`) }))}
        />
        <input
          className="input"
          type="search"
          style={{ width: 220 }}
          aria-label={t('plan.searchMaterial')}
          placeholder={t('plan.searchMaterial')}
          defaultValue={address.q ?? ''}
          onChange={(event) => change({ q: event.target.value })}
        />
        {address.order && (
          <span className="filter">
            {t('plan.onlyOneOrder')}
            <button aria-label={t('list.removeFilter')} onClick={() => change({ order: '' })}>
              ✕
            </button>
          </span>
        )}
        <span className="grow" />
        <span className="dim">{t('plan.walkHint')}</span>
      </div>
    </div>
  );
}
