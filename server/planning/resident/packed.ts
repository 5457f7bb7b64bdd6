// The plan of one item as bytes: its proposals, their pegs and its messages, with dates instead of days from today. Small
// numbers take one byte, names stand once, at the end. Whole runs keep this for every item, and two runs are compared by
// it.
import {
  dayNumber,
  MESSAGES,
  type Messages,
  type Micro,
  NEED_SIDE,
  nodeText,
  ONE,
  type Plan,
  SUPPLY_SIDE,
} from '../engine/index.ts';

export type PackedOrder = {
  /** Days as the proleptic calendar counts them (engine/csv.ts). */
  readonly need: number;
  readonly start: number;
  readonly end: number;
  readonly qty: Micro;
  readonly net: Micro;
};

const VERSION = 1;
/** No row of any kind takes more bytes. */
const MOST_BYTES = 64;

/** A writer that grows; used again for every node. */
export type Packer = {
  bytes: Buffer;
  at: number;
  readonly names: string[];
  readonly known: Map<string, number>;
};

export const newPacker = (): Packer => ({ bytes: Buffer.alloc(65_536), at: 0, names: [], known: new Map() });

/** A whole number of either sign, seven bits a byte. */
function put(packer: Packer, number: number): void {
  let rest = number < 0 ? -2 * number - 1 : 2 * number;
  while (rest > 127) {
    packer.bytes[packer.at++] = (rest % 128) + 128;
    rest = Math.floor(rest / 128);
  }
  packer.bytes[packer.at++] = rest;
}

/** Whole units are shorter than millionths; the last bit says which it is. */
const putQty = (packer: Packer, qty: Micro): void =>
  put(packer, qty % ONE === 0 ? (qty / ONE) * 2 : qty * 2 + 1);

function putName(packer: Packer, name: string): void {
  let number = packer.known.get(name);
  if (number === undefined) {
    number = packer.names.push(name) - 1;
    packer.known.set(name, number);
  }
  put(packer, number);
}

/** The node's stretch of the plan; null when there is nothing to keep. `nodeOfOrder` is that of plan.ts. */
export function packNode(
  packer: Packer,
  plan: Plan,
  messages: Messages,
  node: number,
  today: string,
  nodeOfOrder: Int32Array,
): Buffer | null {
  const orders = plan.orders.slices.count[node]!;
  const pegs = plan.pegs.slices.count[node]!;
  const said = messages.slices.count[node]!;
  if (orders + pegs + said === 0) return null;
  const most = (orders + pegs + said + 1) * MOST_BYTES;
  if (packer.bytes.length < most) packer.bytes = Buffer.alloc(Math.ceil(most * 1.5));
  packer.at = 0;
  packer.names.length = 0;
  packer.known.clear();
  for (const count of [VERSION, orders, pegs, said]) put(packer, count);
  const zero = dayNumber(today);
  putOrders(packer, plan, node, zero);
  putPegs(packer, plan, node, nodeOfOrder);
  putMessages(packer, plan, messages, node, zero);
  return Buffer.concat([packer.bytes.subarray(0, packer.at), Buffer.from(JSON.stringify(packer.names))]);
}

/** Each day of need is told by its distance from the one before, end and start by theirs from it. */
function putOrders(packer: Packer, plan: Plan, node: number, zero: number): void {
  const { slices, need, start, end, qty, net, why } = plan.orders;
  let last = 0;
  const from = slices.start[node]!;
  for (let order = from; order < from + slices.count[node]!; order++) {
    const day = need[order]! + zero;
    put(packer, day - last);
    put(packer, need[order]! - end[order]!);
    put(packer, end[order]! - start[order]!);
    put(packer, why[order]!);
    putQty(packer, qty[order]!);
    putQty(packer, net[order]!);
    last = day;
  }
}

/** A proposal of the node itself is told by its turn, one of a parent by the parent's name and its turn there. */
function putPegs(packer: Packer, plan: Plan, node: number, nodeOfOrder: Int32Array): void {
  const { slices, kind, supply, need, qty } = plan.pegs;
  const { supplies, demands } = plan.model;
  const orderStart = plan.orders.slices.start;
  const first = slices.start[node]!;
  for (let peg = first; peg < first + slices.count[node]!; peg++) {
    const [side, needSide] = [kind[peg]! & 7, kind[peg]! >> 3];
    const wanted = need[peg]!;
    put(packer, kind[peg]!);
    putQty(packer, qty[peg]!);
    if (side === SUPPLY_SIDE.planned) put(packer, supply[peg]! - orderStart[node]!);
    else if (side === SUPPLY_SIDE.open) putName(packer, supplies.ids[supply[peg]!]!);
    if (needSide === NEED_SIDE.demand) putName(packer, demands.ids[wanted]!);
    else if (needSide === NEED_SIDE.firm) putName(packer, supplies.ids[wanted]!);
    else if (needSide === NEED_SIDE.planned) {
      const parent = nodeOfOrder[wanted]!;
      putName(packer, nodeText(plan.model, parent));
      put(packer, wanted - orderStart[parent]!);
    }
  }
}

const ABOUT_PROPOSAL = new Set([MESSAGES.indexOf('order'), MESSAGES.indexOf('make')]);

/** A message is about a proposal of the node, told by its turn, about a document, told by its name, or the item. */
function putMessages(packer: Packer, plan: Plan, messages: Messages, node: number, zero: number): void {
  const { slices, kind, ref, day, toDay, qty, toQty } = messages;
  const first = slices.start[node]!;
  for (let one = first; one < first + slices.count[node]!; one++) {
    const about = ref[one]!;
    put(packer, kind[one]!);
    if (ABOUT_PROPOSAL.has(kind[one]!)) put(packer, about - plan.orders.slices.start[node]!);
    else if (about < 0) put(packer, -1);
    else putName(packer, plan.model.supplies.ids[about]!);
    put(packer, day[one]! + zero);
    put(packer, toDay[one]! - day[one]!);
    putQty(packer, qty[one]!);
    putQty(packer, toQty[one]!);
  }
}

/** Reads numbers one after the other, as `put` wrote them. */
function reader(bytes: Buffer): () => number {
  let at = 0;
  return () => {
    let [value, scale] = [0, 1];
    for (;;) {
      const byte = bytes[at++];
      if (byte === undefined) throw new RangeError('a packed plan ends too early');
      value += (byte % 128) * scale;
      if (byte < 128) break;
      scale *= 128;
    }
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  };
}

export function unpackOrders(bytes: Buffer): PackedOrder[] {
  const next = reader(bytes);
  const nextQty = (): Micro => {
    const told = next();
    return told % 2 === 0 ? (told / 2) * ONE : (told - 1) / 2;
  };
  if (next() !== VERSION) throw new RangeError('a packed plan of another version');
  const count = next();
  next();
  next();
  let need = 0;
  return Array.from({ length: count }, () => {
    need += next();
    const end = need - next();
    const start = end - next();
    next();
    return { need, start, end, qty: nextQty(), net: nextQty() };
  });
}
