// A voucher as it lies on paper, and below it the movements and scans it stands on.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { command, query } from '../../api-client/client.ts';
import type { Row } from '../../kit/data-table.tsx';
import { useId } from '../../kit/address.ts';
import { column } from '../../kit/columns.ts';
import { inCapitals, money } from '../../kit/format.ts';
import { type Failure, FailureBanner, failureOf } from '../../kit/parts.tsx';
import { pathOf } from '../../kit/paths.ts';
import { useWords } from '../../kit/words.tsx';
import { FlowStrip } from '../flow.tsx';
import { LineTable } from '../line-table.tsx';
import { useSession } from '../session-context.ts';
import { OpeningItems, TakeBack } from '../take-back.tsx';
import { useTitle } from '../shell.tsx';

/** Vouchers that are taken back as a whole, and by what; others through the document that made them. */
const WHOLE: Readonly<Record<string, 'ledger.reverse-voucher' | 'openings.reverse-balances'>> = {
  manual: 'ledger.reverse-voucher',
  opening_balance: 'openings.reverse-balances',
};

const cell = (value: unknown): ReactNode => {
  const text = String(value ?? '');
  if (text === '' || /^0(\.0+)?$/.test(text)) return '';
  return text.startsWith('-') ? <span className="red">{money(text)}</span> : money(text);
};

export function VoucherPage(): ReactNode {
  const { t, language } = useWords();
  const id = useId();
  const session = useSession();
  const client = useQueryClient();
  const [failure, setFailure] = useState<Failure | null>(null);
  const voucher = useQuery({
    queryKey: ['document', 'voucher', id],
    queryFn: () => query('ledger.get-voucher', { voucherId: id }),
  });
  const head = voucher.data?.document;
  useTitle(String(head?.['no'] ?? ''));
  if (!voucher.data || !head)
    return (
      <div className="page">
        <FailureBanner failure={voucher.error ? failureOf(voucher.error) : null} />
      </div>
    );
  const lines = voucher.data.lines as Row[];
  const isOwnSource = head['source_id'] === id;
  // What was typed stands on no document and on no movement.
  const typed = String(head['event']).startsWith('manual');
  const whole = WHOLE[String(head['event'])];
  const source = pathOf(String(head['source_kind']), String(head['source_id']));
  const total = String(head['total'] ?? '0');
  const review = (): void =>
    void command('ledger.review-voucher', { voucherId: id }).then(
      () => client.invalidateQueries(),
      (thrown: unknown) => setFailure(failureOf(thrown)),
    );
  return (
    <div className="page">
      <div className="row no-print">
        <h1 className="grow code">{String(head['no'])}</h1>
        <button className="button" onClick={() => print()}>
          {t('app.print')}
        </button>
        {head['reversed'] === true && <span className="dim">{t('voucher.reversed')}</span>}
        {whole && head['reversed'] !== true && session.rights.includes('voucher.edit') && (
          <TakeBack
            key={id}
            command={whole}
            no={String(head['no'])}
            take={() => command(whole, { voucherId: id })}
            onFailure={setFailure}
          />
        )}
        {!head['reviewed_by_name'] && session.rights.includes('voucher.review') && (
          <button className="button primary" onClick={review}>
            {t('voucher.review')}
          </button>
        )}
      </div>
      <FailureBanner failure={failure} />
      <article className="voucher">
        <h2>{t('voucher.title')}</h2>
        <div className="row">
          <span>{voucher.data.company}</span>
          <span className="grow" />
          <span>
            {t('voucher.date')}: {String(head['business_date'])}
          </span>
          <span className="grow" />
          <span className="code">{String(head['no'])}</span>
        </div>
        <table>
          <thead>
            <tr>
              <th>{t('voucher.summary')}</th>
              <th>{t('voucher.account')}</th>
              <th className="num">{t('voucher.debit')}</th>
              <th className="num">{t('voucher.credit')}</th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <tr key={String(line['line_no'])}>
                <td>{String(line['summary'])}</td>
                <td>
                  <span className="code">{String(line['account_code'])}</span>{' '}
                  {String(
                    language === 'zh'
                      ? line['account_name']
                      : line['account_name_en'] || line['account_name'],
                  )}
                  <span className="dim">
                    {' '}
                    {[
                      line['partner_name'],
                      line['item_code'] && `${String(line['item_code'])} × ${String(line['qty'] ?? '')}`,
                    ]
                      .filter(Boolean)
                      .join(' · ')}
                  </span>
                </td>
                <td className="num">{cell(line['debit'])}</td>
                <td className="num">{cell(line['credit'])}</td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <td colSpan={2}>
                <b>{t('voucher.total')}</b> {language === 'zh' ? inCapitals(total) : ''}
              </td>
              <td className="num">
                <b>{money(total)}</b>
              </td>
              <td className="num">
                <b>{money(total)}</b>
              </td>
            </tr>
          </tfoot>
        </table>
        <div className="row">
          <span>
            {t('voucher.prepared')}: {String(head['prepared_by_name'] ?? '')}
          </span>
          <span className="grow" />
          <span>
            {t('voucher.reviewed')}: {String(head['reviewed_by_name'] ?? '')}
          </span>
          <span className="grow" />
          <span>
            {t('voucher.source')}:{' '}
            {source && !isOwnSource ? (
              <Link to={source}>{String(head['source_no'] || head['source_kind'])}</Link>
            ) : (
              String(head['source_no'] ?? '')
            )}
          </span>
        </div>
      </article>
      {/^opening_(payable|receivable)$/.test(String(head['event'])) && (
        <OpeningItems voucherId={id} onFailure={setFailure} />
      )}
      {!typed && <FlowStrip kind="voucher" id={id} />}
      {voucher.data.movements.length > 0 && (
        <>
          <h2>{t('voucher.from')}</h2>
          <LineTable
            columns={[
              column('id', 'code', '流水号', 'Movement'),
              column('kind', 'code', '类型', 'Kind'),
              column('item_code', 'code', '物料', 'Item'),
              column('item_name', 'text', '名称', 'Name'),
              column('lot_no', 'code', '批号', 'Lot'),
              column('qty', 'qty', '数量', 'Quantity'),
              column('value', 'amount', '金额', 'Value'),
              column('unit_cost', 'price', '单位成本', 'Unit cost'),
              column('from_bin', 'code', '从', 'From'),
              column('to_bin', 'code', '到', 'To'),
              column('task_no', 'code', '任务', 'Task'),
              column('actor_name', 'text', '操作人', 'By'),
              column('device', 'text', '设备', 'Device'),
              column('occurred_at', 'moment', '发生时间', 'Happened'),
            ]}
            lines={voucher.data.movements}
          />
        </>
      )}
    </div>
  );
}
