// The floor's first page: what I hold, what comes next, the queues, and any code scanned.
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { command, query } from '../api-client/client.ts';
import { signOut } from '../api-client/session.ts';
import { useSession } from '../desk/session-context.ts';
import { grouped, minus } from '../kit/format.ts';
import { Empty } from '../kit/parts.tsx';
import { useWords } from '../kit/words.tsx';
import { Fact, Goods, ScanPrompt, Screen, useBand } from './parts.tsx';
import { ShortageTiles } from './shortages.tsx';
import { type Card, progressOf, resolve, useStep } from './work.ts';

const kindWord = (kind: string) => `floor.${kind}` as 'floor.receive';

/** Where a task's next step happens. */
const placeOf = (card: Card): string =>
  (card.kind === 'transfer_in' ? card.to_bin : card.from_bin) ?? card.to_bin ?? card.warehouse_code;
const leftOf = (card: Card): string =>
  card.qty_planned === null ? '' : `${grouped(minus(card.qty_planned, card.qty_done))} ${card.unit ?? ''}`;

function NextTask({ card }: { card: Card }): ReactNode {
  const { t } = useWords();
  const left = leftOf(card);
  return (
    <Link className="panel next" to="/f/task/$id" params={{ id: card.id }} style={{ textDecoration: 'none' }}>
      <span className="row">
        <span className="grow">{t('floor.nextTask', { kind: t(kindWord(card.kind)) })}</span>
        <small className="code">{card.document_no}</small>
      </span>
      <Fact label={card.partner_name ?? card.warehouse_code} big code>
        {placeOf(card)}
      </Fact>
      {card.item_code && <Goods code={card.item_code} name={card.item_name ?? ''} lot={card.lot_no} />}
      {left && <strong>{left}</strong>}
    </Link>
  );
}

function TaskLine({ card }: { card: Card }): ReactNode {
  const { t } = useWords();
  return (
    <li>
      <Link to="/f/task/$id" params={{ id: card.id }}>
        <strong>
          {t(kindWord(card.kind))} ·{' '}
          {card.item_name ?? card.partner_name ?? card.from_bin ?? card.document_no}
        </strong>
        <span>{leftOf(card)}</span>
        <small className="code">
          {card.document_no} {card.from_bin && card.to_bin && `${card.from_bin} → `}
          {card.to_bin ?? card.warehouse_code}
        </small>
      </Link>
    </li>
  );
}

export function Tasks(): ReactNode {
  const { t, switchLanguage } = useWords();
  const session = useSession();
  const navigate = useNavigate();
  const { band, wrong, refused } = useBand();
  const step = useStep(refused);
  const [kind, setKind] = useState<string | null>(null);
  const work = useQuery({
    queryKey: ['my-tasks', kind],
    queryFn: () => query('tasks.my-tasks', kind === null ? {} : { kind }),
    refetchInterval: 15_000,
  });
  const mine = work.data?.mine ?? [];
  const ready = work.data?.ready ?? [];
  const next = mine[0] ?? ready[0];
  const scan = (text: string): void =>
    step.run(async () => {
      const found = await resolve(text);
      const [first] = found.tasks;
      if (first) {
        // Who scans the bin of a count has scanned it.
        if (found.bin) {
          const progress = { ...progressOf(first), bin: '1' };
          await command('tasks.save-progress', { taskId: first.id, progress });
        }
        return navigate({ to: '/f/task/$id', params: { id: first.id } });
      }
      if (found.item || found.bin || found.stock.length > 0)
        return navigate({ to: '/f/lookup', search: { text } });
      return wrong(t('floor.nothing', { text: found.text }));
    });
  const leave = (): void => void signOut().then(() => location.assign('/f'));
  return (
    <Screen
      title={session.user.name}
      subtitle={session.company?.name}
      band={band}
      back={null}
      buttons={
        <>
          <button className="button" onClick={switchLanguage}>
            {t('shell.language')}
          </button>
          <a className="button" href="/">
            {t('floor.desk')}
          </a>
          <button className="button" onClick={leave}>
            {t('signIn.out')}
          </button>
        </>
      }
    >
      <ScanPrompt text={t('floor.scanAnything')} onScan={scan} />
      {next ? <NextTask card={next} /> : work.data && <Empty title={t('floor.none')} />}
      <nav className="tiles">
        {(work.data?.queues ?? []).map((queue) => (
          <button
            key={queue.kind}
            className={`tile ${kind === queue.kind ? 'active' : ''}`}
            onClick={() => setKind(kind === queue.kind ? null : queue.kind)}
          >
            {t(kindWord(queue.kind))}
            <b>{queue.count}</b>
          </button>
        ))}
        {session.rights.includes('inspection.rule') && (
          <Link className="tile" to="/f/inspections">
            {t('floor.inspect')}
          </Link>
        )}
        {session.rights.includes('shipment.view') && (
          <Link className="tile" to="/f/shipments">
            {t('floor.ship')}
          </Link>
        )}
        <Link className="tile" to="/f/move">
          {t('floor.move')}
        </Link>
        <Link className="tile" to="/f/lookup">
          {t('floor.lookup')}
        </Link>
        <ShortageTiles />
      </nav>
      {mine.length > 0 && <h2>{t('floor.mine')}</h2>}
      <ul className="work-list">
        {mine.map((card) => (
          <TaskLine key={card.id} card={card} />
        ))}
      </ul>
      {ready.length > 0 && <h2>{t('floor.ready')}</h2>}
      <ul className="work-list">
        {ready.map((card) => (
          <TaskLine key={card.id} card={card} />
        ))}
      </ul>
    </Screen>
  );
}
