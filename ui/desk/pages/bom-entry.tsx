// A draft of a bill of material by keyboard: Enter moves on and adds a line at the end; a block pasted from a
// spreadsheet (code, numerator, denominator, loss) becomes lines.
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useMemo, useRef, useState } from 'react';
import { command, query } from '../../api-client/client.ts';
import { useId } from '../../kit/address.ts';
import { rateOf } from '../../kit/format.ts';
import { type Choice, Lookup } from '../../kit/parts.tsx';
import { useWords } from '../../kit/words.tsx';
import { EntryPage } from '../entry/entry-page.tsx';
import { type Form, type Stored, useForm, useStored } from '../entry/form.ts';
import { HeadFields } from '../entry/head-fields.tsx';
import { type ItemSearch, searchItems } from '../entry/lines.ts';
import { useSession } from '../session-context.ts';
import { type BomLine, bomLinesOf, emptyBomLine, pastedBomLines, toServer } from '../structure/bom-lines.ts';

type Draft = {
  readonly item: Choice | null;
  readonly version: string;
  readonly validFrom: string;
  readonly validTo: string;
  readonly remark: string;
  readonly rowVersion: number | undefined;
  readonly lines: readonly BomLine[];
};

const formOf = ({ document: head, lines }: Stored): Draft => ({
  item: {
    id: String(head['item_id'] ?? ''),
    code: String(head['parent'] ?? ''),
    name: String(head['parent_name'] ?? ''),
  },
  version: String(head['version'] ?? ''),
  validFrom: String(head['valid_from'] ?? ''),
  validTo: String(head['valid_to'] ?? ''),
  remark: String(head['remark'] ?? ''),
  rowVersion: Number(head['row_version']),
  lines: bomLinesOf(lines),
});

export function BomEntry(): ReactNode {
  const { t } = useWords();
  const id = useId();
  const session = useSession();
  const navigate = useNavigate();
  const form = useForm<Draft>(`tongyuan.draft.${session.company?.id}.bom.${id || 'new'}`, () => ({
    item: null,
    version: 'V1',
    validFrom: '',
    validTo: '',
    remark: '',
    rowVersion: undefined,
    lines: [emptyBomLine()],
  }));
  useStored('bom', id, () => query('structure.get-bom', { bomId: id }), formOf, form.load);
  const search = useMemo(() => searchItems(undefined), []);
  const { item, version, validFrom, validTo, remark, rowVersion, lines } = form.form;
  // What was kept here and could not be activated: kept again it is the same one.
  const kept = useRef<{ readonly bomId: string; readonly rowVersion: number } | null>(null);
  const save = async (activate: boolean): Promise<void> => {
    const { bomId } = await command('structure.save-bom', {
      ...(id ? { bomId: id, rowVersion } : kept.current),
      itemId: item?.id ?? '',
      version,
      validFrom: validFrom || null,
      validTo: validTo || null,
      remark,
      lines: lines.filter((line) => line.item !== null).map(toServer),
    });
    kept.current = { bomId, rowVersion: (kept.current?.rowVersion ?? 0) + 1 };
    form.forget();
    if (activate) await command('structure.activate-bom', { bomId });
    await navigate({ to: '/bom/$id', params: { id: bomId } });
  };
  return (
    <EntryPage
      title={t(id ? 'bom.edit' : 'bom.new')}
      form={form}
      save={save}
      submit={session.rights.includes('structure.activate') ? t('bom.submit') : null}
      addLine={() => form.change((before) => ({ lines: [...before.lines, emptyBomLine()] }))}
    >
      <HeadFields>
        <label className="field" style={{ width: 320 }}>
          <span>{t('bom.parent')}</span>
          {id ? (
            <input className="input" readOnly value={`${item?.code ?? ''} ${item?.name ?? ''}`} />
          ) : (
            <Lookup
              label={t('bom.parent')}
              value={item}
              search={search}
              onChoose={(chosen) => form.change({ item: chosen })}
              autoFocus
            />
          )}
        </label>
        {(
          [
            ['version', 'bom.version', 'text', version],
            ['validFrom', 'bom.validFrom', 'date', validFrom],
            ['validTo', 'bom.validTo', 'date', validTo],
            ['remark', 'order.remark', 'text', remark],
          ] as const
        ).map(([key, word, type, value]) => (
          <label key={key} className={`field ${key === 'remark' ? 'grow' : ''}`}>
            <span>{t(word)}</span>
            <input
              className="input"
              type={type}
              value={value}
              onChange={(event) => form.change({ [key]: event.target.value })}
            />
          </label>
        ))}
      </HeadFields>
      <BomGrid form={form} search={search} />
    </EntryPage>
  );
}

