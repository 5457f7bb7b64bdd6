// A transfer order by keyboard: from where, to where, which items and how much; beside each line what is free where
// the goods come from and what there is where they go.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useMemo, useRef } from 'react';
import { command, query } from '../../api-client/client.ts';
import { useId } from '../../kit/address.ts';
import { type Choice, Lookup } from '../../kit/parts.tsx';
import { useWords } from '../../kit/words.tsx';
import { EntryPage } from '../entry/entry-page.tsx';
import { type Stored, useForm, useStored } from '../entry/form.ts';
import { DayField, HeadFields, TextField } from '../entry/head-fields.tsx';
import { LineGrid } from '../entry/line-grid.tsx';
import { type Line, emptyLine, linesOf, searchItems } from '../entry/lines.ts';
import { searchWarehouses } from '../entry/lookups.ts';
import { useSession } from '../session-context.ts';

type Order = {
  readonly from: Choice | null;
  readonly to: Choice | null;
  readonly businessDate: string;
  readonly remark: string;
  readonly version: number | undefined;
  readonly lines: readonly Line[];
};

const place = (head: Stored['document'], which: string): Choice => ({
  id: String(head[`${which}_warehouse_id`] ?? ''),
  code: '',
  name: String(head[`${which}_warehouse_name`] ?? ''),
});

const formOf = ({ document: head, lines }: Stored): Order => ({
  from: place(head, 'from'),
  to: place(head, 'to'),
  businessDate: String(head['business_date'] ?? ''),
  remark: String(head['remark'] ?? ''),
  version: Number(head['version']),
  lines: linesOf(lines),
});

/** What is free of the items where they come from, and what lies where they go. */
function useFree(from: string | undefined, to: string | undefined, itemIds: readonly string[]) {
  const answer = useQuery({
    queryKey: ['transfer-availability', from, to, itemIds],
    enabled: from !== undefined && itemIds.length > 0,
    placeholderData: keepPreviousData,
    queryFn: () =>
      query('transfer.availability', {
        fromWarehouseId: from ?? '',
        ...(to ? { toWarehouseId: to } : {}),
        itemIds: [...itemIds],
      }),
  });
  return new Map((answer.data ?? []).map((one) => [one.itemId, one]));
}

export function TransferEntry(): ReactNode {
  const { t } = useWords();
  const id = useId();
  const session = useSession();
  const navigate = useNavigate();
  const form = useForm<Order>(`tongyuan.draft.${session.company?.id}.transfer-order.${id || 'new'}`, () => ({
    from: null,
    to: null,
    businessDate: session.company?.today ?? '',
    remark: '',
    version: undefined,
    lines: [emptyLine()],
  }));
  const { from, to, businessDate, remark, version, lines } = form.form;
  useStored('transfer', id, () => query('transfer.get-order', { orderId: id }), formOf, form.load);
  const items = useMemo(() => searchItems(undefined, from?.id), [from?.id]);
  const filled = lines.filter((line) => line.item !== null);
  const free = useFree(from?.id, to?.id, [...new Set(filled.map((line) => line.item?.id ?? ''))].sort());
  // What was kept here and could not be approved: kept again it is the same one.
  const kept = useRef<{ readonly orderId: string; readonly version: number } | null>(null);
  const save = async (approve: boolean): Promise<void> => {
    const saved = await command('transfer.save-order', {
      ...(id ? { orderId: id, version } : kept.current),
      fromWarehouseId: from?.id ?? '',
      toWarehouseId: to?.id ?? '',
      businessDate,
      remark,
      lines: filled.map((line) => ({ itemId: line.item?.id ?? '', qty: line.qty })),
    });
    const { orderId } = saved;
    kept.current = { orderId, version: saved.version };
    form.forget();
    if (approve) await command('transfer.approve-order', { orderId });
    await navigate({ to: `/transfer-order/${orderId}` });
  };
  return (
    <EntryPage
      title={t(id ? 'transfer.edit' : 'transfer.new')}
      form={form}
      save={save}
      submit={session.rights.includes('transfer_order.approve') ? t('order.submit') : null}
      addLine={() => form.change((before) => ({ lines: [...before.lines, emptyLine()] }))}
    >
      <HeadFields>
        {(['from', 'to'] as const).map((which) => (
          <label className="field" key={which} style={{ width: 240 }}>
            <span>{t(`transfer.${which}`)}</span>
            <Lookup
              label={t(`transfer.${which}`)}
              value={which === 'from' ? from : to}
              search={searchWarehouses}
              onChoose={(chosen) => form.change({ [which]: chosen })}
              autoFocus={which === 'from'}
            />
          </label>
        ))}
        <DayField
          title={t('transfer.date')}
          value={businessDate}
          onChange={(next) => form.change({ businessDate: next })}
        />
        <TextField
          title={t('order.remark')}
          value={remark}
          onChange={(next) => form.change({ remark: next })}
        />
      </HeadFields>
      <LineGrid
        lines={lines}
        onLines={(change) => form.change((before) => ({ lines: change(before.lines) }))}
        search={items}
        stock={[
          { title: t('transfer.freeThere'), of: (itemId) => free.get(itemId)?.free, limits: true },
          { title: t('transfer.heldThere'), of: (itemId) => free.get(itemId)?.there, limits: false },
        ]}
        withPrice={false}
      />
    </EntryPage>
  );
}
