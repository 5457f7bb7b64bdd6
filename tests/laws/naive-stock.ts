// A second, naive book of stock, written from the laws and not from the code: plain numbers in a map, one
// operation at a time. Random operations must leave it and the real book with the same balances.

export type NaiveOperation =
  | {
      readonly verb: 'move';
      readonly item: number;
      readonly qty: number;
      readonly from: string;
      readonly to: string;
    }
  | {
      readonly verb: 'allocate';
      readonly item: number;
      readonly qty: number;
      readonly at: string;
      readonly name: string;
    }
  | { readonly verb: 'release'; readonly qty: number; readonly name: string }
  | { readonly verb: 'consume'; readonly qty: number; readonly name: string; readonly to: string };

type Held = { item: number; at: string; open: number };

export type NaiveBook = {
  readonly onHand: Map<string, number>;
  readonly held: Map<string, Held>;
};

export const emptyBook = (): NaiveBook => ({ onHand: new Map(), held: new Map() });

/** Places whose name starts with '*' are outside: goods come from and go to them without limit. */
const isOutside = (place: string): boolean => place.startsWith('*');
const key = (item: number, place: string): string => `${item}@${place}`;
const onHandAt = (book: NaiveBook, item: number, place: string): number =>
  book.onHand.get(key(item, place)) ?? 0;

export function heldAt(book: NaiveBook, item: number, place: string): number {
  let sum = 0;
  for (const held of book.held.values()) if (held.item === item && held.at === place) sum += held.open;
  return sum;
}

function change(book: NaiveBook, item: number, place: string, qty: number): void {
  if (!isOutside(place)) book.onHand.set(key(item, place), onHandAt(book, item, place) + qty);
}

/** Applies the operation and tells whether the laws allow it; a refused operation changes nothing. */
export function applyNaively(book: NaiveBook, operation: NaiveOperation): boolean {
  switch (operation.verb) {
    case 'move': {
      const { item, qty, from, to } = operation;
      if (!isOutside(from) && onHandAt(book, item, from) - heldAt(book, item, from) < qty) return false;
      change(book, item, from, -qty);
      change(book, item, to, qty);
      return true;
    }
    case 'allocate': {
      const { item, qty, at, name } = operation;
      if (onHandAt(book, item, at) - heldAt(book, item, at) < qty) return false;
      book.held.set(name, { item, at, open: qty });
      return true;
    }
    case 'release': {
      const held = book.held.get(operation.name);
      if (!held || held.open < operation.qty) return false;
      held.open -= operation.qty;
      return true;
    }
    case 'consume': {
      const held = book.held.get(operation.name);
      if (!held || held.open < operation.qty) return false;
      held.open -= operation.qty;
      change(book, held.item, held.at, -operation.qty);
      change(book, held.item, operation.to, operation.qty);
      return true;
    }
  }
}
