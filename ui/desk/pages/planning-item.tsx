// One item over time: what is there without the proposals and with them, day by day or week by week; who needs it and
// what it is met from; what is proposed and why that quantity on that day; the pegs both ways through all levels.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { type Sheet, query } from '../../api-client/client.ts';
import { useId } from '../../kit/address.ts';
import { Segments } from '../../kit/choices.tsx';
import { mondayOf } from '../../kit/days.ts';
import { grouped, plus } from '../../kit/format.ts';
import { Empty, FailureBanner, StateTag, failureOf } from '../../kit/parts.tsx';
import { type Words, useWords } from '../../kit/words.tsx';
import { ItemChart } from '../planning/item-chart.tsx';
import { MessageLine } from '../planning/message-line.tsx';
import { NeedsTable, ProposalsTable, SuppliesTable, proposalLabel } from '../planning/item-tables.tsx';
import { ServedTree, WaitsTree } from '../planning/peg-tree.tsx';
import '../planning/plan.css';
import { ORDER_KIND_WORDS, POLICY_WORDS } from '../planning/plan-words.ts';
import type { ItemPlan, PlanRow } from '../planning/shapes.ts';
import { SheetButtons } from '../planning/sheet-buttons.tsx';
import { useTitle } from '../shell.tsx';

/** Rows of one week become one: sums of what happens, and how the week ends. */
function byWeek(rows: readonly PlanRow[]): readonly PlanRow[] {
  const weeks = new Map<string, PlanRow>();
  for (const row of rows) {
    const monday = mondayOf(row.date);
    const week = weeks.get(monday);
    weeks.set(monday, {
      ...row,
      date: monday,
      gross: plus(week?.gross ?? '0', row.gross),
      receipts: plus(week?.receipts ?? '0', row.receipts),
      proposals: plus(week?.proposals ?? '0', row.proposals),
    });
  }
  return [...weeks.values()];
}

const figure = (text: string): string => (text === '0' ? '' : grouped(text));

