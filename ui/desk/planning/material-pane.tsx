// One material that is short: its real supply against what is asked of it, day by day; who asks, in the order in which
// it is given out, and what each was given; what comes, and whom it would hit if it slipped.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { query } from '../../api-client/client.ts';
import { BalanceChart } from '../../kit/chart/balance-chart.tsx';
import { type Share, ShareBar } from '../../kit/chart/bars.tsx';
import { addDays, shortDay } from '../../kit/days.ts';
import { grouped, minus, plus } from '../../kit/format.ts';
import { FailureBanner, StateTag, failureOf } from '../../kit/parts.tsx';
import { useWords } from '../../kit/words.tsx';
import { ChangedOrders } from './changed-orders.tsx';
import { FaceLink, ItemLink, SIDE_WORDS } from './peg-tree.tsx';
import { STANDING_WORDS } from './plan-words.ts';
import type { Given, ShortageMaterial } from './shapes.ts';

const HORIZON_DAYS = 60;
const SIDE_OF_KIND: Readonly<Record<string, string>> = {
  stock: 'stock',
  inspection: 'inspection',
  transit: 'transit',
  PO: 'purchase_order',
};

/** A word of SIDE_WORDS for what was given. */
const sideOfGiven = ({ kind, supply }: Given): string => SIDE_OF_KIND[kind] ?? supply?.kind ?? 'open';