function BomGrid({ form, search }: { form: Form<Draft>; search: ItemSearch }): ReactNode {
  const { t } = useWords();
  const [unknown, setUnknown] = useState<readonly string[]>([]);
  const { lines } = form.form;
  const onPaste = (event: React.ClipboardEvent): void => {
    const text = event.clipboardData.getData('text');
    if (!text.includes('\t') && !text.trim().includes('\n')) return;
    event.preventDefault();
    void pastedBomLines(text, search).then((pasted) => {
      setUnknown(pasted.unknown);
      form.change((before) => ({ lines: [...before.lines.filter((line) => line.item), ...pasted.lines] }));
    });
  };
  return (
    <>
      {unknown.length > 0 && (
        <div className="banner warn" role="status">
          {t('bom.unknownCodes', { codes: unknown.join('、') })}
        </div>
      )}
      <div className="table-frame entry" onPaste={onPaste}>
        <table className="grid">
          <thead>
            <tr>
              <th>#</th>
              <th style={{ minWidth: 240 }}>{t('bom.component')}</th>
              <th>{t('order.unit')}</th>
              <th>{t('bom.num')}</th>
              <th>{t('bom.den')}</th>
              <th>{t('bom.fixed')}</th>
              <th>{t('bom.loss')}</th>
              <th>{t('bom.byProduct')}</th>
              <th>{t('bom.validFrom')}</th>
              <th>{t('bom.validTo')}</th>
              <th>{t('order.remark')}</th>
              <th />
            </tr>
          </thead>
          <tbody>
            {lines.map((line, index) => (
              <BomGridLine key={line.key} form={form} search={search} line={line} index={index} />
            ))}
          </tbody>
        </table>
      </div>
      <div className="row">
        <button
          type="button"
          className="button"
          onClick={() => form.change((before) => ({ lines: [...before.lines, emptyBomLine()] }))}
        >
          {t('order.addLine')}
        </button>
        <span className="dim">{t('bom.hint')}</span>
      </div>
    </>
  );
}

function BomGridLine({
  form,
  search,
  line,
  index,
}: {
  form: Form<Draft>;
  search: ItemSearch;
  line: BomLine;
  index: number;
}): ReactNode {
  const { t } = useWords();
  const set = (change: Partial<BomLine>): void =>
    form.change((before) => ({
      lines: before.lines.map((one) => (one.key === line.key ? { ...one, ...change } : one)),
    }));
  const remove = (): void =>
    form.change((before) => ({
      lines: before.lines.length > 1 ? before.lines.filter((one) => one.key !== line.key) : [emptyBomLine()],
    }));
  const isFigure = (text: string): boolean => /^(\d{1,14}(\.\d{1,6})?)?$/.test(text);
  return (
    <tr>
      <td>{index + 1}</td>
      <td className="edit" style={{ overflow: 'visible', maxWidth: 'none' }}>
        <Lookup
          label={t('bom.component')}
          value={line.item}
          search={search}
          onChoose={(item) => set({ item })}
        />
      </td>
      <td>{line.item?.unit}</td>
      {(['num', 'den', 'fixed', 'loss'] as const).map((key) => (
        <td key={key} className="edit">
          <input
            className={`input num ${(key === 'loss' ? rateOf(line.loss) !== null : isFigure(line[key])) ? '' : 'bad'}`}
            aria-label={t(`bom.${key}`)}
            inputMode="decimal"
            style={{ width: 72 }}
            value={line[key]}
            placeholder={key === 'loss' ? '0%' : ''}
            onChange={(event) => set({ [key]: event.target.value.trim() })}
          />
        </td>
      ))}
      <td>
        <input
          type="checkbox"
          tabIndex={-1}
          aria-label={t('bom.byProduct')}
          checked={line.byProduct}
          onChange={(event) => set({ byProduct: event.target.checked })}
        />
      </td>
      {(['from', 'to'] as const).map((key) => (
        <td key={key} className="edit">
          <input
            className={`input ${line.to !== '' && line.from > line.to ? 'bad' : ''}`}
            type="date"
            style={{ width: 128 }}
            aria-label={t(key === 'from' ? 'bom.lineFrom' : 'bom.lineTo')}
            value={line[key]}
            onChange={(event) => set({ [key]: event.target.value })}
          />
        </td>
      ))}
      <td className="edit">
        <input
          className="input"
          style={{ width: 110 }}
          aria-label={t('order.remark')}
          value={line.remark}
          onChange={(event) => set({ remark: event.target.value })}
        />
      </td>
      <td>
        <button type="button" className="button" tabIndex={-1} aria-label="✕" onClick={remove}>
          ✕
        </button>
      </td>
    </tr>
  );
}
