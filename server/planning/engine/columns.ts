// Growable typed columns, and slices of them: each node of the plan owns one stretch of a shared column, found by
// start and count. A stretch that outgrows its room moves to the end; nothing else moves, so that a change touches
// only what it changes.

export type Column = Int32Array | Float64Array | Uint8Array | Uint16Array;

/** The column itself when it is long enough, otherwise a copy with at least `length` places. */
export function longEnough<C extends Column>(column: C, length: number, make: (length: number) => C): C {
  if (column.length >= length) return column;
  const longer = make(Math.max(length, Math.ceil(column.length * 1.5), 16));
  longer.set(column);
  return longer;
}

export const i32 = (length: number): Int32Array => new Int32Array(length);
export const f64 = (length: number): Float64Array => new Float64Array(length);
export const u8 = (length: number): Uint8Array => new Uint8Array(length);
export const u16 = (length: number): Uint16Array => new Uint16Array(length);

/** Where each owner's stretch lies. `used` is the end of all stretches, `waste` what moved stretches left behind. */
export type Slices = {
  start: Int32Array;
  count: Int32Array;
  room: Int32Array;
  used: number;
  waste: number;
};

export const emptySlices = (owners: number): Slices => ({
  start: i32(owners),
  count: i32(owners),
  room: i32(owners),
  used: 0,
  waste: 0,
});

/** Stretches of exactly the given counts, one after the other. */
export function slicesOf(counts: Int32Array): Slices {
  const start = i32(counts.length);
  let used = 0;
  for (let owner = 0; owner < counts.length; owner++) {
    start[owner] = used;
    used += counts[owner]!;
  }
  return { start, count: counts.slice(), room: counts.slice(), used, waste: 0 };
}

/** Room for one more owner. */
export function addOwner(slices: Slices, owner: number): void {
  slices.start = longEnough(slices.start, owner + 1, i32);
  slices.count = longEnough(slices.count, owner + 1, i32);
  slices.room = longEnough(slices.room, owner + 1, i32);
}

/**
 * Gives the owner a stretch for `count` entries and says where it starts. When the old room is too small the
 * stretch moves to the end; what stood in it is left behind, for the caller to copy if it is still wanted.
 */
export function claim(slices: Slices, owner: number, count: number): number {
  if (count > slices.room[owner]!) {
    slices.waste += slices.room[owner]!;
    const room = slices.used === 0 || slices.room[owner] === 0 ? count : Math.ceil(count * 1.5);
    slices.start[owner] = slices.used;
    slices.room[owner] = room;
    slices.used += room;
  }
  slices.count[owner] = count;
  return slices.start[owner]!;
}

/** The order of 0..count-1 after a stable counting sort by `key`, starting from `order`. Linear in both. */
export function stableOrder(order: Int32Array, key: (index: number) => number): Int32Array {
  let least = Infinity;
  let most = -Infinity;
  const keys = f64(order.length);
  for (let i = 0; i < order.length; i++) {
    const value = key(order[i]!);
    keys[i] = value;
    if (value < least) least = value;
    if (value > most) most = value;
  }
  if (order.length === 0 || least === most) return order;
  if (most - least > 4 * order.length + 65_536) {
    const places = Array.from(order, (_, i) => i).sort((a, b) => keys[a]! - keys[b]! || a - b);
    return Int32Array.from(places, (place) => order[place]!);
  }
  const at = i32(most - least + 2);
  for (let i = 0; i < keys.length; i++) at[keys[i]! - least + 1]!++;
  for (let i = 1; i < at.length; i++) at[i]! += at[i - 1]!;
  const sorted = i32(order.length);
  for (let i = 0; i < keys.length; i++) sorted[at[keys[i]! - least]!++] = order[i]!;
  return sorted;
}

/** 0..count-1 sorted by text; already sorted input, the usual case, costs one pass. */
export function orderByText(texts: readonly string[], count: number): Int32Array {
  const order = Int32Array.from({ length: count }, (_, i) => i);
  let sorted = true;
  for (let i = 1; i < count && sorted; i++) sorted = texts[i - 1]! <= texts[i]!;
  if (sorted) return order;
  return order.sort((a, b) => (texts[a]! < texts[b]! ? -1 : texts[a]! > texts[b]! ? 1 : a - b));
}
