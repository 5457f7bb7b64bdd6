// The order of planning: an item comes after everything that may need it, by the longest path down the product
// structure. A structure that contains itself has no such order: its loops are found and named, the line that
// closes each loop is left out of the explosion and told in a message, never silently cut.

export type Levels = {
  /** Low-level code of each item: 0 = nobody needs it. */
  readonly level: Int32Array;
  /** Place of each item in the order of planning. A line from a later to an earlier item closes a loop. */
  readonly rank: Int32Array;
  /** Each loop once, as the items along it. */
  readonly loops: readonly (readonly number[])[];
};

/** The components of each item: `child[start[item] .. start[item] + count[item] - 1]`. */
export type Links = { readonly start: Int32Array; readonly count: Int32Array; readonly child: Int32Array };

/** Linear in items and lines. Within one level items keep the order of their numbers. */
export function lowLevelCodes(items: number, links: Links): Levels {
  const cut = new Uint8Array(links.child.length);
  let walk = longestPaths(items, links, cut);
  let loops: number[][] = [];
  if (walk.waiting !== null) {
    loops = closeLoops(items, links, walk.waiting, cut);
    walk = longestPaths(items, links, cut);
  }
  return { level: walk.level, rank: rankOf(items, walk.level), loops };
}

/** Kahn's walk without the cut lines. `waiting` marks the items that lie on a loop or below one. */
function longestPaths(
  items: number,
  links: Links,
  cut: Uint8Array,
): { level: Int32Array; waiting: Uint8Array | null } {
  const open = new Int32Array(items);
  for (let item = 0; item < items; item++) {
    const end = links.start[item]! + links.count[item]!;
    for (let at = links.start[item]!; at < end; at++) if (!cut[at]) open[links.child[at]!]!++;
  }
  const level = new Int32Array(items);
  const queue = new Int32Array(items);
  let length = 0;
  for (let item = 0; item < items; item++) if (open[item] === 0) queue[length++] = item;
  for (let next = 0; next < length; next++) {
    const item = queue[next]!;
    const end = links.start[item]! + links.count[item]!;
    for (let at = links.start[item]!; at < end; at++) {
      if (cut[at]) continue;
      const child = links.child[at]!;
      if (level[child]! <= level[item]!) level[child] = level[item]! + 1;
      if (--open[child]! === 0) queue[length++] = child;
    }
  }
  if (length === items) return { level, waiting: null };
  return { level, waiting: Uint8Array.from(open, (one) => (one > 0 ? 1 : 0)) };
}

/** Walks down from each waiting item, lowest number first; a line back into the path walked closes a loop. */
function closeLoops(items: number, links: Links, waiting: Uint8Array, cut: Uint8Array): number[][] {
  const loops: number[][] = [];
  const done = new Uint8Array(items);
  const place = new Int32Array(items).fill(-1);
  for (let first = 0; first < items; first++) {
    if (!waiting[first] || done[first]) continue;
    const path: number[] = [first];
    const next: number[] = [links.start[first]!];
    place[first] = 0;
    while (path.length > 0) {
      const item = path.at(-1)!;
      const at = next.at(-1)!;
      if (at === links.start[item]! + links.count[item]!) {
        done[item] = 1;
        place[item] = -1;
        path.pop();
        next.pop();
        continue;
      }
      next[next.length - 1] = at + 1;
      const child = links.child[at]!;
      if (place[child]! >= 0) {
        loops.push(path.slice(place[child]));
        cut[at] = 1;
      } else if (waiting[child] && !done[child]) {
        place[child] = path.length;
        path.push(child);
        next.push(links.start[child]!);
      }
    }
  }
  return loops;
}

function rankOf(items: number, level: Int32Array): Int32Array {
  let deepest = 0;
  for (let item = 0; item < items; item++) deepest = Math.max(deepest, level[item]!);
  const at = new Int32Array(deepest + 2);
  for (let item = 0; item < items; item++) at[level[item]! + 1]!++;
  for (let one = 1; one < at.length; one++) at[one]! += at[one - 1]!;
  const rank = new Int32Array(items);
  for (let item = 0; item < items; item++) rank[item] = at[level[item]!]!++;
  return rank;
}
