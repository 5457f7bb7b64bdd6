// The lines of a voucher while they are typed: an account, whom it is about, one amount on one side; what is missing to
// make both sides equal. Figures stay text.
import { query } from '../../api-client/client.ts';
import { compare, minus, money, plus } from '../../kit/format.ts';
import type { Choice } from '../../kit/parts.tsx';

export type Account = Choice & { readonly byPartner: boolean };
export type VoucherLine = {
  readonly key: number;
  readonly summary: string;
  readonly account: Account | null;
  readonly partner: Choice | null;
  readonly debit: string;
  readonly credit: string;
  /** A pasted code that no account is known by; it stays until somebody chooses one. */
  readonly unknown?: string;
};
export type AccountSearch = (text: string) => Promise<Account[]>;

let last = 0;
export const emptyVoucherLine = (): VoucherLine => ({
  key: (last += 1),
  summary: '',
  account: null,
  partner: null,
  debit: '',
  credit: '',
});

/** Finds accounts by code, name or pinyin, with what they hold now. */
export const searchAccounts =
  (language: string): AccountSearch =>
  async (text) =>
    (await query('ledger.lookup-accounts', { text })).map((account) => ({
      id: account.id,
      code: account.code,
      name: language === 'zh' ? account.name : account.nameEn || account.name,
      hint: money(account.balance),
      byPartner: account.byPartner,
    }));

export const isAmount = (text: string): boolean => /^-?\d{1,14}(\.\d{1,2})?$/.test(text);
const figure = (text: string): string => (isAmount(text) ? text : '0');

export type Totals = { readonly debit: string; readonly credit: string; readonly difference: string };

/** Both sides and what the debits are ahead by. */
export function totalsOf(lines: readonly VoucherLine[]): Totals {
  const sum = (side: 'debit' | 'credit'): string =>
    lines.reduce((total, line) => plus(total, figure(line[side])), '0');
  const [debit, credit] = [sum('debit'), sum('credit')];
  return { debit, credit, difference: minus(debit, credit) };
}

/** What a side of a line must say for the voucher to balance, the rest being as it is; empty when nothing. */
export function missingOn(lines: readonly VoucherLine[], key: number, side: 'debit' | 'credit'): string {
  const { difference } = totalsOf(lines.filter((line) => line.key !== key));
  const missing = side === 'credit' ? difference : minus('0', difference);
  return compare(missing, '0') === 0 ? '' : missing;
}

/** The lines of a pasted block: account, debit, credit, summary; what is not known stays, to be put right. */
export async function pastedVoucherLines(
  text: string,
  search: AccountSearch,
): Promise<readonly VoucherLine[]> {
  const rows = text
    .trim()
    .split(/\r?\n/)
    .map((row) => row.split('\t').map((cell) => cell.trim()));
  const found = await Promise.all(rows.map(([code = '']) => search(code)));
  return rows.flatMap(([code = '', debit = '', credit = '', summary = ''], at) => {
    const account = found[at]?.find((one) => one.code === code) ?? null;
    const isHeading = at === 0 && !account && !/\d/.test(debit + credit);
    const line = { ...emptyVoucherLine(), summary, account, debit, credit };
    return isHeading ? [] : [account ? line : { ...line, unknown: code }];
  });
}
