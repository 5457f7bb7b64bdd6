// A work calendar as a year of months: closed days are hatched, and a click says that a day differs from its week.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { command, query } from '../../api-client/client.ts';
import { useId } from '../../kit/address.ts';
import { addDays, dayNumber, daysFrom, weekday } from '../../kit/days.ts';
import { FailureBanner, failureOf } from '../../kit/parts.tsx';
import { useWords } from '../../kit/words.tsx';
import { BackTo } from '../document.tsx';
import { useSession } from '../session-context.ts';
import { useTitle } from '../shell.tsx';
import '../structure/structure.css';
import { useSave } from '../structure/use-save.ts';

const A_MONDAY = '2024-01-01';
/** 0 is Monday. */
const ofWeek = (day: string): number => (dayNumber(day) + 3) % 7;

type Calendar = { readonly week: string; readonly said: ReadonlyMap<string, boolean> };

function Month({
  first,
  calendar,
  onDay,
}: {
  first: string;
  calendar: Calendar;
  onDay: ((day: string, open: boolean | null) => void) | null;
}): ReactNode {
  const { language, t } = useWords();
  const next = addDays(first, 32).slice(0, 8);
  const days = daysFrom(first, addDays(`${next}01`, -1));
  const usual = (day: string): boolean => calendar.week[ofWeek(day)] === '1';
  return (
    <section className="month">
      <h3>{first.slice(0, 7)}</h3>
      <div className="days">
        {daysFrom(A_MONDAY, addDays(A_MONDAY, 6)).map((day) => (
          <span key={day}>{weekday(day, language).replace('周', '')}</span>
        ))}
        {Array.from({ length: ofWeek(first) }, (_, at) => (
          <i key={at} />
        ))}
        {days.map((day) => {
          const said = calendar.said.get(day);
          const open = said ?? usual(day);
          return (
            <button
              key={day}
              className={`${open ? '' : 'closed'} ${said === undefined ? '' : 'said'}`}
              disabled={onDay === null}
              aria-label={`${day} ${t(open ? 'calendar.open' : 'calendar.closed')}`}
              onClick={() => onDay?.(day, said === undefined ? !usual(day) : null)}
            >
              {Number(day.slice(8))}
            </button>
          );
        })}
      </div>
    </section>
  );
}

export function WorkCalendar(): ReactNode {
  const { t } = useWords();
  const id = useId();
  const session = useSession();
  const [year, setYear] = useState(() => Number((session.company?.today ?? '2026-01-01').slice(0, 4)));
  const { failure, save } = useSave();
  const card = useQuery({
    queryKey: ['card', 'work_calendar', id],
    queryFn: () => query('card.get', { kind: 'work_calendar', id }),
  });
  const cells = card.data?.cells;
  const days = useQuery({
    queryKey: ['calendar-days', id, year],
    enabled: cells !== undefined,
    queryFn: () =>
      query('structure.list-calendar-days', {
        filters: [
          { column: 'calendar', op: 'eq', value: cells?.['code'] ?? '' },
          { column: 'day', op: 'between', value: [`${year}-01-01`, `${year}-12-31`] },
        ],
        limit: 400,
      }),
  });
  useTitle(cells?.['code'] ?? '');
  const calendar: Calendar = {
    week: cells?.['week'] ?? '1111111',
    said: new Map((days.data?.rows ?? []).map((row) => [String(row['day']), row['open'] === true])),
  };
  const mayEdit = session.rights.includes('structure.edit');
  const setDay = (day: string, open: boolean | null): void =>
    save(() => command('structure.set-calendar-days', { calendarId: id, days: [{ day, open }] }));
  return (
    <div className="page">
      <BackTo list="structure.list-work-calendars" name={t('calendar.title')} />
      <div className="row wrap">
        <h1 className="code">{cells?.['code']}</h1>
        <h1 className="grow">{cells?.['name']}</h1>
        <button className="button" onClick={() => setYear(year - 1)} aria-label={String(year - 1)}>
          ‹
        </button>
        <b>{year}</b>
        <button className="button" onClick={() => setYear(year + 1)} aria-label={String(year + 1)}>
          ›
        </button>
        <Link className="button" to="/card/$kind/$id" params={{ kind: 'work_calendar', id }}>
          {t('calendar.week')}
        </Link>
      </div>
      <FailureBanner failure={failure ?? (card.error ? failureOf(card.error) : null)} />
      <span className="dim">{t('calendar.hint')}</span>
      <div className="months">
        {Array.from({ length: 12 }, (_, at) => (
          <Month
            key={at}
            first={`${year}-${String(at + 1).padStart(2, '0')}-01`}
            calendar={calendar}
            onDay={mayEdit ? setDay : null}
          />
        ))}
      </div>
    </div>
  );
}
