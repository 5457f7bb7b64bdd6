// Whether an order can be kept, on its own page: each line with its colour, the day it can be complete and what holds it
// back; below it what it has got of what there is, and how the plan means to supply it, each under its own name; right after
// approval a panel says what is short and what can be done about it.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { query } from '../../api-client/client.ts';
import { shortDay } from '../../kit/days.ts';
import { grouped, plus } from '../../kit/format.ts';
import { FailureBanner, StateTag, failureOf } from '../../kit/parts.tsx';
import { useWords } from '../../kit/words.tsx';
import { useSession } from '../session-context.ts';
import { BlockerLine } from './blocker-line.tsx';
import { Lateness } from './changed-orders.tsx';
import { Decided } from './decided.tsx';
import { FaceLink, ItemLink, SIDE_WORDS, WaitsTree } from './peg-tree.tsx';
import './plan.css';
import { STANDING_WORDS } from './plan-words.ts';
import type { Blocker, OrderSupply, ShortageOrder, Standing, Waits } from './shapes.ts';
import { hasMoreThanPlanned, planSays } from './two-views.ts';

const FIRST_BLOCKERS = 5;
const FIRST_GIVEN = 4;
type SupplyLine = OrderSupply['lines'][number];
type GotLine = ShortageOrder['lines'][number];
type OpenedLine = GotLine['opened'][number];

/** When the line can be complete, against when it is wanted. */
export function Kept({ line, today }: { line: Standing; today: string }): ReactNode {
  const { t } = useWords();
  if (line.earliestDate === null) return <span className="tag bad">{t('plan.cannotPromise')}</span>;
  if (line.lateDays && line.lateDays > 0)
    return (
      <span className="tag bad">
        {shortDay(line.earliestDate, today)} {t('plan.lateDays', { days: line.lateDays })}
      </span>
    );
  return <span className="tag ok">{shortDay(line.date, today)}</span>;
}

/** What the plan has to say about what is missing, so that a proposal is not taken for an order. */
function PlanNote({ blocker, chain, today }: { blocker: Blocker; chain: readonly Waits[]; today: string }) {
  const { t } = useWords();
  const says = planSays(blocker, chain);
  if (says.kind === 'same') return null;
  if (says.kind === 'givenAway') return <small className="dim">{t('plan.givenAway')}</small>;
  const { start, date, source } = says;
  const late = start !== null && start < today;
  const comes = late ? blocker.readyDate : date;
  const when = { start: shortDay(start, today), date: shortDay(comes, today) };
  return (
    <small className="dim">
      {t(`plan.proposed.${source}`, { qty: grouped(says.qty.reduce(plus, '0')), unit: blocker.item.unit })}
      {start !== null && comes !== null && t(late ? 'plan.shouldHaveBegun' : 'plan.mustBegin', when)}
    </small>
  );
}

function OpenedRow({ line, today }: { line: OpenedLine; today: string }): ReactNode {
  const { t } = useWords();
  // What is made is given many parts of other items, which the tree below names.
  const named = line.item.source === 'buy' || line.given.length === 1 ? line.given : [];
  return (
    <div className="row wrap opened">
      <StateTag value={line.status} words={STANDING_WORDS} />
      <ItemLink item={line.item} />
      <span className="grow">{line.item.name}</span>
      <span>
        {t('plan.gotOf', {
          now: grouped(line.nowQty),
          inTime: grouped(line.inTimeQty),
          qty: grouped(line.qty),
        })}{' '}
        <small className="dim">{line.item.unit}</small>
      </span>
      {named.slice(0, FIRST_GIVEN).map((given) => (
        <span key={given.supplyId} className="dim">
          <StateTag value={given.supply?.kind ?? 'stock'} words={SIDE_WORDS} />{' '}
          <FaceLink face={given.supply} /> {grouped(given.qty)}{' '}
          {given.kind !== 'stock' && shortDay(given.date, today)}
        </span>
      ))}
      {named.length > FIRST_GIVEN && <span className="dim">+{named.length - FIRST_GIVEN}</span>}
    </div>
  );
}

