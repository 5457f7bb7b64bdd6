// 订单齐套: every open order with its colour, how complete it is, how many sets can be made now, the day it can be complete,
// only the lines that block it and what can be done; or every line in the turn in which it is given its supply.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import type { Queries } from '../../api-client/api.gen.ts';
import { type Sheet, downloadSheet, query } from '../../api-client/client.ts';
import { Chips } from '../../kit/choices.tsx';
import { grouped } from '../../kit/format.ts';
import { Empty, type Failure, FailureBanner, failureOf } from '../../kit/parts.tsx';
import { useWords } from '../../kit/words.tsx';
import { usePlanAddress } from '../planning/address.ts';
import '../planning/bench.css';
import { type Horizon, HORIZONS, untilOf } from '../planning/bench-address.ts';
import { inTurn, KitSequence, KitTable, type Sort } from '../planning/kit-orders.tsx';
import '../planning/plan.css';
import { COLOUR_WORDS, STANDING_WORDS } from '../planning/plan-words.ts';
import type { KitOrders } from '../planning/shapes.ts';
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
  const orders = (answer: KitOrders): Sheet => {
    const valued = answer.openAmount !== null;
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
      rows: answer.rows.map((order) => [
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
  const sequence = (answer: KitOrders): Sheet => ({
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
    rows: inTurn(answer).map((need) => [
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

function Head({
  address,
  answer,
  onFailure,
}: {
  address: Partial<Address>;
  answer: KitOrders | undefined;
  onFailure: (failure: Failure) => void;
}): ReactNode {
  const { t } = useWords();
  const sheets = useSheets();
  const isSequence = address.mode === 'sequence';
  const save = (shown: KitOrders): void =>
    void downloadSheet(isSequence ? sheets.sequence(shown) : sheets.orders(shown)).catch((thrown: unknown) =>
      onFailure(failureOf(thrown)),
    );
  return (
    <div className="row wrap">
      <h1>{t('plan.orders')}</h1>
      {answer && <span className="dim">{t('list.count', { count: grouped(String(answer.count)) })}</span>}
      <span className="grow" />
      <span className="segments">
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
      {answer && answer.rows.length > 0 && (
        <button className="button" onClick={() => save(answer)}>
          {t('list.export')}
        </button>
      )}
    </div>
  );
}

export function PlanningOrders(): ReactNode {
  const { t, say } = useWords();
  const { address, change } = usePlanAddress<Address>();
  const today = useSession().company?.today ?? '';
  useTitle(t('plan.orders'));
  const [failure, setFailure] = useState<Failure | null>(null);
  const [done, setDone] = useState<readonly DoneFor[]>([]);
  const colours = address.colours ?? COLOURS;
  const input: Queries['shortage.orders']['input'] = {
    search: address.q ?? '',
    statuses: colours.flatMap((colour) => [...STATUSES[colour]]),
    until: untilOf(address.within, today),
    sort: address.sort ?? 'turn',
    descending: address.down ?? false,
    limit: 200,
  };
  const standing = useQuery({
    queryKey: ['shortage.orders', input],
    placeholderData: keepPreviousData,
    queryFn: () => query('shortage.orders', input),
  });
  const answer = standing.data;
  return (
    <div className="page">
      <Head address={address} answer={answer} onFailure={setFailure} />
      <div className="row wrap">
        <Chips
          label={t('plan.state')}
          chosen={new Set(colours)}
          onToggle={(colour) => change({ colours: turned(colours, colour) })}
          options={COLOURS.map((key) => ({ key, label: say(COLOUR_WORDS[key] ?? { zh: key, en: key }) }))}
        />
        <Chips
          label={t('plan.horizon')}
          chosen={new Set<Horizon>([address.within ?? 'all'])}
          onToggle={(within) => change({ within })}
          options={(Object.keys(HORIZONS) as Horizon[]).map((key) => ({
            key,
            label: t(`plan.horizon.${key}`),
          }))}
        />
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
      <FailureBanner failure={failure ?? (standing.error ? failureOf(standing.error) : null)} />
      <DoneWays done={done} onClose={(one) => setDone((before) => before.filter((other) => other !== one))} />
      {answer && answer.rows.length > 0 && address.mode !== 'sequence' && (
        <KitTable
          key={address.order}
          answer={answer}
          sort={address.sort ?? 'turn'}
          descending={address.down ?? false}
          onSort={(sort, down) => change({ sort, down })}
          opened={address.order}
          onDone={(one) => setDone((before) => [{ ...one, key: (before[0]?.key ?? 0) + 1 }, ...before])}
        />
      )}
      {answer && answer.rows.length > 0 && address.mode === 'sequence' && <KitSequence answer={answer} />}
      {answer && answer.rows.length === 0 && (
        <Empty title={t('plan.noOrders')} hint={t('plan.noOrdersHint')} />
      )}
    </div>
  );
}
