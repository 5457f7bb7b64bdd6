// The planner's worklist: every message of the plan, filtered, in the order of its day, in pages; each says whether it
// is new or has changed since the asker saw it.
import type { z } from 'zod';
import { type MessageText, messageTexts } from '../../engine/index.ts';
import type { Resident } from '../resident.ts';
import type { zListedMessage } from '../shapes.ts';
import { dateText, itemFace, qtyText, splitNode } from '../words.ts';
import {
  type Decided,
  type Message,
  type MessageFacts,
  byKey,
  datedText,
  isAsBefore,
  messageRow,
  stateOf,
} from './messages.ts';

export type WorklistAsk = {
  readonly kinds: readonly string[];
  readonly states: readonly string[];
  readonly ownerId: string | null;
  /** Only what nobody looks after. */
  readonly ownerless: boolean;
  /** Only what is new or has changed since it was seen. */
  readonly changed: boolean;
  /** Part of an item's code or name, or of a document's number. */
  readonly search: string;
  readonly after: string | null;
  readonly limit: number;
  readonly decisions: readonly Decided[];
  /** What the asker has seen; null when they never looked. */
  readonly seen: readonly MessageFacts[] | null;
};

export type Listed = z.output<typeof zListedMessage>;
export type Worklist = {
  readonly rows: Listed[];
  readonly next: string | null;
  readonly total: number;
  /** By state, whatever states were asked for. */
  readonly counts: Record<Message['state'], number>;
  /** How many of the states asked for are new or have changed. */
  readonly changedCount: number;
};

export function allMessages(resident: Resident): MessageText[] {
  const { live } = resident;
  const texts: MessageText[] = [];
  const { nodes } = live.plan.model;
  for (let node = 0; node < nodes.count; node++) {
    if (live.messages.slices.count[node] === 0) continue;
    for (const text of messageTexts(live.plan, live.messages, node)) texts.push(datedText(resident, text));
  }
  return texts;
}

/** Where a message stands: by the day on which something has to happen, then by its key. */
const place = (text: MessageText): string =>
  `${String(Math.min(text.day, text.toDay) + 100_000).padStart(7, '0')} ${text.key} ${text.kind}`;

type Known = {
  readonly decided: ReadonlyMap<string, Decided>;
  readonly seen: ReadonlyMap<string, MessageFacts> | null;
};
type Found = { readonly place: string; readonly text: MessageText; readonly change: Listed['change'] };

export function worklist(resident: Resident, ask: WorklistAsk): Worklist {
  const known = { decided: byKey(ask.decisions), seen: ask.seen && byKey(ask.seen) };
  const counts = { open: 0, dismissed: 0, snoozed: 0 };
  const found: Found[] = [];
  let changedCount = 0;
  for (const text of allMessages(resident)) {
    const decided = known.decided.get(text.key);
    if (!matches(resident, text, decided, ask)) continue;
    const { state } = stateOf(resident, text, decided);
    counts[state]++;
    if (!ask.states.includes(state)) continue;
    const change = changeOf(resident, text, known.seen);
    if (change !== null) changedCount++;
    if (change !== null || !ask.changed) found.push({ place: place(text), text, change });
  }
  found.sort((a, b) => (a.place < b.place ? -1 : 1));
  const from = ask.after === null ? 0 : found.findIndex((one) => one.place > (ask.after ?? ''));
  const page = from < 0 ? [] : found.slice(from, from + ask.limit);
  const more = from >= 0 && from + ask.limit < found.length;
  return {
    rows: page.map((one) => listedRow(resident, one, known)),
    next: more ? (page.at(-1)?.place ?? null) : null,
    total: found.length,
    counts,
    changedCount,
  };
}

/** Whether it is new or says something else than when it was seen; nothing is new to who never looked. */
function changeOf(resident: Resident, text: MessageText, seen: Known['seen']): Listed['change'] {
  if (seen === null) return null;
  const before = seen.get(text.key);
  if (before === undefined) return 'new';
  return isAsBefore(resident, text, before) ? null : 'changed';
}

function listedRow(resident: Resident, { text, change }: Found, { decided, seen }: Known): Listed {
  const was = change === 'changed' ? seen?.get(text.key) : undefined;
  const decision = decided.get(text.key);
  return {
    ...messageRow(resident, text, decision),
    assigned: decision?.ownerId != null,
    change,
    was: was === undefined ? null : { date: was.day, toDate: was.toDay, qty: was.qty, toQty: was.toQty },
  };
}

function matches(
  resident: Resident,
  text: MessageText,
  decided: Decided | undefined,
  ask: WorklistAsk,
): boolean {
  if (ask.kinds.length > 0 && !ask.kinds.includes(text.kind)) return false;
  if (ask.ownerId === null && !ask.ownerless && ask.search === '') return true;
  const item = itemFace(resident, splitNode(resident, text.item).code);
  const owner = decided?.ownerId ?? item.plannerId;
  if (ask.ownerless && owner !== null) return false;
  if (ask.ownerId !== null && owner !== ask.ownerId) return false;
  const wanted = ask.search.toLowerCase();
  return [item.code, item.name, text.document].some((part) => part.toLowerCase().includes(wanted));
}

/** Every message as it is now, the first to act on first: what somebody has seen who has seen all. */
export function messageFacts(resident: Resident, most: number): MessageFacts[] {
  return allMessages(resident)
    .map((text) => ({ place: place(text), text }))
    .sort((a, b) => (a.place < b.place ? -1 : 1))
    .slice(0, most)
    .map(({ text }) => ({
      key: text.key,
      kind: text.kind,
      day: dateText(resident, text.day),
      toDay: dateText(resident, text.toDay),
      qty: qtyText(text.qty),
      toQty: qtyText(text.toQty),
    }));
}

/** The messages of some keys, as they are now: what a decision is made on. */
export function messagesByKey(resident: Resident, keys: readonly string[]): Message[] {
  const wanted = new Set(keys);
  return allMessages(resident)
    .filter(({ key }) => wanted.has(key))
    .map((text) => messageRow(resident, text, undefined));
}
