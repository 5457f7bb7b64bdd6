// The projected balance of an item, without the proposals and dashed with them.
import type { ReactNode } from 'react';
import { BalanceChart, type BalancePoint } from '../../kit/chart/balance-chart.tsx';
import { addDays } from '../../kit/days.ts';
import { grouped } from '../../kit/format.ts';
import { useWords } from '../../kit/words.tsx';
import type { ItemPlan } from './shapes.ts';

const HORIZON_DAYS = 84;

/** The balance with and without the proposals. */
export function ItemChart({
  plan,
  days = HORIZON_DAYS,
}: {
  plan: Pick<ItemPlan, 'item' | 'today' | 'rows' | 'safetyStock' | 'onHand'>;
  days?: number;
}): ReactNode {
  const { t } = useWords();
  const { today, rows, item } = plan;
  const far = rows.at(-1)?.date ?? today;
  const [least, most] = [addDays(today, 20), addDays(today, days)];
  const last = far < least ? least : far > most ? most : far;
  const within = rows.filter((row) => row.date <= last);
  const points: BalancePoint[] = within.map((row) => ({
    day: row.date,
    balance: row.uncovered,
    need: row.gross,
    receipt: row.receipts,
  }));
  const differs = rows.some((row) => row.projected !== row.uncovered);
  const firstShort = rows.find((row) => row.uncovered.startsWith('-'));
  return (
    <BalanceChart
      points={points}
      whatIf={differs ? within.map((row) => ({ day: row.date, balance: row.projected })) : undefined}
      whatIfLabel={t('plan.afterProposals')}
      opening={plan.onHand}
      first={today}
      last={last}
      safety={plan.safetyStock}
      safetyLabel={t('plan.safetyStock')}
      todayLabel={t('plan.today')}
      label={
        firstShort
          ? t('plan.chartShort', {
              item: item.name,
              day: firstShort.date,
              qty: grouped(firstShort.uncovered),
            })
          : t('plan.chartFine', { item: item.name })
      }
      readout={(point) =>
        t('plan.readout', {
          day: point.day,
          need: grouped(point.need ?? '0'),
          receipt: grouped(point.receipt ?? '0'),
          balance: grouped(point.balance),
        })
      }
    />
  );
}
