// A voucher by keyboard: summary, account, whom it is about, one side. Both sides and what they differ by stand below
// while one types; '=' in an amount fills in what is missing.
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useMemo } from 'react';
import { command, query } from '../../api-client/client.ts';
import { compare, inCapitals, money } from '../../kit/format.ts';
import { type Choice, Lookup } from '../../kit/parts.tsx';
import { useWords } from '../../kit/words.tsx';
import { EntryPage } from '../entry/entry-page.tsx';
import { useForm } from '../entry/form.ts';
import { DayField, HeadFields } from '../entry/head-fields.tsx';
import {
  type AccountSearch,
  type VoucherLine,
  emptyVoucherLine,
  isAmount,
  missingOn,
  pastedVoucherLines,
  searchAccounts,
  totalsOf,
} from '../entry/voucher-lines.ts';
import { useSession } from '../session-context.ts';

type Voucher = {
  readonly businessDate: string;
  readonly summary: string;
  readonly lines: readonly VoucherLine[];
};
type Change = (change: (before: readonly VoucherLine[]) => readonly VoucherLine[]) => void;

const SIDES = ['debit', 'credit'] as const;
const searchAnyPartner = async (text: string): Promise<Choice[]> =>
  (await query('masterdata.lookup-partners', { text })).map((one) => ({ ...one, hint: one.terms }));

type RowProps = {
  readonly line: VoucherLine;
  readonly index: number;
  readonly lines: readonly VoucherLine[];
  readonly onLines: Change;
  readonly search: AccountSearch;
};

/** One side of a line; what is typed on it empties the other. */
function AmountCell(props: RowProps & { readonly side: (typeof SIDES)[number] }): ReactNode {
  const { line, lines, onLines, side } = props;
  const { t } = useWords();
  const other = side === 'debit' ? 'credit' : 'debit';
  const set = (text: string): void =>
    onLines((before) =>
      before.map((one) =>
        one.key === line.key ? { ...one, [side]: text, ...(text ? { [other]: '' } : {}) } : one,
      ),
    );
  return (
    <td className="edit">
      <input
        className={`input num ${line[side] && !isAmount(line[side]) ? 'bad' : ''}`}
        aria-label={t(`voucher.${side}`)}
        inputMode="decimal"
        value={line[side]}
        onChange={(event) => set(event.target.value.trim())}
        onKeyDown={(event) => {
          if (event.key !== '=') return;
          event.preventDefault();
          set(missingOn(lines, line.key, side));
        }}
      />
    </td>
  );
}

function VoucherRow(props: RowProps): ReactNode {
  const { line, index, onLines, search } = props;
  const { t } = useWords();
  const set = (change: Partial<VoucherLine>): void =>
    onLines((before) => before.map((one) => (one.key === line.key ? { ...one, ...change } : one)));
  const remove = (): void =>
    onLines((before) =>
      before.length > 1 ? before.filter((one) => one.key !== line.key) : [emptyVoucherLine()],
    );
  return (
    <tr>
      <td>{index + 1}</td>
      <td className="edit">
        <input
          className="input"
          aria-label={t('voucher.lineSummary')}
          maxLength={200}
          value={line.summary}
          onChange={(event) => set({ summary: event.target.value })}
        />
      </td>
      <td className="edit" style={{ overflow: 'visible', maxWidth: 'none' }}>
        <Lookup
          label={t('voucher.account')}
          value={line.account}
          search={search}
          onChoose={(account) =>
            set({ account, unknown: '', ...(account.byPartner ? {} : { partner: null }) })
          }
        />
        {line.unknown && (
          <small className="negative">{t('voucher.unknownAccount', { code: line.unknown })}</small>
        )}
      </td>
      <td className="edit" style={{ overflow: 'visible', maxWidth: 'none' }}>
        {line.account?.byPartner && (
          <Lookup
            label={t('voucher.partner')}
            value={line.partner}
            search={searchAnyPartner}
            onChoose={(partner) => set({ partner })}
          />
        )}
      </td>
      {SIDES.map((side) => (
        <AmountCell key={side} {...props} side={side} />
      ))}
      <td>
        <button type="button" className="button" tabIndex={-1} aria-label="✕" onClick={remove}>
          ✕
        </button>
      </td>
    </tr>
  );
}

