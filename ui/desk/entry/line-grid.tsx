// The grid that lines are typed into: Enter moves on, adds a line at the end; a pasted block becomes lines.
import type { ReactNode } from 'react';
import { compare, grouped, isQty } from '../../kit/format.ts';
import { Lookup } from '../../kit/parts.tsx';
import { useWords } from '../../kit/words.tsx';
import { type ItemSearch, type Line, emptyLine, pastedLines } from './lines.ts';

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

function GridLine({
  line,
  index,
  onLines,
  search,
  stock,
  withPrice,
  beside,
  onLine,
}: GridProps & { readonly line: Line; readonly index: number }): ReactNode {
  const { t } = useWords();
  const set = (change: Partial<Line>): void =>
    onLines((before) => before.map((one) => (one.key === line.key ? { ...one, ...change } : one)));
  const remove = (): void =>
    onLines((before) => (before.length > 1 ? before.filter((one) => one.key !== line.key) : [emptyLine()]));
  const tooMuch = (limit: string | undefined): boolean =>
    limit !== undefined && isQty(line.qty) && compare(limit, line.qty) < 0;
  return (
    <tr onFocus={() => onLine?.(line)}>
      <td>{index + 1}</td>
      <td className="edit" style={{ overflow: 'visible', maxWidth: 'none' }}>
        <Lookup
          label={t('order.item')}
          value={line.item}
          search={search}
          onChoose={(item) => set({ item, unknown: '' })}
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
      <td>{line.item?.unit}</td>
      <td className="edit">
        <input
          className={`input num ${line.qty && !isQty(line.qty) ? 'bad' : ''}`}
          aria-label={t('order.qty')}
          inputMode="decimal"
          value={line.qty}
          onChange={(event) => set({ qty: event.target.value.trim() })}
        />
      </td>
      {withPrice && (
        <td className="edit">
          <input
            className="input num"
            aria-label={t('order.price')}
            inputMode="decimal"
            placeholder={line.item?.price ?? ''}
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
