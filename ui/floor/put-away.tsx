// Putting away: the screen names a bin, the worker scans the one where the goods are. Another bin is asked about once.
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { command, isFailure } from '../api-client/client.ts';
import { grouped, isQty, minus } from '../kit/format.ts';
import { useWords } from '../kit/words.tsx';
import { Fact, Goods, QtyPad, ScanPrompt, Screen, useBand } from './parts.tsx';
import { type Card, resolve, useStep } from './work.ts';

export function PutAway({ card }: { card: Card }): ReactNode {
  const { t, say } = useWords();
  const navigate = useNavigate();
  const bandage = useBand();
  const step = useStep(bandage.refused);
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
        const done = await command('putaway.confirm-putaway', {
          taskId: card.id,
          binCode: code,
          qty: put,
          insist: asked === code,
        });
        setAsked('');
        setQty(null);
        bandage.good(
          `${code} +${grouped(put)} ${card.unit ?? ''}`,
          card.item_name ?? '',
          done.done ? 'done' : 'good',
        );
        if (done.done) await navigate({ to: '/f' });
      } catch (thrown) {
        if (!isFailure(thrown) || thrown.error.code !== 'OTHER_BIN') throw thrown;
        setAsked(code);
        bandage.ask(say(thrown.error));
      }
    });
  return (
    <Screen
      title={`${t('floor.put_away')} ${card.document_no}`}
      subtitle={card.partner_name ?? undefined}
      band={bandage.band}
      progress={Number(card.qty_done) / Number(card.qty_planned ?? 1)}
      buttons={
        <button className="button" onClick={() => setCounting(!counting)}>
          {t('floor.qty')} {grouped(put)} {card.unit}
        </button>
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
      {counting && (
        <QtyPad
          label={t('floor.qty')}
          unit={card.unit ?? ''}
          max={grouped(left)}
          value={put}
          onChange={setQty}
          onConfirm={() => isQty(put) && setCounting(false)}
        />
      )}
      <ScanPrompt text={asked ? t('floor.scanAgain', { bin: asked }) : t('floor.scanBin')} onScan={scan} />
    </Screen>
  );
}
