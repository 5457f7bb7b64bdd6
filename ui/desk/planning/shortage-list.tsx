// The materials that are short, those that hold back most orders first, each with how its balance runs. J and K walk.
import { type ReactNode, useEffect } from 'react';
import { Sparkline } from '../../kit/chart/bars.tsx';
import { addDays, daysBetween, shortDay } from '../../kit/days.ts';
import { grouped, plus } from '../../kit/format.ts';
import { useWords } from '../../kit/words.tsx';
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
  readonly today: string;
  readonly chosen: string;
  readonly onChoose: (itemId: string) => void;
};

/** J and K go on and back, unless somebody types. */
function useWalk({ materials, chosen, onChoose }: ListProps): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const typing =
        event.target instanceof Element && event.target.closest('input, textarea, select, dialog');
      const by = event.key === 'j' ? 1 : event.key === 'k' ? -1 : 0;
      if (typing || by === 0 || event.ctrlKey || event.metaKey) return;
      const at = materials.findIndex(({ item }) => item.id === chosen);
      const next = materials[Math.min(Math.max(at + by, 0), materials.length - 1)];
      if (next) onChoose(next.item.id);
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [materials, chosen, onChoose]);
}

export function ShortageList(props: ListProps): ReactNode {
  const { materials, total, today, chosen, onChoose } = props;
  const { t } = useWords();
  useWalk(props);
  return (
    <nav aria-label={t('plan.shortMaterials')}>
      <div className="bar-title">
        <span>{t('plan.shortCount', { count: total })}</span>
        <span>{t('plan.missing')}</span>
      </div>
      {materials.map((material) => (
        <button
          key={`${material.item.id}${material.track}`}
          className="short-item"
          aria-current={material.item.id === chosen}
          onClick={() => onChoose(material.item.id)}
        >
          <span className="code">{material.item.code}</span>
          <b className="negative">
            −{grouped(plus(material.shortQty, material.lateQty))} <small>{material.item.unit}</small>
          </b>
          <span>
            {material.item.name}
            <br />
            <small>
              <span className="negative">{t('plan.from', { date: shortDay(material.needDate, today) })}</span>{' '}
              {t('plan.waiting', { count: material.orderCount })} {material.track}
            </small>
          </span>
          <Sparkline values={run(material, today)} label={t('plan.spark', { item: material.item.code })} />
        </button>
      ))}
    </nav>
  );
}
