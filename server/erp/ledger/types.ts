// The words of the one book of money: periods, vouchers, and the rules that make their lines.
import type { Only, Tx } from '../../kernel/ctx.ts';
import type { Amount, Qty } from '../../kernel/decimal.ts';
import type { Id } from '../../kernel/ids.ts';

export type FinTx = Tx<Only<'sys' | 'md' | 'contract' | 'wms' | 'erp' | 'fin'>>;

export type Period = { readonly code: string; readonly startsOn: string; readonly state: string };

/** Which other book an account's balance equals; only documents post to such an account. */
export type Control = 'stock' | 'payable' | 'estimate' | 'receivable';

export type VoucherLineDraft = {
  readonly accountCode: string;
  readonly side: 'debit' | 'credit';
  /** Negative amounts are written in red. */
  readonly amount: Amount;
  readonly summary: string;
  readonly partnerId?: Id | null;
  readonly itemId?: Id | null;
  readonly qty?: Qty | null;
};

export type VoucherDraft = {
  readonly id: Id;
  readonly event: string;
  readonly sourceKind: string;
  readonly sourceId: Id;
  /** Above one when a document is booked in parts. */
  readonly sourcePart?: number;
  readonly sourceNo: string;
  readonly businessDate: string;
  readonly summary: string;
  readonly lines: readonly VoucherLineDraft[];
  readonly reversalOf?: Id | null;
};

export type PostedVoucher = {
  readonly id: Id;
  readonly periodCode: string;
  readonly no: number;
  readonly businessDate: string;
};

export type AccountSource = 'fixed' | 'item_inventory' | 'from_inventory' | 'bank';

export type PostingRule = {
  readonly event: string;
  readonly side: 'debit' | 'credit';
  readonly accountSource: AccountSource;
  readonly accountCode: string | null;
  readonly amountName: string;
  readonly red: boolean;
  readonly summaryZh: string;
};

/** '记-0213': how a voucher is called. */
export const voucherNo = (no: number): string => `记-${String(no).padStart(4, '0')}`;
