// What is looked at before a period is closed, in the order in which an accountant clears it. A blocking finding stops
// the close; the others are told and have to be accepted.
import { sql } from 'kysely';
import type { Ctx } from '../../kernel/ctx.ts';
import type { FinTx } from './types.ts';

export type CloseCheck = {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
  readonly blocking: boolean;
  readonly count: number;
};

type CheckSpec = Omit<CloseCheck, 'count'> & { readonly count: ReturnType<typeof sql<number>> };

/** Movements that are not valued count from the day they bear. */
const specs = (ctx: Ctx, period: string): readonly CheckSpec[] => {
  const company = ctx.companyId;
  const lastDay = sql`(select ends_on from fin.period where company_id = ${company} and code = ${period})`;
  const check = (
    code: string,
    zh: string,
    en: string,
    count: ReturnType<typeof sql<number>>,
    blocking = false,
  ) => ({
    code,
    zh,
    en,
    blocking,
    count,
  });
  return [
    check(
      'EARLIER_OPEN',
      '更早的期间未结账',
      'earlier periods open',
      sql<number>`select count(*) from fin.period
        where company_id = ${company} and code < ${period} and state = 'open'`,
      true,
    ),
    check(
      'NOT_VALUED',
      '流水未核算',
      'movements not valued',
      sql<number>`select count(*) from wms.movement m
        join fin.valuation_watermark k on k.company_id = m.company_id and m.xid > k.through_xid
        where m.company_id = ${company} and m.business_date <= ${lastDay}`,
      true,
    ),
    check(
      'EXCEPTIONS',
      '核算异常',
      'valuation exceptions',
      sql<number>`select count(*) from fin.valuation_exception e
        join wms.movement m on m.company_id = e.company_id and m.id = e.movement_id
        where e.company_id = ${company} and e.resolved_at is null and m.business_date <= ${lastDay}`,
      true,
    ),
    check(
      'ACCOUNTS_DIFFER',
      '科目与明细账不符',
      'accounts that differ from their books',
      sql<number>`select count(*) from fin.control_account where company_id = ${company} and difference <> 0`,
      true,
    ),
    check(
      'PENDING_INSPECTION',
      '待检批次',
      'lots pending inspection',
      sql<number>`select count(*) from qms.inspection
        where company_id = ${company} and state = 'pending' and business_date <= ${lastDay}`,
    ),
    check(
      'IN_TRANSIT',
      '在途货物',
      'goods in transit',
      sql<number>`select count(*) from wms.balance b
        join wms.bin n on n.company_id = b.company_id and n.id = b.bin_id
        join md.warehouse w on w.company_id = n.company_id and w.id = n.warehouse_id and w.purpose = 'transit'
        where b.company_id = ${company} and b.on_hand > 0`,
    ),
    check(
      'PENDING_LOSSES',
      '待处理财产损溢未转销',
      'pending gains and losses (1901) not cleared',
      sql<number>`select count(*) from (select from fin.account a
        join fin.account_balance b on b.company_id = a.company_id and b.account_id = a.id and b.period_code <= ${period}
        where a.company_id = ${company} and a.code = '1901' group by a.id having sum(b.debit) <> sum(b.credit)) as left_over`,
    ),
    check(
      'NOT_REVIEWED',
      '凭证未审核',
      'vouchers not reviewed',
      sql<number>`select count(*) from fin.voucher v
        where v.company_id = ${company} and v.period_code = ${period} and not exists (select from fin.voucher_signature s
          where s.company_id = v.company_id and s.voucher_id = v.id and s.step = 'reviewed')`,
    ),
    check(
      'ESTIMATED',
      '暂估未开票入库',
      'receipts estimated, not invoiced',
      sql<number>`select count(*) from erp.purchase_receipt_line l
        join erp.purchase_receipt r on r.company_id = l.company_id and r.id = l.receipt_id
        where l.company_id = ${company} and l.qty_invoiced < l.qty and r.business_date <= ${lastDay}`,
    ),
    check(
      'NOT_INVOICED',
      '已出库未开票',
      'deliveries not invoiced',
      sql<number>`select count(*) from erp.sales_delivery_line l
        join erp.sales_delivery d on d.company_id = l.company_id and d.id = l.delivery_id
        where l.company_id = ${company} and l.qty_invoiced < l.qty and d.business_date <= ${lastDay}`,
    ),
  ];
};

/** Every check with what it finds, in one statement. */
export async function runCloseChecks(tx: FinTx, ctx: Ctx, period: string): Promise<CloseCheck[]> {
  const checks = specs(ctx, period);
  const counts = checks.map(({ code, count }) => sql`select ${code}::text as code, (${count})::int as count`);
  const { rows } = await sql<{ code: string; count: number }>`${sql.join(counts, sql` union all `)}`.execute(
    tx,
  );
  const found = new Map(rows.map((row) => [row.code, row.count]));
  return checks.map(({ code, zh, en, blocking }) => ({
    code,
    zh,
    en,
    blocking,
    count: found.get(code) ?? 0,
  }));
}
