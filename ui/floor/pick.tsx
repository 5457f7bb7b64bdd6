// Picking for a shipment and taking out for a transfer: bin, then goods, then lot, then how many. A wrong scan is named
// and never advances.
import { type ReactNode, useState } from 'react';
import { grouped, isQty, minus } from '../kit/format.ts';
import { useWords } from '../kit/words.tsx';
import { command } from './kept.ts';
import {
  Fact,
  Goods,
  QtyPad,
  ScanPrompt,
  Screen,
  type ShortReason,
  ShortReasons,
  useBand,
} from './parts.tsx';
import { type Card, resolve, same, seenOf, useGoOn, useProgress, useStep } from './work.ts';

type Taken = { readonly left: string; readonly done: boolean };
type Missing = { readonly missing: string; readonly elsewhere: string; readonly short: string };
type Pieces = {
  readonly taskId: string;
  readonly binCode: string;
  readonly item: string;
  readonly lotNo?: string;
  readonly qty: string;
};

/** Goods are taken out of a bin for a shipment or for a transfer; the screen is one. */
type Way = {
  readonly take: (pieces: Pieces, seen: string) => Promise<Taken>;
  readonly short: (input: { taskId: string; reason: ShortReason }) => Promise<Missing>;
};
const PICK: Way = {
  take: (pieces, seen) => command('picking.confirm-pick', pieces, seen),
  short: (input) => command('picking.short-pick', input),
};
const TRANSFER: Way = {
  take: (pieces, seen) => command('transferring.confirm-dispatch', pieces, seen),
  short: (input) => command('transferring.short-dispatch', input),
};

export const Pick = ({ card }: { card: Card }): ReactNode => <Take card={card} way={PICK} />;
export const TakeOut = ({ card }: { card: Card }): ReactNode => <Take card={card} way={TRANSFER} />;

const isOut = (card: Card): boolean => card.kind === 'transfer_out';

function Take({ card, way }: { card: Card; way: Way }): ReactNode {
  const { t } = useWords();
  const bandage = useBand();
  const step = useStep(bandage.refused);
  const { at, keep } = useProgress(card, bandage.refused);
  const goOn = useGoOn(card);
  const left = minus(card.qty_planned ?? '0', card.qty_done);
  const [qty, setQty] = useState(left);
  const [shorting, setShorting] = useState(false);
  const needsLot = (card.lot_no ?? '') !== '';
  const asks =
    at['bin'] === undefined
      ? 'bin'
      : at['item'] === undefined
        ? 'item'
        : needsLot && at['lot'] === undefined
          ? 'lot'
          : 'qty';
  const expected = { bin: card.from_bin ?? '', item: card.item_name ?? '', lot: card.lot_no ?? '', qty: '' }[
    asks
  ];

  const scan = (text: string): void =>
    step.run(async () => {
      const found = await resolve(text);
      const scanned = found.item?.name ?? found.bin?.code ?? found.text;
      const wrong = (): void => bandage.wrong(t('floor.wrongScan', { scanned, expected }), scanned);
      if (asks === 'bin') {
        if (!same(found.bin?.code ?? found.text, card.from_bin)) return wrong();
        bandage.good(found.bin?.code ?? found.text);
        return keep({ ...at, bin: card.from_bin ?? '' });
      }
      if (asks === 'item') {
        if (!found.item || !same(found.item.code, card.item_code)) return wrong();
        if (needsLot && found.lotNo !== null && !same(found.lotNo, card.lot_no))
          return bandage.wrong(t('floor.wrongScan', { scanned: found.lotNo, expected: card.lot_no ?? '' }));
        bandage.good(found.item.name);
        return keep({ ...at, item: found.item.code, ...(found.lotNo ? { lot: found.lotNo } : {}) });
      }
      if (asks === 'lot') {
        const lot = found.lotNo ?? found.text;
        if (!same(lot, card.lot_no)) return wrong();
        bandage.good(lot);
        return keep({ ...at, lot });
      }
      return wrong();
    });
  const confirm = (): void =>
    step.run(async () => {
      const done = await way.take(
        {
          taskId: card.id,
          binCode: at['bin'] ?? '',
          item: at['item'] ?? '',
          ...(at['lot'] ? { lotNo: at['lot'] } : {}),
          qty,
        },
        seenOf(card),
      );
      bandage.good(`${grouped(qty)} ${card.unit ?? ''}`, card.item_name ?? '', done.done ? 'done' : 'good');
      if (done.done) await goOn();
      else setQty(done.left);
    });
  const declareShort = (reason: ShortReason): void =>
    step.run(async () => {
      const done = await way.short({ taskId: card.id, reason });
      bandage.good(
        t('floor.shortDone', {
          missing: grouped(done.missing),
          elsewhere: grouped(done.elsewhere),
          short: grouped(done.short),
        }),
        undefined,
        'done',
      );
      await goOn();
    });
  return (
    <Screen
      title={`${t(isOut(card) ? 'floor.transfer_out' : 'floor.pick')} ${card.document_no}`}
      subtitle={
        isOut(card)
          ? t('floor.outTo', { warehouse: card.partner_name ?? '' })
          : (card.partner_name ?? undefined)
      }
      band={bandage.band}
      progress={{ bin: 0, item: 0.33, lot: 0.6, qty: 0.8 }[asks]}
      buttons={
        shorting ? (
          <ShortReasons busy={step.busy} onChoose={declareShort} onCancel={() => setShorting(false)} />
        ) : (
          <>
            <button className="button danger" onClick={() => setShorting(true)}>
              {t('floor.short')}
            </button>
            {asks === 'qty' && (
              <button className="button primary" disabled={!isQty(qty) || step.busy} onClick={confirm}>
                {t('floor.confirm')} {grouped(qty)} {card.unit}
              </button>
            )}
          </>
        )
      }
    >
      <div className="panel">
        <Fact label={t('floor.from')} big code>
          {card.from_bin ?? ''} {at['bin'] !== undefined && '✓'}
        </Fact>
        <Goods
          code={card.item_code ?? ''}
          name={card.item_name ?? ''}
          spec={asks === 'qty' ? null : card.item_spec}
          lot={card.lot_no}
          expiry={card.expiry_date}
        />
        {asks !== 'qty' && (
          <div className="pair">
            <Fact label={t('floor.left')}>
              {grouped(left)} {card.unit}
            </Fact>
            <Fact label={t('floor.to')} code>
              {card.to_bin ?? ''}
            </Fact>
          </div>
        )}
      </div>
      {asks === 'qty' ? (
        <QtyPad
          label={t('floor.qty')}
          unit={card.unit ?? ''}
          max={grouped(left)}
          value={qty}
          onChange={setQty}
          onConfirm={confirm}
        />
      ) : (
        <ScanPrompt text={t(`floor.ask.${asks}`)} hint={expected} onScan={scan} />
      )}
    </Screen>
  );
}
