// The bell: how many alerts are unread, and each new one on the screen the moment it happens. What was there when the
// page was opened is not told again.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { query } from '../../api-client/client.ts';
import { useWords } from '../../kit/words.tsx';
import { useSession } from '../session-context.ts';
import { AlertCard } from './alert-card.tsx';
import './plan.css';
import type { Alert } from './shapes.ts';

export const BELL_ALERTS = 20;
const MOST_TOASTS = 2;
const GOOD_NEWS_SECONDS = 8;
const BAD_NEWS_SECONDS = 30;

/** The latest alerts, asked again whenever something changed. */
export const useAlerts = (limit: number) =>
  useQuery({ queryKey: ['planning.alerts', limit], queryFn: () => query('planning.alerts', { limit }) });

/** What came since the page was opened, until it is closed by hand. */
function useToasts(rows: readonly Alert[] | undefined): {
  toasts: readonly Alert[];
  close: (id: string) => void;
} {
  const known = useRef<ReadonlySet<string> | null>(null);
  const [toasts, setToasts] = useState<readonly Alert[]>([]);
  useEffect(() => {
    if (!rows) return;
    const before = known.current;
    known.current = new Set(rows.map((row) => row.id));
    if (before === null) return;
    const fresh = rows.filter((row) => !before.has(row.id));
    if (fresh.length > 0) setToasts((shown) => [...fresh, ...shown].slice(0, MOST_TOASTS));
  }, [rows]);
  return { toasts, close: (id) => setToasts((shown) => shown.filter((one) => one.id !== id)) };
}

/** One alert on the screen; good news leaves sooner than bad, and both stay on their page. */
function Toast({ alert, onClose }: { alert: Alert; onClose: () => void }): ReactNode {
  const today = useSession().company?.today ?? '';
  const close = useRef(onClose);
  close.current = onClose;
  const seconds = alert.level === 'relieved' ? GOOD_NEWS_SECONDS : BAD_NEWS_SECONDS;
  useEffect(() => {
    const timer = setTimeout(() => close.current(), seconds * 1_000);
    return () => clearTimeout(timer);
  }, [seconds]);
  return <AlertCard alert={alert} today={today} most={3} onClose={onClose} />;
}

export function AlertBell(): ReactNode {
  const { t } = useWords();
  const alerts = useAlerts(BELL_ALERTS);
  const { toasts, close } = useToasts(alerts.data?.rows);
  const unread = alerts.data?.unseen ?? 0;
  return (
    <>
      <Link to="/planning/alerts" className="button bell" aria-label={t('alert.unread', { count: unread })}>
        <svg
          width="16"
          height="16"
          viewBox="0 0 16 16"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.4"
          aria-hidden="true"
        >
          <path d="M3.2 11.5h9.6l-1.2-1.8V7a3.6 3.6 0 0 0-7.2 0v2.7zM6.6 13.4a1.5 1.5 0 0 0 2.8 0" />
        </svg>
        {unread > 0 && <b>{unread > 99 ? '99+' : unread}</b>}
      </Link>
      <div className="toasts" role="status" aria-live="assertive">
        {toasts.map((alert) => (
          <Toast key={alert.id} alert={alert} onClose={() => close(alert.id)} />
        ))}
      </div>
    </>
  );
}
