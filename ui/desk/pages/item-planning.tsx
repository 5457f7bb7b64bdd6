// What planning knows of one item: policy, lots and lead times; its sources, substitutes and routing; its versions and
// where it is used. Each part is saved as it is shown.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import type { Queries } from '../../api-client/api.gen.ts';
import { query } from '../../api-client/client.ts';
import { useId } from '../../kit/address.ts';
import { Segments } from '../../kit/choices.tsx';
import { FailureBanner, StateTag, failureOf } from '../../kit/parts.tsx';
import { useWords } from '../../kit/words.tsx';
import { BackTo } from '../document.tsx';
import { useSession } from '../session-context.ts';
import { useTitle } from '../shell.tsx';
import { PlanningForm } from '../structure/planning-form.tsx';
import { RoutingTable, SourcesTable, SubstitutesTable } from '../structure/item-sets.tsx';
import { WhereUsed } from '../structure/tree-of-parts.tsx';
import { BOM_WORDS, SOURCE_WORDS } from '../structure/words.ts';

type Face = 'planning' | 'sources' | 'substitutes' | 'routing' | 'boms' | 'whereUsed';
const FACES: readonly Face[] = ['planning', 'sources', 'substitutes', 'routing', 'boms', 'whereUsed'];

function Versions({ boms }: { boms: Queries['structure.get-item']['output']['boms'] }): ReactNode {
  const { t } = useWords();
  const session = useSession();
  return (
    <section className="stack">
      <div className="table-frame lines">
        <table className="grid">
          <thead>
            <tr>
              <th>{t('bom.version')}</th>
              <th>{t('bom.state')}</th>
              <th>{t('bom.validFrom')}</th>
              <th>{t('bom.validTo')}</th>
            </tr>
          </thead>
          <tbody>
            {boms.map((bom) => (
              <tr key={String(bom['id'])}>
                <td>
                  <Link className="code" to="/bom/$id" params={{ id: String(bom['id']) }}>
                    {String(bom['version'])}
                  </Link>
                </td>
                <td>
                  <StateTag value={String(bom['state'])} words={BOM_WORDS} />
                </td>
                <td>{String(bom['valid_from'] ?? t('bom.ever'))}</td>
                <td>{String(bom['valid_to'] ?? t('bom.forever'))}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {session.rights.includes('structure.edit') && (
        <Link className="button" to="/bom/new" style={{ alignSelf: 'flex-start' }}>
          {t('bom.new')}
        </Link>
      )}
    </section>
  );
}

export function ItemPlanning(): ReactNode {
  const { t } = useWords();
  const id = useId();
  const session = useSession();
  const [face, setFace] = useState<Face>('planning');
  const item = useQuery({
    queryKey: ['item-planning', id],
    queryFn: () => query('structure.get-item', { itemId: id }),
  });
  const { data } = item;
  const head = data?.planning as Record<string, string> | undefined;
  useTitle(head?.['item'] ? `${head['item']} ${t('planData.title')}` : '');
  return (
    <div className="page">
      <BackTo list="structure.list-planning" name={t('planData.title')} />
      <FailureBanner failure={item.error ? failureOf(item.error) : null} />
      {data && head && (
        <>
          <div className="row wrap">
            <h1 className="code">{head['item']}</h1>
            <h1>{head['name']}</h1>
            <StateTag value={head['source'] ?? ''} words={SOURCE_WORDS} />
            <span className="grow" />
            {session.rights.includes('planning.view') && (
              <Link className="button" to="/planning/item/$id" params={{ id }}>
                {t('planData.plan')}
              </Link>
            )}
            <Link className="button" to="/card/$kind/$id" params={{ kind: 'item', id }}>
              {t('planData.card')}
            </Link>
          </div>
          <div className="row">
            <Segments
              label={t('planData.title')}
              value={face}
              onChange={setFace}
              options={FACES.map((key) => ({ key, label: t(`planData.${key}`) }))}
            />
          </div>
          {face === 'planning' && <PlanningForm key={id} itemId={id} data={data} />}
          {face === 'sources' && <SourcesTable key={id} itemId={id} data={data} />}
          {face === 'substitutes' && <SubstitutesTable key={id} itemId={id} data={data} />}
          {face === 'routing' && <RoutingTable key={id} itemId={id} data={data} />}
          {face === 'boms' && <Versions boms={data.boms} />}
          {face === 'whereUsed' && <WhereUsed itemId={id} />}
        </>
      )}
    </div>
  );
}
