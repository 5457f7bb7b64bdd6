// 计划订单: what the plan proposes, bought, made or given out, the earliest start first, with why. Chosen ones are firmed as
// they are or changed where they stand, or become draft purchases in one click; what is found goes into Excel.
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import type { Queries } from '../../api-client/api.gen.ts';
import { downloadSheet, query } from '../../api-client/client.ts';
import { Chips } from '../../kit/choices.tsx';
import { addDays, mondayOf, shortDay } from '../../kit/days.ts';
import { grouped } from '../../kit/format.ts';
import { MoreRows, printWhole } from '../../kit/more-rows.tsx';
import { Empty, type Failure, FailureBanner, failureOf } from '../../kit/parts.tsx';
import { useWords } from '../../kit/words.tsx';
import { usePlanAddress } from '../planning/address.ts';
import '../planning/bench.css';
import { DraftedBanner } from '../planning/drafted.tsx';
import '../planning/plan.css';
import { ORDER_KIND_WORDS } from '../planning/plan-words.ts';
import { ProposalBar } from '../planning/proposal-bar.tsx';
import { type Changed, PROPOSAL_COLUMNS, ProposalRow } from '../planning/proposal-rows.tsx';
import type { Drafted, Proposal } from '../planning/shapes.ts';
import { useWhy } from '../planning/why.tsx';
import { usePlanners } from '../planning/worklist-bar.tsx';
import { useSession } from '../session-context.ts';
import { useTitle } from '../shell.tsx';

type Asked = Queries['planning.proposals']['input'];
const KINDS = ['buy', 'make', 'subcontract'] as const;
type Kind = (typeof KINDS)[number];
const WEEKS_AHEAD = 12;
const PAGE = 100;
const SHEET_PAGE = 500;
type Address = {
  readonly kinds: readonly Kind[];
  readonly q: string;
  readonly planner: string;
  readonly supplier: string;
  /** 'overdue', or the Monday of the week in which they start. */
  readonly week: string;
};

function inputOf({ kinds = [], q = '', planner, supplier, week }: Partial<Address>, today: string): Asked {
  const days =
    week === 'overdue'
      ? { startTo: addDays(today, -1) }
      : week
        ? { startFrom: week, startTo: addDays(week, 6) }
        : {};
  return {
    kinds: [...kinds],
    search: q,
    plannerId: planner || null,
    supplierId: supplier || null,
    ...days,
  };
}

const useProposals = (input: Asked) =>
  useInfiniteQuery({
    queryKey: ['planning.proposals', input],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam }) => query('planning.proposals', { ...input, after: pageParam, limit: PAGE }),
    getNextPageParam: (page) => page.next,
  });

async function readAll(input: Asked): Promise<Proposal[]> {
  const rows: Proposal[] = [];
  let after: string | null = null;
  do {
    const page: Queries['planning.proposals']['output'] = await query('planning.proposals', {
      ...input,
      after,
      limit: SHEET_PAGE,
    });
    rows.push(...page.rows);
    after = page.next;
  } while (after !== null);
  return rows;
}

/** All that was found, not only what is on the screen. */
function useSheet(input: Asked): () => Promise<void> {
  const { t, say } = useWords();
  const why = useWhy();
  return async () => {
    const rows = await readAll(input);
    await downloadSheet({
      title: t('plan.proposals'),
      columns: [
        { title: t('plan.column.kind'), kind: 'text' },
        { title: t('bench.itemCode'), kind: 'code' },
        { title: t('plan.column.item'), kind: 'text' },
        { title: t('plan.column.qty'), kind: 'qty' },
        { title: t('bench.unit'), kind: 'text' },
        { title: t('plan.column.start'), kind: 'date' },
        { title: t('plan.column.end'), kind: 'date' },
        { title: t('plan.column.supplier'), kind: 'text' },
        { title: t('plan.column.why'), kind: 'text' },
      ],
      rows: rows.map((proposal) => [
        say(ORDER_KIND_WORDS[proposal.kind] ?? { zh: proposal.kind, en: proposal.kind }),
        proposal.item.code,
        `${proposal.item.name} ${proposal.track}`.trim(),
        proposal.qty,
        proposal.item.unit,
        proposal.startDate,
        proposal.endDate,
        proposal.item.supplierName,
        why(proposal),
      ]),
    });
  };
}

type FilterProps = {
  readonly address: Partial<Address>;
  readonly suppliers: readonly { readonly id: string; readonly name: string }[];
  readonly change: (next: Partial<Address>) => void;
};

