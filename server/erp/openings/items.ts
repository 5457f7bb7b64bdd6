// Imports opening receivables and payables 期初往来: documents of the old books that are not paid yet. Each becomes an
// open item; one voucher of each side carries them, a line for each partner. Defends FIN-06.
import { sql } from 'kysely';
import type { Ctx, Tx } from '../../kernel/ctx.ts';
import { type Amount, amountText, parseAmount } from '../../kernel/decimal.ts';
import { type Id, newId } from '../../kernel/ids.ts';
import {
  type ImportColumn,
  type ImportKind,
  type LocatedRow,
  type RowProblem,
  rowProblem,
  unknownReference,
} from '../../kernel/import/kinds.ts';
import type { FinTx } from '../ledger/index.ts';
import { type Side, dueDateOf, writeItems } from '../settlement/index.ts';
import { bookOpening, closedProblem, openingLines } from './booking.ts';

type Partner = {
  id: Id;
  code: string;
  is_supplier: boolean;
  is_customer: boolean;
  terms_days: number;
  terms_from: string;
};
type Opened = { amount: string; due_date: string; round: number; taken_back: boolean };
type Sound = {
  readonly row: LocatedRow;
  readonly side: Side;
  readonly partner: Partner;
  readonly no: string;
  readonly date: string;
  readonly dueDate: string;
  readonly amount: Amount;
  /** Above one when it was taken back before. */
  readonly round: number;
};

/** The partners that are named, held so that two files of one partner come in one after the other. */
async function lockPartners(tx: FinTx, ctx: Ctx, codes: readonly string[]): Promise<Map<string, Partner>> {
  const { rows } = await sql<Partner>`select id, code, is_supplier, is_customer, terms_days, terms_from
    from md.partner where company_id = ${ctx.companyId} and not is_own and code = any(${[...new Set(codes)]}::text[])
    order by id for no key update`.execute(tx);
  return new Map(rows.map((row) => [row.code, row]));
}

const keyOf = (side: string, partnerId: Id, no: string): string => `${side} ${partnerId} ${no}`;

/** What was opened of these partners; of what was opened again, the last time. */
async function openedBefore(tx: FinTx, ctx: Ctx, partnerIds: readonly Id[]): Promise<Map<string, Opened>> {
  const { rows } = await sql<Opened & { side: string; partner_id: Id; source_no: string }>`
    select o.side, o.partner_id, o.source_no, o.amount::text, o.due_date::text, o.round::int4 as round,
      exists (select from fin.open_item r where r.company_id = o.company_id and r.source_kind = 'opening_reversal'
        and r.source_id = o.source_id) as taken_back
    from fin.open_item o
    where o.company_id = ${ctx.companyId} and o.source_kind = 'opening' and o.partner_id = any(${partnerIds}::uuid[])
    order by o.round`.execute(tx);
  return new Map(rows.map((row) => [keyOf(row.side, row.partner_id, row.source_no), row]));
}

/** What is wrong with a row whose partner is known. */
function problemsOf(one: Sound, today: string): RowProblem[] {
  const { row, side, partner } = one;
  const say = (key: string, code: string, zh: string, en: string) => rowProblem(row.rowNo, key, code, zh, en);
  const problems: RowProblem[] = [];
  if (side === 'payable' && !partner.is_supplier)
    problems.push(
      say('partner', 'NOT_SUPPLIER', `${partner.code} 不是供应商`, `${partner.code} is no supplier`),
    );
  if (side === 'receivable' && !partner.is_customer)
    problems.push(
      say('partner', 'NOT_CUSTOMER', `${partner.code} 不是客户`, `${partner.code} is no customer`),
    );
  if (one.date > today)
    problems.push(
      say('date', 'LATER', `单据日期晚于今天 ${today}`, `The document is dated after today, ${today}`),
    );
  if (one.dueDate < one.date)
    problems.push(say('due_date', 'TOO_EARLY', '到期日早于单据日期', 'It falls due before its own date'));
  if (one.amount <= 0n) {
    const zh = '金额须大于 0；预收、预付请录入期初余额';
    problems.push(say('amount', 'NOT_POSITIVE', zh, 'Above 0, please; advances are opening balances'));
  }
  return problems;
}

