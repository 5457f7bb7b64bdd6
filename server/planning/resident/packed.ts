// The plan of one item as bytes: its proposals, their pegs and its messages, with dates instead of days from today. Names
// stand once, at the end. Whole runs keep this for every item, and two runs are compared by it.
import { dayNumber } from '../engine/csv.ts';
import type { Messages } from '../engine/messages.ts';
import type { Plan } from '../engine/plan.ts';
import { NEED_SIDE, SUPPLY_SIDE } from '../engine/plan.ts';
import type { Micro } from '../engine/qty.ts';
import { nodeText } from '../engine/model.ts';

export type PackedOrder = {
  /** Days as the proleptic calendar counts them (engine/csv.ts). */
  readonly need: number;
  readonly start: number;
  readonly end: number;
  readonly qty: Micro;
  readonly net: Micro;
};

const VERSION = 1;
const HEAD = 16;
/** Bytes of one order, one peg, one message. */
const ORDER = 32;
const PEG = 24;
const MESSAGE = 32;

/** A writer that grows; used again for every node. */
export type Packer = { bytes: Buffer; readonly names: string[]; readonly known: Map<string, number> };

export const newPacker = (): Packer => ({ bytes: Buffer.alloc(65_536), names: [], known: new Map() });

function nameNumber({ names, known }: Packer, name: string): number {
  const found = known.get(name);
  if (found !== undefined) return found;
  known.set(name, names.length);
  return names.push(name) - 1;
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
  const length = HEAD + orders * ORDER + pegs * PEG + said * MESSAGE;
  if (packer.bytes.length < length) packer.bytes = Buffer.alloc(Math.ceil(length * 1.5));
  packer.names.length = 0;
  packer.known.clear();
  const { bytes } = packer;
  for (const [at, count] of [VERSION, orders, pegs, said].entries()) bytes.writeInt32LE(count, at * 4);
  const zero = dayNumber(today);
  const pegsFrom = packOrders(bytes, plan, node, zero);
  const messagesFrom = packPegs(packer, plan, node, pegsFrom, nodeOfOrder);
  packMessages(packer, plan, messages, node, messagesFrom, zero);
  return Buffer.concat([bytes.subarray(0, length), Buffer.from(JSON.stringify(packer.names))]);
}

function packOrders(bytes: Buffer, plan: Plan, node: number, zero: number): number {
  const { slices, need, start, end, qty, net, why } = plan.orders;
  let at = HEAD;
  const from = slices.start[node]!;
  for (let order = from; order < from + slices.count[node]!; order++, at += ORDER) {
    bytes.writeInt32LE(need[order]! + zero, at);
    bytes.writeInt32LE(start[order]! + zero, at + 4);
    bytes.writeInt32LE(end[order]! + zero, at + 8);
    bytes.writeInt32LE(why[order]!, at + 12);
    bytes.writeDoubleLE(qty[order]!, at + 16);
    bytes.writeDoubleLE(net[order]!, at + 24);
  }
  return at;
}

/** A proposal of the node itself is told by its turn, one of a parent by the parent's name and its turn there. */
function packPegs(packer: Packer, plan: Plan, node: number, from: number, nodeOfOrder: Int32Array): number {
  const { slices, kind, supply, need, qty } = plan.pegs;
  const { supplies, demands } = plan.model;
  const orderStart = plan.orders.slices.start;
  let at = from;
  const first = slices.start[node]!;
  for (let peg = first; peg < first + slices.count[node]!; peg++, at += PEG) {
    const [side, needSide] = [kind[peg]! & 7, kind[peg]! >> 3];
    const [given, wanted] = [supply[peg]!, need[peg]!];
    let [supplyName, needName, turn] = [-1, -1, 0];
    if (side === SUPPLY_SIDE.planned) supplyName = given - orderStart[node]!;
    else if (side === SUPPLY_SIDE.open) supplyName = nameNumber(packer, supplies.ids[given]!);
    if (needSide === NEED_SIDE.demand) needName = nameNumber(packer, demands.ids[wanted]!);
    else if (needSide === NEED_SIDE.firm) needName = nameNumber(packer, supplies.ids[wanted]!);
    else if (needSide === NEED_SIDE.planned) {
      const parent = nodeOfOrder[wanted]!;
      needName = nameNumber(packer, nodeText(plan.model, parent));
      turn = wanted - orderStart[parent]!;
    }
    packer.bytes.writeInt32LE(kind[peg]! + 256 * turn, at);
    packer.bytes.writeInt32LE(supplyName, at + 4);
    packer.bytes.writeInt32LE(needName, at + 8);
    packer.bytes.writeInt32LE(0, at + 12);
    packer.bytes.writeDoubleLE(qty[peg]!, at + 16);
  }
  return at;
}

function packMessages(
  packer: Packer,
  plan: Plan,
  messages: Messages,
  node: number,
  from: number,
  zero: number,
): void {
  const { slices, kind, ref, day, toDay, qty, toQty } = messages;
  const first = slices.start[node]!;
  const proposals = new Set([0, 1]);
  let at = from;
  for (let one = first; one < first + slices.count[node]!; one++, at += MESSAGE) {
    const about = ref[one]!;
    // Messages order and make are about a proposal of the node, told by its turn.
    const name = proposals.has(kind[one]!)
      ? about - plan.orders.slices.start[node]!
      : about < 0
        ? -1
        : nameNumber(packer, plan.model.supplies.ids[about]!);
    packer.bytes.writeInt32LE(kind[one]!, at);
    packer.bytes.writeInt32LE(name, at + 4);
    packer.bytes.writeInt32LE(day[one]! + zero, at + 8);
    packer.bytes.writeInt32LE(toDay[one]! + zero, at + 12);
    packer.bytes.writeDoubleLE(qty[one]!, at + 16);
    packer.bytes.writeDoubleLE(toQty[one]!, at + 24);
  }
}

export function unpackOrders(bytes: Buffer): PackedOrder[] {
  if (bytes.readInt32LE(0) !== VERSION) throw new RangeError('a packed plan of another version');
  return Array.from({ length: bytes.readInt32LE(4) }, (_, turn) => {
    const at = HEAD + turn * ORDER;
    return {
      need: bytes.readInt32LE(at),
      start: bytes.readInt32LE(at + 4),
      end: bytes.readInt32LE(at + 8),
      qty: bytes.readDoubleLE(at + 16),
      net: bytes.readDoubleLE(at + 24),
    };
  });
}
