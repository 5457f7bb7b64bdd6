// What the ledger decides without looking anything up: where a date is booked, whether a voucher may be written, and
// which numbers it gets. Defends FIN-01 and FIN-05.
import { periodOf } from '../../kernel/clock.ts';
import { type Amount, ZERO_AMOUNT, addAmount, amountText } from '../../kernel/decimal.ts';
import type { Facts } from '../../kernel/refusal.ts';
import type { Period, VoucherDraft } from './types.ts';

export type Objection = { readonly code: string; readonly facts: Facts };
export type Booking = { readonly period: string; readonly date: string };

/**
 * Where a date is booked: its own period when open. A late fact moves to the first day of the next open period; a
 * typed date is refused instead.
 */
export function bookingOf(
  periods: readonly Period[],
  date: string,
  late: 'move' | 'refuse',
): Booking | Objection {
  const own = periods.find((period) => period.code === periodOf(date));
  if (own?.state === 'open') return { period: own.code, date };
  if (own && late === 'refuse') return { code: 'PERIOD_CLOSED', facts: { period: own.code } };
  const next = periods.find((period) => period.state === 'open' && period.startsOn > date);
  return next && late === 'move'
    ? { period: next.code, date: next.startsOn }
    : { code: 'NO_PERIOD', facts: { date } };
}

export const sideSum = (draft: VoucherDraft, side: 'debit' | 'credit'): Amount =>
  draft.lines
    .filter((line) => line.side === side)
    .reduce((sum, line) => addAmount(sum, line.amount), ZERO_AMOUNT);

/** Why a voucher cannot be written as it is; null when it can. */
export function objectionTo(draft: VoucherDraft): Objection | null {
  const [debit, credit] = [sideSum(draft, 'debit'), sideSum(draft, 'credit')];
  return debit === credit && draft.lines.length >= 2
    ? null
    : { code: 'NOT_BALANCED', facts: { debit: amountText(debit), credit: amountText(credit) } };
}

/** Consecutive numbers per period, in the order of the vouchers, from the first number taken of each. */
export function numberInOrder(periods: readonly string[], firsts: ReadonlyMap<string, number>): number[] {
  const next = new Map(firsts);
  return periods.map((period) => {
    const no = next.get(period) ?? 1;
    next.set(period, no + 1);
    return no;
  });
}
