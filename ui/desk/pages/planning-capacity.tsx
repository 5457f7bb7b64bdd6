// The load of work centres by week against what they can do, from firmed orders and proposals. What does not fit stands
// above the limit; a week that is chosen shows what is in its bar.
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { type Sheet, query } from '../../api-client/client.ts';
import { LoadBars } from '../../kit/chart/bars.tsx';
import { useWidth } from '../../kit/chart/use-width.ts';
import { addDays, shortDay } from '../../kit/days.ts';
import { grouped, minus, plus } from '../../kit/format.ts';
import { Empty, FailureBanner, StateTag, failureOf } from '../../kit/parts.tsx';
import { type Words, useWords } from '../../kit/words.tsx';
import { ItemLink, SIDE_WORDS } from '../planning/peg-tree.tsx';
import '../planning/plan.css';
import type { Loads } from '../planning/shapes.ts';
import { SheetButtons } from '../planning/sheet-buttons.tsx';
import { useTitle } from '../shell.tsx';

type Centre = Loads['centres'][number];
function CentreLoad({
  centre,
  today,
  week,
  onChoose,
}: {
  centre: Centre;
  today: string;
  week: string | null;
  onChoose: (week: string) => void;
}): ReactNode {
  const { t } = useWords();
  const { frame, width } = useWidth<HTMLDivElement>(640);
  const over = centre.weeks.filter((one) => one.overload).length;
  return (
    <div className="stack" ref={frame}>
      <div className="row">
        <h2>
          <span className="code">{centre.code}</span> {centre.name}
        </h2>
        {over > 0 ? (
          <span className="tag bad">{t('plan.overloaded', { count: over })}</span>
        ) : (
          <span className="tag ok">{t('plan.fits')}</span>
        )}
        <span className="dim">{t('plan.hoursAWeek')}</span>
      </div>
      <LoadBars
        width={width}
        chosen={week}
        onChoose={onChoose}
        weeks={centre.weeks.map((one) => ({
          week: one.from,
          label: shortDay(one.from, today),
          load: plus(one.plannedHours, one.openHours),
          limit: one.capacityHours,
        }))}
        sentence={(one) =>
          t('plan.loadOf', { week: one.week, load: grouped(one.load), limit: grouped(one.limit) }) +
          (Number(one.limit) > Number(one.load)
            ? ` · ${t('plan.roomLeft', { hours: grouped(minus(one.limit, one.load)) })}`
            : '')
        }
      />
    </div>
  );
}

function WeekParts({ centre, week, onClose }: { centre: Centre; week: string; onClose: () => void }) {
  const { t } = useWords();
  const parts = useQuery({
    queryKey: ['planning.load-parts', centre.code, week],
    queryFn: () => query('planning.load-parts', { workCentre: centre.code, week }),
  });
  const rows = parts.data?.rows ?? [];
  return (
    <aside>
      <div className="bar-title">
        <span>
          {centre.name} {week} – {addDays(week, 6)}
        </span>
        <button className="button small" aria-label={t('app.close')} title={t('app.close')} onClick={onClose}>
          ×
        </button>
      </div>
      <FailureBanner failure={parts.error ? failureOf(parts.error) : null} />
      {parts.data && rows.length === 0 && <Empty title={t('plan.weekEmpty')} />}
      {rows.map((part) => (
        <div key={part.id} className="offer tagged">
          <StateTag value={part.document?.kind ?? 'planned'} words={SIDE_WORDS} />
          <span>
            <ItemLink item={part.item} /> {part.item.name}
            <br />
            <small>
              {part.document?.no} {part.startDate} → {part.endDate} {grouped(part.qty)} {part.item.unit}
            </small>
          </span>
          <span className="num">
            <b>{grouped(part.hours)}</b> {t('plan.hours')}
          </span>
        </div>
      ))}
    </aside>
  );
}

/** Every work centre by week: hours firmed, proposed, possible, and how full that is. */
function sheetOf(t: Words, centres: readonly Centre[]): Sheet {
  const rows = centres.flatMap(({ code, name, weeks }) =>
    weeks.map((week) => {
      const load = plus(week.openHours, week.plannedHours);
      return [code, name, week.from, week.openHours, week.plannedHours, load, week.capacityHours];
    }),
  );
  const hours = ['openHours', 'plannedHours', 'loadHours', 'capacityHours'] as const;
  return {
    title: t('plan.capacity'),
    columns: [
      { title: t('planData.workCentre'), kind: 'code' },
      { title: t('forecast.name'), kind: 'text' },
      { title: t('plan.week'), kind: 'date' },
      ...hours.map((key) => ({ title: t(`plan.${key}`), kind: 'qty' as const })),
    ],
    rows,
  };
}

export function PlanningCapacity(): ReactNode {
  const { t } = useWords();
  const chosen: { centre?: string; week?: string } = useSearch({ strict: false });
  const navigate = useNavigate();
  useTitle(t('plan.capacity'));
  const loads = useQuery({
    queryKey: ['planning.capacity'],
    queryFn: () => query('planning.capacity', {}),
  });
  const centres = loads.data?.centres ?? [];
  const shown = centres.find((centre) => centre.code === chosen.centre);
  return (
    <>
      <div className="head">
        <div className="row wrap">
          <h1 className="grow">{t('plan.capacity')}</h1>
          {loads.data && <SheetButtons sheet={() => sheetOf(t, centres)} />}
        </div>
        <span className="dim">{t('plan.capacityHint')}</span>
        <FailureBanner failure={loads.error ? failureOf(loads.error) : null} />
      </div>
      <div className={shown && chosen.week ? 'work two' : 'work one'}>
        <section>
          {loads.data && centres.length === 0 && (
            <Empty title={t('plan.noCentres')} hint={t('plan.noCentresHint')} />
          )}
          {centres.map((centre) => (
            <CentreLoad
              key={centre.code}
              centre={centre}
              today={loads.data?.today ?? ''}
              week={centre.code === chosen.centre ? (chosen.week ?? null) : null}
              onChoose={(week) =>
                void navigate({ to: '.', search: { centre: centre.code, week }, replace: true } as never)
              }
            />
          ))}
        </section>
        {shown && chosen.week && (
          <WeekParts
            centre={shown}
            week={chosen.week}
            onClose={() => void navigate({ to: '.', search: {}, replace: true } as never)}
          />
        )}
      </div>
    </>
  );
}
