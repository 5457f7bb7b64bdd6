// Every alert, the latest first: what changed, whom it hits, what is missing and when it can be there. Looking at the
// page reads them.
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect } from 'react';
import { command, query } from '../../api-client/client.ts';
import { MoreRows } from '../../kit/more-rows.tsx';
import { Empty, FailureBanner, failureOf } from '../../kit/parts.tsx';
import { useWords } from '../../kit/words.tsx';
import { BELL_ALERTS } from '../planning/alert-bell.tsx';
import { AlertCard } from '../planning/alert-card.tsx';
import '../planning/plan.css';
import { useSession } from '../session-context.ts';
import { useTitle } from '../shell.tsx';

export function PlanningAlerts(): ReactNode {
  const { t } = useWords();
  const session = useSession();
  const client = useQueryClient();
  useTitle(t('plan.alerts'));
  const alerts = useInfiniteQuery({
    queryKey: ['planning.alerts', 'all'],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam }) => query('planning.alerts', { after: pageParam, limit: 50 }),
    getNextPageParam: (page) => page.next,
  });
  const rows = alerts.data?.pages.flatMap((page) => page.rows) ?? [];
  const newest = rows.find((row) => !row.seen)?.id;
  useEffect(() => {
    if (newest === undefined) return;
    command('planning.mark-alerts-seen', { upTo: newest })
      .then(() => client.invalidateQueries({ queryKey: ['planning.alerts', BELL_ALERTS] }))
      .catch(() => undefined);
  }, [newest, client]);
  return (
    <div className="page">
      <h1>{t('plan.alerts')}</h1>
      <FailureBanner failure={alerts.error ? failureOf(alerts.error) : null} />
      {rows.map((alert) => (
        <AlertCard key={alert.id} alert={alert} today={session.company?.today ?? ''} unread={!alert.seen} />
      ))}
      {alerts.data && rows.length === 0 && <Empty title={t('alert.none')} hint={t('alert.noneHint')} />}
      <MoreRows pages={alerts} shown={rows.length} />
    </div>
  );
}
