// A count in its two halves: the order with its differences to decide, and the warehouse's blind work bin by bin.
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { query } from '../../api-client/client.ts';
import { useId } from '../../kit/address.ts';
import { column } from '../../kit/columns.ts';
import { useListShape } from '../../kit/data-table.tsx';
import { useWords } from '../../kit/words.tsx';
import { DocumentPage } from '../document.tsx';
import { LineTable } from '../line-table.tsx';
import { Differences } from './differences.tsx';

export function CountOrderPage(): ReactNode {
  const { t } = useWords();
  const id = useId();
  const navigate = useNavigate();
  const order = useQuery({
    queryKey: ['document', 'count_order', id],
    queryFn: () => query('count.get-order', { orderId: id }),
  });
  const lineShape = useListShape('count.list-order-lines');
  const document = order.data?.document;
  const lines = order.data?.lines ?? [];
  const actions = order.data?.actions ?? [];
  const columns = (lineShape.data?.columns ?? []).filter(({ key }) => !['order_no', 'state'].includes(key));
  const maySettle = actions.some(({ verb }) => verb === 'settle');
  const bins = (document?.['bin_codes'] as string[] | undefined) ?? [];
  const items = (document?.['item_codes'] as string[] | undefined) ?? [];
  return (
    <DocumentPage
      kind="count_order"
      id={id}
      document={document}
      failure={order.error}
      headList="count.list-orders"
      about={String(document?.['warehouse_name'] ?? '')}
      facts={[
        'business_date',
        'bin_count',
        'bins_counted',
        'line_count',
        'difference_count',
        'prepared_by_name',
        'approved_by_name',
        'settled_by_name',
        'remark',
      ]}
      actions={actions.filter(({ verb }) => verb !== 'settle')}
      inputOf={(action) => (action.verb === 'edit' ? null : { orderId: id })}
      onElsewhere={() => void navigate({ to: `/count-order/${id}/edit` })}
    >
      <div className="facts">
        <div>
          <span>{t('count.where')}</span>
          {bins.length === 0 ? t('count.wholeWarehouse') : <span className="code">{few(bins)}</span>}
        </div>
        <div>
          <span>{t('count.what')}</span>
          {items.length === 0 ? t('count.everything') : <span className="code">{few(items)}</span>}
        </div>
        {Boolean(document?.['job_id']) && (
          <div>
            <span>{t('count.job')}</span>
            <Link className="code" to={`/count-job/${String(document?.['job_id'])}`}>
              {String(document?.['job_no'])}
            </Link>
          </div>
        )}
      </div>
      {maySettle && <Differences orderId={id} columns={columns} lines={lines} />}
      {lines.length > 0 && (
        <>
          <h2>{t('count.counted')}</h2>
          <LineTable columns={columns} lines={lines} />
        </>
      )}
    </DocumentPage>
  );
}

const few = (codes: readonly string[]): string =>
  codes.length <= 12 ? codes.join(' ') : `${codes.slice(0, 12).join(' ')} … (${codes.length})`;

const TASK_WORDS = {
  ready: { zh: '待盘', en: 'waiting', tone: 'waiting' },
  claimed: { zh: '已领', en: 'taken', tone: 'running' },
  started: { zh: '在盘', en: 'being counted', tone: 'running' },
  done: { zh: '已盘', en: 'counted', tone: 'done' },
  cancelled: { zh: '不盘', en: 'left out', tone: 'off' },
};

export function CountJobPage(): ReactNode {
  const { t } = useWords();
  const id = useId();
  const job = useQuery({
    queryKey: ['document', 'count_job', id],
    queryFn: () => query('counting.get-job', { jobId: id }),
  });
  return (
    <DocumentPage
      kind="count_job"
      id={id}
      document={job.data?.document}
      failure={job.error}
      headList="counting.list-jobs"
      about={String(job.data?.document['warehouse_name'] ?? '')}
      facts={['order_no', 'bin_count', 'bins_counted', 'recounts', 'created_at']}
      actions={job.data?.actions ?? []}
      inputOf={(_, reason) => ({ jobId: id, reason })}
    >
      <h2>{t('count.byBin')}</h2>
      <LineTable
        columns={[
          column('bin_code', 'code', '仓位', 'Bin'),
          column('round', 'integer', '第几次', 'Time'),
          column('no', 'code', '任务', 'Task'),
          column('state', 'state', '状态', 'State', TASK_WORDS),
          column('assignee', 'text', '盘点人', 'Counted by'),
          column('finished_at', 'moment', '盘完时间', 'Finished'),
        ]}
        lines={job.data?.bins ?? []}
      />
    </DocumentPage>
  );
}
