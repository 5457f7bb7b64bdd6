// When an invoice falls due by the partner's terms: from the invoice date, or from the end of its month (月结30天).
import { addDays, monthEnd } from '../../kernel/clock.ts';

export const dueDateOf = (invoiceDate: string, days: number, from: string): string =>
  addDays(from === 'month_end' ? monthEnd(invoiceDate) : invoiceDate, days);
