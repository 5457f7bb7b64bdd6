// The shapes every contract is built of: ids, dates, decimal text turned into exact integers. One source for the
// server's checks, the published API description and the web client's types.
import { z } from 'zod';
import { parseAmount, parseQty, parseRate, parseUnitPrice } from './decimal.ts';

export const zId = z.uuid();
export const zDate = z.iso.date();
export const zMoment = z.iso.datetime({ offset: true });
export const zCode = z.string().trim().min(1).max(60);
export const zText = z.string().trim().max(500);

const decimal = (decimals: number) => new RegExp(`^\\d{1,14}(\\.\\d{1,${decimals}})?$`);
const signedDecimal = (decimals: number) => new RegExp(`^-?\\d{1,14}(\\.\\d{1,${decimals}})?$`);

/** A quantity of zero or more, as decimal text with at most 6 decimals; becomes a Qty. */
export const zQty = z.string().regex(decimal(6)).transform(parseQty);
/** A quantity above zero. */
/** An exact quantity above zero that stays text on its way. */
export const zPositiveQtyText = z
  .string()
  .regex(decimal(6))
  .refine((text) => /[1-9]/.test(text), { error: 'must be more than zero' });
export const zPositiveQty = zPositiveQtyText.transform(parseQty);
export const zAmount = z.string().regex(signedDecimal(2)).transform(parseAmount);
export const zPositiveAmount = z
  .string()
  .regex(decimal(2))
  .refine((text) => /[1-9]/.test(text), { error: 'must be more than zero' })
  .transform(parseAmount);
export const zUnitPrice = z.string().regex(decimal(8)).transform(parseUnitPrice);
export const zRate = z.string().regex(decimal(8)).transform(parseRate);

/** Decimal text in answers. */
export const zDecimalText = z.string();
