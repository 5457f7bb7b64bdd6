// Checking, packing and shipping: what was picked is scanned into boxes; when nothing is left, the boxes leave.
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { query } from '../api-client/client.ts';
import { useId } from '../kit/address.ts';
import type { Row } from '../kit/data-table.tsx';
import { compare, grouped, minus, plus } from '../kit/format.ts';
import { Empty } from '../kit/parts.tsx';
import { useWords } from '../kit/words.tsx';
import { command } from './kept.ts';
import { ScanPrompt, Screen, useBand } from './parts.tsx';
import { resolve, same, useStep } from './work.ts';

const word = (row: Row, key: string): string => String(row[key] ?? '');
const keyOf = (row: Row): string => `${word(row, 'shipment_line_id')}/${word(row, 'lot_id')}`;
const leftOf = (row: Row): string => minus(word(row, 'qty'), word(row, 'qty_packed'));

export function Ship({ shipmentId }: { shipmentId: string }): ReactNode {
  const { t } = useWords();
  const navigate = useNavigate();
  const bandage = useBand();
  const step = useStep(bandage.refused);
  const [box, setBox] = useState<Readonly<Record<string, string>>>({});
  const [carrier, setCarrier] = useState('');
  const [tracking, setTracking] = useState('');
  const shipment = useQuery({
    queryKey: ['shipment', shipmentId],
    queryFn: () => query('shipping.get-shipment', { shipmentId }),
  });
  if (!shipment.data) return null;
  const { document, staged, packages } = shipment.data;
  const open = staged.filter((row) => compare(leftOf(row), '0') > 0);
  const scan = (text: string): void =>
    step.run(async () => {
      const found = await resolve(text);
      const row = open.find(
        (candidate) =>
          same(word(candidate, 'item_code'), found.item?.code ?? null) &&
          (found.lotNo === null || same(found.lotNo, word(candidate, 'lot_no'))) &&
          compare(plus(box[keyOf(candidate)] ?? '0', found.item?.qty ?? '1'), leftOf(candidate)) <= 0,
      );
      if (!row || !found.item)
        return bandage.wrong(t('floor.notPicked', { scanned: found.item?.name ?? found.text }));
      setBox({ ...box, [keyOf(row)]: plus(box[keyOf(row)] ?? '0', found.item.qty) });
      bandage.good(`+${found.item.qty} ${found.item.unit}`, found.item.name);
    });
  const fill = (): void => setBox(Object.fromEntries(open.map((row) => [keyOf(row), leftOf(row)])));
  const closeBox = (): void =>
    step.run(async () => {
      const lines = open
        .filter((row) => box[keyOf(row)] !== undefined)
        .map((row) => ({
          shipmentLineId: word(row, 'shipment_line_id'),
          lotId: word(row, 'lot_id'),
          qty: box[keyOf(row)] ?? '0',
        }));
      const done = await command('packing.confirm-package', { shipmentId, lines }, String(packages.length));
      setBox({});
      bandage.good(t('floor.boxClosed', { no: done.packageNo }));
    });
  const leave = (): void =>
    step.run(async () => {
      const done = await command('shipping.confirm-shipment', {
        shipmentId,
        ...(carrier ? { carrier } : {}),
        ...(tracking ? { trackingNo: tracking } : {}),
      });
      bandage.good(t('floor.shipped', { qty: grouped(done.shipped) }), word(document, 'no'), 'done');
      await navigate({ to: '/f' });
    });
  const packed = open.length === 0 && packages.length > 0;
  return (
    <Screen
      title={`${t('floor.pack')} ${word(document, 'no')}`}
      subtitle={word(document, 'partner_name')}
      band={bandage.band}
      progress={staged.length === 0 ? 0 : (staged.length - open.length) / staged.length}
      buttons={
        packed ? (
          <button className="button primary wide" disabled={step.busy} onClick={leave}>
            {t('floor.ship')}
          </button>
        ) : (
          <>
            <button className="button" onClick={fill}>
              {t('floor.packAll')}
            </button>
            <button
              className="button primary"
              disabled={Object.keys(box).length === 0 || step.busy}
              onClick={closeBox}
            >
              {t('floor.closeBox')}
            </button>
          </>
        )
      }
    >
      {packed ? (
        <div className="panel">
          <label className="field">
            <span>{t('floor.carrier')}</span>
            <input className="input" value={carrier} onChange={(event) => setCarrier(event.target.value)} />
          </label>
          <label className="field">
            <span>{t('floor.tracking')}</span>
            <input className="input" value={tracking} onChange={(event) => setTracking(event.target.value)} />
          </label>
        </div>
      ) : (
        <ScanPrompt text={t('floor.scanItem')} hint={t('floor.scanItemHint')} onScan={scan} />
      )}
      <ul className="work-list">
        {staged.map((row) => (
          <li key={keyOf(row)}>
            <button
              className={compare(leftOf(row), '0') > 0 ? '' : 'done'}
              onClick={() => setBox({ ...box, [keyOf(row)]: leftOf(row) })}
            >
              <strong>{word(row, 'item_name')}</strong>
              <span>
                {grouped(plus(word(row, 'qty_packed'), box[keyOf(row)] ?? '0'))} / {grouped(word(row, 'qty'))}{' '}
                {word(row, 'unit')}
              </span>
              <small className="code">
                {word(row, 'item_code')} {word(row, 'lot_no')}
              </small>
            </button>
          </li>
        ))}
      </ul>
      {packages.map((row) => (
        <small key={word(row, 'no')} className="code">
          {word(row, 'no')} · {grouped(word(row, 'qty'))}
        </small>
      ))}
    </Screen>
  );
}

export function ShipmentPage(): ReactNode {
  return <Ship shipmentId={useId()} />;
}

/** What is picked or packed and has not left. */
export function Shipments(): ReactNode {
  const { t } = useWords();
  const waiting = useQuery({
    queryKey: ['shipments-waiting'],
    queryFn: () =>
      query('shipping.list-shipments', {
        filters: [{ column: 'state', op: 'in', value: ['picking', 'picked', 'packed'] }],
        limit: 100,
      }),
  });
  const rows = waiting.data?.rows ?? [];
  return (
    <Screen title={t('floor.ship')}>
      {waiting.data && rows.length === 0 && <Empty title={t('floor.none')} />}
      <ul className="work-list">
        {rows.map((row) => (
          <li key={word(row, 'id')}>
            <Link to="/f/shipment/$id" params={{ id: word(row, 'id') }}>
              <strong>{word(row, 'partner_name')}</strong>
              <span>{grouped(word(row, 'qty_picked'))}</span>
              <small className="code">{word(row, 'no')}</small>
            </Link>
          </li>
        ))}
      </ul>
    </Screen>
  );
}
