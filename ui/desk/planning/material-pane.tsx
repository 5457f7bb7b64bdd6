// One material that is short: its real supply against what is asked of it, day by day, dashed with the ticked purchases,
// with deliveries that have slipped; who asks and what each was given; why so much is to be bought.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { query } from '../../api-client/client.ts';
import { BalanceChart } from '../../kit/chart/balance-chart.tsx';
import { addDays, shortDay } from '../../kit/days.ts';
import { grouped, minus, plus } from '../../kit/format.ts';
import { FailureBanner, failureOf } from '../../kit/parts.tsx';
import { useWords } from '../../kit/words.tsx';
import { type ChosenBuys, useAdopted } from './chosen-buys.ts';
import { ItemLink } from './peg-tree.tsx';
import type { ShortageMaterial } from './shapes.ts';
import { SupplyDemand } from './supply-demand.tsx';
import { WhyBuy } from './why-buy.tsx';

const HORIZON_DAYS = 60;
type Points = ShortageMaterial['balance'];

const sumOf = (parts: readonly { readonly qty: string }[]): string =>
  parts.reduce((total, part) => plus(total, part.qty), '0');

function Chart({
  material,
  adopted,
}: {
  material: ShortageMaterial;
  adopted: Points | undefined;
}): ReactNode {
  const { t } = useWords();
  const { today, balance, asked, supplies, item } = material;
  const far =
    [...balance, ...(adopted ?? [])]
      .map(({ date }) => date)
      .sort()
      .at(-1) ?? today;
  const [least, most] = [addDays(today, 16), addDays(today, HORIZON_DAYS)];
  const last = far < least ? least : far > most ? most : addDays(far, 2);
  const points = balance
    .filter(({ date }) => date <= last)
    .map(({ date, qty }) => ({
      day: date,
      balance: qty,
      need: sumOf(asked.filter((one) => one.date === date)),
      receipt: date === today ? '0' : sumOf(supplies.filter((one) => one.date === date)),
    }));
  const whatIf = adopted
    ?.filter(({ date }) => date <= last)
    .map(({ date, qty }) => ({ day: date, balance: qty }));
  const short = points.find((point) => point.balance.startsWith('-'));
  const differs = JSON.stringify(adopted ?? balance) !== JSON.stringify(balance);
  return (
    <BalanceChart
      points={points}
      whatIf={differs ? whatIf : undefined}
      whatIfLabel={t('bench.afterAdopting')}
      moved={supplies.flatMap(({ slipped, supply, date }) =>
        slipped === null
          ? []
          : [
              {
                from: addDays(date, -slipped.days),
                to: date,
                label: t('bench.slippedMark', {
                  date: shortDay(slipped.orderedDate, today),
                  no: supply?.no ?? '',
                  days: slipped.days,
                }),
              },
            ],
      )}
      opening={material.onHand}
      first={today}
      last={last}
      todayLabel={t('plan.today')}
      label={
        short
          ? t('plan.chartShort', { item: item.name, day: short.day, qty: grouped(short.balance) })
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

function Figures({ material }: { material: ShortageMaterial }): ReactNode {
  const { t } = useWords();
  const { supplies, item, onHand } = material;
  const inspection = sumOf(supplies.filter(({ kind }) => kind === 'inspection'));
  const coming = sumOf(supplies.filter(({ kind }) => kind !== 'stock' && kind !== 'inspection'));
  const wanted = sumOf(material.asked);
  const left = minus(plus(plus(onHand, inspection), coming), wanted);
  return (
    <span className="figures">
      <span>
        {t('plan.onHand')} <b>{grouped(onHand)}</b>
      </span>
      <span>
        {t('bench.inspection')} <b>{grouped(inspection)}</b>
      </span>
      <span>
        {t('plan.coming')} <b>{grouped(coming)}</b>
      </span>
      <span>
        {t('plan.wanted')} <b>{grouped(wanted)}</b>
      </span>
      <span>
        {t('plan.difference')} <b className={left.startsWith('-') ? 'negative' : ''}>{grouped(left)}</b>{' '}
        {item.unit}
      </span>
    </span>
  );
}

export function MaterialPane({ itemId, buys }: { itemId: string; buys: ChosenBuys }): ReactNode {
  const { t } = useWords();
  const asked = useQuery({
    queryKey: ['shortage.material', itemId],
    placeholderData: keepPreviousData,
    queryFn: () => query('shortage.material', { itemId }),
  });
  const adopted = useAdopted(itemId, buys);
  if (asked.error) return <FailureBanner failure={failureOf(asked.error)} />;
  const material = asked.data;
  if (!material) return <span className="dim">{t('app.loading')}</span>;
  const { item, today } = material;
  const short = material.balance.find(({ qty }) => qty.startsWith('-'));
  const lines = buys.lines.filter((line) => line.itemId === itemId && item.id === itemId);
  return (
    <>
      <div className="row wrap">
        <ItemLink item={item} />
        <h2>{item.name}</h2>
        {short && (
          <span className="tag bad">{t('bench.shortFrom', { date: shortDay(short.date, today) })}</span>
        )}
        <span className="grow" />
        <Figures material={material} />
      </div>
      <Chart material={material} adopted={item.id === itemId ? adopted.data?.balance : undefined} />
      <SupplyDemand key={item.id} material={material} />
      <WhyBuy material={material} lines={lines} within={buys.until !== null} />
    </>
  );
}
