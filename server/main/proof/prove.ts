// The proof that book equals physical 账实相符, for one company: every law of the books asked of its rows, and the
// figures that people compare: ledger with balances, balances with cost pools, pools with accounts.
import { resolve } from 'node:path';
import { sql } from 'kysely';
import { jsonText } from '../../kernel/json.ts';
import type { Ctx, Tx } from '../../kernel/ctx.ts';
import { type Law, readLaws } from '../laws.ts';

export const LAWS: readonly Law[] = readLaws(resolve(import.meta.dirname, '../../../db/laws'));
const MOST_ROWS = 20;

export type ProvedLaw = {
  readonly id: string;
  readonly sentence: string;
  /** How many rows break it, and the first of them. */
  readonly broken: number;
  readonly rows: readonly Readonly<Record<string, unknown>>[];
};

/** Two sums that must be one; text because they are exact. Money is only for those who may see it. */
export type Figure = {
  readonly key: 'stock' | 'owned' | 'value' | 'partners';
  readonly left: string;
  readonly right: string;
  readonly equal: boolean;
  readonly money: boolean;
};

async function askLaw(tx: Tx, law: Law): Promise<ProvedLaw> {
  const { rows } = await sql<Readonly<Record<string, unknown>>>`${sql.raw(law.query)}`.execute(tx);
  return { id: law.id, sentence: law.sentence, broken: rows.length, rows: rows.slice(0, MOST_ROWS) };
}

type Pair = { left: string; right: string };

async function compare(tx: Tx, key: Figure['key'], money: boolean, query: string): Promise<Figure> {
  const { rows } = await sql<Pair>`${sql.raw(query)}`.execute(tx);
  const { left, right } = rows[0] ?? { left: '0', right: '0' };
  return { key, left, right, equal: left === right, money };
}

/** Ledger and balances of all counted bins; what we own in bins and pools; pools, open items and their accounts. */
async function compareFigures(tx: Tx): Promise<Figure[]> {
  const figures: Figure[] = [];
  figures.push(
    await compare(
      tx,
      'stock',
      false,
      `select
        trim_scale(coalesce((select sum(case when t.counted then m.qty else 0 end - case when f.counted then m.qty else 0 end)
          from wms.movement m
          join wms.bin fb on fb.company_id = m.company_id and fb.id = m.from_bin_id
          join wms.bin_profile f on f.company_id = fb.company_id and f.id = fb.profile_id
          join wms.bin tb on tb.company_id = m.company_id and tb.id = m.to_bin_id
          join wms.bin_profile t on t.company_id = tb.company_id and t.id = tb.profile_id), 0))::text as left,
        trim_scale(coalesce((select sum(b.on_hand) from wms.balance b
          join wms.bin n on n.company_id = b.company_id and n.id = b.bin_id
          join wms.bin_profile p on p.company_id = n.company_id and p.id = n.profile_id where p.counted), 0))::text as right`,
    ),
    await compare(
      tx,
      'owned',
      false,
      `select
        trim_scale(coalesce((select sum(qty) from fin.owned_stock), 0))::text as left,
        trim_scale(coalesce((select sum(qty) from fin.cost_pool), 0) + coalesce((
          select sum(case when m.to_area is not null then m.qty else 0 end
            - case when m.from_area is not null then m.qty else 0 end)
          from fin.owned_movement m left join fin.valuation_watermark k using (company_id)
          where m.xid > coalesce(k.through_xid, '0'::xid8) or exists (select from fin.valuation_exception e
            where e.company_id = m.company_id and e.movement_id = m.id and e.resolved_at is null)), 0))::text as right`,
    ),
    await compare(
      tx,
      'value',
      true,
      `select coalesce((select sum(value) from fin.cost_pool), 0)::text as left,
        coalesce((select sum(b.debit - b.credit) from fin.account_balance b
          join fin.account a on a.company_id = b.company_id and a.id = b.account_id
          where a.control = 'stock' or exists (select from fin.cost_pool p
            where p.company_id = a.company_id and p.account_code = a.code)), 0)::text as right`,
    ),
    await compare(
      tx,
      'partners',
      true,
      `select (coalesce((select sum(amount) from fin.open_item), 0)
          - coalesce((select sum(amount) from fin.settlement), 0))::text as left,
        coalesce((select sum(case when a.control = 'payable' then b.credit - b.debit else b.debit - b.credit end)
          from fin.account_balance b join fin.account a on a.company_id = b.company_id and a.id = b.account_id
          where a.control in ('payable', 'receivable')), 0)::text as right`,
    ),
  );
  return figures;
}

/** Movements that wait in the accountant's queue for their value. */
async function countUnvalued(tx: Tx): Promise<number> {
  const { rows } = await sql<{ waiting: number }>`
    select count(*)::int as waiting from fin.valuation_exception where resolved_at is null`.execute(tx);
  return rows[0]?.waiting ?? 0;
}

export type ProofRun = {
  readonly holds: boolean;
  readonly laws: readonly ProvedLaw[];
  readonly figures: readonly Figure[];
};

/** Proves the books of the transaction's company and records that it did. */
export async function prove(tx: Tx, ctx: Ctx): Promise<ProofRun> {
  const started = performance.now();
  const laws: ProvedLaw[] = [];
  for (const law of LAWS) laws.push(await askLaw(tx, law));
  const figures = await compareFigures(tx);
  const holds = laws.every((law) => law.broken === 0) && figures.every((figure) => figure.equal);
  await tx
    .insertInto('sys.proof_run')
    .values({
      company_id: ctx.companyId,
      holds,
      unvalued_count: await countUnvalued(tx),
      duration_ms: Math.round(performance.now() - started),
      broken: jsonText(laws.filter((law) => law.broken > 0)),
      figures: JSON.stringify(figures),
    })
    .execute();
  return { holds, laws, figures };
}