function read(row: LocatedRow, partners: ReadonlyMap<string, Partner>): Sound | RowProblem {
  const { cells } = row;
  const partner = partners.get(cells['partner'] ?? '');
  if (!partner) return unknownReference(row, 'partner', { zh: '往来单位', en: 'partner' });
  const date = cells['date'] ?? '';
  return {
    row,
    side: cells['side'] === 'payable' ? 'payable' : 'receivable',
    partner,
    no: cells['no'] ?? '',
    date,
    dueDate: cells['due_date'] ?? dueDateOf(date, partner.terms_days, partner.terms_from),
    amount: parseAmount(cells['amount'] ?? '0'),
    round: 1,
  };
}

/** What was opened before is told when the file says something else. */
function differs(one: Sound, opened: Opened): RowProblem[] {
  const say = (key: string, was: string) =>
    rowProblem(one.row.rowNo, key, 'OPENED_BEFORE', `期初已录入 ${was}`, `Opened before with ${was}`);
  return [
    ...(opened.amount === amountText(one.amount) ? [] : [say('amount', opened.amount)]),
    ...(opened.due_date === one.dueDate ? [] : [say('due_date', opened.due_date)]),
  ];
}

async function openItems(tx: FinTx, ctx: Ctx, side: Side, items: readonly Sound[]): Promise<void> {
  if (items.length === 0) return;
  const owed = items.map(({ partner, amount }) => ({ partnerId: partner.id, amount }));
  const lines = await openingLines(tx, ctx, side, owed);
  const summary = side === 'payable' ? '期初应付' : '期初应收';
  const voucherId = await bookOpening(tx, ctx, `opening_${side}`, summary, lines);
  await writeItems(
    tx,
    ctx,
    items.map((one) => ({
      side,
      partnerId: one.partner.id,
      sourceKind: 'opening',
      sourceId: newId(),
      sourceNo: one.no,
      businessDate: one.date,
      dueDate: one.dueDate,
      amount: one.amount,
      voucherId,
      round: one.round,
    })),
  );
}

const columns: readonly ImportColumn[] = [
  {
    key: 'side',
    zh: '方向',
    en: 'side',
    kind: 'choice',
    required: true,
    choices: {
      receivable: { zh: '应收', en: 'receivable' },
      payable: { zh: '应付', en: 'payable' },
    },
    example: '应收',
  },
  {
    key: 'partner',
    zh: '往来单位编码',
    en: 'partner code',
    kind: 'code',
    required: true,
    aliases: ['往来编码', '客户编码', '供应商编码'],
  },
  { key: 'no', zh: '单据号', en: 'document no', kind: 'code', required: true, aliases: ['发票号'] },
  { key: 'date', zh: '单据日期', en: 'document date', kind: 'date', required: true },
  { key: 'due_date', zh: '到期日', en: 'due date', kind: 'date' },
  { key: 'amount', zh: '未结金额', en: 'amount open', kind: 'amount', required: true, aliases: ['金额'] },
];

async function run(tx: Tx, ctx: Ctx, rows: readonly LocatedRow[], tell: (done: number) => void) {
  const closed = await closedProblem(tx, ctx, rows);
  const partners = await lockPartners(
    tx,
    ctx,
    rows.map((row) => row.cells['partner'] ?? ''),
  );
  const readings = rows.map((row) => read(row, partners));
  const known = readings.filter((one): one is Sound => 'partner' in one);
  const before = await openedBefore(tx, ctx, [...new Set(known.map(({ partner }) => partner.id))]);
  const problems = [
    ...(closed ? [closed] : []),
    ...readings.filter((one): one is RowProblem => !('partner' in one)),
  ];
  const fresh: Sound[] = [];
  for (const one of known) {
    const opened = before.get(keyOf(one.side, one.partner.id, one.no));
    const stands = opened !== undefined && !opened.taken_back;
    const found = [...problemsOf(one, ctx.today), ...(stands ? differs(one, opened) : [])];
    problems.push(...found);
    if (found.length === 0 && !stands) fresh.push({ ...one, round: (opened?.round ?? 0) + 1 });
  }
  if (closed) return { problems, created: 0, changed: 0 };
  for (const side of ['payable', 'receivable'] as const)
    await openItems(
      tx,
      ctx,
      side,
      fresh.filter((one) => one.side === side),
    );
  tell(rows.length);
  return { problems, created: fresh.length, changed: 0 };
}

export const openingItemImport: ImportKind = {
  kind: 'opening_item',
  zh: '期初往来',
  en: 'opening items',
  right: 'voucher.edit',
  order: 91,
  uniqueBy: ['side', 'partner', 'no'],
  columns,
  run,
};
