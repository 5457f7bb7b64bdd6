// The orders that drafting would make, line by line, one table for each supplier, before anything is written.
import { type ReactNode, useEffect, useRef } from 'react';
import { shortDay } from '../../kit/days.ts';
import { grouped, money } from '../../kit/format.ts';
import { useWords } from '../../kit/words.tsx';
import { LEFT_WORDS } from './drafted.tsx';
import type { itemsOf } from './chosen-buys.ts';
import type { Preview } from './shapes.ts';

type PreviewProps = {
  readonly effect: Preview;
  /** By id, with the names and units of what is bought. */
  readonly items: ReturnType<typeof itemsOf>;
  readonly today: string;
  readonly busy: boolean;
  readonly onDraft: (() => void) | null;
  readonly onClose: () => void;
};

export function BasketPreview({ effect, items, today, busy, onDraft, onClose }: PreviewProps): ReactNode {
  const { t } = useWords();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const box = dialog.current;
    box?.showModal();
    return () => box?.close();
  }, []);
  const priced = effect.total !== null;
  return (
    <dialog ref={dialog} className="dialog wide-dialog" aria-label={t('bench.preview')} onCancel={onClose}>
      <div className="stack">
        <h1>{t('bench.previewTitle', { orders: effect.suppliers.length })}</h1>
        {effect.suppliers.map((one) => (
          <div key={one.supplierId}>
            <div className="row">
              <h2 className="grow">{one.supplier}</h2>
              {one.total !== null && <b>¥{money(one.total)}</b>}
            </div>
            <div className="table-frame lines">
              <table className="grid fit">
                <thead>
                  <tr>
                    <th>{t('plan.column.item')}</th>
                    <th className="num">{t('plan.missing')}</th>
                    <th className="num">{t('order.qty')}</th>
                    <th className="num">{t('bench.over')}</th>
                    <th>{t('plan.column.end')}</th>
                    {priced && <th className="num">{t('bench.amount')}</th>}
                  </tr>
                </thead>
                <tbody>
                  {effect.lines
                    .filter(({ supplier }) => supplier === one.supplier)
                    .map((line, at) => (
                      <tr key={at}>
                        <td>
                          <span className="code">{line.item}</span> {items.get(line.itemId)?.name}{' '}
                          {line.track}
                        </td>
                        <td className="num">{grouped(line.wantedQty)}</td>
                        <td className="num">
                          <b>{grouped(line.qty)}</b> {items.get(line.itemId)?.unit}
                        </td>
                        <td className="num">{grouped(line.overQty)}</td>
                        <td className={line.deliveryDate > line.wantedDate ? 'day negative' : 'day'}>
                          {shortDay(line.deliveryDate, today)}
                        </td>
                        {priced && <td className="num">{money(line.amount)}</td>}
                      </tr>
                    ))}
                </tbody>
              </table>
            </div>
          </div>
        ))}
        {effect.firms.map((one, at) => (
          <span key={at}>
            {t('plan.firmsSubcontract', { item: one.item })} <b>{grouped(one.qty)}</b>{' '}
            {shortDay(one.endDate, today)}
          </span>
        ))}
        {effect.left.map((left, at) => (
          <span key={at} className="negative">
            {t(LEFT_WORDS[left.reason], { item: left.item })}
          </span>
        ))}
        <div className="row">
          <span className="grow" />
          {effect.total !== null && (
            <span>
              {t('bench.purchase')} <b className="total">¥{money(effect.total)}</b>
            </span>
          )}
          <button type="button" className="button" onClick={onClose}>
            {t('app.cancel')}
          </button>
          {onDraft && (
            <button className="button primary" disabled={busy} onClick={onDraft}>
              {t('bench.draftNow')}
            </button>
          )}
        </div>
      </div>
    </dialog>
  );
}
