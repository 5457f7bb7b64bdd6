// What an order would meet if it were approved now, while it is typed and as long as it is a draft: the day that can be
// promised for each line, what would be short, and whom it would hurt. The plan is asked with all lines at once, as if they
// were an order already; nothing is written.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { query } from '../../api-client/client.ts';
import { shortDay } from '../../kit/days.ts';
import { grouped, isQty } from '../../kit/format.ts';
import { FailureBanner, StateTag, failureOf } from '../../kit/parts.tsx';
import { useWords } from '../../kit/words.tsx';
import { BlockerLine } from './blocker-line.tsx';
import { ChangedOrders, Lateness } from './changed-orders.tsx';
import './plan.css';
import { STANDING_WORDS } from './plan-words.ts';
import type { IfApproved } from './shapes.ts';

const PAUSE_MS = 250;
const FIRST_BLOCKERS = 4;

export type TypedLine = { readonly itemId: string; readonly qty: string; readonly date: string };
export type JudgedLine = IfApproved['lines'][number];

/** What was typed, once the fingers rest. */
function useRested(text: string): string {
  const [rested, setRested] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setRested(text), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return rested;
}

/** The answer for the lines that are complete; `lineAt` finds it by the place of the line among all. */
export function useIfApproved(lines: readonly TypedLine[], priority: number, allowed = true) {
  const complete = lines
    .map((line, at) => ({ at, line }))
    .filter(({ line }) => line.itemId !== '' && isQty(line.qty) && line.date !== '');
  const rested = useRested(JSON.stringify(complete));
  const asked = JSON.parse(rested) as typeof complete;
  const answer = useQuery({
    queryKey: ['shortage.if-approved', rested, priority],
    enabled: allowed && asked.length > 0,
    placeholderData: keepPreviousData,
    queryFn: () => query('shortage.if-approved', { lines: asked.map(({ line }) => line), priority }),
  });
  const data = asked.length > 0 ? answer.data : undefined;
  const lineAt = (at: number): JudgedLine | undefined => {
    const place = asked.findIndex((one) => one.at === at);
    const found = data?.lines.find((line) => line.at === place);
    const typed = lines[at];
    return found && typed && found.item.id === typed.itemId && isQty(typed.qty) ? found : undefined;
  };
  return { data, error: answer.error, lineAt };
}

/** The day beside the line: kept, or later by so many days and why. */
export function PromiseCell({ line, today }: { line: JudgedLine | undefined; today: string }): ReactNode {
  const { t } = useWords();
  if (!line) return null;
  const [worst] = line.blockers;
  const why = worst ? t('plan.heldBackBy', { item: `${worst.item.code} ${worst.item.name}` }) : '';
  if (line.readyDate === null || line.lateDays === null)
    return (
      <span className="tag bad" title={why}>
        {t('plan.cannotPromise')}
      </span>
    );
  const late = line.lateDays > 0;
  return (
    <span className={`tag ${late ? 'warn' : 'ok'}`} title={why}>
      {shortDay(late ? line.readyDate : line.date, today)}
      {late && ` ${t('plan.lateDays', { days: line.lateDays })}`}
    </span>
  );
}

function JudgedRow({ line, today }: { line: JudgedLine; today: string }): ReactNode {
  const { t } = useWords();
  const more = line.blockers.length - FIRST_BLOCKERS;
  return (
    <li>
      <div className="row wrap">
        <StateTag value={line.status} words={STANDING_WORDS} />
        <span className="code">{line.item.code}</span> {line.item.name}
        <b>
          {grouped(line.qty)} {line.item.unit}
        </b>
        <Lateness days={line.lateDays} date={line.readyDate} today={today} />
        <span className="dim">{t('plan.setsNow', { qty: grouped(line.setsNow), unit: line.item.unit })}</span>
      </div>
      {line.blockers.slice(0, FIRST_BLOCKERS).map((blocker, at) => (
        <BlockerLine key={at} blocker={blocker} today={today} />
      ))}
      {more > 0 && <small className="dim">{t('plan.moreCauses', { count: more })}</small>}
    </li>
  );
}

/** What would be short if the order were approved now; calm when nothing would. */
export function IfApprovedPanel({ answer, error }: { answer: IfApproved | undefined; error: unknown }) {
  const { t } = useWords();
  if (error) return <FailureBanner failure={failureOf(error)} />;
  if (!answer || answer.lines.length === 0) return null;
  const bad = answer.lines.filter(({ status }) => status === 'short' || status === 'late');
  const late = bad.filter(({ lateDays }) => lateDays === null || lateDays > 0);
  if (bad.length === 0 && answer.hurtCount === 0)
    return (
      <div className="banner ok if-approved no-print" role="status">
        {t('plan.ifApprovedFine', { count: answer.lines.length })}
      </div>
    );
  return (
    <div className={`alert if-approved no-print ${late.length > 0 ? '' : 'late'}`} role="status">
      <strong>
        {t('plan.ifApproved')}
        {late.length > 0 && t('plan.orderLate', { count: late.length })}
        {late.length === 0 && bad.length > 0 && t('plan.orderShort', { count: bad.length })}
        {bad.length === 0 && t('plan.ifApprovedOthers', { count: answer.hurtCount })}
      </strong>
      <small className="dim">{t('plan.ifApprovedHint')}</small>
      {bad.length > 0 && (
        <ul>
          {bad.map((line) => (
            <JudgedRow key={line.id} line={line} today={answer.today} />
          ))}
        </ul>
      )}
      {answer.hurtCount > 0 && (
        <ChangedOrders changed={answer.hurt} count={answer.hurtCount} today={answer.today} />
      )}
    </div>
  );
}

type DraftProps = {
  readonly lines: readonly Readonly<Record<string, unknown>>[];
  readonly deliveryDate: string;
  readonly priority: number;
};

/** The panel on the page of a draft. */
export function DraftJudged({ lines, deliveryDate, priority }: DraftProps): ReactNode {
  const typed = lines.map((line) => ({
    itemId: String(line['item_id'] ?? ''),
    qty: String(line['qty'] ?? ''),
    date: String(line['delivery_date'] ?? '') || deliveryDate,
  }));
  const { data, error } = useIfApproved(typed, priority);
  return <IfApprovedPanel answer={data} error={error} />;
}
