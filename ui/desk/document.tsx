// The template of every document page: number and state, the actions the server allows, the flow in two lanes, the
// lines, the timeline. The order on the page never changes.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { type CommandName, command, query } from '../api-client/client.ts';
import { Cell, type Column, type Row, useListShape } from '../kit/data-table.tsx';
import { moment } from '../kit/format.ts';
import { type Failure, FailureBanner, StateTag, failureOf } from '../kit/parts.tsx';
import { pathOf } from '../kit/paths.ts';
import { useWords } from '../kit/words.tsx';
import { KIND_WORDS, STATE_WORDS, VERB_WORDS, noteFacts } from './document-words.ts';
import { useTitle } from './shell.tsx';

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

export function LineTable({
  columns,
  lines,
}: {
  columns: readonly Column[];
  lines: readonly Row[];
}): ReactNode {
  const { say } = useWords();
  const shown = columns.filter((column) => lines.some((line) => column.key in line));
  const right = (column: Column): string =>
    ['qty', 'amount', 'price', 'rate', 'integer'].includes(column.kind) ? 'num' : '';
  return (
    <div className="table-frame" style={{ flex: 'none' }}>
      <table className="grid">
        <thead>
          <tr>
            <th>#</th>
            {shown.map((column) => (
              <th key={column.key} className={right(column)}>
                {say(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map((line, index) => (
            <tr key={index}>
              <td>{String(line['line_no'] ?? index + 1)}</td>
              {shown.map((column) => (
                <td key={column.key} className={right(column)}>
                  <Cell column={column} row={line} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

export type Action = { verb: string; command: string; zh: string; en: string };

type DocumentProps = {
  readonly kind: string;
  readonly id: string;
  readonly document: Row | undefined;
  readonly failure: unknown;
  readonly headList: string;
  readonly facts: readonly string[];
  readonly actions: readonly Action[];
  /** The input of an action's command; null when the action opens another page. */
  readonly inputOf: (action: Action) => Record<string, unknown> | null;
  readonly onElsewhere?: (action: Action) => void;
  readonly children: ReactNode;
};

/** A document page. The first allowed action is the primary one. */
export function DocumentPage(props: DocumentProps): ReactNode {
  const { kind, id, document, actions } = props;
  const { t, say } = useWords();
  const client = useQueryClient();
  const shape = useListShape(props.headList);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState('');
  useTitle(String(document?.['no'] ?? ''));
  const act = async (action: Action): Promise<void> => {
    const input = props.inputOf(action);
    if (input === null) return props.onElsewhere?.(action);
    if (
      ['void', 'close', 'unapprove', 'close_short'].includes(action.verb) &&
      !confirm(t('doc.confirm', { what: say(action) }))
    )
      return;
    setBusy(action.verb);
    setFailure(null);
    await command(action.command as CommandName, input as never).catch((thrown: unknown) =>
      setFailure(failureOf(thrown)),
    );
    setBusy('');
    await client.invalidateQueries();
  };
  if (props.failure)
    return (
      <div className="page">
        <FailureBanner failure={failureOf(props.failure)} />
      </div>
    );
  if (!document || !shape.data) return <div className="page dim">{t('app.loading')}</div>;
  const columns = shape.data.columns;
  const state = columns.find((column) => column.key === 'state');
  return (
    <div className="page">
      <div className="row wrap">
        <h1 className="code">{String(document['no'])}</h1>
        <h1>
          {String(document['supplier_name'] ?? document['customer_name'] ?? document['partner_name'] ?? '')}
        </h1>
        <StateTag value={String(document['state'])} words={state?.words ?? null} />
        <span className="grow" />
        <button className="button no-print" onClick={() => print()}>
          {t('app.print')}
        </button>
        {[...actions].reverse().map((action, index) => (
          <button
            key={action.verb}
            disabled={busy !== ''}
            className={`button no-print ${index === actions.length - 1 ? 'primary' : ''}`}
            onClick={() => void act(action)}
          >
            {say(action)}
          </button>
        ))}
      </div>
      <FailureBanner failure={failure} />
      <div className="facts">
        {columns
          .filter((column) => props.facts.includes(column.key) && column.key in document)
          .map((column) => (
            <div key={column.key}>
              <span>{say(column)}</span>
              <Cell column={column} row={document} />
            </div>
          ))}
      </div>
      <FlowStrip kind={kind} id={id} />
      {props.children}
      <h2>{t('doc.timeline')}</h2>
      <Timeline kind={kind} id={id} />
    </div>
  );
}
