// The template of every document page: number and state, the actions the server allows, the flow in two lanes, the
// lines, the timeline. The order on the page never changes.
import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { type CommandName, command } from '../api-client/client.ts';
import { Cell, type Row, useListShape } from '../kit/data-table.tsx';
import { type Failure, FailureBanner, StateTag, failureOf } from '../kit/parts.tsx';
import { type WordKey, useWords } from '../kit/words.tsx';
import { KIND_WORDS } from './document-words.ts';
import { FlowStrip, Timeline } from './flow.tsx';
import { useSession } from './session-context.ts';
import { useTitle } from './shell.tsx';
import { StepDialog, asksFirst } from './step-dialog.tsx';

export type Action = { verb: string; command: string; zh: string; en: string };

type DocumentProps = {
  readonly kind: string;
  readonly id: string;
  readonly document: Row | undefined;
  readonly failure: unknown;
  /** The list it belongs to: its columns name the facts, and the way back leads there. */
  readonly headList: string;
  readonly facts: readonly string[];
  readonly actions: readonly Action[];
  /** Whom or where it is about; the partner when absent. */
  readonly about?: string;
  /** The input of an action's command; null when the action opens another page. */
  readonly inputOf: (action: Action, reason: string) => Record<string, unknown> | null;
  readonly onElsewhere?: (action: Action) => void;
  readonly children: ReactNode;
};

/** Who signs a printed document. */
const SIGNERS: Readonly<Record<string, readonly WordKey[]>> = {
  purchase_order: ['print.prepared', 'print.approved', 'print.supplier'],
  sales_order: ['print.prepared', 'print.approved', 'print.customer'],
  receiving_notice: ['print.delivered', 'print.received', 'print.inspected'],
  shipment: ['print.picked', 'print.checked', 'print.receivedBy'],
  transfer: ['print.picked', 'print.received'],
  count_order: ['print.prepared', 'print.counted', 'print.approved'],
};

/** Refusals that a person may overrule; who does is written down. */
const INSISTABLE: ReadonlySet<string> = new Set(['WOULD_ROB']);

/** A document page. The first allowed action is the primary one. */
export function DocumentPage(props: DocumentProps): ReactNode {
  const { kind, id, document, actions } = props;
  const { t, say } = useWords();
  const client = useQueryClient();
  const session = useSession();
  const shape = useListShape(props.headList);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState('');
  const [asking, setAsking] = useState<Action | null>(null);
  const [refused, setRefused] = useState<Action | null>(null);
  useTitle(String(document?.['no'] ?? ''));
  const take = async (action: Action, reason: string, insist = false): Promise<void> => {
    setAsking(null);
    setRefused(null);
    const input = props.inputOf(action, reason);
    if (input === null) return props.onElsewhere?.(action);
    setBusy(action.verb);
    setFailure(null);
    const sent = insist ? { ...input, insist } : input;
    await command(action.command as CommandName, sent as never).catch((thrown: unknown) => {
      const failed = failureOf(thrown);
      setFailure(failed);
      if (INSISTABLE.has(failed.code)) setRefused(action);
    });
    setBusy('');
    await client.invalidateQueries();
  };
  if (props.failure)
    return (
      <div className="page">
        {shape.data && <BackTo list={props.headList} name={say(shape.data)} />}
        <FailureBanner failure={failureOf(props.failure)} />
      </div>
    );
  if (!document || !shape.data) return <div className="page dim">{t('app.loading')}</div>;
  const columns = shape.data.columns;
  const state = columns.find((column) => column.key === 'state');
  const partner = document['supplier_name'] ?? document['customer_name'] ?? document['partner_name'];
  return (
    <div className="page">
      <BackTo list={props.headList} name={say(shape.data)} />
      <header className="print-only">
        <h2>{session.company?.name}</h2>
        <h1>{say(KIND_WORDS[kind] ?? shape.data)}</h1>
      </header>
      <div className="row wrap">
        <h1 className="code">{String(document['no'])}</h1>
        <h1>{props.about ?? String(partner ?? '')}</h1>
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
            onClick={() => (asksFirst(action) ? setAsking(action) : void take(action, ''))}
          >
            {say(action)}
          </button>
        ))}
      </div>
      <FailureBanner failure={failure} />
      {refused && (
        <button
          className="button no-print"
          disabled={busy !== ''}
          onClick={() => void take(refused, '', true)}
        >
          {t('doc.insist')}
        </button>
      )}
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
      <footer className="print-only signatures">
        {(SIGNERS[kind] ?? ['print.prepared', 'print.approved']).map((signer) => (
          <span key={signer}>{t(signer)}：</span>
        ))}
      </footer>
      <section className="no-print stack">
        <h2>{t('doc.timeline')}</h2>
        <Timeline kind={kind} id={id} />
      </section>
      {asking && (
        <StepDialog
          action={asking}
          no={String(document['no'])}
          onTake={(reason) => void take(asking, reason)}
          onLeave={() => setAsking(null)}
        />
      )}
    </div>
  );
}

/** The way back to the list a page belongs to. */
export function BackTo({ list, name }: { list: string; name: string }): ReactNode {
  return (
    <Link className="back no-print" to="/list/$name" params={{ name: list }}>
      ‹ {name}
    </Link>
  );
}
