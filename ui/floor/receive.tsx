// Receiving: which goods, which lot and dates, how many. One question a screen; the notice says what is expected.
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import type { Queries } from '../api-client/api.gen.ts';
import { query } from '../api-client/client.ts';
import { compare, grouped, isQty, minus } from '../kit/format.ts';
import { useWords } from '../kit/words.tsx';
import { command } from './kept.ts';
import { type Bandage, Fact, Goods, QtyPad, ScanPrompt, Screen, useBand } from './parts.tsx';
import { type Card, type Progress, resolve, same, useProgress, useStep } from './work.ts';

type Line = Queries['receiving.get-notice']['output']['lines'][number];
type Notice = Queries['receiving.get-notice']['output'];

const leftOf = (line: Line): string => minus(line.qty_expected, line.qty_received);
const isOpen = (line: Line): boolean => compare(leftOf(line), '0') > 0 && line.closed_short_reason === null;

function share(lines: readonly Line[]): number {
  const done = lines.filter((line) => !isOpen(line)).length;
  return lines.length === 0 ? 0 : done / lines.length;
}

type StepProps = {
  readonly card: Card;
  readonly notice: Notice;
  readonly at: Progress;
  readonly keep: (next: Progress) => Promise<void>;
  readonly bandage: Bandage;
};

/** Which goods: scan them, or tap the line. */
function ChooseGoods({ card, notice, keep, bandage }: StepProps): ReactNode {
  const { t } = useWords();
  const step = useStep(bandage.refused);
  const choose = (line: Line, found: Progress = {}): Promise<void> => keep({ line: line.id, ...found });
  const scan = (text: string): void =>
    step.run(async () => {
      const found = await resolve(text);
      const line = notice.lines.find((candidate) => candidate.item_id === found.item?.id);
      if (!line || !found.item)
        return bandage.wrong(t('floor.wrongItem', { scanned: found.item?.name ?? found.text }));
      bandage.good(found.item.name, `${found.item.code} ${found.item.pack ?? found.item.unit}`);
      await choose(line, {
        qty: found.item.qty,
        ...(found.lotNo ? { lot: found.lotNo, supplierLot: found.lotNo } : {}),
        ...(found.productionDate ? { production: found.productionDate } : {}),
        ...(found.expiryDate ? { expiry: found.expiryDate } : {}),
      });
    });
  return (
    <Screen
      title={`${t('floor.receive')} ${card.document_no}`}
      subtitle={notice.document.partner_name}
      progress={share(notice.lines)}
      band={bandage.band}
    >
      <ScanPrompt text={t('floor.scanItem')} hint={t('floor.lines')} onScan={scan} />
      <ul className="work-list">
        {notice.lines.map((line) => (
          <li key={line.id}>
            <button className={isOpen(line) ? '' : 'done'} onClick={() => void choose(line)}>
              <strong>{line.item_name}</strong>
              <span>
                {grouped(line.qty_received)} / {grouped(line.qty_expected)} {line.unit}
              </span>
              <small className="code">
                {line.item_code} {line.item_spec}
              </small>
            </button>
          </li>
        ))}
      </ul>
    </Screen>
  );
}

/** Which lot, and its dates when the item asks for them. */
function LotOf({ card, line, at, keep, bandage }: StepProps & { readonly line: Line }): ReactNode {
  const { t } = useWords();
  const [supplierLot, setSupplierLot] = useState(at['supplierLot'] ?? '');
  const [production, setProduction] = useState(at['production'] ?? '');
  const [expiry, setExpiry] = useState(at['expiry'] ?? '');
  const step = useStep(bandage.refused);
  const scan = (text: string): void =>
    step.run(async () => {
      const found = await resolve(text);
      const lot = found.lotNo ?? found.text;
      setSupplierLot(lot);
      if (found.productionDate) setProduction(found.productionDate);
      if (found.expiryDate) setExpiry(found.expiryDate);
      bandage.good(lot);
      if (!line.expiry_managed) await keep({ ...at, supplierLot: lot, lotDone: '1' });
    });
  const missing = line.expiry_managed && production === '' && expiry === '';
  return (
    <Screen
      title={`${t('floor.receive')} ${card.document_no}`}
      subtitle={line.item_name}
      band={bandage.band}
      buttons={
        <>
          <button className="button" onClick={() => void keep({})}>
            {t('app.back')}
          </button>
          <button
            className="button primary"
            disabled={missing}
            onClick={() =>
              void keep({
                ...at,
                lotDone: '1',
                ...(supplierLot ? { supplierLot } : {}),
                ...(production ? { production } : {}),
                ...(expiry ? { expiry } : {}),
              })
            }
          >
            {supplierLot === '' ? t('floor.autoLot') : t('floor.next')}
          </button>
        </>
      }
    >
      <Goods code={line.item_code} name={line.item_name} spec={line.item_spec} />
      <ScanPrompt text={t('floor.scanLot')} onScan={scan} />
      <div className="panel">
        <Fact label={t('floor.supplierLot')} code>
          {supplierLot || '—'}
        </Fact>
        {line.expiry_managed && (
          <div className="pair">
            <label className="field">
              <span>{t('floor.productionDate')}</span>
              <input
                className="input"
                type="date"
                value={production}
                onChange={(event) => setProduction(event.target.value)}
              />
            </label>
            <label className="field">
              <span>{t('floor.expiryDate')}</span>
              <input
                className="input"
                type="date"
                value={expiry}
                onChange={(event) => setExpiry(event.target.value)}
              />
            </label>
          </div>
        )}
      </div>
    </Screen>
  );
}

