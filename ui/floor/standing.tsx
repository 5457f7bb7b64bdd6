// What stands in a bin: one item, lot and status of it as a line, and as a screen of its own from which it is moved,
// frozen or set free.
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useSession } from '../desk/session-context.ts';
import { grouped, isQty } from '../kit/format.ts';
import { Empty } from '../kit/parts.tsx';
import { useWords } from '../kit/words.tsx';
import { command } from './kept.ts';
import { Fact, Goods, QtyPad, Screen, useBand } from './parts.tsx';
import { type Resolved, resolve, useStep } from './work.ts';

export type Standing = Resolved['stock'][number];

const MOVABLE = ['available', 'frozen', 'damaged'] as const;
type Movable = (typeof MOVABLE)[number];

/** The status as a move knows it. */
export const standingOf = (row: Standing): Movable =>
  MOVABLE.find((status) => status === row.status) ?? 'available';

/** Ours, and in a status that may be moved. */
export const isMovable = (row: Standing): boolean =>
  row.is_own && MOVABLE.some((status) => status === row.status);

export function StandingLine({
  row,
  inBin,
  onChoose,
}: {
  row: Standing;
  /** The bin is known, so the line names the item; otherwise it names the bin. */
  inBin: boolean;
  onChoose: () => void;
}): ReactNode {
  const { t } = useWords();
  return (
    <li>
      <button onClick={onChoose}>
        <strong className={inBin ? '' : 'code'}>{inBin ? row.item_name : row.bin_code}</strong>
        <span>{row.on_hand === null ? t('floor.beingCounted') : `${grouped(row.on_hand)} ${row.unit}`}</span>
        <small className="code">
          {inBin ? row.item_code : row.warehouse_code} {row.lot_no} {row.expiry_date ?? ''}
          {row.status !== 'available' && ` · ${t(`floor.status.${row.status}` as 'floor.status.pending')}`}
          {!row.is_own && ` · ${row.owner_name}`}
          {row.free !== row.on_hand &&
            row.status === 'available' &&
            ` · ${t('floor.free', { qty: grouped(row.free) })}`}
        </small>
      </button>
    </li>
  );
}

const FREEZING = ['recheck', 'suspect', 'complaint', 'unclear'] as const;
const FREEING = ['passed', 'mistake'] as const;

/** Freezes or sets free: how many, and why. */
function ChangeStatus({
  row,
  binId,
  onDone,
  onCancel,
}: {
  row: Standing;
  binId: string;
  onDone: () => void;
  onCancel: () => void;
}): ReactNode {
  const { t } = useWords();
  const bandage = useBand();
  const step = useStep(bandage.refused);
  const [qty, setQty] = useState(row.free ?? '');
  const freezes = row.status === 'available';
  const change = (reason: (typeof FREEZING | typeof FREEING)[number]): void =>
    step.run(async () => {
      await command(
        freezes ? 'move.freeze-stock' : 'move.unfreeze-stock',
        {
          binId,
          itemId: row.item_id,
          ...(row.lot_no === '' ? {} : { lotId: row.lot_id }),
          qty,
          reason: t(`floor.why.${reason}`),
        },
        row.free ?? '',
      );
      bandage.good(
        t(freezes ? 'floor.frozen' : 'floor.unfrozen', { qty: `${grouped(qty)} ${row.unit}` }),
        `${row.item_name} ${row.lot_no}`,
        'done',
      );
      onDone();
    });
  return (
    <Screen
      title={t(freezes ? 'floor.freeze' : 'floor.unfreeze')}
      subtitle={row.bin_code}
      band={bandage.band}
      buttons={
        <>
          {(freezes ? FREEZING : FREEING).map((reason) => (
            <button
              key={reason}
              className={`button half ${freezes ? 'danger' : 'primary'}`}
              disabled={!isQty(qty) || step.busy}
              onClick={() => change(reason)}
            >
              {t(`floor.why.${reason}`)}
            </button>
          ))}
          <button className="button wide" onClick={onCancel}>
            {t('app.cancel')}
          </button>
        </>
      }
    >
      <div className="panel tight">
        <Goods code={row.item_code} name={row.item_name} lot={row.lot_no} expiry={row.expiry_date} />
      </div>
      <QtyPad
        label={t('floor.qty')}
        unit={row.unit}
        {...(row.free === null ? {} : { max: grouped(row.free) })}
        value={qty}
        onChange={setQty}
        onConfirm={() => undefined}
      />
    </Screen>
  );
}

/** One item, lot and status in one bin, and what may be done with it. */
export function StandingPage(): ReactNode {
  const { t } = useWords();
  const navigate = useNavigate();
  const { rights } = useSession();
  const at: { bin?: string; item?: string; lot?: string; status?: string } = useSearch({ strict: false });
  const [changing, setChanging] = useState(false);
  const code = at.bin ?? '';
  const bin = useQuery({ queryKey: ['bin', code], queryFn: () => resolve(code), enabled: code !== '' });
  if (!bin.data) return null;
  const row = bin.data.stock.find(
    (one) => one.item_id === at.item && one.lot_id === at.lot && one.status === at.status,
  );
  const lookUp = (text: string): void => void navigate({ to: '/f/lookup', search: { text } });
  if (!row || !bin.data.bin)
    return (
      <Screen title={t('floor.lookup')} back="/f/lookup">
        <Empty title={t('floor.nothing', { text: code })} />
      </Screen>
    );
  const mayChange =
    rights.includes('stock.adjust') && row.is_own && ['available', 'frozen'].includes(row.status);
  if (changing)
    return (
      <ChangeStatus
        row={row}
        binId={bin.data.bin.id}
        onDone={() => lookUp(code)}
        onCancel={() => setChanging(false)}
      />
    );
  return (
    <Screen
      title={t('floor.lookup')}
      subtitle={`${row.warehouse_code} · ${row.bin_code}`}
      back={`/f/lookup?text=${encodeURIComponent(code)}`}
      buttons={
        <>
          {mayChange && (
            <button className="button" onClick={() => setChanging(true)}>
              {t(row.status === 'frozen' ? 'floor.unfreeze' : 'floor.freeze')}
            </button>
          )}
          {isMovable(row) && (
            <button
              className="button primary"
              onClick={() => void navigate({ to: '/f/move', search: { ...at } })}
            >
              {t('floor.move')}
            </button>
          )}
        </>
      }
    >
      <div className="panel">
        <Fact label={t('floor.bin')} big code>
          {row.bin_code}
        </Fact>
        <Goods code={row.item_code} name={row.item_name} lot={row.lot_no} expiry={row.expiry_date} />
        {row.on_hand === null ? (
          <strong>{t('floor.beingCounted')}</strong>
        ) : (
          <div className="pair">
            <Fact label={t('floor.stockOf')}>
              {grouped(row.on_hand)} {row.unit}
            </Fact>
            {row.status === 'available' && <Fact label={t('floor.freeQty')}>{grouped(row.free)}</Fact>}
          </div>
        )}
        <small>
          {t(`floor.status.${row.status}` as 'floor.status.pending')} · {row.owner_name}
        </small>
      </div>
      <button className="button" onClick={() => lookUp(row.item_code)}>
        {t('floor.whereElse')}
      </button>
    </Screen>
  );
}
