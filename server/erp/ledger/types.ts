// The words of the one book of money: what a voucher is made of, and the rules that make its lines.
import type { Only, Tx } from '../../kernel/ctx.ts';
import type { Amount, Qty } from '../../kernel/decimal.ts';
import type { Id } from '../../kernel/ids.ts';

export type FinTx = Tx<Only<'sys' | 'md' | 'contract' | 'wms' | 'erp' | 'fin'>>;

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
  readonly sourceNo: string;
  readonly businessDate: string;
  readonly summary: string;
  readonly lines: readonly VoucherLineDraft[];
  readonly reversalOf?: Id | null;
};

export type PostedVoucher = { readonly id: Id; readonly periodCode: string; readonly no: number; readonly businessDate: string };

export type PostingRule = {
  readonly event: string;
  readonly side: 'debit' | 'credit';
  readonly accountSource: 'fixed' | 'item_inventory' | 'bank';
  readonly accountCode: string | null;
  readonly amountName: string;
  readonly red: boolean;
  readonly summaryZh: string;
};