function Chart({ material }: { material: ShortageMaterial }): ReactNode {
  const { t } = useWords();
  const { today, balance, asked, supplies, item } = material;
  const sum = (parts: readonly { readonly qty: string }[]): string =>
    parts.reduce((total, part) => plus(total, part.qty), '0');
  const far = balance.at(-1)?.date ?? today;
  const [least, most] = [addDays(today, 16), addDays(today, HORIZON_DAYS)];
  const last = far < least ? least : far > most ? most : far;
  const points = balance
    .filter(({ date }) => date <= last)
    .map(({ date, qty }) => ({
      day: date,
      balance: qty,
      need: sum(asked.filter((one) => one.date === date)),
      receipt: date === today ? '0' : sum(supplies.filter((one) => one.date === date)),
    }));
  const short = points.find((point) => point.balance.startsWith('-'));
  return (
    <BalanceChart
      points={points}
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

type Asked = ShortageMaterial['asked'][number];

/** What one need was given, and what is left without. */
function GivenBar({ asked, today }: { asked: Asked; today: string }): ReactNode {
  const { t, say } = useWords();
  const shares = asked.given.map((given): Share => {
    const side = sideOfGiven(given);
    const word = SIDE_WORDS[side];
    const late =
      given.lateDays > 0
        ? ` ${shortDay(given.date, today)} ${t('plan.lateDays', { days: given.lateDays })}`
        : '';
    const name = given.supply?.no || (word ? say(word) : side);
    return {
      kind: side === 'stock' ? 'done' : side === 'inspection' ? 'held' : 'coming',
      qty: given.qty,
      label: `${name}${late}`,
    };
  });
  return <ShareBar shares={[...shares, { kind: 'short', qty: asked.shortQty, label: t('plan.noSupply') }]} />;
}

function AskedTable({ material }: { material: ShortageMaterial }): ReactNode {
  const { t } = useWords();
  return (
    <div className="table-frame lines">
      <table className="grid fit">
        <thead>
          <tr>
            <th>{t('plan.order')}</th>
            <th>{t('plan.needDate')}</th>
            <th className="num">{t('order.qty')}</th>
            <th>{t('plan.metFrom')}</th>
            <th>{t('plan.state')}</th>
          </tr>
        </thead>
        <tbody>
          {material.asked.map((asked, at) => (
            <tr key={`${asked.id}${at}`}>
              <td style={{ whiteSpace: 'normal' }}>
                <FaceLink face={asked.document} /> {asked.document?.partnerName}
                {asked.parent && (
                  <div className="dim">
                    <ItemLink item={asked.parent} /> {asked.parent.name}
                  </div>
                )}
              </td>
              <td>{shortDay(asked.date, material.today)}</td>
              <td className="num">
                <b>{grouped(asked.qty)}</b>
              </td>
              <td style={{ minWidth: 200, whiteSpace: 'normal' }}>
                <GivenBar asked={asked} today={material.today} />
              </td>
              <td>
                <StateTag value={asked.status} words={STANDING_WORDS} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const SLIPS = [0, 1, 2, 3, 4, 5, 7, 10, 14, 21];

/** A delivery, and whom it would hit if it came some days later. Nothing is written. */
function SlipRow({
  supply,
  today,
}: {
  supply: ShortageMaterial['supplies'][number];
  today: string;
}): ReactNode {
  const { t } = useWords();
  const [days, setDays] = useState(0);
  const slip = useQuery({
    queryKey: ['shortage.slip', supply.supplyId, days],
    enabled: days > 0,
    placeholderData: keepPreviousData,
    queryFn: () => query('shortage.slip', { id: supply.supplyId, days }),
  });
  const canSlip = supply.kind !== 'stock';
  return (
    <div className="order-row padded">
      <div className="row wrap">
        <StateTag value={sideOfGiven(supply)} words={SIDE_WORDS} />
        <FaceLink face={supply.supply} />
        <span className="grow">{supply.supply?.partnerName}</span>
        <b>{grouped(supply.qty)}</b>
        {supply.freeQty !== '0' && (
          <span className="dim">{t('plan.freeOf', { qty: grouped(supply.freeQty) })}</span>
        )}
        {canSlip && <span>{shortDay(supply.date, today)}</span>}
        {canSlip && (
          <select
            className="select"
            aria-label={t('plan.ifSlips')}
            value={days}
            onChange={(event) => setDays(Number(event.target.value))}
          >
            {SLIPS.map((one) => (
              <option key={one} value={one}>
                {one === 0 ? t('plan.ifSlips') : t('plan.slips', { days: one })}
              </option>
            ))}
          </select>
        )}
      </div>
      {days > 0 && slip.data && (
        <ChangedOrders changed={slip.data.hurt} count={slip.data.hurtCount} today={today} />
      )}
      {days > 0 && slip.error && <FailureBanner failure={failureOf(slip.error)} />}
    </div>
  );
}

export function MaterialPane({ itemId }: { itemId: string }): ReactNode {
  const { t } = useWords();
  const asked = useQuery({
    queryKey: ['shortage.material', itemId],
    placeholderData: keepPreviousData,
    queryFn: () => query('shortage.material', { itemId }),
  });
  if (asked.error) return <FailureBanner failure={failureOf(asked.error)} />;
  const material = asked.data;
  if (!material) return <span className="dim">{t('app.loading')}</span>;
  const { item, today, supplies } = material;
  const coming = supplies
    .filter(({ kind }) => kind !== 'stock')
    .reduce((sum, { qty }) => plus(sum, qty), '0');
  const wanted = material.asked.reduce((sum, { qty }) => plus(sum, qty), '0');
  return (
    <>
      <div className="row wrap">
        <ItemLink item={item} />
        <h2>{item.name}</h2>
        <span className="grow" />
        <span className="figures">
          <span>
            {t('plan.onHand')} <b>{grouped(material.onHand)}</b>
          </span>
          <span>
            {t('plan.coming')} <b>{grouped(coming)}</b>
          </span>
          <span>
            {t('plan.wanted')} <b>{grouped(wanted)}</b>
          </span>
          <span>
            {t('plan.difference')}{' '}
            <b className="negative">{grouped(minus(plus(material.onHand, coming), wanted))}</b> {item.unit}
          </span>
        </span>
      </div>
      <Chart material={material} />
      <h2>{t('plan.whoWaits')}</h2>
      <AskedTable material={material} />
      {supplies.length > 0 && (
        <>
          <h2>{t('plan.whatComes')}</h2>
          <div className="framed">
            {supplies.map((supply) => (
              <SlipRow key={supply.supplyId} supply={supply} today={today} />
            ))}
          </div>
        </>
      )}
    </>
  );
}