function Filters({ address, suppliers, change }: FilterProps): ReactNode {
  const { t, say } = useWords();
  const session = useSession();
  const today = session.company?.today ?? '';
  const planners = usePlanners();
  const kinds = address.kinds ?? [];
  const weeks = Array.from({ length: WEEKS_AHEAD }, (_, at) => addDays(mondayOf(today), at * 7));
  const select = (
    key: 'planner' | 'supplier' | 'week',
    options: readonly { readonly id: string; readonly name: string }[],
  ): ReactNode => (
    <select
      className="select"
      aria-label={t(`bench.by${key}`)}
      value={address[key] ?? ''}
      onChange={(event) => change({ [key]: event.target.value })}
    >
      <option value="">{t(`bench.every${key}`)}</option>
      {options.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </select>
  );
  return (
    <div className="row wrap">
      <Chips
        label={t('plan.kind')}
        chosen={new Set(kinds)}
        onToggle={(kind) =>
          change({ kinds: kinds.includes(kind) ? kinds.filter((one) => one !== kind) : [...kinds, kind] })
        }
        options={KINDS.map((key) => ({ key, label: say(ORDER_KIND_WORDS[key] ?? { zh: key, en: key }) }))}
      />
      {select('planner', [
        { id: session.user.id, name: t('bench.mine') },
        ...planners.filter(({ id }) => id !== session.user.id),
      ])}
      {select('supplier', suppliers)}
      {select('week', [
        { id: 'overdue', name: t('bench.overdue') },
        ...weeks.map((week) => ({
          id: week,
          name: t('bench.week', { from: shortDay(week, today), to: shortDay(addDays(week, 6), today) }),
        })),
      ])}
      <input
        className="input"
        type="search"
        style={{ width: 200 }}
        aria-label={t('plan.searchMaterial')}
        placeholder={t('plan.searchMaterial')}
        defaultValue={address.q ?? ''}
        onChange={(event) => change({ q: event.target.value })}
      />
    </div>
  );
}

function without<T>(map: ReadonlyMap<string, T>, key: string): ReadonlyMap<string, T> {
  const left = new Map(map);
  left.delete(key);
  return left;
}

export function PlanningProposals(): ReactNode {
  const { t } = useWords();
  const { company, rights } = useSession();
  const today = company?.today ?? '';
  const { address, change } = usePlanAddress<Address>();
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set());
  const [changes, setChanges] = useState<ReadonlyMap<string, Changed>>(new Map());
  const [drafted, setDrafted] = useState<Drafted | null>(null);
  const [firmed, setFirmed] = useState(0);
  const [failure, setFailure] = useState<Failure | null>(null);
  useTitle(t('plan.proposals'));
  const input = inputOf(address, today);
  const proposals = useProposals(input);
  const sheet = useSheet(input);
  const [first] = proposals.data?.pages ?? [];
  const rows = proposals.data?.pages.flatMap((page) => page.rows) ?? [];
  const chosen = rows.filter((row) => marked.has(row.key));
  const mark = (key: string, on: boolean): void => {
    setMarked((before) => new Set(on ? [...before, key] : [...before].filter((one) => one !== key)));
    if (!on) setChanges((before) => without(before, key));
  };
  return (
    <div className="page">
      <div className="row wrap">
        <h1>{t('plan.proposals')}</h1>
        {first && <span className="dim">{t('list.count', { count: grouped(String(first.total)) })}</span>}
        <span className="grow" />
        <Link className="button" to="/list/$name" params={{ name: 'planning.list-orders' }}>
          {t('plan.firmedOrders')}
        </Link>
        {rows.length > 0 && (
          <button className="button no-print" onClick={() => void printWhole(proposals)}>
            {t('app.print')}
          </button>
        )}
        {rows.length > 0 && (
          <button
            className="button no-print"
            onClick={() => void sheet().catch((thrown: unknown) => setFailure(failureOf(thrown)))}
          >
            {t('list.export')}
          </button>
        )}
      </div>
      <Filters address={address} suppliers={first?.suppliers ?? []} change={change} />
      <FailureBanner failure={failure ?? (proposals.error ? failureOf(proposals.error) : null)} />
      {drafted && <DraftedBanner drafted={drafted} />}
      {firmed > 0 && (
        <div className="banner ok" role="status">
          {t('plan.firmedCount', { count: firmed })}
        </div>
      )}
      <div className="table-frame">
        <table className="grid proposal-table">
          <thead>
            <tr>
              <th>
                <input
                  type="checkbox"
                  aria-label={t('plan.all')}
                  checked={rows.length > 0 && rows.every((row) => marked.has(row.key))}
                  onChange={(event) => {
                    setMarked(new Set(event.target.checked ? rows.map((row) => row.key) : []));
                    if (!event.target.checked) setChanges(new Map());
                  }}
                />
              </th>
              {PROPOSAL_COLUMNS.map((column) => (
                <th key={column} className={column === 'qty' ? 'num' : ''}>
                  {t(`plan.column.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((proposal) => (
              <ProposalRow
                key={proposal.key}
                proposal={proposal}
                today={today}
                marked={marked.has(proposal.key)}
                changed={changes.get(proposal.key)}
                onChange={
                  rights.includes('planning.edit')
                    ? (next) => setChanges((before) => new Map([...before, [proposal.key, next]]))
                    : undefined
                }
                onMark={(on) => mark(proposal.key, on)}
              />
            ))}
          </tbody>
        </table>
        {proposals.isPending && <Empty title={t('app.loading')} />}
        {proposals.data && rows.length === 0 && <Empty title={t('plan.noProposals')} />}
        <MoreRows pages={proposals} shown={rows.length} total={first?.total} />
      </div>
      {chosen.length > 0 && (
        <ProposalBar
          chosen={chosen}
          changes={changes}
          today={today}
          onDone={(made, count) => {
            setDrafted(made);
            setFirmed(count);
            setMarked(new Set());
            setChanges(new Map());
          }}
        />
      )}
    </div>
  );
}
