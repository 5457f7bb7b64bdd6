// What opening balances must add up to, and what is left to book of them. Pure. Figures are signed: debit above zero,
// credit below. Defends FIN-01 before the database does.
import {
  type Amount,
  ZERO_AMOUNT,
  addAmount,
  amountText,
  negateAmount,
  subAmount,
  sumAmount,
} from '../../kernel/decimal.ts';
import type { Id } from '../../kernel/ids.ts';
import type { VoucherLineDraft } from '../ledger/index.ts';

export type Balance = { readonly account: string; readonly partnerId: Id | null; readonly amount: Amount };
/** Figures by account. */
export type Figures = ReadonlyMap<string, Amount>;

export const sumByAccount = (balances: readonly Pick<Balance, 'account' | 'amount'>[]): Figures => {
  const sums = new Map<string, Amount>();
  for (const { account, amount } of balances)
    sums.set(account, addAmount(sums.get(account) ?? ZERO_AMOUNT, amount));
  return sums;
};

const magnitude = (amount: Amount): Amount => (amount < 0n ? negateAmount(amount) : amount);

/** '借 12.00', '贷 12.00': a signed figure in words. */
export const told = (amount: Amount): { zh: string; en: string } => ({
  zh: `${amount < 0n ? '贷' : '借'} ${amountText(magnitude(amount))}`,
  en: `${amount < 0n ? 'credit' : 'debit'} ${amountText(magnitude(amount))}`,
});

export type Sides = { readonly debit: Amount; readonly credit: Amount; readonly difference: Amount };

/** Both sides of everything the company begins with: what accounts say and what their books hold. */
export function sidesOf(said: Figures, books: Figures): Sides {
  const all = [...said.values(), ...books.values()];
  const debit = sumAmount(all.filter((amount) => amount > 0n));
  const credit = negateAmount(sumAmount(all.filter((amount) => amount < 0n)));
  return { debit, credit, difference: magnitude(subAmount(debit, credit)) };
}

const lineOf = ({ account, partnerId, amount }: Balance): VoucherLineDraft => ({
  accountCode: account,
  side: amount < 0n ? 'credit' : 'debit',
  amount: magnitude(amount),
  summary: '期初余额',
  partnerId,
});

/**
 * The lines that bring every account from what openings booked so far to what it begins with: the fresh balances, and
 * for an account that openings were booked against, the rest.
 */
export function linesToBook(fresh: readonly Balance[], said: Figures, booked: Figures): VoucherLineDraft[] {
  const own = sumByAccount(fresh);
  const accounts = [...new Set([...said.keys(), ...booked.keys()])];
  const zero = ZERO_AMOUNT;
  const rests = accounts.map((account) => {
    const missing = subAmount(said.get(account) ?? zero, booked.get(account) ?? zero);
    return { account, partnerId: null, amount: subAmount(missing, own.get(account) ?? zero) };
  });
  const withPartner = fresh.filter(({ partnerId }) => partnerId !== null);
  const without = sumByAccount([...fresh.filter(({ partnerId }) => partnerId === null), ...rests]);
  const lines = [
    ...withPartner,
    ...[...without].map(([account, amount]) => ({ account, partnerId: null, amount })),
  ];
  return lines
    .filter(({ amount }) => amount !== 0n)
    .sort((a, b) => (a.account < b.account ? -1 : a.account > b.account ? 1 : 0))
    .map(lineOf);
}
