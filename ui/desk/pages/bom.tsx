// One version of a bill of material: its lines, the explosion over all levels, where the item is used, what it costs,
// and its steps. A version in force is changed by copying it.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { type FormEvent, type ReactNode, useState } from 'react';
import { command, query } from '../../api-client/client.ts';
import { useId } from '../../kit/address.ts';
import { Segments } from '../../kit/choices.tsx';
import { Cell, useListShape } from '../../kit/data-table.tsx';
import { type Failure, FailureBanner, StateTag, failureOf } from '../../kit/parts.tsx';
import { useWords } from '../../kit/words.tsx';
import { type Action, BackTo } from '../document.tsx';
import { Timeline } from '../flow.tsx';
import { useSession } from '../session-context.ts';
import { useTitle } from '../shell.tsx';
import { StepDialog } from '../step-dialog.tsx';
import { CostView } from '../structure/cost-view.tsx';
import { Explosion, WhereUsed } from '../structure/tree-of-parts.tsx';
import { BOM_WORDS } from '../structure/words.ts';

type Face = 'lines' | 'explosion' | 'whereUsed' | 'cost' | 'history';

function Lines({ rows }: { rows: readonly Record<string, unknown>[] }): ReactNode {
  const { say } = useWords();
  const shape = useListShape('structure.list-bom-lines');
  const shown = (shape.data?.columns ?? []).filter(
    (column) =>
      !['parent', 'version', 'state', 'active', 'valid_from', 'bom_id'].includes(column.key) &&
      rows.some((row) => !['', 'false', 'null', 'undefined'].includes(String(row[column.key]))),
  );
  const isNumber = (kind: string): boolean => ['qty', 'rate', 'integer'].includes(kind);
  return (
    <div className="table-frame lines">
      <table className="grid">
        <thead>
          <tr>
            {shown.map((column) => (
              <th key={column.key} className={isNumber(column.kind) ? 'num' : ''}>
                {say(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            <tr key={at}>
              {shown.map((column) => (
                <td key={column.key} className={isNumber(column.kind) ? 'num' : ''}>
                  <Cell column={column} row={row} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Asks for what a step needs: from which day it holds, or how the copy is called. */
function StepForm({
  verb,
  title,
  onTake,
  onLeave,
}: {
  verb: 'activate' | 'copy';
  title: string;
  onTake: (typed: string) => void;
  onLeave: () => void;
}): ReactNode {
  const { t } = useWords();
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    onTake(String(new FormData(event.currentTarget).get('typed') ?? '').trim());
  };
  return (
    <form className="banner warn" onSubmit={submit}>
      <strong>{title}</strong>
      <label className="row">
        {t(verb === 'activate' ? 'bom.validFrom' : 'bom.newVersion')}
        <input
          className="input"
          name="typed"
          type={verb === 'activate' ? 'date' : 'text'}
          required={verb === 'copy'}
          maxLength={60}
          autoFocus
        />
      </label>
      {verb === 'activate' && <span>{t('bom.activateHint')}</span>}
      <span className="grow" />
      <button type="button" className="button" onClick={onLeave}>
        {t('app.cancel')}
      </button>
      <button className="button primary">{title}</button>
    </form>
  );
}

function useSteps(id: string, itemId: string) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const [asking, setAsking] = useState<Action | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const work = async (verb: string, typed: string): Promise<void> => {
    if (verb === 'activate')
      await command('structure.activate-bom', { bomId: id, ...(typed === '' ? {} : { validFrom: typed }) });
    if (verb === 'retire') await command('structure.retire-bom', { bomId: id });
    if (verb === 'discard') {
      await command('structure.discard-bom', { bomId: id });
      await navigate({ to: '/item-planning/$id', params: { id: itemId } });
    }
    if (verb === 'copy') {
      const { bomId } = await command('structure.copy-bom', { bomId: id, version: typed });
      await navigate({ to: '/bom/$id/edit', params: { id: bomId } });
    }
  };
  const take = (verb: string, typed: string): void => {
    setAsking(null);
    setFailure(null);
    work(verb, typed)
      .catch((thrown: unknown) => setFailure(failureOf(thrown)))
      .finally(() => void client.invalidateQueries());
  };
  const begin = (action: Action): void => {
    if (action.verb === 'edit') void navigate({ to: '/bom/$id/edit', params: { id } });
    else setAsking(action);
  };
  return { asking, failure, take, begin, leave: () => setAsking(null) };
}

export function BomPage(): ReactNode {
  const { t, say } = useWords();
  const id = useId();
  const session = useSession();
  const [face, setFace] = useState<Face>('lines');
  const bom = useQuery({ queryKey: ['bom', id], queryFn: () => query('structure.get-bom', { bomId: id }) });
  const head = bom.data?.document as Record<string, string> | undefined;
  const steps = useSteps(id, head?.['item_id'] ?? '');
  useTitle(head ? `${head['parent']} ${head['version']}` : '');
  const list = { list: 'structure.list-boms', name: t('bom.title') };
  if (!bom.data || !head)
    return (
      <div className="page">
        <BackTo {...list} />
        <FailureBanner failure={bom.error ? failureOf(bom.error) : null} />
      </div>
    );
  const faces: readonly Face[] = [
    'lines',
    'explosion',
    'whereUsed',
    ...(session.rights.includes('cost.view') ? (['cost'] as const) : []),
    'history',
  ];
  const { asking } = steps;
  return (
    <div className="page">
      <BackTo {...list} />
      <div className="row wrap">
        <h1 className="code">{head['parent']}</h1>
        <h1>{head['parent_name']}</h1>
        <h1 className="code dim">{head['version']}</h1>
        <StateTag value={head['state'] ?? ''} words={BOM_WORDS} />
        <span className="grow" />
        {[...bom.data.actions].reverse().map((action, index) => (
          <button
            key={action.verb}
            className={`button no-print ${index === bom.data.actions.length - 1 ? 'primary' : ''}`}
            onClick={() => steps.begin(action)}
          >
            {say(action)}
          </button>
        ))}
      </div>
      <FailureBanner failure={steps.failure} />
      {asking && (asking.verb === 'activate' || asking.verb === 'copy') && (
        <StepForm
          verb={asking.verb}
          title={say(asking)}
          onTake={(typed) => steps.take(asking.verb, typed)}
          onLeave={steps.leave}
        />
      )}
      {asking && (asking.verb === 'retire' || asking.verb === 'discard') && (
        <StepDialog
          action={asking}
          no={`${head['parent']} ${head['version']}`}
          onTake={() => steps.take(asking.verb, '')}
          onLeave={steps.leave}
        />
      )}
      <div className="facts">
        <div>
          <span>{t('bom.validity')}</span>
          {head['valid_from'] ?? t('bom.ever')} – {head['valid_to'] ?? t('bom.forever')}
        </div>
        <div>
          <span>{t('bom.versions')}</span>
          <nav className="row">
            {bom.data.versions.map((version) => (
              <Link
                key={version.id}
                to="/bom/$id"
                params={{ id: version.id }}
                className={`code ${version.id === id ? 'dim' : ''}`}
              >
                {version.version} {say(BOM_WORDS[version.state] ?? { zh: '', en: '' })}
              </Link>
            ))}
          </nav>
        </div>
        <div>
          <span>{t('bom.ofItem')}</span>
          <Link to="/item-planning/$id" params={{ id: head['item_id'] ?? '' }}>
            {t('planData.title')}
          </Link>
        </div>
        {head['remark'] && (
          <div>
            <span>{t('order.remark')}</span>
            {head['remark']}
          </div>
        )}
      </div>
      <div className="row">
        <Segments
          label={t('bom.title')}
          value={face}
          onChange={setFace}
          options={faces.map((key) => ({ key, label: t(`bom.${key}`) }))}
        />
      </div>
      {face === 'lines' && <Lines rows={bom.data.lines} />}
      {face === 'explosion' && <Explosion itemId={head['item_id'] ?? ''} bomId={id} />}
      {face === 'whereUsed' && <WhereUsed itemId={head['item_id'] ?? ''} />}
      {face === 'cost' && <CostView itemId={head['item_id'] ?? ''} bomId={id} />}
      {face === 'history' && <Timeline kind="bom" id={id} />}
    </div>
  );
}
