// Today: what waits for this person, as numbers and one by one, each a click from where it is done; beside it whether
// the books are true and what the floor does.
import { useQueries } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { type QueryName, query } from '../../api-client/client.ts';
import type { Row } from '../../kit/data-table.tsx';
import { grouped, moment } from '../../kit/format.ts';
import { Empty } from '../../kit/parts.tsx';
import { pathOf } from '../../kit/paths.ts';
import { useWords } from '../../kit/words.tsx';
import { PlanToday } from '../planning/plan-today.tsx';
import { useSession } from '../session-context.ts';
import { useTitle } from '../shell.tsx';
import { ProofCard, Stream } from '../today/asides.tsx';
import { BEGIN, WAITING, type Waiting } from '../today/waiting.ts';

/** How many rows of each kind are shown one by one. */
const SHOWN = 5;

type Answer = { readonly total: number; readonly rows: readonly Row[] };

export function Home(): ReactNode {
  const { t } = useWords();
  const session = useSession();
  useTitle(t('menu.today'));
  const may = (right: string | undefined): boolean => right !== undefined && session.rights.includes(right);
  const visible = WAITING.filter((waiting) => may(waiting.right));
  // Whoever has work of their own looks after the base data by the menu.
  const busy = visible.filter(({ base }) => !base);
  const mine = busy.length > 0 ? busy : visible;
  const answers = useQueries({
    queries: mine.map((waiting) => ({
      queryKey: ['list', waiting.list, 'today', waiting.filters],
      queryFn: () =>
        query(waiting.list as QueryName, {
          filters: waiting.filters,
          limit: may(waiting.acts) ? SHOWN : 1,
        }) as Promise<Answer>,
    })),
  });
  const asked = mine.map((waiting, index) => ({ waiting, answer: answers[index]?.data }));
  const toAct = asked.filter(({ waiting }) => may(waiting.acts) && waiting.row);
  const hasAside = may('proof.view') || may('stock.view');
  return (
    <div className="page">
      <div className="row wrap">
        <h1>{t('home.hello', { name: session.user.name })}</h1>
        <span className="dim">{session.company?.today}</span>
        <span className="grow" />
        {BEGIN.filter(({ right }) => may(right)).map(({ to, key }) => (
          <Link key={to} className="button" to={to}>
            ＋ {t(key)}
          </Link>
        ))}
        {may('task.execute') && (
          <a className="button primary" href="/f">
            {t('menu.floor')}
          </a>
        )}
      </div>
      <div className="cards strip">
        {asked.map(({ waiting, answer }) => (
          <Card key={waiting.key} waiting={waiting} answer={answer} />
        ))}
      </div>
      <div className={hasAside ? 'today' : ''}>
        <div className="stack">
          <ToAct asked={toAct} />
          {may('planning.view') && <PlanToday />}
        </div>
        {hasAside && (
          <aside className="stack">
            {may('proof.view') && <ProofCard />}
            {may('stock.view') && <Stream />}
          </aside>
        )}
      </div>
    </div>
  );
}

type Asked = { readonly waiting: Waiting; readonly answer: Answer | undefined };

function Card({ waiting, answer }: Asked): ReactNode {
  const { t } = useWords();
  return (
    <Link
      className="card"
      to={waiting.to ?? `/list/${waiting.list}`}
      search={waiting.filters.length > 0 ? { f: waiting.filters } : {}}
    >
      {t(waiting.key)}
      <b className={answer?.total === 0 ? 'dim' : ''}>{answer ? grouped(String(answer.total)) : '…'}</b>
    </Link>
  );
}

/** One by one what this person has to decide or to do, kind by kind. */
function ToAct({ asked }: { asked: readonly Asked[] }): ReactNode {
  const { t } = useWords();
  if (asked.length === 0) return <div />;
  const isDone = asked.every(({ answer }) => answer?.total === 0);
  return (
    <section className="stack">
      <h2>{t('home.toDo')}</h2>
      {isDone && <Empty title={t('home.nothingToDo')} />}
      <div className="table-frame lines">
        <table className="grid">
          <tbody>
            {asked.flatMap(({ waiting, answer }) =>
              (answer?.rows ?? []).map((row, index) => (
                <ToActRow key={`${waiting.key}${index}`} waiting={waiting} row={row} />
              )),
            )}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function ToActRow({ waiting, row }: { waiting: Waiting; row: Row }): ReactNode {
  const { t } = useWords();
  if (!waiting.row) return null;
  const { kind, no, about, when } = waiting.row;
  const day = String(row[when] ?? '');
  const path = pathOf(kind || String(row['source_kind'] ?? ''), String(row[kind ? 'id' : 'source_id'] ?? ''));
  return (
    <tr>
      <td>
        {path ? (
          <Link className="code" to={path}>
            {String(row[no])}
          </Link>
        ) : (
          <span className="code">{String(row[no])}</span>
        )}
      </td>
      <td className="wide">
        {about
          .map((key) => String(row[key] ?? ''))
          .filter((text) => text !== '')
          .join(' · ')}
      </td>
      <td className="dim">{day.includes('T') ? moment(day) : day}</td>
      <td>
        <span className="tag waiting">{t(waiting.key)}</span>
      </td>
    </tr>
  );
}
