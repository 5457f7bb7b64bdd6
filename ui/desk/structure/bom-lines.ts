// Lines of a bill of material while they are typed, and what the server is told of them.
import { percent, rateOf } from '../../kit/format.ts';
import { type Item, type ItemSearch } from '../entry/lines.ts';

export type BomLine = {
  readonly key: number;
  readonly item: Item | null;
  readonly num: string;
  readonly den: string;
  readonly fixed: string;
  /** A percentage, as people say it. */
  readonly loss: string;
  readonly byProduct: boolean;
  readonly from: string;
  readonly to: string;
  readonly remark: string;
};

let last = 0;

export const emptyBomLine = (): BomLine => ({
  key: (last += 1),
  item: null,
  num: '1',
  den: '1',
  fixed: '',
  loss: '',
  byProduct: false,
  from: '',
  to: '',
  remark: '',
});

const unscaled = (text: string): string => text.replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, '');

export const bomLinesOf = (rows: readonly Readonly<Record<string, unknown>>[]): readonly BomLine[] =>
  rows.map((row) => {
    const text = (key: string): string => String(row[key] ?? '');
    const loss = text('loss');
    const fixed = unscaled(text('qty_fixed'));
    return {
      ...emptyBomLine(),
      item: {
        id: text('component_id'),
        code: text('component'),
        name: text('component_name'),
        unit: text('unit'),
        price: null,
      },
      num: unscaled(text('qty_num')),
      den: unscaled(text('qty_den')),
      fixed: fixed === '0' ? '' : fixed,
      loss: /[1-9]/.test(loss) ? percent(loss) : '',
      byProduct: text('by_product') === 'true',
      from: text('line_from'),
      to: text('line_to'),
      remark: text('remark'),
    };
  });

export const toServer = (line: BomLine) => ({
  componentId: line.item?.id ?? '',
  qtyNum: line.num || '0',
  qtyDen: line.den || '1',
  qtyFixed: line.fixed || '0',
  loss: rateOf(line.loss) || '0',
  byProduct: line.byProduct,
  validFrom: line.from || null,
  validTo: line.to || null,
  remark: line.remark,
});

/** A day as a spreadsheet shows it, 2026/3/9 too; what is no day is left empty. */
function dayOf(text = ''): string {
  const [, year = '', month = '', day = ''] = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(text) ?? [];
  return year === '' ? '' : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

/** A pasted block becomes lines: code, numerator, denominator, loss, fixed quantity, days of validity. Codes nobody knows
 * are left out and named. */
export async function pastedBomLines(
  text: string,
  search: ItemSearch,
): Promise<{ lines: readonly BomLine[]; unknown: readonly string[] }> {
  const rows = text
    .trim()
    .split(/\r?\n/)
    .map((row) => row.split('\t').map((cell) => cell.trim()));
  const found = await Promise.all(rows.map(([code = '']) => search(code)));
  const unknown: string[] = [];
  const lines = rows.flatMap(([code = '', num = '1', den = '1', loss = '', fixed = '', from, to], at) => {
    const item = found[at]?.find((one) => one.code.toLowerCase() === code.toLowerCase());
    if (!item && !(at === 0 && !/\d/.test(num))) unknown.push(code);
    return item
      ? [
          {
            ...emptyBomLine(),
            item,
            num: num || '1',
            den: den || '1',
            loss,
            fixed,
            from: dayOf(from),
            to: dayOf(to),
          },
        ]
      : [];
  });
  return { lines, unknown };
}
