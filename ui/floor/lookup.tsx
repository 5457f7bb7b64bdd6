// Anything scanned says what it is, where it stands and what waits to be done with it; what stands can be moved from here.
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { grouped } from '../kit/format.ts';
import { Empty } from '../kit/parts.tsx';
import { useWords } from '../kit/words.tsx';
import { Fact, Goods, ScanPrompt, Screen, useBand } from './parts.tsx';
import { StandingLine, isMovable } from './standing.tsx';
import { resolve } from './work.ts';

export function Lookup(): ReactNode {
  const { t } = useWords();
  const { band } = useBand();
  const navigate = useNavigate();
  const search: { text?: string } = useSearch({ strict: false });
  const text = search.text ?? '';
  const answer = useQuery({ queryKey: ['lookup', text], queryFn: () => resolve(text), enabled: text !== '' });
  const found = answer.data;
  const unknown = found && !found.item && !found.bin && found.stock.length === 0 && found.tasks.length === 0;
  return (
    <Screen
      title={t('floor.lookup')}
      band={band}
      {...(found?.bin && found.stock.some(isMovable)
        ? {
            buttons: (
              <Link className="button" to="/f/move" search={{ bin: found.bin.code }}>
                {t('floor.moveOut')}
              </Link>
            ),
          }
        : {})}
    >
      <ScanPrompt
        text={t('floor.scanAnything')}
        onScan={(code) => void navigate({ to: '/f/lookup', search: { text: code } })}
      />
      {unknown && <Empty title={t('floor.nothing', { text: found.text })} />}
      {found?.item && (
        <div className="panel">
          <Goods
            code={found.item.code}
            name={found.item.name}
            spec={found.item.spec}
            lot={found.lotNo}
            expiry={found.expiryDate}
          />
        </div>
      )}
      {found?.bin && (
        <div className="panel">
          <Fact label={found.bin.warehouse_name} big code>
            {found.bin.code}
          </Fact>
          {found.stock.length === 0 && <small>{t('floor.emptyBin')}</small>}
        </div>
      )}
      <ul className="work-list">
        {(found?.tasks ?? []).map((card) => (
          <li key={card.id}>
            <Link to="/f/task/$id" params={{ id: card.id }}>
              <strong>
                {t(`floor.${card.kind}` as 'floor.receive')} {card.item_name ?? card.from_bin ?? ''}
              </strong>
              <span>{grouped(card.qty_planned ?? '')}</span>
              <small className="code">{card.document_no}</small>
            </Link>
          </li>
        ))}
        {(found?.stock ?? []).map((row) => (
          <StandingLine
            key={`${row.item_id}${row.lot_id}${row.status}${row.bin_code}${row.owner_name}`}
            row={row}
            inBin={found?.bin !== null}
            onChoose={() =>
              void navigate({
                to: '/f/standing',
                search: { bin: row.bin_code, item: row.item_id, lot: row.lot_id, status: row.status },
              })
            }
          />
        ))}
      </ul>
    </Screen>
  );
}
