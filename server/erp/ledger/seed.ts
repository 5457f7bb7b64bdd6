// What every company's books begin with: the chart of accounts, the periods and the posting rules.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { sql } from 'kysely';
import { addDays, monthEnd } from '../../kernel/clock.ts';
import { type Id, newId } from '../../kernel/ids.ts';
import { DEFAULT_RULES } from './rules.ts';
import type { FinTx } from './types.ts';

export type Control = 'stock' | 'payable' | 'estimate' | 'receivable';

type ChartRow = { code: string; name_zh: string; name_en: string; category: string; balance: string; level: string; aux: string };

const MONTHS = 36;

/** The chart of the small enterprise standard; an account with sub-accounts takes no postings itself. */
export function readChart(): (ChartRow & { postable: boolean; control: Control | null })[] {
  const text = readFileSync(join(import.meta.dirname, 'charts', 'small-enterprise.csv'), 'utf8');
  const rows: ChartRow[] = parse(text, { columns: true, bom: true });
  return rows.map((row) => {
    const postable = !rows.some((other) => other.code.startsWith(`${row.code}.`));
    return { ...row, postable, control: postable ? controlOf(row.code) : null };
  });
}

/** Accounts whose balance equals a book of its own: only documents post to them. */
function controlOf(code: string): Control | null {
  if (/^(1403|1405|1408|1411)(\.|$)/.test(code)) return 'stock';
  if (code === '2202.01') return 'payable';
  if (code === '2202.02') return 'estimate';
  return code === '1122' ? 'receivable' : null;
}

function periodsFrom(start: string): { code: string; starts_on: string; ends_on: string }[] {
  const periods = [];
  let first = `${start}-01`;
  for (let n = 0; n < MONTHS; n += 1) {
    const last = monthEnd(first);
    periods.push({ code: first.slice(0, 7), starts_on: first, ends_on: last });
    first = addDays(last, 1);
  }
  return periods;
}

/** Creates accounts, 36 periods from the start period ('YYYY-MM') and the default posting rules of a new company. */
export async function seedLedger(tx: FinTx, companyId: Id, startPeriod: string): Promise<void> {
  const accounts = readChart().map((row) => ({
    id: newId(), code: row.code, name_zh: row.name_zh, name_en: row.name_en, category: row.category, side: row.balance,
    level: row.level, dimensions: row.aux, postable: row.postable, control: row.control,
  }));
  await sql`insert into fin.account (company_id, id, code, name_zh, name_en, category, side, level, dimensions, postable, control)
    select ${companyId}, id, code, name_zh, name_en, category, side, level, dimensions, postable, control
    from jsonb_populate_recordset(null::fin.account, ${JSON.stringify(accounts)}::jsonb)`.execute(tx);
  await sql`insert into fin.period (company_id, code, starts_on, ends_on)
    select ${companyId}, code, starts_on, ends_on
    from jsonb_populate_recordset(null::fin.period, ${JSON.stringify(periodsFrom(startPeriod))}::jsonb)`.execute(tx);
  const rules = DEFAULT_RULES.map(([event, side, account, amountName, summary, red], index) => ({
    event, line_no: index + 1, side, amount_name: amountName, summary_zh: summary, red: red ?? false,
    account_source: account === 'inventory' ? 'item_inventory' : account === 'bank' ? 'bank' : 'fixed',
    account_code: account === 'inventory' || account === 'bank' ? null : account,
  }));
  await sql`insert into fin.posting_rule (company_id, event, line_no, side, account_source, account_code, amount_name, red, summary_zh)
    select ${companyId}, event, line_no, side, account_source, account_code, amount_name, red, summary_zh
    from jsonb_populate_recordset(null::fin.posting_rule, ${JSON.stringify(rules)}::jsonb)`.execute(tx);
  await tx.insertInto('fin.valuation_watermark').values({ company_id: companyId }).execute();
}
