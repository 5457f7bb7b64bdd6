// The cells of the audit trail in words: what a thing is called, and which field was what and became what. The row as it
// was written stays behind a disclosure.
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { type Column, type Row } from '../kit/cell.tsx';
import { grouped, moment } from '../kit/format.ts';
import { pathOf } from '../kit/paths.ts';
import { type WordKey, type Words, useWords } from '../kit/words.tsx';
import { type Fact, factsOf, isFigure, isNothing } from './audit-facts.ts';
import { ENTITY_WORDS, STATE_WORDS } from './document-words.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-/;
const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:/;

/** A word of the catalogue, or nothing when it has none. */
function wordOf(t: Words, key: string): string | null {
  const word = t(key as WordKey);
  return word === key ? null : word;
}

/** A value in words: states and choices by their names, figures grouped, moments in the company's time. */
function useValue(entity: string): (key: string, value: unknown) => string {
  const { t, say } = useWords();
  const told = (key: string, value: unknown): string => {
    if (isNothing(value)) return '—';
    if (Array.isArray(value)) return value.map((one) => told(key, one)).join('、');
    if (typeof value === 'boolean') return t(value ? 'app.yes' : 'app.no');
    const text = String(value);
    if (isFigure(key, value)) return grouped(text);
    if (UUID.test(text)) return `#${text.slice(-6)}`;
    if (MOMENT.test(text)) return moment(text);
    const own = wordOf(t, `value.${entity}.${text}`);
    if (own !== null) return own;
    const state = STATE_WORDS[text];
    return state && /state|outcome/.test(key) ? say(state) : (wordOf(t, `value.${text}`) ?? text);
  };
  return told;
}

function FactList({ entity, facts }: { entity: string; facts: readonly Fact[] }): ReactNode {
  const { t } = useWords();
  const told = useValue(entity);
  return (
    <ul className="told">
      {facts.map(({ key, before, after, parts }) => (
        <li key={key}>
          <span className="dim">
            {/^\d+$/.test(key) ? t('audit.line', { line: key }) : (wordOf(t, `fact.${key}`) ?? key)}
          </span>{' '}
          {parts.length > 0 ? (
            <FactList entity={entity} facts={parts} />
          ) : isNothing(before) ? (
            told(key, after)
          ) : (
            <>
              <s>{told(key, before)}</s> → {told(key, after)}
            </>
          )}
        </li>
      ))}
    </ul>
  );
}

const parsed = (text: unknown): unknown =>
  typeof text === 'string' && text !== '' ? JSON.parse(text) : null;

function Changes({ row }: { row: Row }): ReactNode {
  const { t } = useWords();
  const [before, after] = [parsed(row['before']), parsed(row['after'])];
  const facts = factsOf(before, after);
  return (
    <>
      {facts.length === 0 ? (
        <span className="dim">{t('audit.nothing')}</span>
      ) : (
        <FactList entity={String(row['entity'])} facts={facts} />
      )}
      <details className="raw">
        <summary>{t('audit.raw')}</summary>
        <pre>{JSON.stringify({ before, after }, null, 1)}</pre>
      </details>
    </>
  );
}

function Entity({ row }: { row: Row }): ReactNode {
  const { say } = useWords();
  const kind = String(row['entity'] ?? '');
  const word = ENTITY_WORDS[kind];
  const to = pathOf(kind, String(row['entity_id'] ?? ''));
  const name = word ? say(word) : kind;
  return to ? <Link to={to}>{name}</Link> : <span>{name}</span>;
}

/** How the audit trail shows a cell; nothing where it shows it like every list. */
export function auditCell({ key }: Column, row: Row): ReactNode | undefined {
  if (key === 'changes') return <Changes row={row} />;
  return key === 'entity' ? <Entity row={row} /> : undefined;
}
