// 供需挂接: upward, who waits for a material, what each was given and which customers it finally hits; downward, what is
// there and what comes, whom each goes to, and whom it would hit if it slipped.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { query } from '../../api-client/client.ts';
import { type Share, ShareBar } from '../../kit/chart/bars.tsx';
import { Segments } from '../../kit/choices.tsx';
import { shortDay } from '../../kit/days.ts';
import { grouped } from '../../kit/format.ts';
import { FailureBanner, StateTag, failureOf } from '../../kit/parts.tsx';
import { useWords } from '../../kit/words.tsx';
import { ChangedOrders, Lateness } from './changed-orders.tsx';
import { FaceLink, ItemLink, SIDE_WORDS } from './peg-tree.tsx';
import { STANDING_WORDS } from './plan-words.ts';
import type { FinalNeed, Given, ShortageMaterial } from './shapes.ts';

const SIDE_OF_KIND: Readonly<Record<string, string>> = {
  stock: 'stock',
  inspection: 'inspection',
  transit: 'transit',
  PO: 'purchase_order',
};

/** A word of SIDE_WORDS for what was given. */
const sideOfGiven = ({ kind, supply }: Given): string => SIDE_OF_KIND[kind] ?? supply?.kind ?? 'open';

type Asked = ShortageMaterial['asked'][number];
type Supply = ShortageMaterial['supplies'][number];

/** What one need was given, what comes late, and what is left without. */
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

const FIRST_CUSTOMERS = 3;
const FIRST_ROWS = 6;

/** How it stands, and since when it would be there where it comes too late. */
function Stands({ need, today }: { need: FinalNeed; today: string }): ReactNode {
  return need.status === 'late' ? (
    <Lateness days={need.lateDays} date={need.readyDate} today={today} />
  ) : (
    <StateTag value={need.status} words={STANDING_WORDS} />
  );
}

function Customers({ asked, today }: { asked: Asked; today: string }): ReactNode {
  const needs = asked.finally;
  const { t } = useWords();
  const [all, setAll] = useState(false);
  if (needs.length === 0) return <span className="dim">{t('bench.forNobody')}</span>;
  return (
    <div className="finally">
      {needs.slice(0, all ? needs.length : FIRST_CUSTOMERS).map((one) => (
        <div key={one.id}>
          {one.id !== asked.id && <FaceLink face={one.document} />} {one.document?.partnerName}{' '}
          <b>
            {grouped(one.qty)} {one.item.unit}
          </b>{' '}
          <Stands need={one} today={today} />
        </div>
      ))}
      {!all && asked.finallyCount > FIRST_CUSTOMERS && (
        <button className="link" onClick={() => setAll(true)}>
          {t('bench.moreCustomers', { count: asked.finallyCount - FIRST_CUSTOMERS })}
        </button>
      )}
      {all && asked.finallyCount > needs.length && (
        <span className="dim">{t('bench.moreCustomers', { count: asked.finallyCount - needs.length })}</span>
      )}
    </div>
  );
}

function AskedTable({ material }: { material: ShortageMaterial }): ReactNode {
  const { t } = useWords();
  const [all, setAll] = useState(false);
  const more = material.asked.length - FIRST_ROWS;
  return (
    <div className="table-frame lines">
      <table className="grid fit">
        <thead>
          <tr>
            <th>{t('bench.demand')}</th>
            <th>{t('plan.needDate')}</th>
            <th className="num">{t('order.qty')}</th>
            <th>{t('plan.metFrom')}</th>
            <th>{t('bench.finally')}</th>
          </tr>
        </thead>
        <tbody>
          {material.asked.slice(0, all ? undefined : FIRST_ROWS).map((asked, at) => (
            <tr key={`${asked.id}${at}`}>
              <td>
                <FaceLink face={asked.document} />
                <div className="dim">
                  {asked.parent ? (
                    <>
                      <ItemLink item={asked.parent} /> {asked.parent.name}
                    </>
                  ) : (
                    asked.document?.partnerName
                  )}
                </div>
              </td>
              <td className="day">{shortDay(asked.date, material.today)}</td>
              <td className="num">
                <b>{grouped(asked.qty)}</b>
              </td>
              <td className="given-cell">
                <GivenBar asked={asked} today={material.today} />
              </td>
              <td>
                <Customers asked={asked} today={material.today} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {!all && more > 0 && (
        <button className="link more-rows" onClick={() => setAll(true)}>
          {t('bench.moreCustomers', { count: more })}
        </button>
      )}
    </div>
  );
}

const SLIPS = [0, 1, 2, 3, 4, 5, 7, 10, 14, 21];

/** Whom a supply goes to, and whom it would hit if it came some days later. Nothing is written. */
function SupplyRow({ supply, material }: { supply: Supply; material: ShortageMaterial }): ReactNode {
  const { t } = useWords();
  const { today } = material;
  const [days, setDays] = useState(0);
  const slip = useQuery({
    queryKey: ['shortage.slip', supply.supplyId, days],
    enabled: days > 0,
    placeholderData: keepPreviousData,
    queryFn: () => query('shortage.slip', { id: supply.supplyId, days }),
  });
  const canSlip = supply.kind !== 'stock';
  const takers = material.asked.flatMap((asked) =>
    asked.given.filter((given) => given.supplyId === supply.supplyId).map(({ qty }) => ({ asked, qty })),
  );
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
        {supply.slipped && (
          <span className="tag warn">
            {t('bench.slipped', {
              date: shortDay(supply.slipped.orderedDate, today),
              days: supply.slipped.days,
            })}
          </span>
        )}
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
      {takers.length > 0 && (
        <div className="row wrap dim">
          {t('bench.goesTo')}
          {takers.map(({ asked, qty }, at) => (
            <span key={at}>
              <FaceLink face={asked.document} /> {asked.document?.partnerName} <b>{grouped(qty)}</b>
            </span>
          ))}
        </div>
      )}
      {days > 0 && slip.data && (
        <ChangedOrders changed={slip.data.hurt} count={slip.data.hurtCount} today={today} />
      )}
      {days > 0 && slip.error && <FailureBanner failure={failureOf(slip.error)} />}
    </div>
  );
}

export function SupplyDemand({ material }: { material: ShortageMaterial }): ReactNode {
  const { t } = useWords();
  const [way, setWay] = useState<'up' | 'down'>('up');
  const { supplies } = material;
  return (
    <>
      <div className="row wrap">
        <h2>{t('bench.pegging')}</h2>
        <span className="dim grow">{t(way === 'up' ? 'plan.whoWaits' : 'plan.whatComes')}</span>
        <Segments
          label={t('bench.pegging')}
          value={way}
          onChange={setWay}
          options={[
            { key: 'up', label: t('bench.up') },
            { key: 'down', label: t('bench.down') },
          ]}
        />
      </div>
      {way === 'up' && <AskedTable material={material} />}
      {way === 'down' && supplies.length === 0 && <span className="dim">{t('plan.noSupplies')}</span>}
      {way === 'down' && supplies.length > 0 && (
        <div className="framed">
          {supplies.map((supply) => (
            <SupplyRow key={supply.supplyId} supply={supply} material={material} />
          ))}
        </div>
      )}
    </>
  );
}