/** How many; damaged ones are received apart. */
function CountOf({ card, line, at, keep, bandage }: StepProps & { readonly line: Line }): ReactNode {
  const { t } = useWords();
  const [qty, setQty] = useState(at['qty'] ?? leftOf(line));
  const step = useStep(bandage.refused);
  const receive = (damaged: boolean): void =>
    step.run(async () => {
      const done = await command(
        'receiving.confirm-receipt',
        {
          noticeLineId: line.id,
          qty,
          damaged,
          ...(at['supplierLot'] ? { supplierLotNo: at['supplierLot'] } : {}),
          ...(at['production'] ? { productionDate: at['production'] } : {}),
          ...(at['expiry'] ? { expiryDate: at['expiry'] } : {}),
        },
        line.qty_received,
      );
      bandage.good(
        `+${grouped(qty)} ${line.unit}`,
        done.lotNo ? `${t('floor.lot')} ${done.lotNo}` : undefined,
      );
      await keep({});
    });
  const short = (): void =>
    step.run(async () => {
      await command('receiving.close-short', { noticeLineId: line.id, reason: t('floor.short') });
      bandage.good(t('floor.closeShort'));
      await keep({});
    });
  const scan = (text: string): void =>
    step.run(async () => {
      const found = await resolve(text);
      if (!found.item || !same(found.item.code, line.item_code))
        return bandage.wrong(
          t('floor.wrongScan', { scanned: found.item?.name ?? found.text, expected: line.item_name }),
        );
      setQty((now) => plusQty(now, found.item?.qty ?? '1', at['qty']));
      bandage.good(`+${found.item.qty} ${found.item.unit}`);
    });
  return (
    <Screen
      title={`${t('floor.receive')} ${card.document_no}`}
      subtitle={line.item_name}
      band={bandage.band}
      buttons={
        <>
          <button className="button danger" disabled={!isQty(qty) || step.busy} onClick={() => receive(true)}>
            {t('floor.damaged')}
          </button>
          {compare(line.qty_received, '0') > 0 && isOpen(line) && (
            <button className="button danger" disabled={step.busy} onClick={short}>
              {t('floor.closeShort')}
            </button>
          )}
          <button className="button" onClick={() => void keep({})}>
            {t('app.back')}
          </button>
          <button
            className="button primary wide"
            disabled={!isQty(qty) || step.busy}
            onClick={() => receive(false)}
          >
            {t('floor.confirm')} {grouped(qty)} {line.unit}
          </button>
        </>
      }
    >
      <Goods code={line.item_code} name={line.item_name} lot={at['supplierLot'] ?? null} />
      <div className="pair">
        <Fact label={t('floor.received')}>{grouped(line.qty_received)}</Fact>
        <Fact label={t('floor.expected')}>{grouped(line.qty_expected)}</Fact>
      </div>
      <QtyPad
        label={t('floor.qty')}
        unit={line.unit}
        value={qty}
        onChange={setQty}
        onConfirm={() => receive(false)}
      />
      <ScanPrompt text={t('floor.scanItemHint')} onScan={scan} />
    </Screen>
  );
}

/** The first scanned pack replaces the proposed quantity, every further one adds to it. */
const plusQty = (now: string, scanned: string, first: string | undefined): string =>
  first === undefined ? scanned : minus(now, minus('0', scanned));

export function Receive({ card }: { card: Card }): ReactNode {
  const navigate = useNavigate();
  const { t } = useWords();
  const bandage = useBand();
  const { at, keep } = useProgress(card, bandage.refused);
  const notice = useQuery({
    queryKey: ['notice', card.document_id],
    queryFn: () => query('receiving.get-notice', { noticeId: card.document_id }),
  });
  if (!notice.data) return null;
  if (!notice.data.lines.some(isOpen)) {
    return (
      <Screen
        title={`${t('floor.receive')} ${card.document_no}`}
        band={{ tone: 'good', text: t('floor.doneTask'), more: card.document_no }}
        progress={1}
        buttons={
          <button className="button primary" onClick={() => void navigate({ to: '/f' })}>
            {t('floor.tasks')}
          </button>
        }
      >
        <Goods code={card.document_no} name={notice.data.document.partner_name} />
      </Screen>
    );
  }
  const line = notice.data.lines.find((candidate) => candidate.id === at['line']);
  const props = { card, notice: notice.data, at, keep, bandage };
  if (!line) return <ChooseGoods {...props} />;
  if (line.lot_managed && at['lotDone'] === undefined) return <LotOf {...props} line={line} />;
  return <CountOf {...props} line={line} />;
}
