// Who waits for what, through all levels: upward to the customers an item finally serves, downward to all that an order
// waits for. Every document and item in it is a link; what is missing or late says so.
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { grouped } from '../../kit/format.ts';
import { Empty, StateTag, type StateWords } from '../../kit/parts.tsx';
import { pathOf } from '../../kit/paths.ts';
import { Tree, type Twig } from '../../kit/tree.tsx';
import { useWords } from '../../kit/words.tsx';
import { shortDay } from '../../kit/days.ts';

export type PegNode = {
  readonly key: string;
  /** What kind of supply or need it is: a word of SIDE_WORDS. */
  readonly side: string;
  readonly item: {
    readonly id: string;
    readonly code: string;
    readonly name: string;
    readonly unit: string;
  } | null;
  readonly document: { readonly kind: string; readonly id: string; readonly no: string } | null;
  readonly partner: string;
  readonly qty: string;
  readonly day: string | null;
  readonly lateDays: number;
  readonly note: string;
  readonly below: readonly PegNode[];
};

export const SIDE_WORDS: StateWords = {
  demand: { zh: '销售订单', en: 'sales order', tone: 'info' },
  forecast: { zh: '预测', en: 'forecast', tone: 'draft' },
  safety: { zh: '安全库存', en: 'safety stock', tone: '' },
  planned: { zh: '计划', en: 'planned', tone: 'draft' },
  firm: { zh: '已确认计划', en: 'firmed', tone: 'running' },
  stock: { zh: '在库', en: 'in stock', tone: 'ok' },
  inspection: { zh: '在检', en: 'in inspection', tone: 'inspect' },
  purchase: { zh: '采购在途', en: 'on order', tone: 'running' },
  transit: { zh: '调拨在途', en: 'in transit', tone: 'running' },
  open: { zh: '在途', en: 'on order', tone: 'running' },
  byProduct: { zh: '副产品', en: 'by-product', tone: '' },
  short: { zh: '无供应', en: 'no supply', tone: 'bad' },
};

/** The name of a document as a link where it has a page. */
export function DocumentLink({ document }: { document: PegNode['document'] }): ReactNode {
  if (!document || document.no === '') return null;
  const path = pathOf(document.kind, document.id);
  return path ? (
    <Link className="code" to={path}>
      {document.no}
    </Link>
  ) : (
    <span className="code">{document.no}</span>
  );
}

/** An item's code as a link to its plan. */
export function ItemLink({ item }: { item: { readonly id: string; readonly code: string } }): ReactNode {
  return (
    <Link className="code" to="/planning/item/$id" params={{ id: item.id }}>
      {item.code}
    </Link>
  );
}

function PegRow({ node, today }: { node: PegNode; today: string }): ReactNode {
  const { t } = useWords();
  return (
    <>
      <StateTag value={node.side} words={SIDE_WORDS} />
      <DocumentLink document={node.document} />
      {node.item && <ItemLink item={node.item} />}
      <span className="grow">
        {node.item?.name} <span className="dim">{node.partner}</span>
        {node.note && <small className="dim"> {node.note}</small>}
      </span>
      <b>
        {grouped(node.qty)} <small className="dim">{node.item?.unit}</small>
      </b>
      <span style={{ minWidth: 44 }}>{shortDay(node.day, today)}</span>
      {node.lateDays > 0 && <span className="tag warn">{t('plan.lateDays', { days: node.lateDays })}</span>}
    </>
  );
}

export function PegTree({
  nodes,
  today,
  label,
  empty,
}: {
  nodes: readonly PegNode[];
  today: string;
  label: string;
  empty: string;
}): ReactNode {
  if (nodes.length === 0) return <Empty title={empty} />;
  const twigOf = (node: PegNode, path: string): Twig => ({
    id: `${path}/${node.key}`,
    body: <PegRow node={node} today={today} />,
    below: node.below.map((child, at) => twigOf(child, `${path}/${node.key}.${at}`)),
  });
  return <Tree label={label} twigs={nodes.map((node, at) => twigOf(node, String(at)))} />;
}
