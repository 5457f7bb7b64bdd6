// Which materials are looked at, as chips; the choice can be kept under a name and shared, as lists keep theirs.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { command, query } from '../../api-client/client.ts';
import { Chips } from '../../kit/choices.tsx';
import { type Failure, FailureBanner, failureOf } from '../../kit/parts.tsx';
import { useWords } from '../../kit/words.tsx';
import { useSession } from '../session-context.ts';
import {
  type BenchAddress,
  type BenchFilter,
  filterOf,
  HORIZONS,
  type Horizon,
  NO_FILTER,
  SOURCES,
} from './bench-address.ts';
import { ORDER_KIND_WORDS } from './plan-words.ts';

const VIEWS = 'planning.shortage';

/** How far ahead is looked. */
export function HorizonChips({
  within = 'all',
  onChoose,
}: {
  within: Horizon | undefined;
  onChoose: (within: Horizon) => void;
}): ReactNode {
  const { t } = useWords();
  return (
    <Chips
      label={t('plan.horizon')}
      chosen={new Set([within])}
      onToggle={onChoose}
      options={(Object.keys(HORIZONS) as Horizon[]).map((key) => ({
        key,
        label: t(`plan.horizon.${key}`),
      }))}
    />
  );
}

type FilterProps = {
  readonly address: Partial<BenchAddress>;
  readonly change: (next: Partial<BenchAddress>) => void;
};

/** What the address leaves in, without which material is open; always in the same order. */
const keptOf = (address: BenchFilter): BenchFilter =>
  Object.fromEntries(
    Object.entries(filterOf({ ...address })).filter(
      ([, part]) => part !== undefined && !(Array.isArray(part) && part.length === 0),
    ),
  );
const same = (a: BenchFilter, b: BenchFilter): boolean => JSON.stringify(a) === JSON.stringify(b);

function KeptViews({ address, change }: FilterProps): ReactNode {
  const { t } = useWords();
  const session = useSession();
  const client = useQueryClient();
  const [naming, setNaming] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const views = useQuery({
    queryKey: ['views', VIEWS],
    queryFn: () => query('views.list', { list: VIEWS }),
  });
  const kept = keptOf(address);
  const active = (views.data ?? []).find(({ definition }) => same(keptOf(filterOf(definition)), kept));
  const done = async (step: Promise<unknown>): Promise<void> => {
    setFailure(null);
    await step.then(
      () => setNaming(false),
      (thrown: unknown) => setFailure(failureOf(thrown)),
    );
    await client.invalidateQueries({ queryKey: ['views', VIEWS] });
  };
  const keep = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const name = String(form.get('name'));
    void done(
      command('views.save', { list: VIEWS, name, shared: form.has('shared'), definition: { ...kept } }),
    );
  };
  return (
    <>
      {(views.data ?? []).map((view) => (
        <span key={view.id} className={`filter kept-view ${view === active ? 'active' : ''}`}>
          <button
            aria-pressed={view === active}
            onClick={() => change({ ...NO_FILTER, ...filterOf(view.definition) })}
          >
            {view.name}
            {view.shared && <small className="dim"> · {t('list.shared')}</small>}
          </button>
          {view === active && view.mine && (
            <button
              aria-label={t('list.deleteView', { name: view.name })}
              onClick={() => void done(command('views.delete', { viewId: view.id }))}
            >
              ✕
            </button>
          )}
        </span>
      ))}
      {!naming && !active && Object.keys(kept).length > 0 && (
        <button className="link dim" onClick={() => setNaming(true)}>
          {t('list.keepView')}
        </button>
      )}
      {naming && (
        <form className="row" onSubmit={keep}>
          <input
            className="input"
            name="name"
            placeholder={t('list.viewName')}
            aria-label={t('list.viewName')}
            autoFocus
            required
            maxLength={60}
          />
          {session.rights.includes('view.share') && (
            <label className="row">
              <input type="checkbox" name="shared" /> {t('list.shared')}
            </label>
          )}
          <button className="button primary">{t('list.keep')}</button>
          <button type="button" className="button" onClick={() => setNaming(false)}>
            {t('app.cancel')}
          </button>
        </form>
      )}
      <FailureBanner failure={failure} />
    </>
  );
}

const turned = <T,>(all: readonly T[], one: T): T[] =>
  all.includes(one) ? all.filter((other) => other !== one) : [...all, one];

export function BenchFilters({
  address,
  change,
  actions,
}: FilterProps & { readonly actions?: ReactNode }): ReactNode {
  const { t, say } = useWords();
  const sources = address.sources ?? [];
  const onFor = new Set([
    ...(address.mine ? (['mine'] as const) : []),
    ...(address.committed ? (['committed'] as const) : []),
  ]);
  return (
    <div className="row wrap">
      <HorizonChips within={address.within} onChoose={(within) => change({ within })} />
      <Chips
        label={t('bench.whose')}
        chosen={onFor}
        onToggle={(key) => change({ [key]: address[key] ? undefined : true })}
        options={(['mine', 'committed'] as const).map((key) => ({ key, label: t(`bench.${key}`) }))}
      />
      <Chips
        label={t('plan.kind')}
        chosen={new Set(sources)}
        onToggle={(source) => change({ sources: turned(sources, source) })}
        options={SOURCES.map((key) => ({ key, label: say(ORDER_KIND_WORDS[key] ?? { zh: key, en: key }) }))}
      />
      <input
        className="input"
        type="search"
        style={{ width: 180 }}
        aria-label={t('plan.searchMaterial')}
        placeholder={t('plan.searchMaterial')}
        defaultValue={address.q ?? ''}
        onChange={(event) => change({ q: event.target.value })}
      />
      {address.order && (
        <span className="filter">
          {t('plan.onlyOneOrder')}
          <button aria-label={t('list.removeFilter')} onClick={() => change({ order: '' })}>
            ✕
          </button>
        </span>
      )}
      <KeptViews address={address} change={change} />
      <span className="grow" />
      <span className="dim walk no-print">{t('plan.walkHint')}</span>
      {actions}
    </div>
  );
}
