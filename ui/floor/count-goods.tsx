// What lies in a bin that is counted: which goods, which lot, how many. Whatever is found is taken in; a limited count
// takes only what it asks for.
import { type ReactNode, useState } from 'react';
import type { Queries } from '../api-client/api.gen.ts';
import { grouped, plus } from '../kit/format.ts';
import { useWords } from '../kit/words.tsx';
import { CountPad } from './count-pad.tsx';
import {
  type Count as Standing,
  type Entry,
  forget,
  missingOf,
  record,
  recordedOf,
  take,
} from './counted.ts';
import { isCount } from './pad-keys.ts';
import { type Bandage, CameraButton, Goods, ScanPrompt, Screen } from './parts.tsx';
import { useScanner } from './scan.ts';
import { type Card, type Resolved, resolve, same } from './work.ts';

export type Sheet = Queries['counting.get-count']['output'];
type Item = Sheet['items'][number];

export type Counting = {
  readonly card: Card;
  readonly sheet: Sheet;
  readonly count: Standing;
  readonly keep: (next: Standing) => Promise<void>;
  readonly bandage: Bandage;
  readonly step: { readonly busy: boolean; readonly run: (step: () => Promise<void>) => void };
  /** Sends the bin. What of a limited count was not entered is asked about first. */
  readonly finish: (last: Standing, sure?: boolean) => void;
};

/** What a scan takes in hand: a pack adds its content, a lot label says nothing of a quantity. */
function goodsOf(found: Resolved): Entry | null {
  const { item, lotNo, text } = found;
  if (!item) return null;
  const isLabel = lotNo !== null && same(text, lotNo);
  return {
    id: item.id,
    code: item.code,
    name: item.name,
    unit: item.unit,
    lotted: item.lot_managed,
    lot: item.lot_managed ? (lotNo ?? '') : '',
    packs: item.packs,
    qty: isLabel ? '' : item.qty,
  };
}

/** The entry in hand, on top of what was recorded of it before. */
function onTop(count: Standing, entry: Entry): Entry {
  const before = recordedOf(count, entry);
  return before ? { ...entry, qty: plus(before.qty, entry.qty || '0') } : entry;
}

export const titleOf = ({ sheet }: Counting, word: string): string => `${word} ${sheet.task.document_no}`;

/** The bin that is being counted, on top of every further question. */
function BinLine({ sheet }: Counting): ReactNode {
  const { t } = useWords();
  return (
    <div className="bin-line">
      <b className="code">{sheet.task.bin_code}</b>
      <span className="tag ok">{t('floor.binScanned')}</span>
    </div>
  );
}

function EntryLine({ entry, onChange }: { entry: Entry; onChange: () => void }): ReactNode {
  const { t } = useWords();
  return (
    <li>
      <button onClick={onChange}>
        <strong>✓ {entry.name}</strong>
        <span>
          {grouped(entry.qty)} {entry.unit} <em>{t('floor.change')}</em>
        </span>
        <small className="code">
          {entry.code} {entry.lot}
        </small>
      </button>
    </li>
  );
}

export function AskGoods(counting: Counting): ReactNode {
  const { t } = useWords();
  const { sheet, count, keep, bandage, step, finish } = counting;
  const [isEmpty, setEmpty] = useState(false);
  const open = missingOf(count, sheet.items);
  const scan = (text: string): void =>
    step.run(async () => {
      const found = await resolve(text);
      const goods = goodsOf(found);
      setEmpty(false);
      if (!goods) return bandage.wrong(t('floor.nothing', { text: found.bin?.code ?? found.text }));
      if (sheet.items.length > 0 && !sheet.items.some((item) => item.id === goods.id))
        return bandage.wrong(t('floor.notInCount', { item: goods.name }));
      bandage.good(goods.name, goods.lot ? `${t('floor.lot')} ${goods.lot}` : undefined);
      return keep(take(count, onTop(count, goods)));
    });
  const askEmpty = (): void => {
    bandage.ask(t('floor.isEmpty', { bin: sheet.task.bin_code }));
    setEmpty(true);
  };
  const choose = (item: Item): void =>
    step.run(async () => {
      bandage.clear();
      const goods = goodsOf(await resolve(item.code));
      if (goods) await keep(take(count, { ...goods, qty: '' }));
    });
  return (
    <Screen
      title={titleOf(counting, t('floor.count'))}
      subtitle={sheet.task.recount ? t('floor.again') : t('floor.countHint')}
      band={bandage.band}
      buttons={
        isEmpty ? (
          <>
            <button className="button" onClick={() => setEmpty(false)}>
              {t('app.cancel')}
            </button>
            <button className="button primary" disabled={step.busy} onClick={() => finish(count, true)}>
              {t('floor.yesEmpty')}
            </button>
          </>
        ) : count.entries.length === 0 ? (
          <button className="button wide" onClick={askEmpty}>
            {t('floor.sayEmpty')}
          </button>
        ) : (
          <button className="button primary wide" disabled={step.busy} onClick={() => finish(count)}>
            {t('floor.finishBin')}
          </button>
        )
      }
    >
      <BinLine {...counting} />
      <ScanPrompt text={t('floor.scanWhatIsHere')} hint={t('floor.scanItemHint')} onScan={scan} />
      <ul className="work-list">
        {count.entries.map((entry) => (
          <EntryLine
            key={`${entry.id}/${entry.lot}`}
            entry={entry}
            onChange={() => void keep(take(count, entry))}
          />
        ))}
        {open.map((item) => (
          <li key={item.id}>
            <button onClick={() => choose(item)}>
              <strong>{item.name}</strong>
              <span>{t('floor.toCount')}</span>
              <small className="code">
                {item.code} {item.spec}
              </small>
            </button>
          </li>
        ))}
      </ul>
    </Screen>
  );
}