/** Both sides, and by what they differ. */
function Balance({ lines }: { readonly lines: readonly VoucherLine[] }): ReactNode {
  const { t, language } = useWords();
  const { debit, credit, difference } = totalsOf(lines);
  const ahead = compare(difference, '0');
  const begun = compare(debit, '0') !== 0 || compare(credit, '0') !== 0;
  return (
    <tfoot>
      <tr>
        <td colSpan={4} aria-live="polite">
          <b>{t('voucher.total')}</b>{' '}
          {ahead !== 0 && (
            <span className="negative">
              {t(ahead > 0 ? 'voucher.debitAhead' : 'voucher.creditAhead', {
                amount: money(difference.replace('-', '')),
              })}
            </span>
          )}
          {ahead === 0 && begun && (
            <span>
              {t('voucher.balanced')} {language === 'zh' ? inCapitals(debit) : ''}
            </span>
          )}
        </td>
        <td className="num">
          <b>{money(debit)}</b>
        </td>
        <td className="num">
          <b>{money(credit)}</b>
        </td>
        <td />
      </tr>
    </tfoot>
  );
}

function VoucherGrid({ lines, onLines }: { lines: readonly VoucherLine[]; onLines: Change }): ReactNode {
  const { t, language } = useWords();
  const search = useMemo(() => searchAccounts(language), [language]);
  const onPaste = (event: React.ClipboardEvent): void => {
    const text = event.clipboardData.getData('text');
    if (!text.includes('\t') && !text.trim().includes('\n')) return;
    event.preventDefault();
    void pastedVoucherLines(text, search).then((pasted) =>
      onLines((before) => [...before.filter((line) => line.account), ...pasted]),
    );
  };
  return (
    <>
      <div className="table-frame entry" onPaste={onPaste}>
        <table className="grid">
          <thead>
            <tr>
              <th>#</th>
              <th style={{ minWidth: 160 }}>{t('voucher.lineSummary')}</th>
              <th style={{ minWidth: 300 }}>{t('voucher.account')}</th>
              <th style={{ minWidth: 220 }}>{t('voucher.partner')}</th>
              <th className="num">{t('voucher.debit')}</th>
              <th className="num">{t('voucher.credit')}</th>
              <th />
            </tr>
          </thead>
          <tbody>
            {lines.map((line, index) => (
              <VoucherRow
                key={line.key}
                line={line}
                index={index}
                lines={lines}
                onLines={onLines}
                search={search}
              />
            ))}
          </tbody>
          <Balance lines={lines} />
        </table>
      </div>
      <div className="row">
        <button
          type="button"
          className="button"
          onClick={() => onLines((before) => [...before, emptyVoucherLine()])}
        >
          {t('order.addLine')}
        </button>
        <span className="dim">{t('voucher.hint')}</span>
      </div>
    </>
  );
}

export function VoucherEntry(): ReactNode {
  const { t } = useWords();
  const session = useSession();
  const navigate = useNavigate();
  const form = useForm<Voucher>(`tongyuan.draft.${session.company?.id}.voucher.new`, () => ({
    businessDate: session.company?.today ?? '',
    summary: '',
    lines: [emptyVoucherLine(), emptyVoucherLine()],
  }));
  const { businessDate, summary, lines } = form.form;
  const onLines: Change = (change) => form.change((before) => ({ lines: change(before.lines) }));
  const save = async (): Promise<void> => {
    const filled = lines.filter((line) => line.account || line.unknown || line.debit || line.credit);
    const { voucherId } = await command('ledger.write-voucher', {
      businessDate,
      summary,
      lines: filled.map((line) => ({
        accountCode: line.account?.code ?? line.unknown ?? '',
        summary: line.summary,
        ...(line.debit ? { debit: line.debit } : {}),
        ...(line.credit ? { credit: line.credit } : {}),
        ...(line.partner ? { partnerId: line.partner.id } : {}),
      })),
    });
    form.forget();
    await navigate({ to: `/voucher/${voucherId}` });
  };
  return (
    <EntryPage
      title={t('voucher.new')}
      form={form}
      save={save}
      submit={null}
      saves={t('voucher.save')}
      addLine={() => onLines((before) => [...before, emptyVoucherLine()])}
    >
      <HeadFields>
        <DayField
          title={t('voucher.date')}
          value={businessDate}
          onChange={(next) => form.change({ businessDate: next })}
        />
        <label className="field grow">
          <span>{t('voucher.summary')}</span>
          <input
            className="input"
            autoFocus
            maxLength={200}
            value={summary}
            onChange={(event) => form.change({ summary: event.target.value })}
          />
        </label>
      </HeadFields>
      <VoucherGrid lines={lines} onLines={onLines} />
    </EntryPage>
  );
}
