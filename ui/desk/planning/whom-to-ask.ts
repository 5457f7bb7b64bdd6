// Who is asked for something that is missing: whose delivery is late, otherwise whoever usually supplies it.

type Missed = {
  readonly item: { readonly source: string; readonly supplierName: string };
  readonly supply: { readonly partnerName: string } | null;
};

/** Empty where nobody outside is asked. */
export const whomToAsk = ({ item, supply }: Missed): string =>
  supply?.partnerName || (item.source === 'make' ? '' : item.supplierName);
