// Where the figures of lists come from: a balance opens its movements and allocations, an account its ledger, a line
// of a document what the floor did for it.
import type { Column, Row, Target } from '../kit/data-table.tsx';
import type { Filter } from '../kit/list-state.ts';

type WhyOf = (column: Column, row: Row) => Target | null;

const text = (row: Row, key: string): string => String(row[key] ?? '');
const only = (list: string, f: readonly Filter[]): Target => ({ to: `/list/${list}`, search: { f } });
const equal = (column: string, value: string): Filter => ({ column, op: 'eq', value });

/** A balance is known by item, owner, lot, status and bin, in this order, one after the other. */
const balance: WhyOf = (column, row) =>
  ['on_hand', 'allocated', 'free'].includes(column.key) ? { to: `/why/balance/${text(row, 'id')}` } : null;

const line: WhyOf = (column, row) => (column.kind === 'qty' ? { to: `/why/line/${text(row, 'id')}` } : null);

const ledgerOf: WhyOf = (column, row) =>
  ['opening', 'debit', 'credit', 'closing'].includes(column.key)
    ? only('ledger.list-voucher-lines', [
        equal('account_code', text(row, 'account_code')),
        {
          column: 'period_code',
          op: column.key === 'opening' ? 'lte' : 'eq',
          value: text(row, 'period_code'),
        },
      ])
    : null;

const movementsOf: WhyOf = (column, row) =>
  column.key === 'qty' ? only('stock.list-movements', [equal('item_code', text(row, 'item_code'))]) : null;

const LISTS: Readonly<Record<string, WhyOf>> = {
  'stock.list-stock': balance,
  'purchase.list-order-lines': line,
  'sales.list-order-lines': line,
  'transfer.list-order-lines': line,
  'transferring.list-lines': line,
  'count.list-order-lines': line,
  'ledger.trial-balance': ledgerOf,
  'costing.list-stock-values': movementsOf,
};

/** How the figures of a list are opened; nothing where nobody has said. */
export const whyOf = (list: string): WhyOf => LISTS[list] ?? (() => null);
