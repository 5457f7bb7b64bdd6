// Imports the balances that accounts begin with 期初余额: the old trial balance. Together with opening stock and open
// items it has to balance, and one voucher brings every account to what the file says.
import { sql } from 'kysely';
import type { Ctx, Tx } from '../../kernel/ctx.ts';
import {
  type Amount,
  ZERO_AMOUNT,
  amountText,
  negateAmount,
  parseAmount,
  subAmount,
} from '../../kernel/decimal.ts';
import { type Id, newId } from '../../kernel/ids.ts';
import { idsByCode } from '../../kernel/import/keep-rows.ts';
import {
  type ImportColumn,
  type ImportKind,
  type LocatedRow,
  type RowProblem,
  rowProblem,
  unknownReference,
} from '../../kernel/import/kinds.ts';
import type { FinTx } from '../ledger/index.ts';
import { bookOpening, closedProblem } from './booking.ts';
import { type Balance, type Figures, linesToBook, sidesOf, sumByAccount, told } from './decide.ts';
import { type Account, type OpenedBalance, loadAccounts, loadBooked, loadOpened } from './load.ts';

type Sound = Balance & { readonly row: LocatedRow; readonly of: Account };

const isNothing = (text: string | null | undefined): boolean => !text || /^0*(\.0*)?$/.test(text);

/** What is wrong with the figures of a row: one side, and not below zero. */
function amountProblems({ rowNo, cells }: LocatedRow): RowProblem[] {
  const problems: RowProblem[] = [];
  const { debit, credit } = cells;
  if (!debit && !credit)
    problems.push(rowProblem(rowNo, 'debit', 'MISSING', '须填借方或贷方', 'Debit or credit, please'));
  if (!isNothing(debit) && !isNothing(credit))
    problems.push(rowProblem(rowNo, 'credit', 'BOTH_SIDES', '借方与贷方只填一方', 'One side only'));
  for (const key of ['debit', 'credit'])
    if (cells[key]?.startsWith('-'))
      problems.push(
        rowProblem(rowNo, key, 'NEGATIVE', '负数请填在另一方', 'Below zero belongs to the other side'),
      );
  return problems;
}

function accountProblem(row: LocatedRow, account: Account | undefined): RowProblem | null {
  if (!account) return unknownReference(row, 'account', { zh: '科目', en: 'account' });
  const say = (code: string, zh: string, en: string) => rowProblem(row.rowNo, 'account', code, zh, en);
  if (!account.postable)
    return say(
      'NOT_POSTABLE',
      `科目 ${account.code} 须录入明细科目`,
      `${account.code} takes no postings itself`,
    );
  return account.control === 'estimate'
    ? say(
        'NO_RECEIPTS',
        '暂估应付没有入库单，期初请录入应付',
        'No receipts stand behind it: bring it in as payable',
      )
    : null;
}

function partnerProblem(
  row: LocatedRow,
  account: Account,
  partners: ReadonlyMap<string, Id>,
): RowProblem | null {
  const code = row.cells['partner'];
  if (code && !partners.has(code)) return unknownReference(row, 'partner', { zh: '往来单位', en: 'partner' });
  const say = (problem: string, zh: string, en: string) => rowProblem(row.rowNo, 'partner', problem, zh, en);
  if (account.control !== null) return null;
  if (account.byPartner && !code)
    return say('MISSING', `科目 ${account.code} 按往来单位核算`, `${account.code} is kept by partner`);
  return code && !account.byPartner
    ? say('NO_PARTNERS', `科目 ${account.code} 不按往来单位核算`, `${account.code} is not kept by partner`)
    : null;
}

function check(
  row: LocatedRow,
  accounts: ReadonlyMap<string, Account>,
  partners: ReadonlyMap<string, Id>,
): Sound | RowProblem[] {
  const { cells } = row;
  const account = accounts.get(cells['account'] ?? '');
  const found = accountProblem(row, account) ?? (account ? partnerProblem(row, account, partners) : null);
  const problems = [...(found ? [found] : []), ...amountProblems(row)];
  if (!account || problems.length > 0) return problems;
  const amount = isNothing(cells['debit'])
    ? negateAmount(parseAmount(cells['credit'] ?? '0'))
    : parseAmount(cells['debit'] ?? '0');
  const partnerId = partners.get(cells['partner'] ?? '') ?? null;
  return { row, of: account, account: account.code, partnerId, amount };
}

const keyOf = ({ account, partnerId }: Pick<Balance, 'account' | 'partnerId'>): string =>
  `${account} ${partnerId ?? ''}`;

/** Rows that say something else than what was opened before. */
function changedProblems(sound: readonly Sound[], opened: readonly Balance[]): RowProblem[] {
  const before = new Map(opened.map((one) => [keyOf(one), one.amount]));
  return sound.flatMap((one) => {
    const was = before.get(keyOf(one));
    if (was === undefined || was === one.amount) return [];
    const key = one.amount < 0n ? 'credit' : 'debit';
    const { zh, en } = told(was);
    return [rowProblem(one.row.rowNo, key, 'OPENED_BEFORE', `期初已录入：${zh}`, `Opened before with ${en}`)];
  });
}

const BOOKS: Readonly<Record<string, { zh: string; en: string }>> = {
  stock: { zh: '期初库存', en: 'opening stock' },
  payable: { zh: '期初应付', en: 'opening payables' },
  receivable: { zh: '期初应收', en: 'opening receivables' },
};

const differenceOf = (a: Amount, b: Amount): string => amountText(subAmount(a, b)).replace('-', '');

