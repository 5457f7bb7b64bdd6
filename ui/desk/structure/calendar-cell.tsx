// The week of a work calendar in the list of calendars: its working days by name instead of seven signs.
import type { ReactNode } from 'react';
import type { Column, Row } from '../../kit/cell.tsx';
import { addDays, weekday } from '../../kit/days.ts';
import { useWords } from '../../kit/words.tsx';

const A_MONDAY = '2024-01-01';

function WorkingDays({ week }: { week: string }): ReactNode {
  const { t, language } = useWords();
  if (!week.includes('0')) return t('calendar.everyDay');
  const days = [...week].flatMap((sign, at) =>
    sign === '1' ? [weekday(addDays(A_MONDAY, at), language)] : [],
  );
  return days.join(' ');
}

export const calendarCell = (column: Column, row: Row): ReactNode | undefined =>
  column.key === 'week' ? <WorkingDays week={String(row['week'])} /> : undefined;
