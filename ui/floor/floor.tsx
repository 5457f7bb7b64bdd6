// The handheld: signs in, then one question a screen. It is installed from the browser and works at 360 pixels.
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { Outlet, RouterProvider, createRootRoute, createRoute, createRouter } from '@tanstack/react-router';
import { type ReactNode, useEffect, useMemo, useState } from 'react';
import { type Session, readSession } from '../api-client/session.ts';
import { SessionContext } from '../desk/session-context.ts';
import { showTimesOf } from '../kit/format.ts';
import { listen } from '../kit/live.ts';
import { SignIn } from '../kit/sign-in.tsx';
import './floor.css';
import { Inspect, Inspections } from './inspect.tsx';
import { keepStepsOf, sendKept } from './kept.ts';
import { Lookup } from './lookup.tsx';
import { Move } from './move.tsx';
import { ShipmentPage, Shipments } from './ship.tsx';
import { Alerts, OrderShortage, ShortOrders } from './shortages.tsx';
import { unlockSound } from './signals.ts';
import { StandingPage } from './standing.tsx';
import { Task } from './task.tsx';
import { Tasks } from './tasks.tsx';

const PAGES = {
  '/f': Tasks,
  '/f/task/$id': Task,
  '/f/inspections': Inspections,
  '/f/inspect/$id': Inspect,
  '/f/shipments': Shipments,
  '/f/shipment/$id': ShipmentPage,
  '/f/move': Move,
  '/f/standing': StandingPage,
  '/f/lookup': Lookup,
  '/f/alerts': Alerts,
  '/f/shortages': ShortOrders,
  '/f/shortage/$id': OrderShortage,
} as const;

function buildRouter() {
  const root = createRootRoute({ component: Outlet, notFoundComponent: Tasks });
  const pages = Object.entries(PAGES).map(([path, component]) =>
    createRoute({ getParentRoute: () => root, path, component }),
  );
  return createRouter({ routeTree: root.addChildren(pages), defaultNotFoundComponent: Tasks });
}

export function Floor(): ReactNode {
  const [session, setSession] = useState<Session | null | undefined>(undefined);
  const client = useMemo(
    () => new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: 1_000 } } }),
    [],
  );
  const router = useMemo(buildRouter, []);
  useEffect(() => {
    readSession().then(setSession, () => setSession(null));
    window.addEventListener('pointerdown', unlockSound, { once: true });
    window.addEventListener('keydown', unlockSound, { once: true });
  }, []);
  useEffect(() => {
    if (!session) return undefined;
    showTimesOf(session.company?.timeZone ?? 'Asia/Shanghai');
    const again = (): void =>
      void sendKept().then(
        () => client.invalidateQueries(),
        () => undefined,
      );
    again();
    window.addEventListener('online', again);
    const deaf = listen(client);
    return () => {
      window.removeEventListener('online', again);
      deaf();
    };
  }, [session, client]);
  if (session) keepStepsOf(session.user.id);
  if (session === undefined) return null;
  if (session === null) return <SignIn surface="floor" onSignedIn={setSession} />;
  return (
    <SessionContext value={session}>
      <QueryClientProvider client={client}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </SessionContext>
  );
}