export function AskLot(counting: Counting): ReactNode {
  const { t } = useWords();
  const { count, keep, bandage, step } = counting;
  const [asked, setAsked] = useState('');
  const { inHand } = count;
  if (!inHand) return null;
  const scan = (text: string): void =>
    step.run(async () => {
      const found = await resolve(text);
      const label = found.lotNo ?? (found.bin || found.item ? null : found.text);
      const foreign = found.item !== null && found.item.id !== inHand.id;
      if (label === null || (foreign && asked !== label)) {
        if (label !== null) setAsked(label);
        const scanned = found.item?.name ?? found.bin?.code ?? found.text;
        return label === null
          ? bandage.wrong(t('floor.noLot', { scanned }))
          : bandage.ask(t('floor.lotOfOther', { lot: label, item: scanned }));
      }
      bandage.good(label);
      return keep(take(count, onTop(count, { ...inHand, lot: label })));
    });
  return (
    <Screen
      title={titleOf(counting, t('floor.count'))}
      subtitle={counting.sheet.task.bin_code}
      band={bandage.band}
      buttons={
        <button className="button" disabled={step.busy} onClick={() => void keep({ ...count, inHand: null })}>
          {t('app.cancel')}
        </button>
      }
    >
      <BinLine {...counting} />
      <div className="panel">
        <Goods code={inHand.code} name={inHand.name} />
      </div>
      <ScanPrompt text={t('floor.scanLot')} onScan={scan} />
    </Screen>
  );
}

export function AskQty(counting: Counting & { readonly inHand: Entry }): ReactNode {
  const { t } = useWords();
  const { count, keep, bandage, step, finish, inHand } = counting;
  const [qty, setQty] = useState(inHand.qty);
  const recorded = recordedOf(count, inHand);
  const scan = (text: string): void =>
    step.run(async () => {
      const found = await resolve(text);
      const goods = goodsOf(found);
      if (!goods) return bandage.wrong(t('floor.nothing', { text: found.bin?.code ?? found.text }));
      if (goods.id === inHand.id && (goods.lot === '' || same(goods.lot, inHand.lot))) {
        setQty((now) => plus(now || '0', goods.qty || '0'));
        return bandage.good(`+${grouped(goods.qty || '0')} ${inHand.unit}`, inHand.name);
      }
      if (!isCount(qty)) return bandage.ask(t('floor.amountFirst', { item: inHand.name }));
      const done = record(count, qty);
      bandage.good(goods.name, `✓ ${inHand.name} ${grouped(qty)} ${inHand.unit}`);
      return keep(take(done, onTop(done, goods)));
    });
  const next = (): void =>
    step.run(async () => {
      bandage.good(`${inHand.name} ${grouped(qty)} ${inHand.unit}`);
      await keep(record(count, qty));
    });
  useScanner(scan);
  const ready = isCount(qty) && !step.busy;
  return (
    <Screen
      title={titleOf(counting, t('floor.count'))}
      subtitle={counting.sheet.task.recount ? t('floor.again') : t('floor.countHint')}
      band={bandage.band}
      buttons={
        <>
          <button
            className="button"
            disabled={step.busy}
            onClick={() => void keep(recorded ? forget(count) : { ...count, inHand: null })}
          >
            {t(recorded ? 'floor.forget' : 'app.cancel')}
          </button>
          <button className="button" disabled={!ready} onClick={next}>
            {t('floor.nextGoods')}
          </button>
          <button
            className="button primary wide"
            disabled={!ready}
            onClick={() => finish(record(count, qty))}
          >
            {t('floor.finishBin')}
          </button>
        </>
      }
    >
      <BinLine {...counting} />
      <div className="panel tight beside">
        <Goods code={inHand.code} name={inHand.name} lot={inHand.lot} />
        <CameraButton onScan={scan} />
      </div>
      <CountPad value={qty} unit={inHand.unit} packs={inHand.packs} onChange={setQty} />
    </Screen>
  );
}
