// The rows of the worklist: what is to be done about which document, who looks after it, what has changed since it was
// seen. The keyboard walks them: arrows, Home and End move, space marks, Enter opens the item over time.
import { useNavigate } from '@tanstack/react-router';
import { type KeyboardEvent, type ReactNode, useState } from 'react';
import { daysBetween } from '../../kit/days.ts';
import { StateTag } from '../../kit/parts.tsx';
import { useWords } from '../../kit/words.tsx';
import { useSession } from '../session-context.ts';
import { messageSentence } from './message-line.tsx';
import { FaceLink, ItemLink } from './peg-tree.tsx';
import { CHANGE_WORDS, MESSAGE_WORDS } from './plan-words.ts';
import type { ListedMessage } from './shapes.ts';

export const COLUMNS = ['kind', 'item', 'whatToDo', 'document', 'owner', 'state'] as const;

export type Names = ReadonlyMap<string, string>;

/** Who looks after a message, in words. */
export function useOwnerText(names: Names): (message: ListedMessage) => string {
  const { t } = useWords();
  const session = useSession();
  return ({ ownerId }) =>
    ownerId === null
      ? t('plan.nobody')
      : ownerId === session.user.id
        ? t('plan.me')
        : (names.get(ownerId) ?? '');
}

type RowProps = {
  readonly message: ListedMessage;
  readonly today: string;
  readonly names: Names;
  readonly marked: boolean;
  readonly reachable: boolean;
  readonly onMark: (on: boolean) => void;
  readonly onOpen: () => void;
  readonly onFocus: () => void;
  readonly onKeyDown: (event: KeyboardEvent<HTMLTableRowElement>) => void;
  /** Takes a dismissal or snooze back; undefined where there is none or one may not. */
  readonly onUndo: (() => void) | undefined;
};

function Row({ message, today, names, marked, reachable, onMark, onUndo, ...on }: RowProps): ReactNode {
  const { t } = useWords();
  const ownerText = useOwnerText(names);
  const { change, was } = message;
  const isLate = ['order', 'make'].includes(message.kind) && message.date < today;
  return (
    <tr
      className={marked ? 'chosen' : ''}
      tabIndex={reachable ? 0 : -1}
      aria-selected={marked}
      onFocus={on.onFocus}
      onKeyDown={on.onKeyDown}
      onClickCapture={(event) => {
        if (event.target instanceof HTMLElement && event.target.closest('a')) on.onOpen();
      }}
    >
      <td>
        <input
          type="checkbox"
          tabIndex={-1}
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
        {change && (
          <span
            title={
              was
                ? t('plan.wasBefore', { text: messageSentence(t, { ...message, ...was }) })
                : t('plan.newSince')
            }
          >
            <StateTag value={change} words={CHANGE_WORDS} />{' '}
          </span>
        )}
        {messageSentence(t, message)}{' '}
        {isLate && (
          <span className="tag warn">{t('plan.lateDays', { days: daysBetween(message.date, today) })}</span>
        )}
      </td>
      <td>
        <FaceLink face={message.document} />{' '}
        <span className="dim">{message.document?.partnerName || message.item.supplierName}</span>
      </td>
      <td>
        <span title={t(message.assigned ? 'plan.ownerAssigned' : 'plan.ownerPlanner')}>
          {ownerText(message)}
        </span>{' '}
        {message.assigned && <small className="dim">{t('plan.assigned')}</small>}
      </td>
      <td className="dim">
        {message.state === 'snoozed' && `${t('plan.snoozed')} ${message.until}`}
        {message.state === 'dismissed' && t('plan.dismissed')} {message.reason}{' '}
        {message.state !== 'open' && onUndo && (
          <button className="link" tabIndex={-1} onClick={onUndo}>
            {t('plan.undoDecision')}
          </button>
        )}
      </td>
    </tr>
  );
}

const rowAt = (body: Element | null, at: number): HTMLElement | undefined =>
  [...(body?.querySelectorAll<HTMLElement>(':scope > tr') ?? [])].at(at);

type RowsProps = {
  readonly rows: readonly ListedMessage[];
  readonly names: Names;
  readonly marked: ReadonlySet<string>;
  readonly onMark: (keys: readonly string[], on: boolean) => void;
  readonly onOpen: (message: ListedMessage) => void;
  readonly onUndo: ((message: ListedMessage) => void) | undefined;
};

/** Walks from row to row; what is typed into a box or on a link stays there. */
export function WorklistRows({ rows, names, marked, onMark, onOpen, onUndo }: RowsProps): ReactNode {
  const session = useSession();
  const navigate = useNavigate();
  const [current, setCurrent] = useState<string | null>(null);
  const reachable = Math.max(
    0,
    rows.findIndex(({ key }) => key === current),
  );
  const walk = (event: KeyboardEvent<HTMLTableRowElement>, at: number): void => {
    const message = rows[at];
    if (!message || event.target !== event.currentTarget || event.ctrlKey || event.metaKey) return;
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: Math.min(at + 1, rows.length - 1),
      ArrowUp: Math.max(at - 1, 0),
      Home: 0,
      End: rows.length - 1,
    };
    const next = steps[event.key];
    const isMarked = marked.has(message.key);
    if (next !== undefined) {
      if (event.shiftKey) onMark([message.key, rows[next]?.key ?? message.key], true);
      rowAt(event.currentTarget.parentElement, next)?.focus();
    } else if (event.key === ' ') onMark([message.key], !isMarked);
    else if (event.key === 'Escape') onMark([...marked], false);
    else if (event.key === 'Enter') {
      onOpen(message);
      void navigate({ to: '/planning/item/$id', params: { id: message.item.id } });
    } else return;
    event.preventDefault();
  };
  return (
    <tbody>
      {rows.map((message, at) => (
        <Row
          key={message.key}
          message={message}
          today={session.company?.today ?? ''}
          names={names}
          marked={marked.has(message.key)}
          reachable={at === reachable}
          onMark={(on) => onMark([message.key], on)}
          onOpen={() => onOpen(message)}
          onFocus={() => setCurrent(message.key)}
          onKeyDown={(event) => walk(event, at)}
          onUndo={onUndo && (() => onUndo(message))}
        />
      ))}
    </tbody>
  );
}
