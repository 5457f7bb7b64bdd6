// What is to be bought: chosen proposals, or what is short of chosen materials; and of whom, how much and when.
import { materialLacks, orderKey, parseMicro, receiptFor, sharedBuys } from '../../engine/index.ts';
import type { Id } from '../../../kernel/ids.ts';
import { type Resident, allocation } from '../resident.ts';
import type { zProposal } from '../shapes.ts';
import { dateText, itemOfNode, nodesOfItem, proposalKey, qtyText, splitNode, trackOf } from '../words.ts';
import { proposalRow } from './item-plan.ts';
import { offerOf, type TravellingOffer } from './shortage-ways.ts';
import type { z } from 'zod';

type Proposal = z.output<typeof zProposal>;

/** The proposals that still have these keys. */
export function proposalsByKey(resident: Resident, keys: readonly string[]): Proposal[] {
  return keys.flatMap((key) => {
    const { code, track } = splitNode(resident, key.slice(0, key.lastIndexOf('@')));
    const { plan } = resident.live;
    const node = nodesOfItem(plan.model, code).find((one) => trackOf(plan.model, one) === track);
    if (node === undefined) return [];
    const from = plan.orders.slices.start[node]!;
    for (let order = from; order < from + plan.orders.slices.count[node]!; order++) {
      if (proposalKey(resident, orderKey(plan, node, order)) === key) {
        return [proposalRow(resident, plan, node, order)];
      }
    }
    return [];
  });
}

/** All proposals of some items, under every tracking number. */
export function proposalsOf(resident: Resident, itemIds: readonly Id[]): Proposal[] {
  const { plan } = resident.live;
  const { start, count } = plan.orders.slices;
  const codes = itemIds.flatMap((id) => resident.codes.get(id) ?? []);
  return codes
    .flatMap((code) => nodesOfItem(plan.model, code))
    .flatMap((node) =>
      Array.from({ length: count[node]! }, (_, at) => proposalRow(resident, plan, node, start[node]! + at)),
    );
}

/** One material to be bought, for one tracking number or for everybody. */
export type Want = {
  readonly itemId: Id;
  readonly item: string;
  readonly track: string;
  readonly qty: string;
  /** When it has to be received. */
  readonly date: string;
};

/** What is neither there nor ordered of some items, for needs up to a date: one want for each tracking number. */
export function lackingWants(
  resident: Resident,
  ask: { readonly itemIds: readonly Id[]; readonly until: string },
): Want[] {
  const run = allocation(resident);
  const { model } = run.ground;
  const codes = ask.itemIds.flatMap((id) => resident.codes.get(id) ?? []);
  const nodes = new Set(codes.flatMap((code) => nodesOfItem(model, code)));
  return materialLacks(run, resident.days.of(ask.until))
    .filter(({ node, short }) => nodes.has(node) && short > 0)
    .map(({ node, short, firstDay }) => {
      const { id, code } = itemOfNode(resident, model, node);
      return {
        itemId: id,
        item: code,
        track: trackOf(model, node),
        qty: qtyText(short),
        date: dateText(resident, Math.max(0, receiptFor(run.ground, node, firstDay))),
      };
    });
}

/** One line of an order to a supplier; `want` is the place of what it serves. */
export type Buy = {
  readonly want: number;
  readonly itemId: Id;
  readonly supplierId: Id;
  readonly track: string;
  readonly qty: string;
  readonly deliveryDate: string;
  /** When it would come if it were ordered today; the supplier's own rules for a quantity. */
  readonly earliestDate: string;
  readonly minimumQty: string;
  readonly multipleQty: string;
  readonly priced: boolean;
  /** With tax, of the tier that the quantity reaches; null: nobody has named one. */
  readonly price: string | null;
};

export type BuysAsk = {
  readonly wants: readonly Want[];
  readonly offers: readonly TravellingOffer[];
};

/** Who supplies what: by priority or share, in his lots, on the day wanted or the first that he can. */
export function buysFor(resident: Resident, { wants, offers }: BuysAsk): Buy[] {
  return wants.flatMap((want, at) => {
    const own = offers.filter(({ item }) => item === want.item);
    const suppliers = new Map(own.map((offer) => [offer.supplierCode, offer.supplierId]));
    const shared = sharedBuys(
      own.map((offer) => offerOf(resident, offer)),
      parseMicro(want.qty),
    );
    return shared.map(({ offer, qty, receipt, price }) => ({
      want: at,
      itemId: want.itemId,
      supplierId: suppliers.get(offer.supplier)!,
      track: want.track,
      qty: qtyText(qty),
      deliveryDate: dateText(resident, Math.max(receipt, resident.days.of(want.date))),
      earliestDate: dateText(resident, receipt),
      minimumQty: qtyText(offer.minimum),
      multipleQty: qtyText(offer.multiple),
      priced: price !== null,
      price,
    }));
  });
}
