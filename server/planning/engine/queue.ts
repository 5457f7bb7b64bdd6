// Things that wait for their place: the lowest place first, and at one place in the order in which they came.
export type Queue = {
  readonly add: (place: number, what: number) => void;
  readonly take: () => Waiting | null;
};

type Waiting = { readonly place: number; readonly what: number; readonly turn: number };

export function newQueue(): Queue {
  const heap: Waiting[] = [];
  let turns = 0;
  const isBefore = (a: Waiting, b: Waiting): boolean =>
    a.place === b.place ? a.turn < b.turn : a.place < b.place;
  const add = (place: number, what: number): void => {
    const one = { place, what, turn: turns++ };
    let at = heap.length;
    heap.push(one);
    for (let up = (at - 1) >> 1; at > 0 && isBefore(one, heap[up]!); up = (at - 1) >> 1) {
      heap[at] = heap[up]!;
      at = up;
    }
    heap[at] = one;
  };
  const take = (): Waiting | null => {
    const first = heap[0];
    const last = heap.pop();
    if (first === undefined || last === undefined) return null;
    if (heap.length === 0) return first;
    let at = 0;
    for (let down = 1; down < heap.length; down = 2 * at + 1) {
      if (down + 1 < heap.length && isBefore(heap[down + 1]!, heap[down]!)) down++;
      if (isBefore(last, heap[down]!)) break;
      heap[at] = heap[down]!;
      at = down;
    }
    heap[at] = last;
    return first;
  };
  return { add, take };
}
