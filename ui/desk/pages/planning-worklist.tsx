// The planner's worklist: what the plan cannot do alone, one message per document, weightiest first; dismissed and put
// off with a reason, given to an owner, many at once. Each leads to its document and to its item over time.
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { Queries } from '../../api-client/api.gen.ts';
import { command, query } from '../../api-client/client.ts';
import { Ask, Chips, Segments } from '../../kit/choices.tsx';
import { addDays, daysBetween } from '../../kit/days.ts';
import { grouped } from '../../kit/format.ts';
import { Empty, type Failure, FailureBanner, StateTag, failureOf } from '../../kit/parts.tsx';
import { useWords } from '../../kit/words.tsx';
import { usePlanAddress } from '../planning/address.ts';
import { messageSentence } from '../planning/message-line.tsx';
import { FaceLink, ItemLink } from '../planning/peg-tree.tsx';
import '../planning/plan.css';
import { MESSAGE_WORDS } from '../planning/plan-words.ts';
import type { Message } from '../planning/shapes.ts';
import { useSession } from '../session-context.ts';
import { useTitle } from '../shell.tsx';

type Ask = Queries['planning.worklist']['input'];
type Kind = Message['kind'];
type State = Message['state'];
type Chosen = {
  readonly kinds?: readonly Kind[];
  readonly states?: readonly State[];
  readonly q?: string;
  readonly mine?: boolean;
};
const STATES = ['open', 'snoozed', 'dismissed'] as const;

/** The messages that the address asks for. */
function useMessages({ kinds = [], states = ['open'], q = '', mine = false }: Chosen, userId: string) {
  const input: Ask = { kinds: [...kinds], states: [...states], search: q, ownerId: mine ? userId : null };
  return useInfiniteQuery({
    queryKey: ['planning.worklist', input],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam }) => query('planning.worklist', { ...input, after: pageParam, limit: 100 }),
    getNextPageParam: (page) => page.next,
  });
}

const toggled = <K extends string>(list: readonly K[], key: K): K[] =>
  list.includes(key) ? list.filter((one) => one !== key) : [...list, key];

function Row({
  message,
  today,
  marked,
  onMark,
}: {
  message: Message;
  today: string;
  marked: boolean;
  onMark: (on: boolean) => void;
}): ReactNode {
  const { t } = useWords();
  const isLate = ['order', 'make'].includes(message.kind) && message.date < today;
  return (
    <tr className={marked ? 'chosen' : ''}>
      <td>
        <input
          type="checkbox"
          aria-label={`${message.item.code} ${message.kind}`}
          checked={marked}
          onChange={(event) => onMark(event.target.checked)}
        />
      </td>
      <td>
        <StateTag value={message.kind} words={MESSAGE_WORDS} />
      </td>
      <td>
        <ItemLink item={message.item} /> {message.item.name}
      </td>
      <td>
        {messageSentence(t, message)}{' '}
        {isLate && (
          <span className="tag warn">{t('plan.lateDays', { days: daysBetween(message.date, today) })}</span>
        )}
      </td>
      <td>
        <FaceLink face={message.document} /> <span className="dim">{message.document?.partnerName}</span>
      </td>
      <td className="dim">{message.item.supplierName}</td>
      <td className="dim">
        {message.state === 'snoozed' && `${t('plan.snoozed')} ${message.until}`}
        {message.state === 'dismissed' && t('plan.dismissed')} {message.reason}
      </td>
    </tr>
  );
}

type Deciding = 'dismiss' | 'snooze';

function DecideDialog({
  how,
  count,
  today,
  onDecide,
  onClose,
}: {
  how: Deciding;
  count: number;
  today: string;
  onDecide: (reason: string, until: string) => void;
  onClose: () => void;
}): ReactNode {
  const { t } = useWords();
  return (
    <Ask
      title={t(how === 'dismiss' ? 'plan.dismissTitle' : 'plan.snoozeTitle', { count })}
      confirm={t(how === 'dismiss' ? 'plan.dismiss' : 'plan.snooze')}
      onClose={onClose}
      onConfirm={(form) => onDecide(String(form.get('reason') ?? '').trim(), String(form.get('until') ?? ''))}
    >
      <p className="dim">{t(how === 'dismiss' ? 'plan.dismissHint' : 'plan.snoozeHint')}</p>
      {how === 'snooze' && (
        <label className="field">
          <span>{t('plan.until')}</span>
          <input
            className="input"
            type="date"
            name="until"
            defaultValue={addDays(today, 7)}
            min={addDays(today, 1)}
            required
          />
        </label>
      )}
      <label className="field">
        <span>{t('app.reason')}</span>
        <input className="input" name="reason" required maxLength={200} autoFocus />
      </label>
    </Ask>
  );
}

