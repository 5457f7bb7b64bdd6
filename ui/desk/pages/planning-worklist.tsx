// The planner's worklist: what the plan cannot do alone, one message per document, the first to act on first; each with
// who looks after it and whether it is new or has changed since it was seen. Dismissed and put off with a reason, given to
// a colleague, many at once, found again and taken back.
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import type { Queries } from '../../api-client/api.gen.ts';
import { command, downloadSheet, query } from '../../api-client/client.ts';
import { Chips, Segments } from '../../kit/choices.tsx';
import { grouped, moment } from '../../kit/format.ts';
import { MoreRows, printWhole } from '../../kit/more-rows.tsx';
import { Empty, FailureBanner, failureOf } from '../../kit/parts.tsx';
import { useWords } from '../../kit/words.tsx';
import { usePlanAddress } from '../planning/address.ts';
import { messageSentence } from '../planning/message-line.tsx';
import '../planning/plan.css';
import { MESSAGE_WORDS } from '../planning/plan-words.ts';
import type { ListedMessage, Message } from '../planning/shapes.ts';
import { BulkBar, type Done, useDecisions, usePlanners } from '../planning/worklist-bar.tsx';
import { COLUMNS, WorklistRows, useOwnerText } from '../planning/worklist-rows.tsx';
import { useSession } from '../session-context.ts';
import { useTitle } from '../shell.tsx';

type Asked = Queries['planning.worklist']['input'];
type Kind = Message['kind'];
type State = Message['state'];
type Chosen = {
  readonly kinds?: readonly Kind[];
  readonly states?: readonly State[];
  readonly q?: string;
  /** A person's id, 'me', or 'nobody'. */
  readonly owner?: string;
  readonly changed?: boolean;
};
const STATES = ['open', 'snoozed', 'dismissed'] as const;
const PAGE = 100;

function askOf(
  { kinds = [], states = ['open'], q = '', owner = '', changed = false }: Chosen,
  userId: string,
): Asked {
  return {
    kinds: [...kinds],
    states: [...states],
    search: q,
    changed,
    ownerless: owner === 'nobody',
    ownerId: owner === '' || owner === 'nobody' ? null : owner === 'me' ? userId : owner,
  };
}

const useMessages = (input: Asked) =>
  useInfiniteQuery({
    queryKey: ['planning.worklist', input],
    initialPageParam: null as string | null,
    placeholderData: keepPreviousData,
    queryFn: ({ pageParam }) => query('planning.worklist', { ...input, after: pageParam, limit: PAGE }),
    getNextPageParam: (page) => page.next,
  });

/** All that the filters leave, page by page. */
async function readAll(input: Asked): Promise<ListedMessage[]> {
  const rows: ListedMessage[] = [];
  let after: string | null = null;
  do {
    const page: Queries['planning.worklist']['output'] = await query('planning.worklist', {
      ...input,
      after,
      limit: 500,
    });
    rows.push(...page.rows);
    after = page.next;
  } while (after !== null);
  return rows;
}

const toggled = <K extends string>(list: readonly K[], key: K): K[] =>
  list.includes(key) ? list.filter((one) => one !== key) : [...list, key];

