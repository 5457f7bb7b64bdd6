// The desk: signs in, then its pages under one shell.
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { Outlet, RouterProvider, createRootRoute, createRoute, createRouter } from '@tanstack/react-router';
import { type FunctionComponent, type ReactNode, lazy, useEffect, useMemo, useState } from 'react';
import { type Session, readSession } from '../api-client/session.ts';
import { showTimesOf } from '../kit/format.ts';
import { listen } from '../kit/live.ts';
import { Empty } from '../kit/parts.tsx';
import { SignIn } from '../kit/sign-in.tsx';
import { useWords } from '../kit/words.tsx';
import { Home } from './pages/home.tsx';
import { ListPage } from './pages/list-page.tsx';
import { SessionContext } from './session-context.ts';
import { Shell } from './shell.tsx';

const later = (load: () => Promise<Record<string, FunctionComponent>>, name: string): FunctionComponent =>
  lazy(async () => ({ default: (await load())[name] ?? (() => null) }));

const PAGES: Readonly<Record<string, FunctionComponent>> = {
  '/': Home,
  '/list/$name': ListPage,
  '/purchase-order/new': later(() => import('./pages/order-entry.tsx'), 'PurchaseEntry'),
  '/purchase-order/$id/edit': later(() => import('./pages/order-entry.tsx'), 'PurchaseEntry'),
  '/sales-order/new': later(() => import('./pages/order-entry.tsx'), 'SalesEntry'),
  '/sales-order/$id/edit': later(() => import('./pages/order-entry.tsx'), 'SalesEntry'),
  '/transfer-order/new': later(() => import('./pages/transfer-entry.tsx'), 'TransferEntry'),
  '/transfer-order/$id/edit': later(() => import('./pages/transfer-entry.tsx'), 'TransferEntry'),
  '/transfer-order/$id': later(() => import('./pages/transfer.tsx'), 'TransferOrderPage'),
  '/transfer/$id': later(() => import('./pages/transfer.tsx'), 'TransferPage'),
  '/count-order/new': later(() => import('./pages/count-entry.tsx'), 'CountEntry'),
  '/count-order/$id/edit': later(() => import('./pages/count-entry.tsx'), 'CountEntry'),
  '/count-order/$id': later(() => import('./pages/count.tsx'), 'CountOrderPage'),
  '/count-job/$id': later(() => import('./pages/count.tsx'), 'CountJobPage'),
  '/purchase-order/$id': later(() => import('./pages/documents.tsx'), 'PurchaseOrderPage'),
  '/sales-order/$id': later(() => import('./pages/documents.tsx'), 'SalesOrderPage'),
  '/receiving-notice/$id': later(() => import('./pages/documents.tsx'), 'NoticePage'),
  '/shipment/$id': later(() => import('./pages/documents.tsx'), 'ShipmentPage'),
  '/inspection/$id': later(() => import('./pages/inspection.tsx'), 'InspectionPage'),
  '/voucher/new': later(() => import('./pages/voucher-entry.tsx'), 'VoucherEntry'),
  '/voucher/$id': later(() => import('./pages/voucher.tsx'), 'VoucherPage'),
  '/purchase-receipt/$id': later(() => import('./pages/book-documents.tsx'), 'PurchaseReceiptPage'),
  '/sales-delivery/$id': later(() => import('./pages/book-documents.tsx'), 'SalesDeliveryPage'),
  '/purchase-invoice/$id': later(() => import('./pages/book-documents.tsx'), 'PurchaseInvoicePage'),
  '/sales-invoice/$id': later(() => import('./pages/book-documents.tsx'), 'SalesInvoicePage'),
  '/payment/$id': later(() => import('./pages/book-documents.tsx'), 'PaymentPage'),
  '/valuation': later(() => import('./pages/valuation.tsx'), 'Valuation'),
  '/invoice/purchase': later(() => import('./pages/invoicing.tsx'), 'PurchaseInvoicing'),
  '/invoice/sales': later(() => import('./pages/invoicing.tsx'), 'SalesInvoicing'),
  '/settle': later(() => import('./pages/settle.tsx'), 'Settle'),
  '/periods': later(() => import('./pages/periods.tsx'), 'Periods'),
  '/import': later(() => import('./pages/import.tsx'), 'ImportCentre'),
  '/user/new': later(() => import('./pages/user.tsx'), 'UserPage'),
  '/user/$id': later(() => import('./pages/user.tsx'), 'UserPage'),
  '/card/$kind/new': later(() => import('./pages/card.tsx'), 'CardPage'),
  '/card/$kind/$id': later(() => import('./pages/card.tsx'), 'CardPage'),
  '/bom/new': later(() => import('./pages/bom-entry.tsx'), 'BomEntry'),
  '/bom/$id/edit': later(() => import('./pages/bom-entry.tsx'), 'BomEntry'),
  '/bom/$id': later(() => import('./pages/bom.tsx'), 'BomPage'),
  '/item-planning/$id': later(() => import('./pages/item-planning.tsx'), 'ItemPlanning'),
  '/work-calendar/$id': later(() => import('./pages/work-calendar.tsx'), 'WorkCalendar'),
  '/forecast': later(() => import('./pages/forecast.tsx'), 'Forecast'),
  '/planning/scheme': later(() => import('./pages/plan-scheme.tsx'), 'PlanScheme'),
  '/planning/shortage': later(() => import('./pages/planning-shortage.tsx'), 'PlanningShortage'),
  '/planning/orders': later(() => import('./pages/planning-orders.tsx'), 'PlanningOrders'),
  '/planning/proposals': later(() => import('./pages/planning-proposals.tsx'), 'PlanningProposals'),
  '/planned-order/$id': later(() => import('./pages/planned-order.tsx'), 'PlannedOrderPage'),
  '/planning/run': later(() => import('./pages/planning-run.tsx'), 'PlanningRun'),
  '/planning/alerts': later(() => import('./pages/planning-alerts.tsx'), 'PlanningAlerts'),
  '/planning/messages': later(() => import('./pages/planning-worklist.tsx'), 'PlanningWorklist'),
  '/planning/item/$id': later(() => import('./pages/planning-item.tsx'), 'PlanningItem'),
  '/planning/capacity': later(() => import('./pages/planning-capacity.tsx'), 'PlanningCapacity'),
  '/why/line/$id': later(() => import('./pages/why.tsx'), 'WhyLine'),
  '/why/balance/$id': later(() => import('./pages/why.tsx'), 'WhyBalance'),
  '/account': later(() => import('./pages/account.tsx'), 'Account'),
  '/proof': later(() => import('./pages/proof.tsx'), 'Proof'),
};

