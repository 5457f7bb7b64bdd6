// 方案对比: doing nothing, the ticked purchases taken together, and each single way, beside each other: how many orders stay
// short or late, what is at risk, what it costs, when the last of them is complete. Every row is a run of the engine.
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { query } from '../../api-client/client.ts';
import { shortDay } from '../../kit/days.ts';
import { grouped, money } from '../../kit/format.ts';
import { useWords } from '../../kit/words.tsx';
import { useSession } from '../session-context.ts';
import { type ChosenBuys, useAdopted } from './chosen-buys.ts';
import { FaceLink } from './peg-tree.tsx';
import { usePreview } from './purchase-effect.tsx';
import type { Outcome, WayOut } from './shapes.ts';
import { waySentence } from './ways.tsx';

const WAYS_SHOWN = 6;

type RowProps = {
  readonly name: string;
  readonly what: ReactNode;
  readonly red: number | null;
  readonly waiting: number;
  readonly risk?: string | null;
  readonly cost?: string | null;
  readonly ready: string | null;
  readonly now?: boolean;
};

function PlanRow({ name, what, red, waiting, risk, cost, ready, now = false }: RowProps): ReactNode {
  const { t } = useWords();
  const { company, rights } = useSession();
  return (
    <tr className={now ? 'chosen' : ''}>
      <td>
        <b>{name}</b>
        <div className="dim plan-what">{what}</div>
      </td>
      <td>
        {red !== null && (
          <b className={red > 0 ? 'negative' : 'ok-figure'}>
            {t('bench.redOf', { red: grouped(String(red)), waiting: grouped(String(waiting)) })}
          </b>
        )}
      </td>
      {rights.includes('price.sales') && <td className="num">{risk ? `¥${money(risk)}` : ''}</td>}
      {rights.includes('price.purchase') && <td className="num">{cost ? `¥${money(cost)}` : '—'}</td>}
      <td className="day">{ready === null ? t('plan.cannotPromise') : shortDay(ready, company?.today)}</td>
    </tr>
  );
}

/** The orders that would still be short or late, by name. */
function StillRed({ outcome }: { outcome: Outcome }): ReactNode {
  const { t } = useWords();
  const left = outcome.redCount - outcome.red.length;
  return (
    <>
      {outcome.red.map((one) => (
        <span key={one.id}>
          <FaceLink face={one.document} /> {one.document?.partnerName}
          {one.lateDays !== null && one.lateDays > 0 && ` ${t('plan.lateDays', { days: one.lateDays })}`}{' '}
        </span>
      ))}
      {left > 0 && t('alert.moreHits', { count: left })}
    </>
  );
}

type ComparisonProps = {
  readonly itemId: string;
  readonly itemCode: string;
  readonly buys: ChosenBuys;
  /** The order line whose ways are shown. */
  readonly needId: string;
};

export function Comparison({ itemId, itemCode, buys, needId }: ComparisonProps): ReactNode {
  const { t } = useWords();
  const { company, rights } = useSession();
  const adopted = useAdopted(itemId, buys);
  const preview = usePreview({ shortItemIds: [...buys.chosen], until: buys.until });
  const ways = useQuery({
    queryKey: ['shortage.options', needId, itemCode],
    queryFn: () => query('shortage.options', { id: needId, item: itemCode }),
  });
  const answer = adopted.data;
  if (!answer) return null;
  const { waiting } = answer.nothing;
  const count = buys.chosen.length;
  const today = company?.today ?? '';
  return (
    <>
      <div className="row wrap">
        <h2>{t('way.title')}</h2>
        <span className="dim">{t('way.hint')}</span>
      </div>
      <div className="table-frame lines">
        <table className="grid fit plans">
          <thead>
            <tr>
              <th>{t('bench.plan')}</th>
              <th>{t('bench.red')}</th>
              {rights.includes('price.sales') && <th className="num">{t('bench.atRisk')}</th>}
              {rights.includes('price.purchase') && <th className="num">{t('bench.cost')}</th>}
              <th>{t('bench.complete')}</th>
            </tr>
          </thead>
          <tbody>
            <PlanRow
              name={t('bench.nothing')}
              what={<StillRed outcome={answer.nothing} />}
              red={answer.nothing.redCount}
              waiting={waiting}
              risk={answer.nothing.riskAmount}
              ready={answer.nothing.readyDate}
            />
            <PlanRow
              now
              name={t('bench.adopt')}
              what={
                <>
                  {t('bench.adoptWhat', { count, solved: answer.solved, short: answer.short })}{' '}
                  <StillRed outcome={answer.adopted} />
                </>
              }
              red={answer.adopted.redCount}
              waiting={waiting}
              risk={answer.adopted.riskAmount}
              cost={count > 0 ? (preview.data?.total ?? null) : null}
              ready={answer.adopted.readyDate}
            />
            {(ways.data ?? []).slice(0, WAYS_SHOWN).map((way, at) => (
              <SingleWay key={at} way={way} waiting={waiting} today={today} />
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

function SingleWay({ way, waiting, today }: { way: WayOut; waiting: number; today: string }): ReactNode {
  const { t } = useWords();
  return (
    <PlanRow
      name={t('bench.only', { way: t(`way.name.${way.kind}`) })}
      what={
        <>
          {waySentence(t, way, today)}
          {way.hurtCount > 0 && <span className="negative"> {t('way.hurts', { count: way.hurtCount })}</span>}
        </>
      }
      red={way.redCount}
      waiting={waiting}
      cost={way.cost}
      ready={way.after.readyDate}
    />
  );
}
