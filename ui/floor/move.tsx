// A move without an order: from which bin, which goods, how many, into which bin. Where the worker stands is in the
// address, so that going back is one step back. What others hold is named by the server and stays.
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { grouped, isQty } from '../kit/format.ts';
import { Empty } from '../kit/parts.tsx';
import { useWords } from '../kit/words.tsx';
import { command } from './kept.ts';
import { type Bandage, Fact, Goods, QtyPad, ScanPrompt, Screen, useBand } from './parts.tsx';
import { type Standing, StandingLine, isMovable, standingOf } from './standing.tsx';
import { resolve, same, useStep } from './work.ts';

type At = { readonly bin?: string; readonly item?: string; readonly lot?: string; readonly status?: string };
type Chosen = At & { readonly qty?: string };

const useBinOf = (code: string) =>
  useQuery({ queryKey: ['bin', code], queryFn: () => resolve(code), enabled: code !== '' });

function FromWhere({ bandage, go }: { bandage: Bandage; go: (at: Chosen) => Promise<void> }): ReactNode {
  const { t } = useWords();
  const step = useStep(bandage.refused);
  const scan = (text: string): void =>
    step.run(async () => {
      const found = await resolve(text);
      if (!found.bin) return bandage.wrong(t('floor.noBin', { scanned: found.item?.name ?? found.text }));
      bandage.good(found.bin.code);
      return go({ bin: found.bin.code });
    });
  return (
    <Screen title={t('floor.move')} band={bandage.band}>
      <ScanPrompt text={t('floor.moveFrom')} onScan={scan} />
    </Screen>
  );
}

type InBin = {
  readonly bin: string;
  readonly rows: readonly Standing[];
  readonly bandage: Bandage;
  readonly go: (at: Chosen) => Promise<void>;
};

function WhichGoods({ bin, rows, bandage, go }: InBin): ReactNode {
  const { t } = useWords();
  const step = useStep(bandage.refused);
  const choose = (row: Standing): Promise<void> =>
    go({ bin, item: row.item_id, lot: row.lot_id, status: row.status });
  const scan = (text: string): void =>
    step.run(async () => {
      const found = await resolve(text);
      const own = rows.filter(
        (row) =>
          (found.item === null ? same(found.text, row.lot_no) : row.item_id === found.item.id) &&
          (found.lotNo === null || same(found.lotNo, row.lot_no)),
      );
      const [row, another] = own;
      const scanned = found.item?.name ?? found.bin?.code ?? found.text;
      if (!row) return bandage.wrong(t('floor.notHere', { scanned, bin }));
      if (another) return bandage.ask(t('floor.whichLot', { item: row.item_name }));
      bandage.good(row.item_name, row.lot_no);
      return choose(row);
    });
  return (
    <Screen title={t('floor.move')} subtitle={t('floor.outOf', { bin })} back="/f/move" band={bandage.band}>
      <ScanPrompt text={t('floor.ask.item')} hint={t('floor.orTap')} onScan={scan} />
      {rows.length === 0 && <Empty title={t('floor.nothingToMove', { bin })} />}
      <ul className="work-list">
        {rows.map((row) => (
          <StandingLine
            key={`${row.item_id}${row.lot_id}${row.status}`}
            row={row}
            inBin
            onChoose={() => {
              bandage.clear();
              void choose(row);
            }}
          />
        ))}
      </ul>
    </Screen>
  );
}

type OfGoods = {
  readonly at: Chosen;
  readonly row: Standing;
  readonly bandage: Bandage;
  readonly go: (at: Chosen) => Promise<void>;
};

function HowMany({ at, row, bandage, go }: OfGoods): ReactNode {
  const { t } = useWords();
  const [qty, setQty] = useState(row.free ?? '');
  const confirm = (): void => {
    if (!isQty(qty)) return;
    bandage.clear();
    void go({ ...at, qty });
  };
  return (
    <Screen
      title={t('floor.move')}
      subtitle={t('floor.outOf', { bin: at.bin ?? '' })}
      back={`/f/move?bin=${encodeURIComponent(at.bin ?? '')}`}
      band={bandage.band}
      buttons={
        <button className="button primary" disabled={!isQty(qty)} onClick={confirm}>
          {t('floor.next')} · {grouped(qty)} {row.unit}
        </button>
      }
    >
      <div className="panel">
        <Goods code={row.item_code} name={row.item_name} lot={row.lot_no} expiry={row.expiry_date} />
      </div>
      <QtyPad
        label={t('floor.qty')}
        unit={row.unit}
        {...(row.free === null ? {} : { max: grouped(row.free) })}
        value={qty}
        onChange={setQty}
        onConfirm={confirm}
      />
    </Screen>
  );
}

function IntoWhich({ at, row, from, bandage, go }: OfGoods & { readonly from: string }): ReactNode {
  const { t } = useWords();
  const step = useStep(bandage.refused);
  const qty = at.qty ?? '';
  const scan = (text: string): void =>
    step.run(async () => {
      const found = await resolve(text);
      if (!found.bin) return bandage.wrong(t('floor.noBin', { scanned: found.item?.name ?? found.text }));
      await command(
        'move.confirm-move',
        {
          fromBinId: from,
          itemId: row.item_id,
          ...(row.lot_no === '' ? {} : { lotId: row.lot_id }),
          qty,
          toBinId: found.bin.id,
          status: standingOf(row),
        },
        row.free ?? '',
      );
      bandage.good(
        `${grouped(qty)} ${row.unit} ${row.item_name}`,
        `${at.bin ?? ''} → ${found.bin.code}`,
        'done',
      );
      await go({});
    });
  return (
    <Screen
      title={t('floor.move')}
      subtitle={t('floor.outOf', { bin: at.bin ?? '' })}
      back={`/f/move?bin=${encodeURIComponent(at.bin ?? '')}`}
      band={bandage.band}
    >
      <div className="panel">
        <Goods code={row.item_code} name={row.item_name} lot={row.lot_no} expiry={row.expiry_date} />
        <div className="pair">
          <Fact label={t('floor.from')} code>
            {at.bin ?? ''}
          </Fact>
          <Fact label={t('floor.qty')}>
            {grouped(qty)} {row.unit}
          </Fact>
        </div>
      </div>
      <ScanPrompt text={t('floor.moveInto')} onScan={scan} />
    </Screen>
  );
}

export function Move(): ReactNode {
  const { t } = useWords();
  const navigate = useNavigate();
  const at: Chosen = useSearch({ strict: false });
  const bandage = useBand();
  const bin = useBinOf(at.bin ?? '');
  const go = (next: Chosen): Promise<void> => navigate({ to: '/f/move', search: { ...next } });
  if (at.bin === undefined) return <FromWhere bandage={bandage} go={go} />;
  if (!bin.data) return null;
  if (!bin.data.bin) return <Empty title={t('floor.nothing', { text: at.bin })} />;
  const rows = bin.data.stock.filter(isMovable);
  const row = rows.find(
    (one) => one.item_id === at.item && one.lot_id === at.lot && one.status === at.status,
  );
  if (!row) return <WhichGoods bin={bin.data.bin.code} rows={rows} bandage={bandage} go={go} />;
  if (at.qty === undefined) return <HowMany at={at} row={row} bandage={bandage} go={go} />;
  return <IntoWhich at={at} row={row} from={bin.data.bin.id} bandage={bandage} go={go} />;
}