function NotFound(): ReactNode {
  const { t } = useWords();
  return <Empty title={t('app.notFound')} />;
}

function buildRouter() {
  const root = createRootRoute({ component: Outlet, notFoundComponent: NotFound });
  const shell = createRoute({ getParentRoute: () => root, id: 'shell', component: Shell });
  const pages = Object.entries(PAGES).map(([path, component]) =>
    createRoute({ getParentRoute: () => shell, path, component }),
  );
  return createRouter({
    routeTree: root.addChildren([shell.addChildren(pages)]),
    defaultNotFoundComponent: NotFound,
  });
}

export function Desk(): ReactNode {
  const [session, setSession] = useState<Session | null | undefined>(undefined);
  const client = useMemo(
    () => new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: 5_000 } } }),
    [],
  );
  const router = useMemo(buildRouter, []);
  useEffect(() => {
    readSession().then(setSession, () => setSession(null));
  }, []);
  useEffect(() => {
    if (!session) return undefined;
    showTimesOf(session.company?.timeZone ?? 'Asia/Shanghai');
    return listen(client);
  }, [session, client]);
  if (session === undefined) return null;
  if (session === null) return <SignIn surface="desk" onSignedIn={setSession} />;
  return (
    <SessionContext value={session}>
      <QueryClientProvider client={client}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </SessionContext>
  );
}
