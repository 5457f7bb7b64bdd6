// Putting away what was received and bringing in what was transferred: the screen names a bin, the worker scans the one
// where the goods are. Another bin is asked about once.
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { isFailure } from '../api-client/client.ts';
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
import { forgetScans } from './scan.ts';
import { type Card, resolve, seenOf, useGoOn, useStep } from './work.ts';

type Stored = { readonly left: string; readonly done: boolean };
type Placing = {
  readonly taskId: string;
  readonly binCode: string;
  readonly qty: string;
  readonly insist: boolean;
};

/** Goods come from a dock or from another warehouse; only what comes from far can be found short. */
type Way = {
  readonly put: (placing: Placing, seen: string) => Promise<Stored>;
  readonly short?: (input: { taskId: string; reason: ShortReason }) => Promise<{ missing: string }>;
};
const PUT_AWAY: Way = { put: (placing, seen) => command('putaway.confirm-putaway', placing, seen) };
const ARRIVE: Way = {
  put: (placing, seen) => command('transferring.confirm-arrival', placing, seen),
  short: (input) => command('transferring.short-arrival', input),
};

export const PutAway = ({ card }: { card: Card }): ReactNode => <Store card={card} way={PUT_AWAY} />;
export const BringIn = ({ card }: { card: Card }): ReactNode => <Store card={card} way={ARRIVE} />;

const isIn = (card: Card): boolean => card.kind === 'transfer_in';

function Store({ card, way }: { card: Card; way: Way }): ReactNode {
  const { t, say } = useWords();
  const bandage = useBand();
  const step = useStep(bandage.refused);
  const navigate = useNavigate();
  const toNext = useGoOn(card);
  const goOn = (): Promise<void> => (isIn(card) ? toNext() : navigate({ to: '/f' }));
  const [shorting, setShorting] = useState(false);
  const left = minus(card.qty_planned ?? '0', card.qty_done);
  const [qty, setQty] = useState<string | null>(null);
  const [counting, setCounting] = useState(false);
  const [asked, setAsked] = useState('');
  const put = qty ?? left;
  const scan = (text: string): void =>
    step.run(async () => {
      const found = await resolve(text);
      if (!found.bin)
        return bandage.wrong(
          t('floor.wrongScan', {
            scanned: found.item?.name ?? found.text,
            expected: card.to_bin ?? t('floor.scanBin'),
          }),
        );
      const { code } = found.bin;
      try {
        const done = await way.put(
          {
            taskId: card.id,
            binCode: code,
            qty: put,
            insist: asked === code,
          },
          seenOf(card),
        );
        // A trigger pulled twice puts nothing else away.
        forgetScans();
        setAsked('');
        setQty(null);
        bandage.good(
          `${code} +${grouped(put)} ${card.unit ?? ''}`,
          card.item_name ?? '',
          done.done ? 'done' : 'good',
        );
        if (done.done) await goOn();
      } catch (thrown) {
        if (!isFailure(thrown) || thrown.error.code !== 'OTHER_BIN') throw thrown;
        setAsked(code);
        bandage.ask(say(thrown.error));
      }
    });
  const { short } = way;
  const declareShort = (reason: ShortReason): void =>
    step.run(async () => {
      const done = await short?.({ taskId: card.id, reason });
      bandage.good(t('floor.notArrived', { missing: grouped(done?.missing ?? '') }), undefined, 'done');
      await goOn();
    });
  return (
    <Screen
      title={`${t(isIn(card) ? 'floor.transfer_in' : 'floor.put_away')} ${card.document_no}`}
      subtitle={
        isIn(card)
          ? t('floor.inFrom', { warehouse: card.partner_name ?? '' })
          : (card.partner_name ?? undefined)
      }
      band={bandage.band}
      progress={Number(card.qty_done) / Number(card.qty_planned ?? 1)}
      buttons={
        shorting ? (
          <ShortReasons busy={step.busy} onChoose={declareShort} onCancel={() => setShorting(false)} />
        ) : counting ? (
          <button className="button primary" disabled={!isQty(put)} onClick={() => setCounting(false)}>
            {t('floor.confirm')} {grouped(put)} {card.unit}
          </button>
        ) : (
          <>
            {short && (
              <button className="button danger" onClick={() => setShorting(true)}>
                {t('floor.short')}
              </button>
            )}
            <button className="button" onClick={() => setCounting(true)}>
              {t('floor.qty')} {grouped(put)} {card.unit}
            </button>
          </>
        )
      }
    >
      <div className="panel">
        <Fact label={t('floor.suggested')} big code>
          {card.to_bin ?? '—'}
        </Fact>
        <Goods
          code={card.item_code ?? ''}
          name={card.item_name ?? ''}
          lot={card.lot_no}
          expiry={card.expiry_date}
        />
        <Fact label={t('floor.left')}>
          {grouped(left)} {card.unit}
        </Fact>
      </div>
      {counting ? (
        <QtyPad
          label={t('floor.qty')}
          unit={card.unit ?? ''}
          max={grouped(left)}
          value={put}
          onChange={setQty}
          onConfirm={() => isQty(put) && setCounting(false)}
        />
      ) : (
        <ScanPrompt text={asked ? t('floor.scanAgain', { bin: asked }) : t('floor.scanBin')} onScan={scan} />
      )}
    </Screen>
  );
}
