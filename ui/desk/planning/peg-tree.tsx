// Who waits for what, through all levels: upward to the customers an item finally serves, downward to all that an order
// waits for. Every document and item in it is a link; what is missing or late says so.
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { shortDay } from '../../kit/days.ts';
import { grouped } from '../../kit/format.ts';
import { Empty, StateTag, type StateWords } from '../../kit/parts.tsx';
import { pathOf } from '../../kit/paths.ts';
import { Tree, type Twig } from '../../kit/tree.tsx';
import { useWords } from '../../kit/words.tsx';
import type { Face, Served, SupplyRef, Waits } from './shapes.ts';

export const SIDE_WORDS: StateWords = {
  sales_order: { zh: '销售订单', en: 'sales order', tone: 'info' },
  forecast: { zh: '预测', en: 'forecast', tone: 'draft' },
  stock: { zh: '在库', en: 'in stock', tone: 'ok' },
  inspection: { zh: '在检', en: 'in inspection', tone: 'inspect' },
  transit: { zh: '调拨在途', en: 'in transit', tone: 'running' },
  purchase_order: { zh: '采购在途', en: 'on order', tone: 'running' },
  firm_order: { zh: '已确认', en: 'firmed', tone: 'running' },
  planned: { zh: '建议·未下单', en: 'proposed, not ordered', tone: 'draft' },
  open: { zh: '在途', en: 'on order', tone: 'running' },
  byProduct: { zh: '副产品', en: 'by-product', tone: '' },
  short: { zh: '无供应', en: 'no supply', tone: 'bad' },
  safety: { zh: '安全库存', en: 'safety stock', tone: '' },
  demand: { zh: '需求', en: 'demand', tone: 'info' },
  firm: { zh: '已确认', en: 'firmed', tone: 'running' },
};

/** A word of SIDE_WORDS for a supply: what its document is, else how it comes. */
export const sideOf = ({ side, document }: SupplyRef): string => document?.kind ?? side;

/** The number of a document as a link where it has a page, with its line. */
export function FaceLink({ face }: { face: Face | null }): ReactNode {
  const { t } = useWords();
  if (!face || face.no === '') return null;
  const [item = '', day = ''] = face.no.split('@');
  if (face.kind === 'forecast') return <span>{t('plan.forecastOf', { item, day })}</span>;
  const path = face.documentId ? pathOf(face.kind, face.documentId) : null;
  return path ? (
    <Link className="code" to={path}>
      {face.no}
    </Link>
  ) : (
    <span className="code">{face.no}</span>
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

function WaitsRow({ waits, today }: { waits: Waits; today: string }): ReactNode {
  const { t } = useWords();
  return (
    <>
      <StateTag value={sideOf(waits.supply)} words={SIDE_WORDS} />
      <ItemLink item={waits.item} />
      <span className="grow">
        {waits.item.name} <FaceLink face={waits.supply.document} />{' '}
        <small className="dim">{waits.supply.document?.partnerName}</small>
      </span>
      <span>
        <b>{grouped(waits.qty)}</b> <small className="dim">{waits.item.unit}</small>
      </span>
      {waits.supply.side !== 'short' && sideOf(waits.supply) !== 'stock' && (
        <span className="dim">
          {waits.startDate ? `${shortDay(waits.startDate, today)} → ` : ''}
          {shortDay(waits.date, today)}
        </span>
      )}
      {waits.lateDays !== null && waits.lateDays > 0 && (
        <span className="tag warn">{t('plan.lateDays', { days: waits.lateDays })}</span>
      )}
    </>
  );
}

/** Rows in the order of reading, each with its level, as the tree they are. */
function twigsOf(rows: readonly Waits[], today: string, from: number, level: number): Twig[] {
  const twigs: Twig[] = [];
  for (let at = from; at < rows.length; at += 1) {
    const row = rows[at];
    if (!row || row.level < level) break;
    if (row.level > level) continue;
    twigs.push({
      id: `${at}`,
      body: <WaitsRow waits={row} today={today} />,
      below: twigsOf(rows, today, at + 1, level + 1),
    });
  }
  return twigs;
}

/** All that a need waits for. */
export function WaitsTree({ rows, today }: { rows: readonly Waits[]; today: string }): ReactNode {
  const { t } = useWords();
  if (rows.length === 0) return <Empty title={t('plan.waitsForNothing')} />;
  return <Tree label={t('plan.down')} twigs={twigsOf(rows, today, 0, rows[0]?.level ?? 0)} />;
}

/** The orders that something finally serves. */
export function ServedTree({ rows, today }: { rows: readonly Served[]; today: string }): ReactNode {
  const { t } = useWords();
  if (rows.length === 0) return <Empty title={t('plan.servesNobody')} />;
  const twigs = rows.map((row, at) => ({
    id: `${at}`,
    below: [],
    body: (
      <>
        <StateTag value={row.document?.kind ?? 'safety'} words={SIDE_WORDS} />
        <FaceLink face={row.document} />
        <span className="grow dim">{row.document?.partnerName}</span>
        <span className="figure">
          <b>{grouped(row.qty)}</b> <span className="dim">{shortDay(row.date, today)}</span>
        </span>
      </>
    ),
  }));
  return <Tree label={t('plan.up')} twigs={twigs} />;
}
