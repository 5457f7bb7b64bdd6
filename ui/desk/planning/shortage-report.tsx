// 缺料报告: the workbench on paper and in Excel, every material that is short with what it lacks, from when until when, and
// which orders wait for it; below it, on paper, the purchases that would cure it.
import type { ReactNode } from 'react';
import { downloadSheet, query, type Sheet } from '../../api-client/client.ts';
import { shortDay } from '../../kit/days.ts';
import { grouped, money } from '../../kit/format.ts';
import { type Pages, printWhole } from '../../kit/more-rows.tsx';
import { type Words, useWords } from '../../kit/words.tsx';
import { useSession } from '../session-context.ts';
import { type BenchAddress, askOf } from './bench-address.ts';
import { type ChosenBuys, itemsOf } from './chosen-buys.ts';
import type { LackingMaterial } from './shapes.ts';

const SHEET_PAGE = 200;

const waitingFor = (t: Words, { orders, orderCount }: LackingMaterial): string => {
  const named = [...new Set(orders.map(({ document, id }) => document?.no ?? id))].join(' · ');
  return orderCount > orders.length ? `${named} ${t('bench.reportMore', { count: orderCount })}` : named;
};

/** All that the filters leave, not only what is on the screen. */
async function readAll(input: ReturnType<typeof askOf>): Promise<LackingMaterial[]> {
  const rows: LackingMaterial[] = [];
  let after: string | null = null;
  do {
    const { materials }: { materials: { rows: LackingMaterial[]; next: string | null } } = await query(
      'shortage.workbench',
      { ...input, after, limit: SHEET_PAGE },
    );
    rows.push(...materials.rows);
    after = materials.next;
  } while (after !== null);
  return rows;
}

function sheetOf(t: Words, rows: readonly LackingMaterial[], valued: boolean): Sheet {
  return {
    title: t('bench.report'),
    columns: [
      { title: t('bench.itemCode'), kind: 'code' },
      { title: t('plan.column.item'), kind: 'text' },
      { title: t('plan.track'), kind: 'code' },
      { title: t('bench.reportGap'), kind: 'qty' },
      { title: t('bench.unit'), kind: 'text' },
      { title: t('bench.reportFrom'), kind: 'date' },
      { title: t('bench.reportReady'), kind: 'date' },
      { title: t('bench.reportOrders'), kind: 'text' },
      ...(valued ? [{ title: t('bench.reportRisk'), kind: 'amount' as const }] : []),
    ],
    rows: rows.map((row) => [
      row.item.code,
      row.item.name,
      row.track,
      row.gapQty,
      row.item.unit,
      row.needDate,
      row.readyDate ?? '',
      waitingFor(t, row),
      ...(valued ? [row.riskAmount ?? ''] : []),
    ]),
  };
}

type ButtonProps = {
  readonly address: BenchAddress;
  readonly pages: Pages;
  readonly onFailure: (thrown: unknown) => void;
};

export function ReportButtons({ address, pages, onFailure }: ButtonProps): ReactNode {
  const { t } = useWords();
  const { company, rights } = useSession();
  const valued = rights.includes('price.sales');
  const save = async (): Promise<void> =>
    downloadSheet(sheetOf(t, await readAll(askOf(address, company?.today ?? '', valued)), valued));
  return (
    <>
      <button className="button" onClick={() => void printWhole(pages)}>
        {t('app.print')}
      </button>
      <button className="button" onClick={() => void save().catch(onFailure)}>
        {t('list.export')}
      </button>
    </>
  );
}

type ReportProps = {
  readonly materials: readonly LackingMaterial[];
  readonly buys: ChosenBuys;
  readonly today: string;
};

/** What is printed of the workbench. */
export function ShortageReport({ materials, buys, today }: ReportProps): ReactNode {
  const { t } = useWords();
  const valued = useSession().rights.includes('price.sales');
  const chosen = new Set(buys.chosen);
  const bought = buys.lines.filter(({ itemId }) => chosen.has(itemId));
  return (
    <div className="print-only report">
      <table className="grid">
        <thead>
          <tr>
            <th>{t('plan.column.item')}</th>
            <th className="num">{t('bench.reportGap')}</th>
            <th>{t('bench.reportFrom')}</th>
            <th>{t('bench.reportReady')}</th>
            <th>{t('bench.reportOrders')}</th>
            {valued && <th className="num">{t('bench.reportRisk')}</th>}
          </tr>
        </thead>
        <tbody>
          {materials.map((row) => (
            <tr key={`${row.item.id} ${row.track}`}>
              <td>
                <span className="code">{row.item.code}</span> {row.item.name} {row.track}
              </td>
              <td className="num">
                <b>−{grouped(row.gapQty)}</b> {row.item.unit}
              </td>
              <td className="day">{shortDay(row.needDate, today)}</td>
              <td className="day">
                {row.readyDate ? shortDay(row.readyDate, today) : t('plan.cannotPromise')}
              </td>
              <td>{waitingFor(t, row)}</td>
              {valued && <td className="num">{money(row.riskAmount)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
      {bought.length > 0 && <Purchases lines={bought} rows={buys.rows} today={today} />}
    </div>
  );
}

type PurchasesProps = Pick<ChosenBuys, 'lines' | 'rows'> & { readonly today: string };

function Purchases({ lines, rows, today }: PurchasesProps): ReactNode {
  const { t } = useWords();
  const valued = useSession().rights.includes('price.purchase');
  const items = itemsOf(rows);
  return (
    <>
      <h2>{t('plan.basket')}</h2>
      <table className="grid">
        <thead>
          <tr>
            <th>{t('plan.column.item')}</th>
            <th className="num">{t('plan.column.qty')}</th>
            <th>{t('plan.column.supplier')}</th>
            <th>{t('plan.column.end')}</th>
            {valued && <th className="num">{t('bench.purchase')}</th>}
          </tr>
        </thead>
        <tbody>
          {lines.map((line, at) => (
            <tr key={at}>
              <td>
                <span className="code">{line.item}</span> {items.get(line.itemId)?.name} {line.track}
              </td>
              <td className="num">
                {grouped(line.qty)} {items.get(line.itemId)?.unit}
              </td>
              <td>{line.supplier}</td>
              <td className="day">{shortDay(line.deliveryDate, today)}</td>
              {valued && <td className="num">{line.amount === null ? '' : money(line.amount)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
