// Whether a quantity may be received and where it stands afterwards. Precedence: state, lot and dates, quantity.
import { addDays, daysBetween } from '../../kernel/clock.ts';
import { type Qty, addQty, qtyText, subQty } from '../../kernel/decimal.ts';
import { refuse } from '../../kernel/refusal.ts';
import type { NoticeLine, ReceiptInput } from './types.ts';

export type LotFacts = {
  readonly lotNo: string;
  readonly productionDate: string | null;
  readonly expiryDate: string | null;
};

/** The lot a quantity belongs to; null when the item keeps no lots. A missing lot number gets the default rule's. */
export function decideLot(
  line: NoticeLine,
  input: ReceiptInput,
  known: { expiryDate: string | null } | null,
  defaultLotNo: string,
  today: string,
): LotFacts | null {
  if (!line.lotManaged) return null;
  const lotNo = input.lotNo?.trim() || defaultLotNo;
  const productionDate = input.productionDate ?? null;
  const computed = productionDate && line.shelfLifeDays ? addDays(productionDate, line.shelfLifeDays) : null;
  const expiryDate = input.expiryDate ?? computed ?? known?.expiryDate ?? null;
  if (line.expiryManaged && expiryDate === null) refuse('EXPIRY_REQUIRED', { item: line.itemCode });
  if (known?.expiryDate && expiryDate && known.expiryDate !== expiryDate) {
    refuse('LOT_DIFFERS', { lot: lotNo, known: known.expiryDate, given: expiryDate });
  }
  if (expiryDate !== null && !input.damaged) {
    if (expiryDate < today) refuse('LOT_EXPIRED', { item: line.itemCode, lot: lotNo, expiry: expiryDate });
    const days = daysBetween(today, expiryDate);
    if (days < line.minRemainingLifeDays) {
      refuse('LIFE_TOO_SHORT', { item: line.itemCode, days, least: line.minRemainingLifeDays });
    }
  }
  return { lotNo, productionDate, expiryDate };
}

export type ReceiptDecision = {
  /** Inspected goods stand in 待检, damaged ones are held; both stay the supplier's. */
  readonly status: 'available' | 'pending' | 'rejected';
  readonly becomesOurs: boolean;
  readonly qtyReceived: Qty;
};

/** Refuses OVER_TOLERANCE when the limit would be passed. */
export function decideReceipt(line: NoticeLine, input: ReceiptInput): ReceiptDecision {
  const qtyReceived = addQty(line.qtyReceived, input.qty);
  if (qtyReceived > line.qtyLimit) {
    refuse('OVER_TOLERANCE', {
      item: line.itemCode,
      left: qtyText(subQty(line.qtyLimit, line.qtyReceived)),
      qty: qtyText(input.qty),
    });
  }
  if (input.damaged) return { status: 'rejected', becomesOurs: false, qtyReceived };
  if (line.inspected) return { status: 'pending', becomesOurs: false, qtyReceived };
  return { status: 'available', becomesOurs: true, qtyReceived };
}

/** The default lot number: date, supplier, serial of the day. */
export const defaultLotNoOf = (today: string, partnerCode: string, serial: bigint): string =>
  `${today.slice(2).replaceAll('-', '')}-${partnerCode}-${serial.toString().padStart(2, '0')}`;
