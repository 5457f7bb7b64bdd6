// Working calendars, work centres and hours: what changes so seldom that a plan is made anew when it does.
import { sql } from 'kysely';
import type { Tx } from '../../kernel/ctx.ts';
import type { Id } from '../../kernel/ids.ts';
import { type CalendarInput, parseMicro, type Routing, type WorkCentre } from '../engine/index.ts';
import { type Days, weekdayOf } from './days.ts';

export async function loadCalendars(tx: Tx, companyId: Id, days: Days): Promise<CalendarInput[]> {
  const { rows } = await sql<{ code: string; week: string; days: { day: string; open: boolean }[] }>`
    select c.code, c.week, coalesce(json_agg(json_build_object('day', d.day, 'open', d.open) order by d.day)
      filter (where d.day is not null), '[]') as days
    from md.work_calendar c
    left join md.work_calendar_day d on d.company_id = c.company_id and d.calendar_id = c.id
    where c.company_id = ${companyId} group by c.company_id, c.id order by c.code`.execute(tx);
  return rows.map((row) => ({
    code: row.code,
    week: Array.from(row.week, (open) => open === '1'),
    weekdayOfToday: weekdayOf(days.today),
    exceptions: row.days.map(({ day, open }) => ({ day: days.of(day), open })),
  }));
}

export type Shop = {
  readonly workCentres: readonly (WorkCentre & { readonly name: string })[];
  readonly routings: readonly Routing[];
};

export async function loadShop(tx: Tx, companyId: Id): Promise<Shop> {
  const centres = await sql<{ code: string; name: string; hours: string }>`
    select code, name, hours_per_week as hours from md.work_centre
    where company_id = ${companyId} and active order by code`.execute(tx);
  const routings = await sql<{ item: string; work_centre: string; hours: string }>`
    select i.code as item, w.code as work_centre, r.hours_per_unit as hours
    from md.routing_line r
    join md.item i on i.company_id = r.company_id and i.id = r.item_id
    join md.work_centre w on w.company_id = r.company_id and w.id = r.work_centre_id and w.active
    where r.company_id = ${companyId} order by i.code, r.line_no`.execute(tx);
  return {
    workCentres: centres.rows.map(({ code, name, hours }) => ({
      code,
      name,
      microHoursPerWeek: parseMicro(hours),
    })),
    routings: routings.rows.map(({ item, work_centre, hours }) => ({
      item,
      workCentre: work_centre,
      microHoursPerUnit: parseMicro(hours),
    })),
  };
}
