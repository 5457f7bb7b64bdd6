// What entry pages look up while somebody types.
import { query } from '../../api-client/client.ts';
import type { Choice } from '../../kit/parts.tsx';

export const searchWarehouses = (text: string): Promise<Choice[]> =>
  query('masterdata.lookup-warehouses', { text });

/** Suppliers or customers, with their terms. */
export const searchPartners =
  (side: 'purchase' | 'sales') =>
  async (text: string): Promise<Choice[]> =>
    (await query('masterdata.lookup-partners', { text, side })).map((one) => ({ ...one, hint: one.terms }));
