// 订单齐套: every open order with its colour, how complete it is, how many sets can be made now, the day it can be complete,
// only the lines that block it and what can be done; or every line in the turn in which it is given its supply.
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import type { Queries } from '../../api-client/api.gen.ts';
import { type Sheet, downloadSheet, query } from '../../api-client/client.ts';
import { Chips } from '../../kit/choices.tsx';
import { grouped } from '../../kit/format.ts';
import { Empty, type Failure, FailureBanner, failureOf } from '../../kit/parts.tsx';
import { MoreRows, printWhole } from '../../kit/more-rows.tsx';
import { useWords } from '../../kit/words.tsx';
import { usePlanAddress } from '../planning/address.ts';
import '../planning/bench.css';
import { type Horizon, untilOf } from '../planning/bench-address.ts';
import { HorizonChips } from '../planning/bench-filters.tsx';
import { KitSequence, KitTable, type Sort } from '../planning/kit-orders.tsx';
import '../planning/plan.css';
import { COLOUR_WORDS, STANDING_WORDS } from '../planning/plan-words.ts';
import type { KitNeed, KitOrder } from '../planning/shapes.ts';
import { type DoneFor, DoneWays } from '../planning/take/done.tsx';
import { useSession } from '../session-context.ts';
import { useTitle } from '../shell.tsx';

const STATUSES = { green: ['ready'], yellow: ['covered'], red: ['short', 'late'] } as const;
type Colour = keyof typeof STATUSES;
const COLOURS = ['red', 'yellow', 'green'] as const;
type Address = {
  readonly colours?: readonly Colour[];
  readonly within?: Horizon;
  readonly q?: string;
  readonly order?: string;
  readonly sort?: Sort;
  readonly down?: boolean;
  readonly mode?: 'sequence' | 'orders';
};

const turned = (colours: readonly Colour[], colour: Colour): Colour[] =>
  colours.includes(colour) ? colours.filter((one) => one !== colour) : [...colours, colour];

function useSheets() {
  const { t, say } = useWords();
  const word = (status: string): string => say(STANDING_WORDS[status] ?? { zh: status, en: status });
  const orders = (rows: readonly KitOrder[], valued: boolean): Sheet => {
    return {
      title: t('plan.orders'),
      columns: [
        { title: t('bench.sort.turn'), kind: 'integer' },
        { title: t('bench.sort.status'), kind: 'text' },
        { title: t('bench.sort.no'), kind: 'code' },
        { title: t('bench.sort.customer'), kind: 'text' },
        { title: t('bench.sort.date'), kind: 'date' },
        { title: t('bench.sort.complete'), kind: 'text' },
        { title: t('bench.sort.ready'), kind: 'date' },
        { title: t('bench.blockers'), kind: 'text' },
        ...(valued ? [{ title: t('bench.openAmount'), kind: 'amount' as const }] : []),
      ],
      rows: rows.map((order) => [
        String(Math.min(...order.needs.map(({ turn }) => turn))),
        word(order.status),
        order.document?.no ?? '',
        order.document?.partnerName ?? '',
        order.date,
        `${order.partsReady}/${order.partCount}`,
        order.readyDate ?? '',
        order.needs
          .flatMap(({ blockers }) => blockers.map(({ item, qty }) => `${item.code} ${qty} ${item.unit}`))
          .join('；'),
        ...(valued ? [order.openAmount ?? ''] : []),
      ]),
    };
  };
  const sequence = (rows: readonly KitNeed[]): Sheet => ({
    title: t('bench.bySequence'),
    columns: [
      { title: t('bench.sequence.turn'), kind: 'integer' },
      { title: t('bench.sequence.priority'), kind: 'text' },
      { title: t('bench.sequence.order'), kind: 'code' },
      { title: t('bench.sort.customer'), kind: 'text' },
      { title: t('bench.sequence.item'), kind: 'text' },
      { title: t('bench.sequence.qty'), kind: 'qty' },
      { title: t('bench.sequence.date'), kind: 'date' },
      { title: t('bench.sequence.sets'), kind: 'qty' },
      { title: t('bench.sequence.status'), kind: 'text' },
      { title: t('bench.sequence.ready'), kind: 'date' },
    ],
    rows: rows.map((need) => [
      String(need.turn),
      String(need.priority ?? ''),
      need.id,
      need.document?.partnerName ?? '',
      `${need.item.code} ${need.item.name}`,
      need.qty,
      need.date,
      need.setsNow,
      word(need.status),
      need.readyDate ?? '',
    ]),
  });
  return { orders, sequence };
}

type Asked = Omit<Queries['shortage.orders']['input'], 'after' | 'limit'>;
const PAGE = 100;
const SHEET_PAGE = 500;

/** All that was found, not only what is on the screen. */
async function readAll<Row>(
  read: (after: string | null) => Promise<{ readonly rows: readonly Row[]; readonly next: string | null }>,
): Promise<Row[]> {
  const rows: Row[] = [];
  let after: string | null = null;
  do {
    const page: { readonly rows: readonly Row[]; readonly next: string | null } = await read(after);
    rows.push(...page.rows);
    after = page.next;
  } while (after !== null);
  return rows;
}

const useOrders = (input: Asked, enabled: boolean) =>
  useInfiniteQuery({
    queryKey: ['shortage.orders', input],
    enabled,
    initialPageParam: null as string | null,
    placeholderData: keepPreviousData,
    queryFn: ({ pageParam }) => query('shortage.orders', { ...input, after: pageParam, limit: PAGE }),
    getNextPageParam: (page) => page.next,
  });

