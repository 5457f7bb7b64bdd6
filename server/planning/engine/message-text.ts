// A message as plain values: what it is about, by key, with the facts a sentence needs. The key survives reruns, so
// that what a planner dismissed or put off stays so until day or quantity moves beyond the tolerance.
import type { MessageKind, Messages } from './messages.ts';
import { MESSAGES } from './messages.ts';
import { nodeText } from './model.ts';
import type { Plan } from './plan.ts';
import { orderKey } from './plan.ts';
import type { Micro } from './qty.ts';

export type MessageText = {
  /** Document or item: the same from run to run. */
  readonly key: string;
  readonly kind: MessageKind;
  readonly item: string;
  /** The document: id of the open supply or key of the proposal; empty when it is about the item. */
  readonly document: string;
  readonly day: number;
  readonly toDay: number;
  readonly qty: Micro;
  readonly toQty: Micro;
};

export function messageTexts(plan: Plan, messages: Messages, node: number): MessageText[] {
  const texts: MessageText[] = [];
  const from = messages.slices.start[node]!;
  const item = nodeText(plan.model, node);
  for (let at = from; at < from + messages.slices.count[node]!; at++) {
    const kind = MESSAGES[messages.kind[at]!]!;
    const ref = messages.ref[at]!;
    const document = documentOf(plan, node, kind, ref);
    const about = document === '' ? `${kind}:${item}` : `document:${document}`;
    texts.push({
      key: kind === 'expires' ? `expires:${document}` : about,
      kind,
      item,
      document,
      day: messages.day[at]!,
      toDay: messages.toDay[at]!,
      qty: messages.qty[at]!,
      toQty: messages.toQty[at]!,
    });
  }
  return texts;
}

function documentOf(plan: Plan, node: number, kind: MessageKind, ref: number): string {
  if (ref < 0) return '';
  return kind === 'order' || kind === 'make' ? orderKey(plan, node, ref) : plan.model.supplies.ids[ref]!;
}

/** Whether a message that was dismissed is still the same in substance. */
export function staysDismissed(
  dismissed: MessageText,
  now: MessageText,
  tolerance: { readonly days: number; readonly qty: Micro },
): boolean {
  return (
    dismissed.key === now.key &&
    dismissed.kind === now.kind &&
    Math.abs(dismissed.day - now.day) <= tolerance.days &&
    Math.abs(dismissed.toDay - now.toDay) <= tolerance.days &&
    Math.abs(dismissed.qty - now.qty) <= tolerance.qty &&
    Math.abs(dismissed.toQty - now.toQty) <= tolerance.qty
  );
}
