// MRP 运算: the plan follows every change by itself; a run makes it once from the beginning and keeps what it proposed, so
// that two runs can be compared. Progress, log, history, and what is new, gone, moved or changed since the run before.
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { command, query } from '../../api-client/client.ts';
import { grouped, moment } from '../../kit/format.ts';
import { MoreRows, type Pages } from '../../kit/more-rows.tsx';
import {
  Empty,
  type Failure,
  FailureBanner,
  StateTag,
  type StateWords,
  failureOf,
} from '../../kit/parts.tsx';
import { type WordKey, useWords } from '../../kit/words.tsx';
import { usePlanAddress } from '../planning/address.ts';
import '../planning/plan.css';
import { RunDifferences } from '../planning/run-differences.tsx';
import type { Run } from '../planning/shapes.ts';
import { useSession } from '../session-context.ts';
import { useTitle } from '../shell.tsx';

const RUN_WORDS: StateWords = {
  waiting: { zh: '排队', en: 'waiting', tone: 'draft' },
  running: { zh: '运算中', en: 'running', tone: 'running' },
  done: { zh: '完成', en: 'done', tone: 'done' },
  failed: { zh: '失败', en: 'failed', tone: 'bad' },
};
const STEPS = ['load', 'build', 'plan', 'peg', 'message', 'write'] as const;
const WATCH_MS = 400;

const isBusy = ({ state }: Run): boolean => state === 'running' || state === 'waiting';

/** How far a run has come, step by step, with how long each took. */
function Progress({ run }: { run: Run }): ReactNode {
  const { t } = useWords();
  const share = Math.round(Number(run.share) * 100);
  return (
    <div className="stack">
      {isBusy(run) && (
        <div
          className="progress-bar"
          role="progressbar"
          aria-label={t('plan.run')}
          aria-valuenow={share}
          aria-valuemin={0}
          aria-valuemax={100}
        >
          <i style={{ width: `${share}%` }} />
        </div>
      )}
      {run.problem && <div className="banner">{run.problem}</div>}
      <ul className="log">
        {STEPS.map((step) => {
          const took = run.timings[step];
          const now = isBusy(run) && run.step === step;
          return (
            <li key={step} className={took === undefined && !now ? 'dim' : ''}>
              <span>{took !== undefined ? '✓' : now ? '◐' : '○'}</span>
              <span>{t(`run.step.${step}`)}</span>
              <span className="num">
                {took === undefined ? '' : t('run.ms', { ms: grouped(String(took)) })}
              </span>
            </li>
          );
        })}
      </ul>
      <div className="figures">
        {(['items', 'demands', 'supplies', 'orders', 'messages'] as const).map((key) => (
          <span key={key}>
            {t(`run.${key}` as WordKey)} <b>{grouped(String(run[key]))}</b>
          </span>
        ))}
      </div>
    </div>
  );
}

/** The runs there were, the latest first. */
function History({
  runs,
  pages,
  chosen,
  onChoose,
}: {
  runs: readonly Run[];
  pages: Pages;
  chosen: string;
  onChoose: (id: string) => void;
}): ReactNode {
  const { t } = useWords();
  return (
    <nav aria-label={t('run.history')}>
      <div className="bar-title">{t('run.history')}</div>
      {runs.map((run) => (
        <button
          key={run.id}
          className="short-item"
          aria-current={run.id === chosen}
          onClick={() => onChoose(run.id)}
        >
          <span>{moment(run.startedAt)}</span>
          <StateTag value={run.state} words={RUN_WORDS} />
          <small>
            {run.askedBy} {run.reason}
          </small>
          <small>{run.state === 'done' ? t('run.ordersOf', { count: run.orders }) : ''}</small>
        </button>
      ))}
      <MoreRows pages={pages} shown={runs.length} />
    </nav>
  );
}

function useStart(onStarted: (id: string) => void) {
  const client = useQueryClient();
  const [failure, setFailure] = useState<Failure | null>(null);
  const start = (): void => {
    setFailure(null);
    command('planning.start-run', {})
      .then(({ runId }) => {
        onStarted(runId);
        return client.invalidateQueries({ queryKey: ['planning.runs'] });
      })
      .catch((thrown: unknown) => setFailure(failureOf(thrown)));
  };
  return { failure, start };
}

export function PlanningRun(): ReactNode {
  const { t } = useWords();
  const session = useSession();
  const { address, change } = usePlanAddress<{ run: string }>();
  useTitle(t('plan.run'));
  const asked = useInfiniteQuery({
    queryKey: ['planning.runs'],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam }) => query('planning.runs', { after: pageParam, limit: 50 }),
    getNextPageParam: (page) => page.next,
    refetchInterval: ({ state }) => (state.data?.pages[0]?.rows.some(isBusy) ? WATCH_MS : false),
  });
  const { failure, start } = useStart((run) => change({ run }));
  const runs = asked.data?.pages.flatMap((page) => page.rows) ?? [];
  const run = runs.find(({ id }) => id === address.run) ?? runs[0];
  return (
    <>
      <div className="head">
        <div className="row wrap">
          <h1>{t('plan.run')}</h1>
          {run && <StateTag value={run.state} words={RUN_WORDS} />}
          <span className="dim grow">{t('run.hint')}</span>
          {session.rights.includes('planning.edit') && (
            <button className="button primary" disabled={runs.some(isBusy)} onClick={start}>
              {t('run.start')}
            </button>
          )}
        </div>
        <FailureBanner failure={failure ?? (asked.error ? failureOf(asked.error) : null)} />
      </div>
      <div className="work runs">
        <History runs={runs} pages={asked} chosen={run?.id ?? ''} onChoose={(id) => change({ run: id })} />
        <section>
          {run ? (
            <>
              <Progress run={run} />
              {run.state === 'done' && <RunDifferences key={run.id} run={run} runs={runs} />}
            </>
          ) : (
            asked.data && <Empty title={t('run.none')} hint={t('run.noneHint')} />
          )}
        </section>
      </div>
    </>
  );
}
