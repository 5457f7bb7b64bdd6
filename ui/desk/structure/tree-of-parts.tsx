// The explosion downwards and where-used upwards, as trees that the keyboard walks.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import type { Queries } from '../../api-client/api.gen.ts';
import { query } from '../../api-client/client.ts';
import { grouped, isQty, percent } from '../../kit/format.ts';
import { Empty, FailureBanner, StateTag, failureOf } from '../../kit/parts.tsx';
import { Tree, type Twig } from '../../kit/tree.tsx';
import { useWords } from '../../kit/words.tsx';
import './structure.css';
import { SOURCE_WORDS } from './words.ts';

type Step = Queries['structure.explode']['output']['steps'][number];

function StepRow({ step, up }: { step: Step; up: boolean }): ReactNode {
  const { t } = useWords();
  const share = `${grouped(step.num)}${step.den === '1' ? '' : `/${grouped(step.den)}`}`;
  return (
    <span className="part">
      <Link className="code" to="/item-planning/$id" params={{ id: step.itemId }}>
        {step.code}
      </Link>
      <span className="name">
        {step.name} <span className="dim">{step.spec}</span>
      </span>
      {up ? (
        <span className="dim code">{step.version}</span>
      ) : (
        <StateTag value={step.source} words={SOURCE_WORDS} />
      )}
      {step.phantom && <span className="tag hold">{t('bom.phantom')}</span>}
      {step.byProduct && <span className="tag warn">{t('bom.byProduct')}</span>}
      {step.loops && <span className="tag bad">{t('bom.loops')}</span>}
      <span className="dim ratio">
        {step.num === '0' ? '' : share}
        {step.fixed === '0' ? '' : ` + ${grouped(step.fixed)}`}
        {step.loss === '0' ? '' : ` +${percent(step.loss)}`}
      </span>
      <b className="num">{grouped(step.qty)}</b>
      <span className="unit dim">{up ? '' : step.unit}</span>
    </span>
  );
}

/** Rows in reading order become twigs by their level. */
function twigsOf(steps: readonly Step[], up: boolean): readonly Twig[] {
  type Growing = { id: string; body: ReactNode; below: Growing[] };
  const top: Growing[] = [];
  const open: Growing[][] = [top];
  steps.forEach((step, at) => {
    const twig: Growing = { id: String(at), body: <StepRow step={step} up={up} />, below: [] };
    open[step.level - 1]?.push(twig);
    open[step.level] = twig.below;
  });
  return top;
}

export function Explosion({ itemId, bomId }: { itemId: string; bomId?: string }): ReactNode {
  const { t } = useWords();
  const [qty, setQty] = useState('1');
  const [day, setDay] = useState('');
  const tree = useQuery({
    queryKey: ['explode', itemId, bomId, qty, day],
    enabled: isQty(qty),
    queryFn: () =>
      query('structure.explode', {
        itemId,
        qty,
        ...(bomId ? { bomId } : {}),
        ...(day === '' ? {} : { day }),
      }),
  });
  return (
    <section className="stack">
      <div className="row wrap">
        <label className="row">
          {t('bom.forQty')}
          <input
            className={`input num ${isQty(qty) ? '' : 'bad'}`}
            style={{ width: 110 }}
            inputMode="decimal"
            value={qty}
            onChange={(event) => setQty(event.target.value.trim())}
          />
        </label>
        <label className="row">
          {t('bom.onDay')}
          <input className="input" type="date" value={day} onChange={(event) => setDay(event.target.value)} />
        </label>
      </div>
      <FailureBanner failure={tree.error ? failureOf(tree.error) : null} />
      {tree.data && tree.data.steps.length === 0 && <Empty title={t('bom.noParts')} />}
      {tree.data && tree.data.steps.length > 0 && (
        <div className="parts">
          <Tree twigs={twigsOf(tree.data.steps, false)} label={t('bom.explosion')} />
        </div>
      )}
      {tree.data?.more && <span className="dim">{t('bom.more')}</span>}
    </section>
  );
}

export function WhereUsed({ itemId }: { itemId: string }): ReactNode {
  const { t } = useWords();
  const tree = useQuery({
    queryKey: ['where-used', itemId],
    queryFn: () => query('structure.where-used', { itemId }),
  });
  if (tree.data && tree.data.steps.length === 0) return <Empty title={t('bom.usedNowhere')} />;
  return (
    <section className="stack">
      <FailureBanner failure={tree.error ? failureOf(tree.error) : null} />
      <span className="dim">{t('bom.whereUsedHint')}</span>
      {tree.data && (
        <div className="parts">
          <Tree twigs={twigsOf(tree.data.steps, true)} label={t('bom.whereUsed')} />
        </div>
      )}
    </section>
  );
}