function TimeTable({
  rows,
  today,
  weeks,
  safety,
}: {
  rows: readonly PlanRow[];
  today: string;
  weeks: boolean;
  safety: string;
}): ReactNode {
  const { t } = useWords();
  const low = (balance: string): string =>
    balance.startsWith('-') ? 'num negative' : Number(balance) < Number(safety) ? 'num warn-figure' : 'num';
  return (
    <div className="table-frame lines">
      <table className="grid">
        <thead>
          <tr>
            <th>{t(weeks ? 'plan.week' : 'plan.day')}</th>
            <th className="num">{t('plan.gross')}</th>
            <th className="num">{t('plan.receipts')}</th>
            <th className="num">{t('plan.uncovered')}</th>
            <th className="num">{t('plan.proposed')}</th>
            <th className="num">{t('plan.projected')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.date}>
              <td>
                {row.date}{' '}
                {row.date === today && (
                  <small className="tag info">{t(weeks ? 'plan.thisWeek' : 'plan.today')}</small>
                )}
                {row.date < today && <small className="tag warn">{t('plan.pastDue')}</small>}
              </td>
              <td className="num">{figure(row.gross)}</td>
              <td className="num">{figure(row.receipts)}</td>
              <td className={low(row.uncovered)}>{grouped(row.uncovered)}</td>
              <td className="num">{figure(row.proposals)}</td>
              <td className={low(row.projected)}>{grouped(row.projected)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

type About = { readonly id: string; readonly label: string };

/** The item over time as it stands on the screen. */
function sheetOf(t: Words, { item, rows }: ItemPlan, bucket: 'day' | 'week'): Sheet {
  const figures = ['gross', 'receipts', 'uncovered', 'proposals', 'projected'] as const;
  const titles = ['gross', 'receipts', 'uncovered', 'proposed', 'projected'] as const;
  return {
    title: `${item.code} ${t('plan.itemPlan')}`,
    columns: [
      { title: t(bucket === 'week' ? 'plan.week' : 'plan.day'), kind: 'date' },
      ...titles.map((title) => ({ title: t(`plan.${title}`), kind: 'qty' as const })),
    ],
    rows: (bucket === 'week' ? byWeek(rows) : rows).map((row) => [
      row.date,
      ...figures.map((figure) => row[figure]),
    ]),
  };
}

/** Both directions from one need, supply or proposal of the item. */
function PegPane({ itemId, about }: { itemId: string; about: About | null }): ReactNode {
  const { t } = useWords();
  const [way, setWay] = useState<'up' | 'down'>('up');
  const pegs = useQuery({
    queryKey: ['planning.peg-tree', itemId, about?.id],
    enabled: about !== null,
    queryFn: () => query('planning.peg-tree', { itemId, id: about?.id ?? '' }),
  });
  return (
    <aside>
      <div className="bar-title">
        <span>
          {t('plan.pegging')} {about?.label}
        </span>
      </div>
      <div style={{ padding: 12 }} className="stack">
        <Segments
          label={t('plan.pegging')}
          value={way}
          onChange={setWay}
          options={[
            { key: 'up', label: t('plan.up') },
            { key: 'down', label: t('plan.down') },
          ]}
        />
        <FailureBanner failure={pegs.error ? failureOf(pegs.error) : null} />
        {about === null && <Empty title={t('plan.choosePeg')} />}
        {pegs.data?.gone && <Empty title={t('plan.pegGone')} hint={t('plan.choosePeg')} />}
        {pegs.data && !pegs.data.gone && way === 'up' && (
          <ServedTree rows={pegs.data.up} today={pegs.data.today} />
        )}
        {pegs.data && !pegs.data.gone && way === 'down' && (
          <WaitsTree rows={pegs.data.down} today={pegs.data.today} />
        )}
      </div>
    </aside>
  );
}

export function PlanningItem(): ReactNode {
  const { t } = useWords();
  const id = useId();
  const [bucket, setBucket] = useState<'day' | 'week'>('day');
  const [chosen, setAbout] = useState<About | null>(null);
  const asked = useQuery({
    queryKey: ['planning.item-plan', id],
    queryFn: () => query('planning.item-plan', { itemId: id }),
  });
  const plan = asked.data;
  useTitle(plan ? `${plan.item.code} ${t('plan.itemPlan')}` : '');
  if (!plan)
    return (
      <div className="page">
        <FailureBanner failure={asked.error ? failureOf(asked.error) : null} />
        {!asked.error && <span className="dim">{t('app.loading')}</span>}
      </div>
    );
  const { item } = plan;
  const [first] = plan.proposals;
  const about = chosen ?? (first ? { id: first.key, label: proposalLabel(t, first) } : null);
  return (
    <>
      <div className="head">
        <div className="row wrap">
          <h1 className="code">{item.code}</h1>
          <h1>{item.name}</h1>
          <StateTag value={item.source} words={ORDER_KIND_WORDS} />
          <StateTag value={item.policy} words={POLICY_WORDS} />
          <span className="grow" />
          <Link className="button" to="/planning/shortage" search={{ item: id }}>
            {t('plan.shortage')}
          </Link>
          <Link className="button" to="/item-planning/$id" params={{ id }}>
            {t('planData.title')}
          </Link>
          <Link className="button" to="/card/$kind/$id" params={{ kind: 'item', id }}>
            {t('plan.card')}
          </Link>
          <SheetButtons sheet={() => sheetOf(t, plan, bucket)} />
        </div>
        <div className="figures">
          <span>
            {t('plan.onHand')} <b>{grouped(plan.onHand)}</b> {item.unit}
          </span>
          <span>
            {t('plan.safetyStock')} <b>{grouped(plan.safetyStock)}</b>
          </span>
          {item.supplierName && (
            <span>
              {t('order.supplier')} <b>{item.supplierName}</b>
            </span>
          )}
          {item.spec && <span>{item.spec}</span>}
        </div>
      </div>
      <div className="work two">
        <section>
          {plan.messages.map((message) => (
            <MessageLine key={message.key} message={message} />
          ))}
          <ItemChart plan={plan} />
          <div className="row">
            <h2 className="grow">{t('plan.overTime')}</h2>
            <Segments
              label={t('plan.overTime')}
              value={bucket}
              onChange={setBucket}
              options={[
                { key: 'day', label: t('plan.byDay') },
                { key: 'week', label: t('plan.byWeek') },
              ]}
            />
          </div>
          <TimeTable
            rows={bucket === 'week' ? byWeek(plan.rows) : plan.rows}
            today={bucket === 'week' ? mondayOf(plan.today) : plan.today}
            weeks={bucket === 'week'}
            safety={plan.safetyStock}
          />
          <h2>{t('plan.proposalsAndWhy')}</h2>
          <ProposalsTable plan={plan} chosen={about?.id ?? ''} onChoose={setAbout} />
          <h2>{t('plan.needs')}</h2>
          <NeedsTable plan={plan} chosen={about?.id ?? ''} onChoose={setAbout} />
          <h2>{t('plan.supplies')}</h2>
          <SuppliesTable plan={plan} chosen={about?.id ?? ''} onChoose={setAbout} />
        </section>
        <PegPane itemId={id} about={about} />
      </div>
    </>
  );
}