function SupplyRow({ line, got, today }: { line: SupplyLine; got: GotLine | undefined; today: string }) {
  const { t } = useWords();
  return (
    <details className="order-row">
      <summary className="supply-line">
        <StateTag value={line.status} words={STANDING_WORDS} />
        <span>
          {line.document?.lineNo} <ItemLink item={line.item} /> {line.item.name}
        </span>
        <b>
          {grouped(line.qty)} {line.item.unit}
        </b>
        <span className="dim">{t('plan.wantedOn', { date: shortDay(line.date, today) })}</span>
        <Kept line={line} today={today} />
        <span className="dim no-print">{t('plan.chain')} ▾</span>
      </summary>
      <div className="stack">
        {got && (
          <section className="stack">
            <h3>
              {t('plan.allocationSays')} <small className="dim">{t('plan.allocationHint')}</small>
            </h3>
            <div>
              {got.opened.map((opened) => (
                <OpenedRow key={`${opened.item.id} ${opened.track}`} line={opened} today={today} />
              ))}
            </div>
            {got.blockers.map((blocker, at) => (
              <div key={at}>
                <BlockerLine blocker={blocker} today={today} />
                <PlanNote blocker={blocker} chain={line.chain} today={today} />
              </div>
            ))}
          </section>
        )}
        <section className="stack">
          <h3>
            {t('plan.planSays')} <small className="dim">{t('plan.planHint')}</small>
          </h3>
          {hasMoreThanPlanned(line.status, line.chain) && (
            <div className="banner plain">{t('plan.coveredThoughProposed')}</div>
          )}
          <WaitsTree rows={line.chain} today={today} />
        </section>
      </div>
    </details>
  );
}

/** What is short, for whom it is too late, and the ways out. */
function OrderWarning({
  answer,
  orderId,
  chainOf,
}: {
  answer: ShortageOrder;
  orderId: string;
  chainOf: (id: string) => readonly Waits[];
}): ReactNode {
  const { t } = useWords();
  const session = useSession();
  const bad = answer.lines.filter(({ status }) => status === 'short' || status === 'late');
  if (bad.length === 0) return null;
  const late = bad.filter((line) => line.lateDays === null || line.lateDays > 0);
  return (
    <div className="alert" role="alert">
      <strong>
        {late.length > 0
          ? t('plan.orderLate', { count: late.length })
          : t('plan.orderShort', { count: bad.length })}
      </strong>
      <ul>
        {bad.map((line) => (
          <li key={line.id}>
            <div className="row wrap">
              <StateTag value={line.status} words={STANDING_WORDS} />
              <span className="code">{line.item.code}</span> {line.item.name}
              <b>
                {grouped(line.qty)} {line.item.unit}
              </b>
              <Lateness days={line.lateDays} date={line.readyDate} today={answer.today} />
              <span className="dim">
                {t('plan.setsNow', { qty: grouped(line.setsNow), unit: line.item.unit })}
              </span>
            </div>
            {line.blockers.slice(0, FIRST_BLOCKERS).map((blocker, at) => (
              <div key={at}>
                <BlockerLine blocker={blocker} today={answer.today} />
                <PlanNote blocker={blocker} chain={chainOf(line.id)} today={answer.today} />
              </div>
            ))}
            {line.blockers.length > FIRST_BLOCKERS && (
              <small className="dim">
                {t('plan.moreCauses', { count: line.blockers.length - FIRST_BLOCKERS })}
              </small>
            )}
          </li>
        ))}
      </ul>
      {session.rights.includes('planning.view') && (
        <div className="row">
          <Link className="button primary" to="/planning/shortage" search={{ order: orderId }}>
            {t('plan.waysOut')}
          </Link>
          <Link className="button" to="/planning/orders" search={{ order: orderId }}>
            {t('plan.byOrder')}
          </Link>
        </div>
      )}
    </div>
  );
}

/** The paper that goes to the customer says nothing of supply; this one, for the house, says it with every chain open. */
function printSupply(): void {
  const { dataset } = document.documentElement;
  dataset['paper'] = 'supply';
  addEventListener('afterprint', () => delete dataset['paper'], { once: true });
  window.print();
}

/** The part of the sales order page that the plan fills. */
export function OrderSupplyPart({ orderId }: { orderId: string }): ReactNode {
  const { t } = useWords();
  const supply = useQuery({
    queryKey: ['planning.order-supply', orderId],
    queryFn: () => query('planning.order-supply', { orderId }),
  });
  const shortage = useQuery({
    queryKey: ['shortage.order', orderId],
    queryFn: () => query('shortage.order', { documentId: orderId }),
  });
  if (supply.error) return <FailureBanner failure={failureOf(supply.error)} />;
  if (!supply.data || supply.data.lines.length === 0) return null;
  return (
    <div className="stack supply-part">
      {shortage.data && (
        <OrderWarning
          answer={shortage.data}
          orderId={orderId}
          chainOf={(id) => supply.data.lines.find((line) => line.id === id)?.chain ?? []}
        />
      )}
      <Decided orderId={orderId} />
      <div className="row">
        <h2 className="grow">{t('plan.supplyOfOrder')}</h2>
        <button className="button no-print" onClick={printSupply}>
          {t('plan.printSupply')}
        </button>
      </div>
      <div className="framed">
        {supply.data.lines.map((line) => (
          <SupplyRow
            key={line.id}
            line={line}
            got={shortage.data?.lines.find(({ id }) => id === line.id)}
            today={supply.data.today}
          />
        ))}
      </div>
    </div>
  );
}
