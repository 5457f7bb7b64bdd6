// Exception messages with what planners decided about them: a decision holds while day and quantity stay within the
// tolerance of what it was made on, and is silent afterwards.
import type { z } from 'zod';
import {
  type MessageKind,
  type MessageText,
  messageTexts,
  parseMicro,
  staysDismissed,
} from '../../engine/index.ts';
import type { Resident } from '../resident.ts';
import type { zMessage } from '../shapes.ts';
import { dateText, documentOf, itemFace, proposalKey, qtyText, splitNode } from '../words.ts';

export type Message = z.output<typeof zMessage>;

/** A message as it was when somebody saw it or decided about it. */
export type MessageFacts = {
  readonly key: string;
  readonly kind: string;
  readonly day: string;
  readonly toDay: string;
  readonly qty: string;
  readonly toQty: string;
};

/** A row of plan.message_decision. */
export type Decided = MessageFacts & {
  readonly decision: 'dismissed' | 'snoozed' | 'assigned';
  readonly until: string | null;
  readonly ownerId: string | null;
  readonly reason: string;
};

export function messagesOfItem(
  resident: Resident,
  nodes: readonly number[],
  decisions: readonly Decided[],
): Message[] {
  const { plan, messages } = resident.live;
  const decided = byKey(decisions);
  return nodes
    .flatMap((node) => messageTexts(plan, messages, node))
    .map((text) => datedText(resident, text))
    .map((text) => messageRow(resident, text, decided.get(text.key)));
}

/** A message about a proposal by the key that stays the same from day to day. */
export function datedText(resident: Resident, text: MessageText): MessageText {
  if (text.kind !== 'order' && text.kind !== 'make') return text;
  const [key, document] = [proposalKey(resident, text.key), proposalKey(resident, text.document)];
  return { ...text, key, document };
}

export const byKey = <Facts extends MessageFacts>(facts: readonly Facts[]): Map<string, Facts> =>
  new Map(facts.map((one) => [one.key, one]));

export type MessageState = {
  readonly state: Message['state'];
  readonly until: string | null;
  readonly reason: string;
};

const OPEN: MessageState = { state: 'open', until: null, reason: '' };

export function stateOf(resident: Resident, text: MessageText, decided: Decided | undefined): MessageState {
  if (decided === undefined || decided.decision === 'assigned') return OPEN;
  const { until, reason, decision } = decided;
  if (decision === 'snoozed')
    return until !== null && until > resident.days.today ? { state: 'snoozed', until, reason } : OPEN;
  return isAsBefore(resident, text, decided) ? { state: 'dismissed', until: null, reason } : OPEN;
}

/** Whether a message says in substance what it said before: the same kind, day and quantity within the tolerance. */
export function isAsBefore(resident: Resident, text: MessageText, before: MessageFacts): boolean {
  const { toleranceDays, toleranceQty } = resident.settings.engine;
  const was: MessageText = {
    ...text,
    kind: before.kind === text.kind ? text.kind : otherKind(text.kind),
    day: resident.days.of(before.day),
    toDay: resident.days.of(before.toDay),
    qty: parseMicro(before.qty),
    toQty: parseMicro(before.toQty),
  };
  return staysDismissed(was, text, { days: toleranceDays, qty: toleranceQty });
}

/** Any kind that is not this one: the decision was about something else. */
const otherKind = (kind: MessageKind): MessageKind => (kind === 'cancel' ? 'defer' : 'cancel');

export function messageRow(resident: Resident, text: MessageText, decided: Decided | undefined): Message {
  const { code, track } = splitNode(resident, text.item);
  const item = itemFace(resident, code);
  return {
    key: text.key,
    kind: text.kind,
    item,
    track,
    about: text.document,
    document: documentOf(resident, text.document),
    date: dateText(resident, text.day),
    toDate: dateText(resident, text.toDay),
    qty: qtyText(text.qty),
    toQty: qtyText(text.toQty),
    ...stateOf(resident, text, decided),
    ownerId: decided?.ownerId ?? item.plannerId,
  };
}
