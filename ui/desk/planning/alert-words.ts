// The cause of an alert in words: since when nobody watched, which days have passed, and which order, delivery or count
// changed, from what to what.
import { daysBetween } from '../../kit/days.ts';
import { compare, grouped, moment } from '../../kit/format.ts';
import type { Words } from '../../kit/words.tsx';
import type { Alert } from './shapes.ts';

type Change = Alert['cause']['changes'][number];

/** What it is about: the document with its line and item, or the item alone. */
function subject(t: Words, { document, item, what }: Change): string {
  const name = item ? `${item.code} ${item.name}` : '';
  const no = document && document.kind !== 'stock' && document.kind !== 'forecast' ? document.no : '';
  const kind = t(`alert.about.${document?.kind ?? what}` as 'alert.about.demand');
  return [kind, no, document?.partnerName ?? '', name].filter((part) => part !== '').join(' ');
}

/** From how much to how much, from when to when. */
function moved(t: Words, { what, before, after, item }: Change): string {
  if (what === 'serving') return t('alert.ruled');
  const unit = item?.unit ?? '';
  if (what === 'overdue' && before) return t('alert.overdue', { ...before, qty: grouped(before.qty), unit });
  if (!before && !after) return t('alert.changed');
  if (!before && after) return t('alert.added', { qty: grouped(after.qty), unit, date: after.date });
  if (before && !after) return t('alert.gone', { qty: grouped(before.qty), unit });
  if (!before || !after) return '';
  const parts: string[] = [];
  const more = compare(after.qty, before.qty);
  if (more !== 0)
    parts.push(
      t(more > 0 ? 'alert.more' : 'alert.less', { from: grouped(before.qty), to: grouped(after.qty), unit }),
    );
  const days = daysBetween(before.date, after.date);
  if (days !== 0)
    parts.push(
      t(days > 0 ? 'alert.later' : 'alert.earlier', {
        from: before.date,
        to: after.date,
        days: Math.abs(days),
      }),
    );
  return parts.join(t('plan.and'));
}

/** One change as a sentence. */
export const changeSentence = (t: Words, change: Change): string =>
  change.what === 'import'
    ? t('alert.imported', { file: change.id }).trim()
    : `${subject(t, change)} ${moved(t, change)}`;

/** Why it is told now, when it was not seen as it happened. */
function timesOf(t: Words, { since, daysPassed }: Alert['cause']): readonly string[] {
  return [
    ...(since ? [t('alert.since', { at: moment(since) })] : []),
    ...(daysPassed ? [t('alert.daysPassed', daysPassed)] : []),
  ];
}

/** The weightiest changes first: what was asked or bought before what follows from it; nearest first where nobody watched. */
export function causeSentences(t: Words, { cause }: Pick<Alert, 'cause'>, most = 3): readonly string[] {
  const weight = ({ what }: Change): number =>
    ['overdue', 'demand', 'serving', 'supply', 'forecast', 'item', 'structure', 'import'].indexOf(what);
  const changes = cause.since ? cause.changes : [...cause.changes].sort((a, b) => weight(a) - weight(b));
  const sentences = [...new Set(changes.map((change) => changeSentence(t, change)))];
  const left = cause.changeCount - most;
  const shown = left > 0 ? [...sentences.slice(0, most), t('alert.moreChanges', { count: left })] : sentences;
  return [...timesOf(t, cause), ...shown];
}
