// Where a document stands: everything it came from and led to in two lanes, and every step of it in one stream.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { query } from '../api-client/client.ts';
import { grouped, moment } from '../kit/format.ts';
import { pathOf } from '../kit/paths.ts';
import { useWords } from '../kit/words.tsx';
import { KIND_WORDS, STATE_WORDS, VERB_WORDS, noteFacts } from './document-words.ts';

type Node = {
  kind: string;
  id: string;
  no: string;
  state: string;
  lane: string;
  at: string | null;
  qty: string | null;
  qty_done: string | null;
};
/** More documents of one kind than this are folded into one node. */
const FOLD = 2;

/** The documents that this one came from and led to, itself included. */
function useChain(kind: string, id: string): readonly Node[] {
  const chain = useQuery({
    queryKey: ['chain', kind, id],
    queryFn: () => query('document.chain', { kind, id }),
  });
  return chain.data?.nodes ?? [];
}

/** The nodes of a lane in the order of their making, those of one kind together. */
function kindsOf(nodes: readonly Node[], which: string): readonly (readonly [kind: string, nodes: Node[]])[] {
  const kinds = new Map<string, Node[]>();
  for (const node of nodes
    .filter(({ lane }) => lane === which)
    .sort((a, b) => ((a.at ?? '') < (b.at ?? '') ? -1 : 1)))
    kinds.set(node.kind, [...(kinds.get(node.kind) ?? []), node]);
  return [...kinds];
}

/** ERP instructions above, warehouse execution below; the present document solid; each node opens. */
export function FlowStrip({ kind, id }: { kind: string; id: string }): ReactNode {
  const { t } = useWords();
  const nodes = useChain(kind, id);
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
            {kindsOf(nodes, which).map(([of, same]) =>
              same.length > FOLD && nodes.length > 6 ? (
                <li key={of}>
                  <Folded nodes={same} id={id} />
                </li>
              ) : (
                same.map((node) => (
                  <li key={node.id}>
                    <FlowNode node={node} isCurrent={node.id === id} />
                  </li>
                ))
              ),
            )}
          </ol>
        </div>
      ))}
    </div>
  );
}

const useNodeWords = () => {
  const { say } = useWords();
  return {
    kind: (node: Node): string => say(KIND_WORDS[node.kind] ?? { zh: node.kind, en: node.kind }),
    state: (node: Node): string => say(STATE_WORDS[node.state] ?? { zh: node.state, en: node.state }),
  };
};

/** How much of how much is done: '600/1,000', or one figure where both are the same or only one is known. */
function qtyOf({ qty, qty_done }: Node): string {
  if (qty === null) return '';
  return qty_done === null || qty_done === qty ? grouped(qty) : `${grouped(qty_done)}/${grouped(qty)}`;
}

function FlowNode({ node, isCurrent }: { node: Node; isCurrent: boolean }): ReactNode {
  const words = useNodeWords();
  const path = pathOf(node.kind, node.id);
  const body = (
    <>
      <span className="row">
        <span className="grow">{words.kind(node)}</span>
        <b>{qtyOf(node)}</b>
      </span>
      <small className="code">{node.no}</small>
      <small>{words.state(node)}</small>
    </>
  );
  return path && !isCurrent ? (
    <Link className="node" to={path}>
      {body}
    </Link>
  ) : (
    <span className={`node ${isCurrent ? 'current' : ''}`}>{body}</span>
  );
}

/** Several documents of one kind in one node: how many, and each by its number. */
function Folded({ nodes, id }: { nodes: readonly Node[]; id: string }): ReactNode {
  const { t } = useWords();
  const words = useNodeWords();
  const [first] = nodes;
  if (!first) return null;
  return (
    <div className="node several">
      <span className="row">
        <span className="grow">{words.kind(first)}</span>
        <b>{t('doc.several', { count: nodes.length })}</b>
      </span>
      <ul>
        {nodes.map((node) => {
          const path = pathOf(node.kind, node.id);
          const title = [words.state(node), qtyOf(node)].filter(Boolean).join(' · ');
          return (
            <li key={node.id} title={title}>
              {path && node.id !== id ? (
                <Link className="code" to={path}>
                  {node.no}
                </Link>
              ) : (
                <b className="code">{node.no}</b>
              )}{' '}
              {node.qty !== null && <small>{qtyOf(node)}</small>}
            </li>
          );
        })}
      </ul>
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