/** Accounts that equal a book of their own must say what that book holds. */
function bookProblems(sound: readonly Sound[], booked: Figures): RowProblem[] {
  const controlled = sound.filter(({ of }) => of.control !== null);
  return [...sumByAccount(controlled)].flatMap(([account, amount]) => {
    const holds = booked.get(account) ?? ZERO_AMOUNT;
    const row = controlled.find((one) => one.account === account);
    if (holds === amount || !row) return [];
    const book = BOOKS[row.of.control ?? ''];
    const [difference, said] = [differenceOf(amount, holds), told(holds)];
    const zh = `${book?.zh}在科目 ${account} 上是${said.zh}，相差 ${difference}`;
    const en = `The ${book?.en} on ${account} are ${said.en}: a difference of ${difference}`;
    const key = amount < 0n ? 'credit' : 'debit';
    return [rowProblem(row.row.rowNo, key, 'NOT_THE_BOOK', zh, en)];
  });
}

/** Everything together must balance; what does not is named to the cent, at the last row. */
function balanceProblem(rows: readonly LocatedRow[], said: Figures, books: Figures): RowProblem | null {
  const { debit, credit, difference } = sidesOf(said, books);
  const last = rows.at(-1);
  if (difference === 0n || !last) return null;
  const figures = {
    debit: amountText(debit),
    credit: amountText(credit),
    difference: amountText(difference),
  };
  const zh = `连同期初库存与期初往来，借方合计 ${figures.debit}，贷方合计 ${figures.credit}，相差 ${figures.difference}`;
  const en =
    `With opening stock and open items, debits are ${figures.debit} and credits ${figures.credit}: ` +
    `a difference of ${figures.difference}`;
  return rowProblem(last.rowNo, null, 'NOT_BALANCED', zh, en);
}

type Round = Sound & { readonly round: number };

/** What was taken back is opened in its next round. */
function inRounds(fresh: readonly Sound[], before: readonly OpenedBalance[]): Round[] {
  const rounds = new Map(before.map((one) => [keyOf(one), one.round]));
  return fresh.map((one) => ({ ...one, round: (rounds.get(keyOf(one)) ?? 0) + 1 }));
}

async function write(
  tx: FinTx,
  ctx: Ctx,
  fresh: readonly Round[],
  lines: ReturnType<typeof linesToBook>,
): Promise<void> {
  const voucherId =
    lines.length === 0 ? null : await bookOpening(tx, ctx, 'opening_balance', '期初余额', lines);
  await sql`insert into fin.opening_balance (company_id, id, account_id, partner_id, amount, round, voucher_id)
    select ${ctx.companyId}, b.*, ${voucherId}::uuid
    from unnest(${fresh.map(() => newId())}::uuid[], ${fresh.map(({ of }) => of.id)}::uuid[],
      ${fresh.map(({ partnerId }) => partnerId)}::uuid[],
      ${fresh.map(({ amount }) => amountText(amount))}::numeric[],
      ${fresh.map(({ round }) => round)}::smallint[]) as b`.execute(tx);
}

async function run(tx: Tx, ctx: Ctx, rows: readonly LocatedRow[], tell: (done: number) => void) {
  const accounts = await loadAccounts(tx, ctx);
  const partners = await idsByCode(
    tx,
    ctx,
    'md.partner',
    rows.map((row) => row.cells['partner']),
  );
  const checked = rows.map((row) => check(row, accounts, partners));
  const closed = await closedProblem(tx, ctx, rows);
  const sound = checked.filter((one): one is Sound => 'of' in one);
  const before = await loadOpened(tx, ctx);
  const opened = before.filter(({ takenBack }) => !takenBack);
  const free = sound.filter(({ of, amount }) => of.control === null && amount !== 0n);
  const problems = [
    ...(closed ? [closed] : []),
    ...checked.flatMap((one) => ('of' in one ? [] : one)),
    ...changedProblems(free, opened),
  ];
  // What does not add up is worth telling only of a file whose every row could be read.
  if (problems.length > 0) return { problems, created: 0, changed: 0 };
  const booked = await loadBooked(tx, ctx);
  const standing = new Set(opened.map(keyOf));
  const fresh = free.filter((one) => !standing.has(keyOf(one)));
  const said = sumByAccount([...opened, ...fresh]);
  const books: Figures = new Map([...booked].filter(([account]) => accounts.get(account)?.control));
  const rest: Figures = new Map([...booked].filter(([account]) => !accounts.get(account)?.control));
  const wrong = balanceProblem(rows, said, books);
  problems.push(...bookProblems(sound, booked), ...(wrong ? [wrong] : []));
  if (problems.length > 0) return { problems, created: 0, changed: 0 };
  if (fresh.length > 0) await write(tx, ctx, inRounds(fresh, before), linesToBook(fresh, said, rest));
  tell(rows.length);
  return { problems, created: fresh.length, changed: 0 };
}

const columns: readonly ImportColumn[] = [
  {
    key: 'account',
    zh: '科目编码',
    en: 'account code',
    kind: 'code',
    required: true,
    aliases: ['科目', '科目代码'],
    example: '1002',
  },
  { key: 'partner', zh: '往来单位编码', en: 'partner code', kind: 'code', aliases: ['往来编码', '辅助核算'] },
  { key: 'debit', zh: '借方余额', en: 'debit balance', kind: 'amount', aliases: ['借方', '期初借方'] },
  { key: 'credit', zh: '贷方余额', en: 'credit balance', kind: 'amount', aliases: ['贷方', '期初贷方'] },
];

export const openingBalanceImport: ImportKind = {
  kind: 'opening_balance',
  zh: '期初余额',
  en: 'opening balances',
  right: 'voucher.edit',
  order: 92,
  uniqueBy: ['account', 'partner'],
  columns,
  run,
};
