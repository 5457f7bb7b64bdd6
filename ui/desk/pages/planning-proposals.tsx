// 计划订单: what the plan proposes, bought, made or given out, the earliest start first, with why. Chosen ones are firmed as
// they are or changed, or become draft purchases in one click; above the button stands exactly what it will do.
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import type { Queries } from '../../api-client/api.gen.ts';
import { command, query } from '../../api-client/client.ts';
import { Ask, Chips } from '../../kit/choices.tsx';
import { daysBetween } from '../../kit/days.ts';
import { grouped } from '../../kit/format.ts';
import { Empty, type Failure, FailureBanner, StateTag, failureOf } from '../../kit/parts.tsx';
import { useWords } from '../../kit/words.tsx';
import { usePlanAddress } from '../planning/address.ts';
import { DraftedBanner } from '../planning/drafted.tsx';
import { ItemLink } from '../planning/peg-tree.tsx';
import '../planning/plan.css';
import { ORDER_KIND_WORDS } from '../planning/plan-words.ts';
import { PurchaseEffect } from '../planning/purchase-effect.tsx';
import type { Drafted, Proposal } from '../planning/shapes.ts';
import { Why } from '../planning/why.tsx';
import { useSession } from '../session-context.ts';
import { useTitle } from '../shell.tsx';

type Asked = Queries['planning.proposals']['input'];
const KINDS = ['buy', 'make', 'subcontract'] as const;
type Kind = (typeof KINDS)[number];
type Address = { readonly kinds: readonly Kind[]; readonly q: string };

function useProposals({ kinds = [], q = '' }: Partial<Address>) {
  const input: Asked = { kinds: [...kinds], search: q };
  return useInfiniteQuery({
    queryKey: ['planning.proposals', input],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam }) => query('planning.proposals', { ...input, after: pageParam, limit: 100 }),
    getNextPageParam: (page) => page.next,
  });
}

function Row({
  proposal,
  today,
  marked,
  onMark,
}: {
  proposal: Proposal;
  today: string;
  marked: boolean;
  onMark: (on: boolean) => void;
}): ReactNode {
  const { t } = useWords();
  const late = daysBetween(proposal.startDate, today);
  return (
    <tr className={marked ? 'chosen' : ''}>
      <td>
        <input
          type="checkbox"
          aria-label={`${proposal.item.code} ${proposal.qty}`}
          checked={marked}
          onChange={(event) => onMark(event.target.checked)}
        />
      </td>
      <td>
        <StateTag value={proposal.kind} words={ORDER_KIND_WORDS} />
      </td>
      <td>
        <ItemLink item={proposal.item} /> {proposal.item.name}
        {proposal.track && <div className="code dim">{proposal.track}</div>}
      </td>
      <td className="num">
        <b>{grouped(proposal.qty)}</b> <small className="dim">{proposal.item.unit}</small>
      </td>
      <td>
        {proposal.startDate}{' '}
        {late > 0 && <span className="tag warn">{t('plan.lateDays', { days: late })}</span>}
      </td>
      <td>{proposal.endDate}</td>
      <td>{proposal.item.supplierName}</td>
      <td className="why-cell">
        <Why proposal={proposal} />
      </td>
    </tr>
  );
}

/** Another quantity or other days for one proposal that is firmed. */
function ChangeDialog({
  proposal,
  onFirm,
  onClose,
}: {
  proposal: Proposal;
  onFirm: (change: { qty: string; startDate: string; endDate: string }) => void;
  onClose: () => void;
}): ReactNode {
  const { t } = useWords();
  const text = (form: FormData, key: string): string => String(form.get(key) ?? '').trim();
  return (
    <Ask
      title={t('plan.firmTitle', { item: `${proposal.item.code} ${proposal.item.name}` })}
      confirm={t('plan.firm')}
      onClose={onClose}
      onConfirm={(form) =>
        onFirm({
          qty: text(form, 'qty'),
          startDate: text(form, 'startDate'),
          endDate: text(form, 'endDate'),
        })
      }
    >
      <p className="dim">
        <Why proposal={proposal} />
      </p>
      <div className="row wrap">
        <label className="field">
          <span>
            {t('order.qty')} {proposal.item.unit}
          </span>
          <input
            className="input num"
            name="qty"
            defaultValue={proposal.qty}
            inputMode="decimal"
            required
            autoFocus
          />
        </label>
        <label className="field">
          <span>{t('plan.start')}</span>
          <input className="input" type="date" name="startDate" defaultValue={proposal.startDate} required />
        </label>
        <label className="field">
          <span>{t('plan.end')}</span>
          <input className="input" type="date" name="endDate" defaultValue={proposal.endDate} required />
        </label>
      </div>
    </Ask>
  );
}

type BulkProps = {
  readonly chosen: readonly Proposal[];
  readonly today: string;
  readonly onDone: (drafted: Drafted | null, firmed: number) => void;
};