function Filters({ chosen, change }: { chosen: Chosen; change: (next: Chosen) => void }): ReactNode {
  const { t, say } = useWords();
  const summary = useQuery({ queryKey: ['planning.summary'], queryFn: () => query('planning.summary', {}) });
  const states = chosen.states ?? ['open'];
  return (
    <div className="row wrap">
      <input
        className="input"
        style={{ width: 240 }}
        type="search"
        aria-label={t('plan.searchMessages')}
        placeholder={t('plan.searchMessages')}
        defaultValue={chosen.q ?? ''}
        onChange={(event) => change({ q: event.target.value })}
      />
      <Chips
        label={t('plan.kind')}
        chosen={new Set(chosen.kinds ?? [])}
        onToggle={(kind) => change({ kinds: toggled(chosen.kinds ?? [], kind) })}
        options={(summary.data?.messages ?? [])
          .filter(({ count }) => count > 0)
          .map(({ kind, count }) => ({
            key: kind,
            label: say(MESSAGE_WORDS[kind] ?? { zh: kind, en: kind }),
            count,
          }))}
      />
      <span className="grow" />
      <Chips
        label={t('plan.owner')}
        chosen={new Set(chosen.mine ? ['mine'] : [])}
        onToggle={() => change({ mine: !chosen.mine })}
        options={[{ key: 'mine', label: t('plan.mine') }]}
      />
      <Segments
        label={t('plan.state')}
        value={states[0] ?? 'open'}
        onChange={(state) => change({ states: [state] })}
        options={STATES.map((state) => ({ key: state, label: t(`plan.state.${state}`) }))}
      />
    </div>
  );
}

/** What may be done with the marked messages. */
function useDecisions(onDone: () => void) {
  const client = useQueryClient();
  const [failure, setFailure] = useState<Failure | null>(null);
  const after = (done: Promise<unknown>): void => {
    setFailure(null);
    done
      .then(() => {
        onDone();
        return client.invalidateQueries();
      })
      .catch((thrown: unknown) => setFailure(failureOf(thrown)));
  };
  return { failure, after };
}

type BulkProps = { readonly keys: readonly string[]; readonly state: State; readonly onDone: () => void };

function BulkBar({ keys, state, onDone }: BulkProps): ReactNode {
  const { t } = useWords();
  const session = useSession();
  const [deciding, setDeciding] = useState<Deciding | null>(null);
  const { failure, after } = useDecisions(onDone);
  const marked = { keys: [...keys] };
  const decide = (reason: string, until: string): void => {
    setDeciding(null);
    after(
      deciding === 'dismiss'
        ? command('planning.dismiss-messages', { ...marked, reason })
        : command('planning.snooze-messages', { ...marked, reason, until }),
    );
  };
  return (
    <div className="bulk">
      <FailureBanner failure={failure} />
      <div className="row">
        <b>{t('plan.marked', { count: keys.length })}</b>
        <span className="grow" />
        <button
          className="button"
          onClick={() => after(command('planning.assign-messages', { ...marked, ownerId: session.user.id }))}
        >
          {t('plan.takeOver')}
        </button>
        {state === 'open' ? (
          <>
            <button className="button" onClick={() => setDeciding('snooze')}>
              {t('plan.snooze')}
            </button>
            <button className="button primary" onClick={() => setDeciding('dismiss')}>
              {t('plan.dismiss')}
            </button>
          </>
        ) : (
          <button
            className="button primary"
            onClick={() => after(command('planning.undo-decisions', marked))}
          >
            {t('plan.undoDecision')}
          </button>
        )}
      </div>
      {deciding && (
        <DecideDialog
          how={deciding}
          count={keys.length}
          today={session.company?.today ?? ''}
          onClose={() => setDeciding(null)}
          onDecide={decide}
        />
      )}
    </div>
  );
}

export function PlanningWorklist(): ReactNode {
  const { t } = useWords();
  const session = useSession();
  const { address: chosen, change } = usePlanAddress<Chosen>();
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set());
  useTitle(t('plan.messages'));
  const messages = useMessages(chosen, session.user.id);
  const rows = messages.data?.pages.flatMap((page) => page.rows) ?? [];
  const mark = (key: string, on: boolean): void =>
    setMarked((before) => new Set(on ? [...before, key] : [...before].filter((one) => one !== key)));
  const columns = ['kind', 'item', 'whatToDo', 'document', 'supplier', 'state'] as const;
  return (
    <div className="page">
      <div className="row wrap">
        <h1 className="grow">{t('plan.messages')}</h1>
        {messages.data && (
          <span className="dim">
            {t('list.count', { count: grouped(String(messages.data.pages[0]?.total ?? 0)) })}
          </span>
        )}
      </div>
      <Filters chosen={chosen} change={change} />
      <FailureBanner failure={messages.error ? failureOf(messages.error) : null} />
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
              {columns.map((column) => (
                <th key={column}>{t(`plan.column.${column}`)}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((message) => (
              <Row
                key={message.key}
                message={message}
                today={session.company?.today ?? ''}
                marked={marked.has(message.key)}
                onMark={(on) => mark(message.key, on)}
              />
            ))}
          </tbody>
        </table>
        {messages.isPending && <Empty title={t('app.loading')} />}
        {messages.data && rows.length === 0 && (
          <Empty title={t('plan.noMessages')} hint={t('plan.noMessagesHint')} />
        )}
      </div>
      {messages.hasNextPage && (
        <button className="button" onClick={() => void messages.fetchNextPage()}>
          {t('plan.more')}
        </button>
      )}
      {session.rights.includes('planning.edit') && marked.size > 0 && (
        <BulkBar
          keys={[...marked]}
          state={chosen.states?.[0] ?? 'open'}
          onDone={() => setMarked(new Set())}
        />
      )}
    </div>
  );
}
