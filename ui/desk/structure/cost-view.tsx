// The rolled-up cost of an item for those who may see costs: what each line adds, and what its parts cost in their turn.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { command, query } from '../../api-client/client.ts';
import { grouped } from '../../kit/format.ts';
import { type Failure, FailureBanner, failureOf } from '../../kit/parts.tsx';
import { useWords } from '../../kit/words.tsx';
import { useSession } from '../session-context.ts';

export function CostView({ itemId, bomId }: { itemId: string; bomId: string }): ReactNode {
  const { t } = useWords();
  const session = useSession();
  const client = useQueryClient();
  const [failure, setFailure] = useState<Failure | null>(null);
  const [changed, setChanged] = useState<number | null>(null);
  const cost = useQuery({
    queryKey: ['cost', itemId, bomId],
    queryFn: () => query('structure.roll-up-cost', { itemId, bomId }),
  });
  const items = cost.data?.items ?? [];
  const named = new Map(items.map((item) => [item.itemId, item]));
  const [top] = items;
  const take = (): void => {
    setFailure(null);
    command('structure.take-standard-cost', { itemId })
      .then(async (done) => {
        setChanged(done.changed);
        await client.invalidateQueries();
      })
      .catch((thrown: unknown) => setFailure(failureOf(thrown)));
  };
  return (
    <section className="stack">
      <FailureBanner failure={failure ?? (cost.error ? failureOf(cost.error) : null)} />
      {changed !== null && (
        <div className="banner ok" role="status">
          {t('cost.taken', { count: changed })}
        </div>
      )}
      {top && (
        <div className="row wrap">
          <div className="facts grow">
            {(
              [
                ['cost.material', top.materialCost],
                ['cost.work', top.workCost],
                ['cost.fee', top.feeCost],
                ['cost.rolled', top.unitCost],
                ['cost.standard', top.standardCost],
              ] as const
            ).map(([key, value]) => (
              <div key={key}>
                <span>{t(key)}</span>
                <b>{grouped(value)}</b>
              </div>
            ))}
          </div>
          {session.rights.includes('standard_cost.edit') && (
            <button className="button" onClick={take}>
              {t('cost.take')}
            </button>
          )}
        </div>
      )}
      <div className="table-frame lines">
        <table className="grid">
          <thead>
            <tr>
              <th>{t('bom.component')}</th>
              <th>{t('bom.name')}</th>
              <th className="num">{t('cost.perUnit')}</th>
              <th className="num">{t('cost.each')}</th>
              <th className="num">{t('cost.amount')}</th>
            </tr>
          </thead>
          <tbody>
            {(cost.data?.lines ?? []).map((line) => (
              <tr key={line.lineNo}>
                <td className="code">{named.get(line.itemId)?.code}</td>
                <td>
                  {named.get(line.itemId)?.name}{' '}
                  {line.byProduct && <span className="tag warn">{t('bom.byProduct')}</span>}
                </td>
                <td className="num">{grouped(line.perUnit)}</td>
                <td className="num">{grouped(line.unitCost)}</td>
                <td className="num">
                  {line.byProduct ? '−' : ''}
                  {grouped(line.amount)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <h2>{t('cost.allParts')}</h2>
      <div className="table-frame lines">
        <table className="grid">
          <thead>
            <tr>
              <th>{t('bom.component')}</th>
              <th>{t('bom.name')}</th>
              <th className="num">{t('cost.material')}</th>
              <th className="num">{t('cost.work')}</th>
              <th className="num">{t('cost.fee')}</th>
              <th className="num">{t('cost.rolled')}</th>
              <th className="num">{t('cost.standard')}</th>
              <th />
            </tr>
          </thead>
          <tbody>
            {items.map((item) => (
              <tr key={item.itemId}>
                <td className="code">{item.code}</td>
                <td>{item.name}</td>
                <td className="num">{item.made ? grouped(item.materialCost) : ''}</td>
                <td className="num">{item.made ? grouped(item.workCost) : ''}</td>
                <td className="num">{item.made ? grouped(item.feeCost) : ''}</td>
                <td className="num">{grouped(item.unitCost)}</td>
                <td className="num">{grouped(item.standardCost)}</td>
                <td>
                  {item.unpriced && <span className="tag hold">{t('cost.unpriced')}</span>}
                  {item.differs && <span className="tag warn">{t('cost.differs')}</span>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
