// The days a supplier confirms, line by line on the purchase order. Before a day is kept, whom it would hit is shown.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { command, query } from '../../api-client/client.ts';
import type { Row } from '../../kit/data-table.tsx';
import { daysBetween } from '../../kit/days.ts';
import { compare, grouped, minus } from '../../kit/format.ts';
import { type Failure, FailureBanner, failureOf } from '../../kit/parts.tsx';
import { useWords } from '../../kit/words.tsx';
import { useSession } from '../session-context.ts';
import { ChangedOrders } from './changed-orders.tsx';
import { Expediting, useExpedites } from './expediting.tsx';
import './plan.css';

const text = (row: Row, key: string): string => String(row[key] ?? '');
/** The day a line is expected: as confirmed, else as asked for. */
const expected = (line: Row): string => text(line, 'confirmed_date') || text(line, 'delivery_date');

/** Whom another day would hit. */
function Effect({ no, line, day }: { no: string; line: Row; day: string }): ReactNode {
  const effect = useQuery({
    queryKey: ['planning.affected', no, text(line, 'line_no'), day],
    queryFn: () => query('planning.affected', { id: `${no}/${text(line, 'line_no')}`, date: day }),
  });
  if (effect.error) return <FailureBanner failure={failureOf(effect.error)} />;
  return effect.data ? (
    <ChangedOrders changed={effect.data.changed} count={effect.data.changedCount} today={effect.data.today} />
  ) : null;
}

export function ConfirmDates({
  orderId,
  no,
  supplier,
  lines,
}: {
  orderId: string;
  no: string;
  supplier: string;
  lines: readonly Row[];
}): ReactNode {
  const { t } = useWords();
  const session = useSession();
  const client = useQueryClient();
  const expedites = useExpedites(orderId);
  const [days, setDays] = useState<Readonly<Record<string, string>>>({});
  const [failure, setFailure] = useState<Failure | null>(null);
  const open = lines.filter(
    (line) => compare(minus(text(line, 'qty'), text(line, 'qty_received') || '0'), '0') > 0,
  );
  const moved = open.filter((line) => days[text(line, 'id')] && days[text(line, 'id')] !== expected(line));
  if (open.length === 0) return null;
  const mayEdit = session.rights.includes('purchase_order.edit');
  const keep = (): void => {
    setFailure(null);
    command('purchase.confirm-dates', {
      orderId,
      lines: moved.map((line) => ({
        lineId: text(line, 'id'),
        confirmedDate: days[text(line, 'id')] ?? null,
      })),
    })
      .then(() => {
        setDays({});
        return client.invalidateQueries();
      })
      .catch((thrown: unknown) => setFailure(failureOf(thrown)));
  };
  return (
    <>
      <div className="row">
        <h2 className="grow">{t('plan.confirmDates')}</h2>
        {mayEdit && moved.length > 0 && (
          <button className="button primary" onClick={keep}>
            {t('plan.keepDates', { count: moved.length })}
          </button>
        )}
      </div>
      <FailureBanner failure={failure} />
      <div className="framed">
        {open.map((line) => {
          const id = text(line, 'id');
          const day = days[id] ?? expected(line);
          const late = daysBetween(expected(line), day);
          return (
            <div key={id} className="order-row padded">
              <div className="row wrap">
                <span>{text(line, 'line_no')}</span>
                <span className="code">{text(line, 'item_code')}</span>
                <span className="grow">{text(line, 'item_name')}</span>
                <span>
                  {grouped(minus(text(line, 'qty'), text(line, 'qty_received') || '0'))} {text(line, 'unit')}
                </span>
                <span className="dim">{t('plan.askedFor', { date: text(line, 'delivery_date') })}</span>
                <label className="row">
                  <span>{t('plan.confirmed')}</span>
                  <input
                    className="input"
                    type="date"
                    aria-label={`${t('plan.confirmed')} ${text(line, 'item_code')}`}
                    value={day}
                    disabled={!mayEdit}
                    onChange={(event) => setDays((before) => ({ ...before, [id]: event.target.value }))}
                  />
                </label>
                {late !== 0 && (
                  <span className={`tag ${late > 0 ? 'warn' : 'ok'}`}>
                    {late > 0 ? t('plan.slips', { days: late }) : t('plan.comesEarlier', { days: -late })}
                  </span>
                )}
              </div>
              <Expediting
                orderId={orderId}
                no={no}
                supplier={supplier}
                line={line}
                expected={expected(line)}
                day={day}
                expedite={expedites.find(({ lineId }) => lineId === id)}
              />
              {day !== expected(line) && day !== '' && session.rights.includes('planning.view') && (
                <Effect no={no} line={line} day={day} />
              )}
            </div>
          );
        })}
      </div>
    </>
  );
}
