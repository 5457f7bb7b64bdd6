// Where a document stands: everything it came from and led to in two lanes, and every step of it in one stream.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { query } from '../api-client/client.ts';
import { moment } from '../kit/format.ts';
import { pathOf } from '../kit/paths.ts';
import { useWords } from '../kit/words.tsx';
import { KIND_WORDS, STATE_WORDS, VERB_WORDS, noteFacts } from './document-words.ts';

type Node = { kind: string; id: string; no: string; state: string; lane: string; at: string | null };

/** The documents that this one came from and led to, itself included. */
function useChain(kind: string, id: string): readonly Node[] {
  const chain = useQuery({
    queryKey: ['chain', kind, id],
    queryFn: () => query('document.chain', { kind, id }),
  });
  return chain.data?.nodes ?? [];
}

/** ERP instructions above, warehouse execution below; the present document solid; each node opens. */
export function FlowStrip({ kind, id }: { kind: string; id: string }): ReactNode {
  const { t, say } = useWords();
  const nodes = useChain(kind, id);
  const lane = (which: string): Node[] =>
    nodes.filter((node) => node.lane === which).sort((a, b) => ((a.at ?? '') < (b.at ?? '') ? -1 : 1));
  return (
    <div className="flow">
      {(['erp', 'wms'] as const).map((which) => (
        <div key={which} className={`lane ${which}`}>
          <header>
            {which.toUpperCase()}
            <br />
            <small>{t(which === 'erp' ? 'doc.erp' : 'doc.wms')}</small>
          </header>
          <ol>
            {lane(which).map((node) => {
              const path = pathOf(node.kind, node.id);
              const body = (
                <>
                  {say(KIND_WORDS[node.kind] ?? { zh: node.kind, en: node.kind })}
                  <small className="code">{node.no}</small>
                  <small>{say(STATE_WORDS[node.state] ?? { zh: node.state, en: node.state })}</small>
                </>
              );
              const look = `node ${node.id === id ? 'current' : ''}`;
              return (
                <li key={`${node.kind}${node.id}`}>
                  {path && node.id !== id ? (
                    <Link className={look} to={path}>
                      {body}
                    </Link>
                  ) : (
                    <span className={look}>{body}</span>
                  )}
                </li>
              );
            })}
          </ol>
        </div>
      ))}
    </div>
  );
}

/** Every step of the whole flow, both halves in one stream, the latest first. */
export function Timeline({ kind, id }: { kind: string; id: string }): ReactNode {
  const { say } = useWords();
  const nodes = useChain(kind, id);
  const ids = nodes.length === 0 ? [id] : nodes.map((node) => node.id).slice(0, 200);
  const numbers = new Map(nodes.map((node) => [node.id, node.no]));
  const events = useQuery({
    queryKey: ['timeline', ...ids],
    queryFn: () => query('document.timeline', { ids: [...ids] }),
  });
  return (
    <ul className="timeline">
      {(events.data ?? []).map((event, index) => (
        <li key={index}>
          <span className="dim">{moment(event.at)}</span>
          <span>
            {say(KIND_WORDS[event.kind] ?? { zh: event.kind, en: event.kind })}{' '}
            <small className="code dim">{numbers.get(event.id) ?? ''}</small>
          </span>
          <span>
            {say(VERB_WORDS[event.verb] ?? { zh: event.verb, en: event.verb })}{' '}
            {event.to && event.to !== event.from
              ? `→ ${say(STATE_WORDS[event.to] ?? { zh: event.to, en: event.to })}`
              : ''}{' '}
            <span className="dim">
              {noteFacts(event.note)
                .map(([word, value]) => `${say(word)} ${value}`)
                .join(' · ')}
            </span>
          </span>
          <span className="dim">{event.by}</span>
        </li>
      ))}
    </ul>
  );
}
