// A blind count of a bin: scan the bin, then whatever lies in it, and say how many. No number of the book is on any of
// these screens. The bin is sent as a whole when it is finished; a second look is somebody else's.
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useEffect, useState } from 'react';
import { query } from '../api-client/client.ts';
import { useWords } from '../kit/words.tsx';
import { AskGoods, AskLot, AskQty, type Counting, type Sheet, titleOf } from './count-goods.tsx';
import { type Count as Standing, missingOf, nextQuestion, readCount, rowsOf, writeCount } from './counted.ts';
import { command } from './kept.ts';
import { Fact, ScanPrompt, Screen, useBand } from './parts.tsx';
import { signal } from './signals.ts';
import { type Card, resolve, same, useGoOn, useProgress, useStep } from './work.ts';

/** The same person counted this bin before. */
function AskWho(counting: Counting): ReactNode {
  const { t } = useWords();
  const navigate = useNavigate();
  const { sheet, count, keep, step } = counting;
  useEffect(() => signal('ask'), []);
  const failed = counting.bandage.band?.tone === 'wrong';
  const leave = (): void =>
    step.run(async () => {
      if (sheet.task.mine) await command('tasks.release-task', { taskId: sheet.task.id });
      await navigate({ to: '/f' });
    });
  return (
    <Screen
      title={titleOf(counting, t('floor.count'))}
      subtitle={t('floor.again')}
      band={
        failed
          ? counting.bandage.band
          : { tone: 'ask', text: t('floor.countedByYou'), more: t('floor.otherEyes') }
      }
      buttons={
        <>
          <button
            className="button"
            disabled={step.busy}
            onClick={() => void keep({ ...count, insisted: true })}
          >
            {t('floor.stillMe')}
          </button>
          <button className="button primary" disabled={step.busy} onClick={leave}>
            {t('floor.leaveToOthers')}
          </button>
        </>
      }
    >
      <div className="panel">
        <Fact label={t('floor.bin')} big code>
          {sheet.task.bin_code}
        </Fact>
      </div>
    </Screen>
  );
}

function AskBin(counting: Counting): ReactNode {
  const { t } = useWords();
  const { sheet, count, keep, bandage, step } = counting;
  const { bin_code: bin, recount } = sheet.task;
  const scan = (text: string): void =>
    step.run(async () => {
      const found = await resolve(text);
      const scanned = found.bin?.code ?? found.item?.name ?? found.text;
      if (!same(found.bin?.code ?? found.text, bin))
        return bandage.wrong(t('floor.wrongScan', { scanned, expected: bin }));
      bandage.good(bin);
      return keep({ ...count, binScanned: true });
    });
  return (
    <Screen
      title={titleOf(counting, t('floor.count'))}
      subtitle={recount ? t('floor.again') : t('floor.countHint')}
      band={bandage.band}
    >
      <div className="panel">
        <Fact label={`${t('floor.bin')} · ${sheet.task.warehouse_code}`} big code>
          {bin}
        </Fact>
      </div>
      <ScanPrompt text={t('floor.ask.bin')} hint={bin} onScan={scan} />
    </Screen>
  );
}

/** What was not entered of a limited count is none; that is said before it is sent. */
function AskMissing({
  counting,
  last,
  onBack,
}: {
  counting: Counting;
  last: Standing;
  onBack: () => void;
}): ReactNode {
  const { t } = useWords();
  const missing = missingOf(last, counting.sheet.items);
  return (
    <Screen
      title={titleOf(counting, t('floor.count'))}
      subtitle={counting.sheet.task.bin_code}
      band={counting.bandage.band}
      buttons={
        <>
          <button className="button" onClick={onBack}>
            {t('app.back')}
          </button>
          <button
            className="button primary"
            disabled={counting.step.busy}
            onClick={() => counting.finish(last, true)}
          >
            {t('floor.finishBin')}
          </button>
        </>
      }
    >
      <ul className="work-list">
        {missing.map((item) => (
          <li key={item.id}>
            <button onClick={onBack}>
              <strong>{item.name}</strong>
              <span>0 {item.unit}</span>
              <small className="code">{item.code}</small>
            </button>
          </li>
        ))}
      </ul>
    </Screen>
  );
}

function CountSheet({ card, sheet }: { card: Card; sheet: Sheet }): ReactNode {
  const { t } = useWords();
  const bandage = useBand();
  const step = useStep(bandage.refused);
  const { at, keep } = useProgress(card, bandage.refused);
  const goOn = useGoOn(card);
  const [unsure, setUnsure] = useState<Standing | null>(null);
  const count = readCount(at);
  const finish = (last: Standing, sure = false): void => {
    const missing = missingOf(last, sheet.items).length;
    if (!sure && missing > 0) {
      bandage.ask(t('floor.countAsNone', { count: missing }));
      void keep(writeCount(last));
      return setUnsure(last);
    }
    step.run(async () => {
      const { outcome } = await command('counting.confirm-count', {
        taskId: card.id,
        rows: [...rowsOf(last)],
        empty: last.entries.length === 0,
        insist: last.insisted,
      });
      const again = outcome === 'recount' ? t('floor.countAgain') : undefined;
      bandage.good(t('floor.binDone', { bin: sheet.task.bin_code }), again, 'done');
      await goOn();
    });
  };
  const counting: Counting = {
    card,
    sheet,
    count,
    keep: (next) => keep(writeCount(next)),
    bandage,
    step,
    finish,
  };
  const back = (): void => {
    bandage.clear();
    setUnsure(null);
  };
  if (unsure) return <AskMissing counting={counting} last={unsure} onBack={back} />;
  const question = nextQuestion(count, sheet.task.mine_before);
  if (question === 'who') return <AskWho {...counting} />;
  if (question === 'bin') return <AskBin {...counting} />;
  if (question === 'lot') return <AskLot {...counting} />;
  const { inHand } = count;
  if (!inHand) return <AskGoods {...counting} />;
  return <AskQty key={`${inHand.id}/${inHand.lot}/${inHand.qty}`} {...counting} inHand={inHand} />;
}

export function Count({ card }: { card: Card }): ReactNode {
  const sheet = useQuery({
    queryKey: ['count', card.id],
    queryFn: () => query('counting.get-count', { taskId: card.id }),
  });
  return sheet.data ? <CountSheet card={card} sheet={sheet.data} /> : null;
}
