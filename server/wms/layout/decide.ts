// Whether goods may be put into a bin, and which bin is best: fixed bin, then the same item and lot with room, then
// the same item, then the nearest empty one. Capacity counts what lies there and what is on its way.
import { type Qty, ZERO_QTY, addQty, qtyText, subQty } from '../../kernel/decimal.ts';
import type { Id } from '../../kernel/ids.ts';
import type { Facts } from '../../kernel/refusal.ts';
import type { Bin, BinContent } from './types.ts';

export type Goods = { readonly itemId: Id; readonly lotId: Id; readonly qty: Qty };
export type Objection = { readonly code: string; readonly facts: Facts };

const EMPTY: BinContent = { itemIds: new Set(), lotIds: new Set(), qty: ZERO_QTY };

/** Room left in a bin; null: no limit. */
export const roomIn = (bin: Bin, content: BinContent | undefined): Qty | null =>
  bin.capacity === null ? null : subQty(bin.capacity, (content ?? EMPTY).qty);

/** Why the goods may not go into the bin, or null. */
export function objectionTo(bin: Bin, content: BinContent | undefined, goods: Goods): Objection | null {
  const inside = content ?? EMPTY;
  if (bin.blockedIn !== null) return { code: 'BIN_BLOCKED', facts: { bin: bin.code, reason: bin.blockedIn } };
  const otherItem = [...inside.itemIds].some((id) => id !== goods.itemId);
  if (bin.mixItems === 'forbid' && otherItem)
    return { code: 'BIN_MIXING', facts: { bin: bin.code, what: 'items' } };
  const otherLot = [...inside.lotIds].some((id) => id !== goods.lotId);
  if (bin.mixLots === 'forbid' && otherLot)
    return { code: 'BIN_MIXING', facts: { bin: bin.code, what: 'lots' } };
  const room = roomIn(bin, inside);
  if (room !== null && goods.qty > room) {
    return {
      code: 'BIN_FULL',
      facts: { bin: bin.code, room: qtyText(room < 0n ? ZERO_QTY : room), qty: qtyText(goods.qty) },
    };
  }
  return null;
}

export type Suggestion = {
  readonly bin: Bin;
  readonly reason: 'fixed' | 'same_lot' | 'same_item' | 'empty' | 'room';
};

/** The best bin for the goods, or null when none takes them. */
export function suggestBin(
  bins: readonly Bin[],
  contents: ReadonlyMap<Id, BinContent>,
  goods: Goods,
  fixedBinCode: string,
): Suggestion | null {
  const fitting = bins
    .filter((bin) => objectionTo(bin, contents.get(bin.id), goods) === null)
    .sort((a, b) => a.putawaySequence - b.putawaySequence || (a.code < b.code ? -1 : 1));
  const first = (
    reason: Suggestion['reason'],
    test: (bin: Bin, content: BinContent) => boolean,
  ): Suggestion | null => {
    const bin = fitting.find((candidate) => test(candidate, contents.get(candidate.id) ?? EMPTY));
    return bin ? { bin, reason } : null;
  };
  return (
    first('fixed', (bin) => bin.code === fixedBinCode) ??
    first('same_lot', (_, content) => content.itemIds.has(goods.itemId) && content.lotIds.has(goods.lotId)) ??
    first('same_item', (_, content) => content.itemIds.has(goods.itemId)) ??
    first('empty', (_, content) => content.itemIds.size === 0) ??
    first('room', () => true)
  );
}

/** Adds goods that are now on their way, so that the next suggestion knows of them. */
export function withGoods(content: BinContent | undefined, goods: Goods): BinContent {
  const inside = content ?? EMPTY;
  return {
    itemIds: new Set([...inside.itemIds, goods.itemId]),
    lotIds: new Set([...inside.lotIds, goods.lotId]),
    qty: addQty(inside.qty, goods.qty),
  };
}

/** 'A-{01..03}-{1..4}' becomes A-01-1, A-01-2, … in order; null when the pattern cannot be read. */
export function binCodesOf(pattern: string, most: number): string[] | null {
  const parts = pattern.split(/(\{[^{}]*\})/).filter((part) => part !== '');
  let codes = [''];
  for (const part of parts) {
    const choices = part.startsWith('{') ? choicesOf(part.slice(1, -1)) : /[{}]/.test(part) ? null : [part];
    if (!choices) return null;
    codes = codes.flatMap((code) => choices.map((choice) => code + choice));
    if (codes.length > most) return null;
  }
  return codes;
}

function choicesOf(range: string): string[] | null {
  const numbers = /^(\d{1,4})\.\.(\d{1,4})$/.exec(range);
  if (numbers) {
    const [from, to, width] = [Number(numbers[1]), Number(numbers[2]), numbers[1]?.length ?? 1];
    return from <= to
      ? Array.from({ length: to - from + 1 }, (_, n) => String(from + n).padStart(width, '0'))
      : null;
  }
  const letters = /^([A-Z])\.\.([A-Z])$/.exec(range);
  if (letters) {
    const [from, to] = [letters[1]?.charCodeAt(0) ?? 0, letters[2]?.charCodeAt(0) ?? 0];
    return from <= to ? Array.from({ length: to - from + 1 }, (_, n) => String.fromCharCode(from + n)) : null;
  }
  return /^[^,]+(,[^,]+)*$/.test(range) ? range.split(',') : null;
}
