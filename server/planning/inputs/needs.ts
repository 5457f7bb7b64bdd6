// What is needed: open lines of approved sales orders and what substitutions take; and which need planners have ruled to
// be served before which.
import { sql } from 'kysely';
import type { Tx } from '../../kernel/ctx.ts';
import type { Id } from '../../kernel/ids.ts';
import { type DemandInput, multiplyUp, parseMicro, type Serving } from '../engine/index.ts';
import type { Days } from './days.ts';
import type { Face } from './faces.ts';
import { lineRatio } from './ratios.ts';

export type Faced<T> = { readonly input: T; readonly face: Face };

type NeedRow = {
  item: string;
  to_order: boolean;
  line_id: Id;
  document_id: Id;
  no: string;
  line_no: number;
  day: string;
  qty: string;
  priority: number;
  partner_code: string;
  partner_name: string;
};

/** A line is known by order number and line number; for items made to order that is its tracking number too. */
export async function loadNeeds(
  tx: Tx,
  companyId: Id,
  days: Days,
  only: readonly Id[] | null,
): Promise<Faced<DemandInput>[]> {
  const { rows } = await sql<NeedRow>`
    select i.code as item, g.policy is not distinct from 'order' as to_order, n.line_id, n.document_id, n.no, n.line_no,
      n.day, n.qty, n.priority, n.partner_code, n.partner_name
    from plan.order_need n
    join md.item i on i.company_id = n.company_id and i.id = n.item_id
    left join md.item_planning g on g.company_id = n.company_id and g.item_id = n.item_id
    where n.company_id = ${companyId} ${only === null ? sql`` : sql`and n.item_id = any(${only}::uuid[])`}`.execute(
    tx,
  );
  return rows.map((row) => {
    const id = `${row.no}/${row.line_no}`;
    return {
      input: {
        id,
        item: row.item,
        day: days.of(row.day),
        qty: parseMicro(row.qty),
        priority: row.priority,
        ...(row.to_order ? { track: id } : {}),
      },
      face: {
        kind: 'sales_order',
        item: row.item,
        documentId: row.document_id,
        no: row.no,
        lineNo: row.line_no,
        lineId: row.line_id,
        partnerCode: row.partner_code,
        partnerName: row.partner_name,
        draft: false,
      },
    };
  });
}

type TakeRow = {
  item: string;
  to_order: boolean;
  document_id: Id;
  no: string;
  day: string;
  tracking_no: string;
  qty: string;
  takes_num: string;
  takes_den: string;
  priority: number;
  partner_code: string;
  partner_name: string;
};

/** What substitutions take. In an allocation it is served with the need that is meant. */
export async function loadTakes(
  tx: Tx,
  companyId: Id,
  days: Days,
  only: readonly Id[] | null,
): Promise<Faced<DemandInput>[]> {
  const { rows } = await sql<TakeRow>`
    select i.code as item, g.policy is not distinct from 'order' as to_order, s.document_id, s.no, s.day, s.tracking_no,
      s.qty, s.takes_num, s.takes_den, s.priority, s.partner_code, s.partner_name
    from plan.substitute_take s
    join md.item i on i.company_id = s.company_id and i.id = s.item_id
    left join md.item_planning g on g.company_id = s.company_id and g.item_id = s.item_id
    where s.company_id = ${companyId} ${only === null ? sql`` : sql`and s.item_id = any(${only}::uuid[])`}`.execute(
    tx,
  );
  return rows.map((row) => {
    const { num, den } = lineRatio(row.takes_num, row.takes_den, '0');
    return {
      input: {
        id: `${row.no} ${row.item}`,
        item: row.item,
        day: days.of(row.day),
        qty: multiplyUp(parseMicro(row.qty), num, den),
        priority: row.priority,
        consumes: false,
        standsIn: true,
        ...(row.to_order && row.tracking_no !== '' ? { track: row.tracking_no } : {}),
      },
      face: {
        kind: 'firm_order',
        item: row.item,
        documentId: row.document_id,
        no: row.no,
        lineNo: null,
        lineId: null,
        partnerCode: row.partner_code,
        partnerName: row.partner_name,
        draft: true,
      },
    };
  });
}

/** Rulings that hold, in the order in which they were made. */
export async function loadServings(tx: Tx, companyId: Id): Promise<Serving[]> {
  const { rows } = await sql<Serving>`
    select need, than from plan.serving where company_id = ${companyId} order by id`.execute(tx);
  return rows;
}