function OwnerFilter({ owner, change }: { owner: string; change: (next: Chosen) => void }): ReactNode {
  const { t } = useWords();
  const session = useSession();
  const others = usePlanners().filter(({ id }) => id !== session.user.id);
  return (
    <select
      className="select"
      aria-label={t('plan.owner')}
      value={owner}
      onChange={(event) => change({ owner: event.target.value })}
    >
      <option value="">{t('plan.anyOwner')}</option>
      <option value="me">{t('plan.mine')}</option>
      <option value="nobody">{t('plan.nobody')}</option>
      {others.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </select>
  );
}

type Page = Queries['planning.worklist']['output'];

function Filters({
  chosen,
  page,
  change,
}: {
  chosen: Chosen;
  page: Page | undefined;
  change: (next: Chosen) => void;
}): ReactNode {
  const { t, say } = useWords();
  const summary = useQuery({ queryKey: ['planning.summary'], queryFn: () => query('planning.summary', {}) });
  const counts = page?.counts;
  return (
    <div className="row wrap">
      <input
        className="input"
        style={{ width: 160 }}
        type="search"
        aria-label={t('plan.searchMessages')}
        placeholder={t('plan.searchMessages')}
        defaultValue={chosen.q ?? ''}
        onChange={(event) => change({ q: event.target.value })}
      />
      <OwnerFilter owner={chosen.owner ?? ''} change={change} />
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
      <Segments
        label={t('plan.state')}
        value={chosen.states?.[0] ?? 'open'}
        onChange={(state) => change({ states: [state] })}
        options={STATES.map((state) => ({
          key: state,
          label: `${t(`plan.state.${state}`)} ${counts ? grouped(String(counts[state])) : ''}`,
        }))}
      />
    </div>
  );
}

/** What has changed since the person last saw the list; the first look sets the mark by itself. */
function ChangedBar({
  page,
  chosen,
  change,
}: {
  page: Page;
  chosen: Chosen;
  change: (next: Chosen) => void;
}) {
  const { t } = useWords();
  const { failure, after } = useDecisions(() => change({ changed: false }));
  const neverLooked = page.lookedAt === null;
  useEffect(() => {
    if (neverLooked) void command('planning.see-all-messages', {}).catch(() => undefined);
  }, [neverLooked]);
  if (neverLooked) return null;
  return (
    <div className="row wrap no-print">
      <FailureBanner failure={failure} />
      <Chips
        label={t('plan.changedSince', { moment: moment(page.lookedAt) })}
        chosen={new Set(chosen.changed ? ['changed'] : [])}
        onToggle={() => change({ changed: !chosen.changed })}
        options={[
          {
            key: 'changed',
            label: t('plan.changedSince', { moment: moment(page.lookedAt) }),
            count: page.changedCount,
          },
        ]}
      />
      {page.changedCount > 0 && (
        <button className="button small" onClick={() => after(command('planning.see-all-messages', {}))}>
          {t('plan.allSeen')}
        </button>
      )}
      <span className="grow" />
      <span className="dim walk">{t('plan.worklistKeys')}</span>
    </div>
  );
}

function useSheet(input: Asked, names: ReadonlyMap<string, string>) {
  const { t, say } = useWords();
  const ownerText = useOwnerText(names);
  return async (): Promise<void> => {
    const rows = await readAll(input);
    await downloadSheet({
      title: t('plan.messages'),
      columns: [
        ...COLUMNS.map((column) => ({ title: t(`plan.column.${column}`), kind: 'text' as const })),
        { title: t('app.reason'), kind: 'text' },
      ],
      rows: rows.map((message) => [
        say(MESSAGE_WORDS[message.kind] ?? { zh: message.kind, en: message.kind }),
        `${message.item.code} ${message.item.name}`,
        messageSentence(t, message),
        `${message.document?.no ?? ''} ${message.document?.partnerName || message.item.supplierName}`.trim(),
        ownerText(message),
        t(`plan.state.${message.state}`) + (message.until ? ` ${message.until}` : ''),
        message.reason,
      ]),
    });
  };
}

function Hidden({ done, onClose }: { done: Done; onClose: () => void }): ReactNode {
  const { t } = useWords();
  const { failure, after } = useDecisions(onClose);
  return (
    <div className="banner ok" role="status">
      <FailureBanner failure={failure} />
      <span className="grow">{t('plan.hidden', { count: done.count })}</span>
      <button
        className="button"
        onClick={() => after(command('planning.undo-decisions', { keys: [...done.keys] }))}
      >
        {t('plan.takeBack')}
      </button>
      <button className="button" aria-label={t('app.close')} onClick={onClose}>
        ×
      </button>
    </div>
  );
}

export function PlanningWorklist(): ReactNode {
  const { t } = useWords();
  const session = useSession();
  const { address: chosen, change } = usePlanAddress<Chosen>();
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set());
  const [done, setDone] = useState<Done | null>(null);
  useTitle(t('plan.messages'));
  const input = askOf(chosen, session.user.id);
  const messages = useMessages(input);
  const names = new Map(usePlanners().map(({ id, name }) => [id, name]));
  const download = useSheet(input, names);
  const { failure, after } = useDecisions(() => undefined);
  const mayPlan = session.rights.includes('planning.edit');
  const rows = messages.data?.pages.flatMap((page) => page.rows) ?? [];
  const first = messages.data?.pages[0];
  const mark = (keys: readonly string[], on: boolean): void =>
    setMarked((before) => new Set([...before].filter((key) => !keys.includes(key)).concat(on ? keys : [])));
  const refilter = (next: Chosen): void => {
    setMarked(new Set());
    setDone(null);
    change(next);
  };
  return (
    <div className="page">
      <div className="row wrap">
        <h1 className="grow">{t('plan.messages')}</h1>
        {first && <span className="dim">{t('list.count', { count: grouped(String(first.total)) })}</span>}
        <button className="button no-print" onClick={() => void printWhole(messages)}>
          {t('app.print')}
        </button>
        <button className="button no-print" disabled={rows.length === 0} onClick={() => after(download())}>
          {t('list.export')}
        </button>
      </div>
      <Filters chosen={chosen} page={first} change={refilter} />
      {first && <ChangedBar page={first} chosen={chosen} change={refilter} />}
      <FailureBanner failure={failure ?? (messages.error ? failureOf(messages.error) : null)} />
      {done && <Hidden done={done} onClose={() => setDone(null)} />}
      <div className="table-frame worklist">
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
                <th key={column}>{t(`plan.column.${column}`)}</th>
              ))}
            </tr>
          </thead>
          <WorklistRows
            rows={rows}
            names={names}
            marked={marked}
            onMark={mark}
            onOpen={({ key, change: changed }) => {
              if (changed) after(command('planning.see-messages', { keys: [key] }));
            }}
            onUndo={
              mayPlan ? ({ key }) => after(command('planning.undo-decisions', { keys: [key] })) : undefined
            }
          />
        </table>
        {messages.isPending && <Empty title={t('app.loading')} />}
        {messages.data && rows.length === 0 && (
          <Empty title={t('plan.noMessages')} hint={t('plan.noMessagesHint')} />
        )}
        <MoreRows pages={messages} shown={rows.length} total={first?.total} />
      </div>
      {mayPlan && marked.size > 0 && (
        <BulkBar
          keys={[...marked]}
          state={chosen.states?.[0] ?? 'open'}
          onDone={(hidden) => {
            setMarked(new Set());
            setDone(hidden);
          }}
          onClear={() => setMarked(new Set())}
        />
      )}
    </div>
  );
}
