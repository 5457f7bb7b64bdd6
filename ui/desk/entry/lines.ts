// Lines that are typed: choose an item, a quantity, perhaps a price; blocks pasted from a spreadsheet become lines too.
import { query } from '../../api-client/client.ts';
import { grouped } from '../../kit/format.ts';
import type { Choice } from '../../kit/parts.tsx';

export type Item = Choice & { readonly unit: string; readonly price: string | null };
export type Line = {
  readonly key: number;
  readonly item: Item | null;
  /** The unit that quantity and price are of; the base unit when empty. */
  readonly unitId: string;
  readonly qty: string;
  readonly price: string;
  /** A pasted code that nothing is known by; it stays until somebody chooses an item. */
  readonly unknown?: string;
  /** The stored line that is typed over; what is not typed stays as it was there. */
  readonly lineId?: string;
};
export type ItemSearch = (text: string) => Promise<Item[]>;

let last = 0;
/** A line that nothing was typed into yet. */
export const emptyLine = (): Line => ({ key: (last += 1), item: null, unitId: '', qty: '', price: '' });

/** Finds items by code, name, pinyin or barcode, with what is free of them: everywhere, or in one warehouse. */
export const searchItems =
  (side: 'purchase' | 'sales' | undefined, warehouseId?: string): ItemSearch =>
  async (text) =>
    (
      await query('masterdata.lookup-items', {
        text,
        ...(side ? { side } : {}),
        ...(warehouseId ? { warehouseId } : {}),
      })
    ).map((item) => ({
      id: item.id,
      code: item.code,
      name: item.spec ? `${item.name} ${item.spec}` : item.name,
      hint: `${grouped(item.available)} ${item.unit}`,
      unit: item.unit,
      price: item.price,
    }));

/** The lines of a stored document, to be typed over: in the unit they were typed in. */
export const linesOf = (lines: readonly Readonly<Record<string, unknown>>[]): readonly Line[] =>
  lines.map((line) => {
    const text = (key: string): string => String(line[key] ?? '');
    return {
      ...emptyLine(),
      lineId: text('id'),
      unitId: text('unit_id'),
      qty: text('qty_entered') || text('qty'),
      price: text('price_entered'),
      item: {
        id: text('item_id'),
        code: text('item_code'),
        name: text('item_name'),
        unit: text('unit'),
        price: null,
      },
    };
  });

/** The lines of a pasted block: code, quantity, price; a code that is not known stays as it is, to be put right. */
export async function pastedLines(text: string, search: ItemSearch): Promise<readonly Line[]> {
  const rows = text
    .trim()
    .split(/\r?\n/)
    .map((row) => row.split('\t').map((cell) => cell.trim()));
  const found = await Promise.all(rows.map(([code = '']) => search(code)));
  return rows.flatMap(([code = '', qty = '', price = ''], at) => {
    const item = found[at]?.find((one) => one.code.toLowerCase() === code.toLowerCase()) ?? null;
    const isHeading = at === 0 && !item && !/\d/.test(qty);
    return isHeading ? [] : [{ ...emptyLine(), item, qty, price, ...(item ? {} : { unknown: code }) }];
  });
}
