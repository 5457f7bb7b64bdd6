// The materials that are short, each with its largest gap, whom it holds back and how its balance runs. J and K walk,
// Enter opens the plan of one. At the foot: what is wrong with the data, because it may hide a shortage.
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { type ReactNode, useEffect } from 'react';
import { query } from '../../api-client/client.ts';
import { Sparkline } from '../../kit/chart/bars.tsx';
import { addDays, daysBetween, shortDay } from '../../kit/days.ts';
import { grouped, money } from '../../kit/format.ts';
import { MoreRows, type Pages } from '../../kit/more-rows.tsx';
import { useWords } from '../../kit/words.tsx';
import { useSession } from '../session-context.ts';
import type { Order } from './bench-address.ts';
import { MESSAGE_WORDS } from './plan-words.ts';
import type { LackingMaterial } from './shapes.ts';

const SPARK_BARS = 24;
const AFTER_DAYS = 5;

/** What is left at the end of each stretch of days, until some days after it runs short. */
function run(material: LackingMaterial, today: string): readonly string[] {
  const days = Math.max(SPARK_BARS, daysBetween(today, material.needDate) + AFTER_DAYS);
  const step = Math.ceil(days / SPARK_BARS);
  let left = '0';
  let at = 0;
  return Array.from({ length: SPARK_BARS }, (_, bar) => {
    const date = addDays(today, bar * step);
    for (let point = material.balance[at]; point && point.date <= date; point = material.balance[at]) {
      left = point.qty;
      at += 1;
    }
    return left;
  });
}

type ListProps = {
  readonly materials: readonly LackingMaterial[];
  readonly total: number;
  readonly pages: Pages;
  readonly today: string;
  readonly chosen: string;
  readonly onChoose: (itemId: string) => void;
  readonly by: Order | undefined;
  readonly onOrder: (by: Order) => void;
};

/** J and K go on and back, Enter opens, unless somebody types or stands on something that is pressed. */
function useWalk({ materials, chosen, onChoose }: ListProps): void {
  const navigate = useNavigate();
  useEffect(() => {
    const on = (event: KeyboardEvent, busy: string): boolean =>
      event.target instanceof Element && event.target.closest(busy) !== null;
    const onKey = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || on(event, 'input, textarea, select, dialog'))
        return;
      if (event.key === 'Enter') {
        if (chosen === '' || on(event, "a, summary, button:not(.short-item[aria-current='true'])")) return;
        event.preventDefault();
        void navigate({ to: '/planning/item/$id', params: { id: chosen } });
        return;
      }
      const by = event.key === 'j' ? 1 : event.key === 'k' ? -1 : 0;
      if (by === 0) return;
      const at = materials.findIndex(({ item }) => item.id === chosen);
      const to = Math.min(Math.max(at + by, 0), materials.length - 1);
      const next = materials[to];
      if (!next) return;
      onChoose(next.item.id);
      // The focus goes along, so that it is seen and Enter opens it.
      document.querySelectorAll<HTMLElement>('.short-item')[to]?.focus();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [materials, chosen, onChoose, navigate]);
}

const PROBLEMS = ['noLeadTime', 'noSource', 'bomMissing', 'loop'] as const;

/** What is wrong with the data, by kind, each leading to its messages. */
function DataProblems(): ReactNode {
  const { t, say } = useWords();
  const summary = useQuery({
    queryKey: ['planning.summary'],
    queryFn: () => query('planning.summary', {}),
  });
  if (!summary.data) return null;
  const counts = PROBLEMS.map((kind) => ({
    kind,
    count: summary.data.messages.find((one) => one.kind === kind)?.count ?? 0,
  })).filter(({ count }) => count > 0);
  const sum = counts.reduce((total, { count }) => total + count, 0);
  return (
    <div className="list-foot">
      <div className="row">
        <span className="grow">{t('bench.problems')}</span>
        {sum > 0 ? (
          <Link to="/planning/messages" search={{ kinds: counts.map(({ kind }) => kind) }}>
            {t('bench.problemCount', { count: sum })}
          </Link>
        ) : (
          <span>{t('bench.noProblems')}</span>
        )}
      </div>
      {sum > 0 && (
        <div className="row wrap">
          {counts.map(({ kind, count }) => (
            <Link key={kind} to="/planning/messages" search={{ kinds: [kind] }}>
              {say(MESSAGE_WORDS[kind] ?? { zh: kind, en: kind })} {count}
            </Link>
          ))}
        </div>
      )}
    </div>
  );
}

function MaterialRow({
  material,
  today,
  chosen,
  onChoose,
}: {
  material: LackingMaterial;
  today: string;
  chosen: boolean;
  onChoose: (itemId: string) => void;
}): ReactNode {
  const { t } = useWords();
  const { item } = material;
  return (
    <button className="short-item" aria-current={chosen} onClick={() => onChoose(item.id)}>
      <span className="code">{item.code}</span>
      <b className="negative">
        −{grouped(material.gapQty)} <small>{item.unit}</small>
      </b>
      <span>
        {item.name}
        <br />
        <small>
          <span className="negative">{t('plan.from', { date: shortDay(material.needDate, today) })}</span>{' '}
          {material.riskAmount === null ? (
            t('bench.waits', { count: material.orderCount })
          ) : (
            <span className="money" title={t('plan.waiting', { count: material.orderCount })}>
              ¥{money(material.riskAmount)}
            </span>
          )}{' '}
          {material.track}
        </small>
      </span>
      <Sparkline values={run(material, today)} label={t('plan.spark', { item: item.code })} />
    </button>
  );
}

export function ShortageList(props: ListProps): ReactNode {
  const { materials, total, pages, today, chosen, onChoose, by, onOrder } = props;
  const { t } = useWords();
  const seesMoney = useSession().rights.includes('price.sales');
  useWalk(props);
  const orders: readonly Order[] = seesMoney ? ['money', 'orders', 'day'] : ['orders', 'day'];
  return (
    <nav aria-label={t('plan.shortMaterials')}>
      <div className="bar-title">
        <span>{t('bench.count', { count: total })}</span>
        <select
          className="select grow"
          aria-label={t('bench.sortedBy')}
          value={by ?? orders[0]}
          onChange={(event) => onOrder(orders.find((one) => one === event.target.value) ?? 'orders')}
        >
          {orders.map((one) => (
            <option key={one} value={one}>
              {t(`bench.by.${one}`)}
            </option>
          ))}
        </select>
        <span>{t('bench.gap')}</span>
      </div>
      {materials.map((material) => (
        <MaterialRow
          key={`${material.item.id}${material.track}`}
          material={material}
          today={today}
          chosen={material.item.id === chosen}
          onChoose={onChoose}
        />
      ))}
      <MoreRows pages={pages} shown={materials.length} total={total} />
      <DataProblems />
    </nav>
  );
}