function BulkBar({ chosen, today, onDone }: BulkProps): ReactNode {
  const { t } = useWords();
  const session = useSession();
  const client = useQueryClient();
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);
  const [changing, setChanging] = useState(false);
  // What a subcontractor makes is firmed in the same click.
  const buys = chosen.filter(({ kind }) => kind === 'buy' || kind === 'subcontract').map(({ key }) => key);
  const [only] = chosen;
  const take = async (work: () => Promise<readonly [Drafted | null, number]>): Promise<void> => {
    setBusy(true);
    setChanging(false);
    setFailure(null);
    try {
      onDone(...(await work()));
      await client.invalidateQueries();
    } catch (thrown) {
      setFailure(failureOf(thrown));
    }
    setBusy(false);
  };
  const firm = (change: { qty?: string; startDate?: string; endDate?: string } = {}): void =>
    void take(async () => {
      const orders = chosen.map(({ key }) => ({ key, ...change }));
      const firmed = await command('planning.firm-orders', { orders });
      return [null, firmed.orders.length];
    });
  const draft = (): void =>
    void take(async () => [await command('planning.draft-purchases', { proposalKeys: buys }), 0]);
  return (
    <div className="bulk stack">
      <FailureBanner failure={failure} />
      {buys.length > 0 && <PurchaseEffect wanted={{ proposalKeys: buys }} today={today} />}
      <div className="row wrap">
        <b>{t('plan.marked', { count: chosen.length })}</b>
        <span className="grow" />
        {session.rights.includes('planning.edit') && (
          <>
            {chosen.length === 1 && (
              <button className="button" disabled={busy} onClick={() => setChanging(true)}>
                {t('plan.changeAndFirm')}
              </button>
            )}
            <button className="button" disabled={busy} onClick={() => firm()}>
              {t('plan.firm')}
            </button>
          </>
        )}
        {session.rights.includes('purchase_order.edit') && (
          <button className="button primary" disabled={busy || buys.length === 0} onClick={draft}>
            {t('plan.draftPurchases')}
          </button>
        )}
      </div>
      {changing && only && <ChangeDialog proposal={only} onClose={() => setChanging(false)} onFirm={firm} />}
    </div>
  );
}

const COLUMNS = ['kind', 'item', 'qty', 'start', 'end', 'supplier', 'why'] as const;

export function PlanningProposals(): ReactNode {
  const { t, say } = useWords();
  const today = useSession().company?.today ?? '';
  const { address, change } = usePlanAddress<Address>();
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set());
  const [drafted, setDrafted] = useState<Drafted | null>(null);
  const [firmed, setFirmed] = useState(0);
  useTitle(t('plan.proposals'));
  const proposals = useProposals(address);
  const rows = proposals.data?.pages.flatMap((page) => page.rows) ?? [];
  const chosen = rows.filter((row) => marked.has(row.key));
  const mark = (key: string, on: boolean): void =>
    setMarked((before) => new Set(on ? [...before, key] : [...before].filter((one) => one !== key)));
  const kinds = address.kinds ?? [];
  return (
    <div className="page">
      <div className="row wrap">
        <h1>{t('plan.proposals')}</h1>
        {proposals.data && (
          <span className="dim">
            {t('list.count', { count: grouped(String(proposals.data.pages[0]?.total ?? 0)) })}
          </span>
        )}
        <span className="grow" />
        <Link className="button" to="/list/$name" params={{ name: 'planning.list-orders' }}>
          {t('plan.firmedOrders')}
        </Link>
      </div>
      <div className="row wrap">
        <Chips
          label={t('plan.kind')}
          chosen={new Set(kinds)}
          onToggle={(kind) =>
            change({ kinds: kinds.includes(kind) ? kinds.filter((one) => one !== kind) : [...kinds, kind] })
          }
          options={KINDS.map((key) => ({ key, label: say(ORDER_KIND_WORDS[key] ?? { zh: key, en: key }) }))}
        />
        <input
          className="input"
          type="search"
          style={{ width: 220 }}
          aria-label={t('plan.searchMaterial')}
          placeholder={t('plan.searchMaterial')}
          defaultValue={address.q ?? ''}
          onChange={(event) => change({ q: event.target.value })}
        />
      </div>
      <FailureBanner failure={proposals.error ? failureOf(proposals.error) : null} />
      {drafted && <DraftedBanner drafted={drafted} />}
      {firmed > 0 && (
        <div className="banner ok" role="status">
          {t('plan.firmedCount', { count: firmed })}
        </div>
      )}
      <div className="table-frame">
        <table className="grid">
          <thead>
            <tr>
              <th>
                <input
                  type="checkbox"
                  aria-label={t('plan.all')}
                  checked={rows.length > 0 && rows.every((row) => marked.has(row.key))}
                  onChange={(event) =>
                    setMarked(new Set(event.target.checked ? rows.map((row) => row.key) : []))
                  }
                />
              </th>
              {COLUMNS.map((column) => (
                <th key={column} className={column === 'qty' ? 'num' : ''}>
                  {t(`plan.column.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((proposal) => (
              <Row
                key={proposal.key}
                proposal={proposal}
                today={today}
                marked={marked.has(proposal.key)}
                onMark={(on) => mark(proposal.key, on)}
              />
            ))}
          </tbody>
        </table>
        {proposals.isPending && <Empty title={t('app.loading')} />}
        {proposals.data && rows.length === 0 && <Empty title={t('plan.noProposals')} />}
      </div>
      {proposals.hasNextPage && (
        <button className="button" onClick={() => void proposals.fetchNextPage()}>
          {t('plan.more')}
        </button>
      )}
      {chosen.length > 0 && (
        <BulkBar
          chosen={chosen}
          today={today}
          onDone={(made, count) => {
            setDrafted(made);
            setFirmed(count);
            setMarked(new Set());
          }}
        />
      )}
    </div>
  );
}
