// Why a quantity is what it is: the movements that make it, each with its document, its scan and its voucher, and what
// is held of it for whom.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { query } from '../../api-client/client.ts';
import type { Queries } from '../../api-client/api.gen.ts';
import { useId } from '../../kit/address.ts';
import { column } from '../../kit/columns.ts';
import { useListShape } from '../../kit/data-table.tsx';
import { grouped, plus } from '../../kit/format.ts';
import { Empty, FailureBanner, StateTag, failureOf } from '../../kit/parts.tsx';
import { useWords } from '../../kit/words.tsx';
import { LineTable } from '../line-table.tsx';
import { useTitle } from '../shell.tsx';

type Why = Queries['document.explain-line']['output'];
type Movement = Why['movements'][number];

export function WhyLine(): ReactNode {
  const id = useId();
  const why = useQuery({
    queryKey: ['why', 'line', id],
    queryFn: () => query('document.explain-line', { lineId: id }),
  });
  return <WhyPage why={why.data} failure={why.error} />;
}

const ID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const BALANCE = new RegExp(`^(${ID})(${ID})(${ID})([a-z_]+)(${ID})$`);

export function WhyBalance(): ReactNode {
  const [, itemId = '', ownerId = '', lotId = '', status = '', binId = ''] = BALANCE.exec(useId()) ?? [];
  const why = useQuery({
    queryKey: ['why', 'balance', itemId, ownerId, lotId, status, binId],
    queryFn: () => query('document.explain-balance', { itemId, ownerId, lotId, status, binId }),
  });
  return <WhyPage why={why.data} failure={why.error} />;
}

const VOUCHER = {
  ...column('voucher_no', 'code', '凭证', 'Voucher'),
  link: { kind: 'voucher', idColumn: 'voucher_id' },
};
const DOCUMENT = {
  ...column('document_no', 'code', '单据', 'Document'),
  link: { kindColumn: 'document_kind', idColumn: 'document_id' },
};
const noWhy = (): null => null;

function WhyPage({ why, failure }: { why: Why | undefined; failure: unknown }): ReactNode {
  const { t } = useWords();
  const shape = useListShape('stock.list-movements');
  const first = why?.movements[0];
  const item = why?.title.item_code || first?.item_code || '';
  useTitle(`${t('why.title')} ${item}`);
  if (!why)
    return (
      <div className="page">
        {failure ? <FailureBanner failure={failureOf(failure)} /> : t('app.loading')}
      </div>
    );
  const words = (key: string) => shape.data?.columns.find((one) => one.key === key)?.words ?? null;
  return (
    <div className="page">
      <button className="back no-print link" onClick={() => history.back()}>
        ‹ {t('app.back')}
      </button>
      <div className="row wrap">
        <h1>{t('why.title')}</h1>
        <h1 className="code">{item}</h1>
        <span>{why.title.item_name}</span>
        {why.title.status && <StateTag value={why.title.status} words={words('from_status')} />}
      </div>
      {why.title.qty !== null && <BalanceFacts title={why.title} movements={why.movements} more={why.more} />}
      {why.title.qty === null && <Sums movements={why.movements} words={words('kind')} />}
      <h2>{t('why.movements')}</h2>
      {why.movements.length === 0 ? (
        <Empty title={t('why.noMovements')} />
      ) : (
        <LineTable
          why={noWhy}
          columns={[
            column('id', 'code', '流水号', 'Movement'),
            column('occurred_at', 'moment', '时间', 'When'),
            column('kind', 'state', '类型', 'Kind', words('kind')),
            column('qty', 'qty', '数量', 'Quantity'),
            ...(why.title.qty === null ? [] : [column('after', 'qty', '结存', 'Afterwards')]),
            column('unit', 'text', '单位', 'Unit'),
            column('lot_no', 'code', '批号', 'Lot'),
            column('from_bin', 'code', '从', 'From'),
            column('to_bin', 'code', '到', 'To'),
            column('to_status', 'state', '状态', 'Status', words('to_status')),
            DOCUMENT,
            column('task_no', 'code', '任务', 'Task'),
            column('by', 'text', '操作人', 'By'),
            column('device', 'text', '设备', 'Device'),
            ...(why.movements.some((one) => one.voucher_no !== null) ? [VOUCHER] : []),
          ]}
          lines={why.movements}
        />
      )}
      {why.more && <span className="dim">{t('why.more')}</span>}
      {why.allocations.length > 0 && (
        <>
          <h2>{t('why.allocations')}</h2>
          <LineTable
            why={noWhy}
            columns={[
              column('created_at', 'moment', '时间', 'When'),
              DOCUMENT,
              column('lot_no', 'code', '批号', 'Lot'),
              column('bin', 'code', '仓位', 'Bin'),
              column('qty', 'qty', '分配', 'Allocated'),
              column('qty_consumed', 'qty', '已用', 'Used'),
              column('qty_released', 'qty', '已放回', 'Given back'),
              column('qty_open', 'qty', '仍占用', 'Still held'),
              column('unit', 'text', '单位', 'Unit'),
              column('task_no', 'code', '任务', 'Task'),
            ]}
            lines={why.allocations}
          />
        </>
      )}
    </div>
  );
}

/** What a balance is, and that its movements make exactly that. */
function BalanceFacts({
  title,
  movements,
  more,
}: {
  title: Why['title'];
  movements: readonly Movement[];
  more: boolean;
}): ReactNode {
  const { t } = useWords();
  const made = movements.reduce((sum, one) => plus(sum, one.qty), '0');
  return (
    <div className="facts">
      <div>
        <span>{t('why.place')}</span>
        {title.place}
      </div>
      <div>
        <span>{t('floor.lot')}</span>
        <span className="code">{title.lot_no || '—'}</span>
      </div>
      <div>
        <span>{t('order.onHand')}</span>
        <b>
          {grouped(title.qty)} {title.unit}
        </b>
      </div>
      <div>
        <span>{t('why.held')}</span>
        {grouped(title.allocated)}
      </div>
      {!more && (
        <div>
          <span>{t('why.sum')}</span>
          <b className={made === title.qty ? '' : 'negative'}>
            {grouped(made)} {made === title.qty ? '✓' : '≠'}
          </b>
        </div>
      )}
      <div>
        <span>{t('order.item')}</span>
        <Link to={`/card/item/${title.item_id}`} className="code">
          {title.item_code}
        </Link>
      </div>
    </div>
  );
}

/** What was moved in all, step by step. */
function Sums({
  movements,
  words,
}: {
  movements: readonly Movement[];
  words: ReturnType<typeof column>['words'];
}): ReactNode {
  const { say } = useWords();
  const sums = new Map<string, string>();
  for (const one of [...movements].reverse()) sums.set(one.kind, plus(sums.get(one.kind) ?? '0', one.qty));
  const unit = movements[0]?.unit ?? '';
  return (
    <div className="facts">
      {[...sums].map(([kind, qty]) => (
        <div key={kind}>
          <span>{words?.[kind] ? say(words[kind]) : kind}</span>
          <b>
            {grouped(qty)} {unit}
          </b>
        </div>
      ))}
    </div>
  );
}
