// Any list of the house as a page; the address holds its whole state.
import { Link, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { usePart } from '../../kit/address.ts';
import { DataTable, useListShape } from '../../kit/data-table.tsx';
import { ViewTabs } from '../../kit/list-views.tsx';
import { type WordKey, useWords } from '../../kit/words.tsx';
import { auditCell } from '../audit-cell.tsx';
import { calendarCell } from '../structure/calendar-cell.tsx';
import { whyOf } from '../why.ts';
import { useSession } from '../session-context.ts';
import { useTitle } from '../shell.tsx';

const NEW: Readonly<Record<string, { to: string; right: string }>> = {
  'purchase.list-orders': { to: '/purchase-order/new', right: 'purchase_order.edit' },
  'masterdata.list-items': { to: '/card/item/new', right: 'item.edit' },
  'masterdata.list-partners': { to: '/card/partner/new', right: 'partner.edit' },
  'masterdata.list-warehouses': { to: '/card/warehouse/new', right: 'warehouse.edit' },
  'structure.list-boms': { to: '/bom/new', right: 'structure.edit' },
  'structure.list-work-centres': { to: '/card/work_centre/new', right: 'structure.edit' },
  'structure.list-work-calendars': { to: '/card/work_calendar/new', right: 'structure.edit' },
  'people.list-users': { to: '/user/new', right: 'user.manage' },
  'transfer.list-orders': { to: '/transfer-order/new', right: 'transfer_order.edit' },
  'count.list-orders': { to: '/count-order/new', right: 'count_order.edit' },
  'ledger.list-vouchers': { to: '/voucher/new', right: 'voucher.edit' },
  'sales.list-orders': { to: '/sales-order/new', right: 'sales_order.edit' },
};

/** Lists with cells of their own. */
const CELLS: Readonly<Record<string, typeof auditCell>> = {
  'audit.list': auditCell,
  'structure.list-work-calendars': calendarCell,
};

/** What to do where a list is empty and its rows are made elsewhere. */
const HINTS: Readonly<Record<string, WordKey>> = {
  'planning.list-orders': 'hint.firmed',
  'purchase.list-expedites': 'hint.expedites',
  'forecast.list-forecasts': 'hint.forecasts',
  'structure.list-planning': 'hint.structure',
  'structure.list-boms': 'hint.structure',
  'structure.list-sources': 'hint.byItem',
  'structure.list-substitutes': 'hint.byItem',
  'structure.list-routings': 'hint.byItem',
  'structure.list-work-centres': 'hint.structure',
  'structure.list-work-calendars': 'hint.structure',
};

export function ListPage(): ReactNode {
  const { t, say } = useWords();
  const name = usePart('name');
  const session = useSession();
  const shape = useListShape(name);
  const title = shape.data ? say(shape.data) : '';
  useTitle(title);
  const navigate = useNavigate();
  const hint = HINTS[name];
  const known = NEW[name];
  const create = known && session.rights.includes(known.right) ? known : null;
  return (
    <div className="page">
      <div className="row">
        <h1 className="grow">{title}</h1>
      </div>
      <ViewTabs key={`views ${name}`} name={name} mayShare={session.rights.includes('view.share')} />
      <DataTable
        key={name}
        name={name}
        whyOf={whyOf(name)}
        cellOf={CELLS[name]}
        emptyHint={hint === undefined ? undefined : t(hint)}
        onNew={create ? () => void navigate({ to: create.to }) : undefined}
        actions={
          create && (
            <Link className="button primary" to={create.to} aria-keyshortcuts="N">
              {t('app.new')} <kbd>N</kbd>
            </Link>
          )
        }
      />
    </div>
  );
}
