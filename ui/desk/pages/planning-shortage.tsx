// 足缺料: the materials that are short on the left, the evidence and the ways out in the middle, what to buy on the
// right with one button that says exactly what it will do. The address says which material and until when.
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { Empty, type Failure, FailureBanner, failureOf } from '../../kit/parts.tsx';
import { useWords } from '../../kit/words.tsx';
import { usePlanAddress } from '../planning/address.ts';
import { type BenchAddress, untilOf, useShortages } from '../planning/bench-address.ts';
import { BenchFilters } from '../planning/bench-filters.tsx';
import { BenchHead } from '../planning/bench-head.tsx';
import { Basket } from '../planning/basket.tsx';
import { type ChosenBuys, useChosenBuys } from '../planning/chosen-buys.ts';
import { Comparison } from '../planning/comparison.tsx';
import { Decided } from '../planning/decided.tsx';
import { MaterialPane } from '../planning/material-pane.tsx';
import '../planning/bench.css';
import '../planning/plan.css';
import type { LackingMaterial } from '../planning/shapes.ts';
import { ReportButtons, ShortageReport } from '../planning/shortage-report.tsx';
import { ShortageList } from '../planning/shortage-list.tsx';
import { type DoneFor, DoneWays } from '../planning/take/done.tsx';
import { Ways } from '../planning/ways.tsx';
import { useSession } from '../session-context.ts';
import { useTitle } from '../shell.tsx';

type WaysForProps = {
  readonly material: LackingMaterial;
  readonly order: string | undefined;
  readonly buys: ChosenBuys;
  readonly onDone: (done: Omit<DoneFor, 'key'>) => void;
};

function WaysFor({ material, order, buys, onDone }: WaysForProps): ReactNode {
  const { t } = useWords();
  const [chosen, setChosen] = useState<string | null>(null);
  const [first] = material.orders;
  if (!first) return null;
  const wanted = material.orders.find(({ document }) => document?.documentId === order);
  const one = material.orders.find(({ id }) => id === chosen) ?? wanted ?? first;
  return (
    <>
      <Comparison itemId={material.item.id} itemCode={material.item.code} buys={buys} needId={one.id} />
      <div className="row wrap">
        <h2>{t('bench.ways')}</h2>
        <span className="dim grow">{t('bench.waysHint')}</span>
        <select
          className="select"
          style={{ maxWidth: 260 }}
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
        {material.orderCount > material.orders.length && (
          <Link className="dim" to="/planning/orders" search={{ q: material.item.code }}>
            {t('bench.reportMore', { count: material.orderCount })}
          </Link>
        )}
      </div>
      {one.document?.documentId && <Decided orderId={one.document.documentId} />}
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
  const { address, change } = usePlanAddress<BenchAddress>();
  const today = useSession().company?.today ?? '';
  useTitle(t('plan.shortage'));
  const [done, setDone] = useState<readonly DoneFor[]>([]);
  const [failure, setFailure] = useState<Failure | null>(null);
  const tell = (one: Omit<DoneFor, 'key'>): void =>
    setDone((before) => [{ ...one, key: (before[0]?.key ?? 0) + 1 }, ...before]);
  const hide = (one: DoneFor): void => setDone((before) => before.filter((other) => other !== one));
  const shortages = useShortages(address);
  const materials = shortages.data?.pages.flatMap((page) => page.materials.rows) ?? [];
  const total = shortages.data?.pages[0]?.materials.count;
  const buys = useChosenBuys(materials, untilOf(address.within, today));
  const chosen = materials.find(({ item }) => item.id === address.item) ?? materials[0];
  const shown = address.item ?? chosen?.item.id;
  const choose = (item: string): void => change({ item });
  return (
    <div className="bench">
      <div className="head">
        <BenchHead total={total} onChoose={choose} />
        <BenchFilters
          address={address}
          change={change}
          actions={
            materials.length > 0 && (
              <ReportButtons
                address={address}
                pages={shortages}
                onFailure={(thrown) => setFailure(failureOf(thrown))}
              />
            )
          }
        />
      </div>
      <FailureBanner failure={failure ?? (shortages.error ? failureOf(shortages.error) : null)} />
      <ShortageReport materials={materials} buys={buys} today={today} />
      <div className="work">
        <ShortageList
          materials={materials}
          total={total ?? 0}
          pages={shortages}
          today={today}
          chosen={shown ?? ''}
          onChoose={choose}
          by={address.by}
          onOrder={(by) => change({ by })}
        />
        <section>
          <DoneWays done={done} onClose={hide} />
          {shown ? (
            <>
              <MaterialPane itemId={shown} buys={buys} />
              {chosen && chosen.item.id === shown && (
                <WaysFor key={shown} material={chosen} order={address.order} buys={buys} onDone={tell} />
              )}
            </>
          ) : (
            shortages.data && <Empty title={t('plan.nothingShort')} hint={t('plan.nothingShortHint')} />
          )}
        </section>
        <Basket buys={buys} />
      </div>
    </div>
  );
}