const useSequence = ({ sort: _, descending: __, ...input }: Asked, enabled: boolean) =>
  useInfiniteQuery({
    queryKey: ['shortage.sequence', input],
    enabled,
    initialPageParam: null as string | null,
    placeholderData: keepPreviousData,
    queryFn: ({ pageParam }) => query('shortage.sequence', { ...input, after: pageParam, limit: PAGE }),
    getNextPageParam: (page) => page.next,
  });

type HeadProps = {
  readonly address: Partial<Address>;
  readonly count: number | undefined;
  readonly onSheet: () => void;
  readonly onPrint: () => void;
};

function Head({ address, count, onSheet, onPrint }: HeadProps): ReactNode {
  const { t } = useWords();
  const isSequence = address.mode === 'sequence';
  return (
    <div className="row wrap">
      <h1>{t(isSequence ? 'bench.bySequence' : 'plan.orders')}</h1>
      {count !== undefined && (
        <span className="dim">
          {t(isSequence ? 'bench.linesOf' : 'list.count', { count: grouped(String(count)) })}
        </span>
      )}
      <span className="grow" />
      <span className="segments no-print">
        <Link to="/planning/shortage">{t('plan.byMaterial')}</Link>
        <Link to="." search={{ ...address, mode: 'orders' }} className={isSequence ? '' : 'active'}>
          {t('plan.byOrder')}
        </Link>
        <Link
          to="."
          search={{ ...address, mode: 'sequence', sort: 'turn', down: false }}
          className={isSequence ? 'active' : ''}
        >
          {t('bench.bySequence')}
        </Link>
      </span>
      {count !== undefined && count > 0 && (
        <>
          <button className="button no-print" onClick={onPrint}>
            {t('app.print')}
          </button>
          <button className="button no-print" onClick={onSheet}>
            {t('list.export')}
          </button>
        </>
      )}
    </div>
  );
}

function Filters({
  address,
  change,
}: {
  address: Partial<Address>;
  change: (next: Partial<Address>) => void;
}) {
  const { t, say } = useWords();
  const colours = address.colours ?? COLOURS;
  return (
    <div className="row wrap no-print">
      <Chips
        label={t('plan.state')}
        chosen={new Set(colours)}
        onToggle={(colour) => change({ colours: turned(colours, colour) })}
        options={COLOURS.map((key) => ({ key, label: say(COLOUR_WORDS[key] ?? { zh: key, en: key }) }))}
      />
      <HorizonChips within={address.within} onChoose={(within) => change({ within })} />
      <input
        className="input"
        type="search"
        style={{ width: 240 }}
        aria-label={t('plan.searchOrders')}
        placeholder={t('plan.searchOrders')}
        defaultValue={address.q ?? ''}
        onChange={(event) => change({ q: event.target.value })}
      />
      <span className="grow" />
      <span className="dim">{t('plan.ordersHint')}</span>
    </div>
  );
}

export function PlanningOrders(): ReactNode {
  const { t } = useWords();
  const { address, change } = usePlanAddress<Address>();
  const { company, rights } = useSession();
  const isSequence = address.mode === 'sequence';
  useTitle(t(isSequence ? 'bench.bySequence' : 'plan.orders'));
  const [failure, setFailure] = useState<Failure | null>(null);
  const [done, setDone] = useState<readonly DoneFor[]>([]);
  const sheets = useSheets();
  const input: Asked = {
    search: address.q ?? '',
    statuses: (address.colours ?? COLOURS).flatMap((colour) => [...STATUSES[colour]]),
    until: untilOf(address.within, company?.today ?? ''),
    sort: address.sort ?? 'turn',
    descending: address.down ?? false,
  };
  const orders = useOrders(input, !isSequence);
  const sequence = useSequence(input, isSequence);
  const pages = isSequence ? sequence : orders;
  const found = orders.data?.pages[0];
  const rows = orders.data?.pages.flatMap((page) => page.rows) ?? [];
  const lines = sequence.data?.pages.flatMap((page) => page.rows) ?? [];
  const count = pages.data?.pages[0]?.count;
  const sheet = async (): Promise<void> => {
    const { sort: _, descending: __, ...asked } = input;
    await downloadSheet(
      isSequence
        ? sheets.sequence(
            await readAll((after) => query('shortage.sequence', { ...asked, after, limit: SHEET_PAGE })),
          )
        : sheets.orders(
            await readAll((after) => query('shortage.orders', { ...input, after, limit: SHEET_PAGE })),
            rights.includes('price.sales'),
          ),
    );
  };
  return (
    <div className="page">
      <Head
        address={address}
        count={count}
        onSheet={() => void sheet().catch((thrown: unknown) => setFailure(failureOf(thrown)))}
        onPrint={() => void printWhole(pages)}
      />
      <Filters address={address} change={change} />
      <FailureBanner failure={failure ?? (pages.error ? failureOf(pages.error) : null)} />
      <DoneWays done={done} onClose={(one) => setDone((before) => before.filter((other) => other !== one))} />
      {!isSequence && found && rows.length > 0 && (
        <KitTable
          key={address.order}
          rows={rows}
          found={found}
          sort={address.sort ?? 'turn'}
          descending={address.down ?? false}
          onSort={(sort, down) => change({ sort, down })}
          opened={address.order}
          onDone={(one) => setDone((before) => [{ ...one, key: (before[0]?.key ?? 0) + 1 }, ...before])}
        />
      )}
      {isSequence && lines.length > 0 && <KitSequence rows={lines} />}
      <MoreRows pages={pages} shown={isSequence ? lines.length : rows.length} total={count} />
      {pages.isPending && <Empty title={t('app.loading')} />}
      {count === 0 && <Empty title={t('plan.noOrders')} hint={t('plan.noOrdersHint')} />}
    </div>
  );
}
