// Above the workbench: how many materials are short, what moved the plan last and how long that took, and what is new or
// gone since one last said that the shortages were seen.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useEffect, useState } from 'react';
import { command, query } from '../../api-client/client.ts';
import { shortDay } from '../../kit/days.ts';
import { grouped, moment } from '../../kit/format.ts';
import { type Failure, FailureBanner, StateTag, type StateWords, failureOf } from '../../kit/parts.tsx';
import { useWords } from '../../kit/words.tsx';
import { useSession } from '../session-context.ts';
import { causeSentences } from './alert-words.ts';
import type { ShortageHead } from './shapes.ts';

const CHANGE_WORDS: StateWords = {
  new: { zh: '新增', en: 'new', tone: 'bad' },
  gone: { zh: '消除', en: 'gone', tone: 'ok' },
  more: { zh: '更缺', en: 'more', tone: 'warn' },
  less: { zh: '缓解', en: 'less', tone: 'info' },
};
const HEAD_KEY = ['shortage.head'];

type Since = NonNullable<ShortageHead['since']>;

function ChangeRow({
  one,
  onChoose,
}: {
  one: Since['changes'][number];
  onChoose: (itemId: string) => void;
}): ReactNode {
  const today = useSession().company?.today ?? '';
  const { t } = useWords();
  return (
    <li className="row">
      <StateTag value={one.change} words={CHANGE_WORDS} />
      <button className="link code" onClick={() => onChoose(one.itemId)}>
        {one.code}
      </button>
      <span className="grow ell">
        {one.name} {one.track}
      </span>
      <span>
        {one.before !== null && one.change !== 'gone' && `${grouped(one.before)} → `}
        <b className={one.change === 'gone' ? 'diff-gone' : ''}>{grouped(one.qty)}</b> {one.unit}
      </span>
      <small className="dim">{t('plan.from', { date: shortDay(one.needDate, today) })}</small>
    </li>
  );
}

/** What has changed since the last look, and the button that makes now the last look. */
function SinceLooked({ since, onChoose }: { since: Since; onChoose: (itemId: string) => void }): ReactNode {
  const { t } = useWords();
  const client = useQueryClient();
  const [failure, setFailure] = useState<Failure | null>(null);
  const count = (change: string): number => since.changes.filter((one) => one.change === change).length;
  const [fresh, gone] = [count('new'), count('gone')];
  const moved = since.changes.length - fresh - gone;
  const see = (): void =>
    void command('shortage.see', {}).then(
      () => client.invalidateQueries({ queryKey: HEAD_KEY }),
      (thrown: unknown) => setFailure(failureOf(thrown)),
    );
  return (
    <details className="columns since">
      <summary className="link" title={moment(since.at)}>
        {t('bench.since')}
        {since.changes.length === 0 ? t('bench.same') : t('bench.newGone', { new: fresh, gone })}
        {fresh + gone === 0 && moved > 0 && t('bench.moved', { count: moved })}
      </summary>
      <div className="menu">
        <div className="row">
          <span className="grow dim">{t('bench.seeHint', { at: moment(since.at) })}</span>
          <button className="button primary" onClick={see}>
            {t('bench.see')}
          </button>
        </div>
        <ul>
          {since.changes.map((one) => (
            <ChangeRow key={`${one.change}${one.code}${one.track}`} one={one} onChoose={onChoose} />
          ))}
        </ul>
        {since.changes.length === 0 && <span className="dim">{t('bench.sameHint')}</span>}
        <FailureBanner failure={failure} />
      </div>
    </details>
  );
}

function LastChange({ plan }: { plan: ShortageHead['plan'] }): ReactNode {
  const { t } = useWords();
  const [cause] = causeSentences(t, plan, 1);
  const seconds = (plan.milliseconds / 1000).toFixed(plan.milliseconds < 1000 ? 2 : 1);
  return (
    <>
      <span className="tag ok">{t('bench.planAt', { at: moment(plan.at) })}</span>
      <span className="dim ell" title={cause}>
        {cause === undefined ? t('bench.anew') : t('bench.by', { cause })}
        {plan.actorName && ` · ${plan.actorName}`}
      </span>
      <span className="dim">
        {plan.anew
          ? t('bench.items', { items: grouped(String(plan.items)) })
          : t('bench.netted', { netted: grouped(String(plan.netted)), items: grouped(String(plan.items)) })}
        {' · '}
        {t('bench.seconds', { seconds })}
      </span>
    </>
  );
}

export function BenchHead({
  total,
  onChoose,
}: {
  total: number | undefined;
  onChoose: (itemId: string) => void;
}): ReactNode {
  const { t } = useWords();
  const client = useQueryClient();
  const head = useQuery({ queryKey: HEAD_KEY, queryFn: () => query('shortage.head', {}) });
  const neverLooked = head.data?.since === null;
  // The first look is the measure of the next.
  useEffect(() => {
    if (!neverLooked) return;
    command('shortage.see', {})
      .then(() => client.invalidateQueries({ queryKey: HEAD_KEY }))
      .catch(() => undefined);
  }, [neverLooked, client]);
  return (
    <div className="row wrap">
      <h1>{t('plan.shortage')}</h1>
      {total === 0 && <span className="tag ok">{t('plan.nothingShort')}</span>}
      {head.data && <LastChange plan={head.data.plan} />}
      {head.data?.since && <SinceLooked since={head.data.since} onChoose={onChoose} />}
      <FailureBanner failure={head.error ? failureOf(head.error) : null} />
      <span className="grow" />
      <span className="segments">
        <span className="active">{t('plan.byMaterial')}</span>
        <Link to="/planning/orders">{t('plan.byOrder')}</Link>
        <Link to="/planning/orders" search={{ mode: 'sequence' }}>
          {t('bench.bySequence')}
        </Link>
      </span>
      <Link className="button" to="/planning/run">
        {t('bench.rerun')}
      </Link>
    </div>
  );
}
