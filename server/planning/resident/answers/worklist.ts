// The planner's worklist: every message of the plan, filtered, in the order of its day, in pages.
import { type MessageText, messageTexts } from '../../engine/index.ts';
import type { Resident } from '../resident.ts';
import { itemFace, splitNode } from '../words.ts';
import { type Decided, type Message, datedText, decisionsByKey, messageRow, stateOf } from './messages.ts';

export type WorklistAsk = {
  readonly kinds: readonly string[];
  readonly states: readonly string[];
  readonly ownerId: string | null;
  /** Part of an item's code or name, or of a document's number. */
  readonly search: string;
  readonly after: string | null;
  readonly limit: number;
  readonly decisions: readonly Decided[];
};

export type Worklist = { readonly rows: Message[]; readonly next: string | null; readonly total: number };

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

export function worklist(resident: Resident, ask: WorklistAsk): Worklist {
  const byKey = decisionsByKey(ask.decisions);
  const found: { readonly place: string; readonly text: MessageText }[] = [];
  for (const text of allMessages(resident)) {
    if (matches(resident, text, byKey.get(text.key), ask)) found.push({ place: place(text), text });
  }
  found.sort((a, b) => (a.place < b.place ? -1 : 1));
  const from = ask.after === null ? 0 : found.findIndex((one) => one.place > (ask.after ?? ''));
  const page = from < 0 ? [] : found.slice(from, from + ask.limit);
  const more = from >= 0 && from + ask.limit < found.length;
  return {
    rows: page.map(({ text }) => messageRow(resident, text, byKey.get(text.key))),
    next: more ? (page.at(-1)?.place ?? null) : null,
    total: found.length,
  };
}

function matches(
  resident: Resident,
  text: MessageText,
  decided: Decided | undefined,
  ask: WorklistAsk,
): boolean {
  if (ask.kinds.length > 0 && !ask.kinds.includes(text.kind)) return false;
  if (!ask.states.includes(stateOf(resident, text, decided).state)) return false;
  if (ask.ownerId === null && ask.search === '') return true;
  const item = itemFace(resident, splitNode(resident, text.item).code);
  if (ask.ownerId !== null && (decided?.ownerId ?? item.plannerId) !== ask.ownerId) return false;
  const wanted = ask.search.toLowerCase();
  return [item.code, item.name, text.document].some((part) => part.toLowerCase().includes(wanted));
}

/** The messages of some keys, as they are now: what a decision is made on. */
export function messagesByKey(resident: Resident, keys: readonly string[]): Message[] {
  const wanted = new Set(keys);
  return allMessages(resident)
    .filter(({ key }) => wanted.has(key))
    .map((text) => messageRow(resident, text, undefined));
}
