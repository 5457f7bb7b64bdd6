// Exception messages in columns, by node. What each kind means and when it is raised stands in exceptions.ts.
import { f64, i32, longEnough, slicesOf, u8 } from './columns.ts';
import type { Slices } from './columns.ts';

export const MESSAGES = [
  'order',
  'make',
  'expedite',
  'defer',
  'cancel',
  'increase',
  'decrease',
  'overdue',
  'noSource',
  'noLeadTime',
  'bomMissing',
  'loop',
  'expires',
] as const;
export type MessageKind = (typeof MESSAGES)[number];

/** Messages by node. `ref` is an order number for order and make, a supply row for the rest, -1 for an item. */
export type Messages = {
  slices: Slices;
  count: number;
  kind: Uint8Array;
  ref: Int32Array;
  /** The day as it is and as it should be. */
  day: Int32Array;
  toDay: Int32Array;
  /** The quantity as it is and as it should be. */
  qty: Float64Array;
  toQty: Float64Array;
};

export const emptyMessages = (nodes: number): Messages => ({
  slices: slicesOf(i32(nodes)),
  count: 0,
  kind: u8(0),
  ref: i32(0),
  day: i32(0),
  toDay: i32(0),
  qty: f64(0),
  toQty: f64(0),
});

export function addMessage(
  out: Messages,
  kind: MessageKind,
  ref: number,
  day: number,
  toDay: number,
  qty: number,
  toQty: number,
): void {
  const at = out.count++;
  if (at >= out.kind.length) growMessages(out, at + 1);
  out.kind[at] = MESSAGES.indexOf(kind);
  out.ref[at] = ref;
  out.day[at] = day;
  out.toDay[at] = toDay;
  out.qty[at] = qty;
  out.toQty[at] = toQty;
}

export function growMessages(out: Messages, length: number): void {
  out.kind = longEnough(out.kind, length, u8);
  for (const key of ['ref', 'day', 'toDay'] as const) out[key] = longEnough(out[key], length, i32);
  for (const key of ['qty', 'toQty'] as const) out[key] = longEnough(out[key], length, f64);
}
