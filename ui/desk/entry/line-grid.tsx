// The grid that lines are typed into: Enter moves on, adds a line at the end; a pasted block becomes lines.
import type { ReactNode } from 'react';
import { compare, converted, grouped, isQty } from '../../kit/format.ts';
import { Lookup } from '../../kit/parts.tsx';
import { useWords } from '../../kit/words.tsx';
import { type ItemSearch, type Line, emptyLine, pastedLines } from './lines.ts';
import { type UnitsOf, baseQtyOf, packOf } from './units.ts';

export type StockColumn = {
  readonly title: string;
  readonly of: (itemId: string) => string | undefined;
  /** More than this cannot be had; a larger quantity is shown red. */
  readonly limits: boolean;
};

type GridProps = {
  readonly lines: readonly Line[];
  readonly onLines: (change: (before: readonly Line[]) => readonly Line[]) => void;
  readonly search: ItemSearch;
  readonly stock: readonly StockColumn[];
  readonly withPrice: boolean;
  /** The units an item may be typed in; the base unit alone when absent. */
  readonly units?: UnitsOf;
  /** One more thing to say of a line, at its end. */
  readonly beside?: { readonly title: string; readonly of: (line: Line) => ReactNode };
  /** Tells which line somebody works on. */
  readonly onLine?: (line: Line) => void;
};

export function LineGrid(props: GridProps): ReactNode {
  const { lines, onLines, search, stock, withPrice, beside } = props;
  const { t } = useWords();
  const onPaste = (event: React.ClipboardEvent): void => {
    const text = event.clipboardData.getData('text');
    if (!text.includes('\t') && !text.trim().includes('\n')) return;
    event.preventDefault();
    void pastedLines(text, search).then((pasted) =>
      onLines((before) => [...before.filter((line) => line.item), ...pasted]),
    );
  };
  return (
    <>
      <div className="table-frame entry" onPaste={onPaste}>
        <table className="grid">
          <thead>
            <tr>
              <th>#</th>
              <th style={{ minWidth: 320 }}>{t('order.item')}</th>
              {stock.map(({ title }) => (
                <th key={title} className="num">
                  {title}
                </th>
              ))}
              <th>{t('order.unit')}</th>
              <th>{t('order.qty')}</th>
              {withPrice && <th>{t('order.price')}</th>}
              {beside && <th>{beside.title}</th>}
              <th />
            </tr>
          </thead>
          <tbody>
            {lines.map((line, index) => (
              <GridLine key={line.key} {...props} line={line} index={index} />
            ))}
          </tbody>
        </table>
      </div>
      <div className="row">
        <button
          type="button"
          className="button"
          onClick={() => onLines((before) => [...before, emptyLine()])}
        >
          {t('order.addLine')}
        </button>
        <span className="dim">{t('order.hint')}</span>
      </div>
    </>
  );
}

const noUnits: UnitsOf = () => [];

/** The unit that quantity and price are of: chosen where the item is also counted in packs. */
function UnitCell(props: {
  readonly line: Line;
  readonly units: UnitsOf;
  readonly onUnit: (unitId: string) => void;
}): ReactNode {
  const { line, units, onUnit } = props;
  const { t } = useWords();
  const known = line.item ? units(line.item.id) : [];
  if (known.length < 2) return line.item?.unit;
  return (
    <select
      className="input"
      aria-label={t('order.unit')}
      value={line.unitId || known[0]?.unitId}
      onChange={(event) => onUnit(event.target.value)}
    >
      {known.map(({ unitId, unit }) => (
        <option key={unitId} value={unitId}>
          {unit}
        </option>
      ))}
    </select>
  );
}

/** What was typed in packs, in base units; said plainly when it does not come out even. */
function InBase({ line, baseQty }: { readonly line: Line; readonly baseQty: string }): ReactNode {
  const { t } = useWords();
  if (!isQty(line.qty)) return null;
  if (baseQty === '') return <div className="beneath negative">{t('order.notExact')}</div>;
  return (
    <div className="beneath dim">
      = {grouped(baseQty)} {line.item?.unit}
    </div>
  );
}

function GridLine({
  line,
  index,
  onLines,
  search,
  stock,
  withPrice,
  units = noUnits,
  beside,
  onLine,
}: GridProps & { readonly line: Line; readonly index: number }): ReactNode {
  const { t } = useWords();
  const set = (change: Partial<Line>): void =>
    onLines((before) => before.map((one) => (one.key === line.key ? { ...one, ...change } : one)));
  const remove = (): void =>
    onLines((before) => (before.length > 1 ? before.filter((one) => one.key !== line.key) : [emptyLine()]));
  const pack = packOf(line, units);
  const baseQty = baseQtyOf(line, units);
  const tooMuch = (limit: string | undefined): boolean =>
    limit !== undefined && baseQty !== '' && compare(limit, baseQty) < 0;
  const listPrice = line.item?.price ?? '';
  return (
    <tr onFocus={() => onLine?.(line)}>
      <td>{index + 1}</td>
      <td className="edit" style={{ overflow: 'visible', maxWidth: 'none' }}>
        <Lookup
          label={t('order.item')}
          value={line.item}
          search={search}
          onChoose={(item) => set({ item, unitId: '', unknown: '' })}
        />
        {line.unknown && <small className="negative">{t('order.unknownItem', { code: line.unknown })}</small>}
      </td>
      {stock.map(({ title, of, limits }) => {
        const qty = line.item ? of(line.item.id) : undefined;
        return (
          <td key={title} className={`num ${limits && tooMuch(qty) ? 'negative' : ''}`}>
            {qty === undefined ? '' : grouped(qty)}
          </td>
        );
      })}
      <td className="edit">
        <UnitCell line={line} units={units} onUnit={(unitId) => set({ unitId })} />
      </td>
      <td className="edit">
        <input
          className={`input num ${line.qty && baseQty === '' ? 'bad' : ''}`}
          aria-label={t('order.qty')}
          inputMode="decimal"
          value={line.qty}
          onChange={(event) => set({ qty: event.target.value.trim() })}
        />
        {pack && <InBase line={line} baseQty={baseQty} />}
      </td>
      {withPrice && (
        <td className="edit">
          <input
            className="input num"
            aria-label={t('order.price')}
            inputMode="decimal"
            placeholder={pack ? (converted(listPrice, pack.numerator, pack.denominator) ?? '') : listPrice}
            value={line.price}
            onChange={(event) => set({ price: event.target.value.trim() })}
          />
        </td>
      )}
      {beside && <td>{beside.of(line)}</td>}
      <td>
        <button type="button" className="button" tabIndex={-1} aria-label="✕" onClick={remove}>
          ✕
        </button>
      </td>
    </tr>
  );
}
