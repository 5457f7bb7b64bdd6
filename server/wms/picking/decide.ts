// Whether what was scanned is what the task asks for: bin, then item, then lot. A wrong scan never advances.
import { refuse } from '../../kernel/refusal.ts';

export type Expected = {
  readonly binCode: string;
  readonly itemCode: string;
  readonly itemName: string;
  readonly barcodes: readonly string[];
  readonly lotNo: string;
};
export type Scanned = { readonly binCode: string; readonly item: string; readonly lotNo: string };

/** Refuses WRONG_BIN, WRONG_ITEM or WRONG_LOT by name. */
export function checkPick(expected: Expected, scanned: Scanned): void {
  const bin = scanned.binCode.trim().toUpperCase();
  if (bin !== expected.binCode) refuse('WRONG_BIN', { scanned: bin, expected: expected.binCode });
  const item = scanned.item.trim();
  if (item.toUpperCase() !== expected.itemCode.toUpperCase() && !expected.barcodes.includes(item)) {
    refuse('WRONG_ITEM', { scanned: item, expected: `${expected.itemCode} ${expected.itemName}` });
  }
  if (expected.lotNo === '') return;
  const lot = scanned.lotNo.trim();
  if (lot === '') refuse('LOT_REQUIRED', { expected: expected.lotNo });
  if (lot.toUpperCase() !== expected.lotNo.toUpperCase())
    refuse('WRONG_LOT', { scanned: lot, expected: expected.lotNo });
}
