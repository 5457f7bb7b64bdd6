// What may be asked of a resident plan, and who answers. Questions and answers are plain values, because they travel
// between threads; every answer is worked out without waiting, so that a plan is never asked halfway through a change.
import type { Id } from '../../kernel/ids.ts';
import { type ForecastUseAsk, forecastUses } from './answers/forecast-use.ts';
import { type StandInAsk, standInOf, turnOf } from './answers/deciding.ts';
import { itemPlan } from './answers/item-plan.ts';
import type { Decided } from './answers/messages.ts';
import { type LoadPartsAsk, loadParts } from './answers/load-parts.ts';
import { type ProposalsAsk, loads, proposals, summary } from './answers/overview.ts';
import {
  type BuysAsk,
  buysFor,
  lackingWants,
  proposalsByKey,
  proposalsOf,
} from './answers/purchase-wants.ts';
import { pegTree } from './answers/peg-tree.ts';
import { orderSupply } from './answers/standings.ts';
import { type ReleaseAsk, releaseAdvice } from './answers/release-advice.ts';
import {
  type LackingAsk,
  type ShortageAsk,
  completeKits,
  lackingLines,
  lackingMaterials,
  shortageMaterial,
  shortageOrder,
  standingOrders,
} from './answers/shortage.ts';
import { type AdoptAsk, adopted } from './answers/shortage-adopt.ts';
import { lackFacts, planHead } from './answers/shortage-head.ts';
import { type KitAsk, type SequenceAsk, kitOrders, kitSequence } from './answers/shortage-orders.ts';
import { type WaysAsk, blockingItems, slipOf, waysFor } from './answers/shortage-ways.ts';
import { type IfApprovedAsk, type WhatIfAsk, ifApproved, promise, whatIfOf } from './answers/what-if.ts';
import { type WorklistAsk, messageFacts, messagesByKey, worklist } from './answers/worklist.ts';
import type { Resident } from './resident.ts';

/** Every question by its name: what is told with it, and how it is answered. */
const answers = {
  summary: (resident: Resident) => summary(resident),
  itemPlan: (resident: Resident, ask: { itemId: Id; decisions: readonly Decided[] }) => {
    const code = resident.codes.get(ask.itemId);
    return code === undefined ? null : itemPlan(resident, code, ask.decisions);
  },
  pegTree: (resident: Resident, ask: { itemId: Id; id: string }) => {
    const code = resident.codes.get(ask.itemId);
    return code === undefined ? null : pegTree(resident, code, ask.id);
  },
  worklist: (resident: Resident, ask: WorklistAsk) => worklist(resident, ask),
  messageFacts: (resident: Resident, ask: { most: number }) => messageFacts(resident, ask.most),
  messagesByKey: (resident: Resident, ask: { keys: readonly string[] }) => messagesByKey(resident, ask.keys),
  proposals: (resident: Resident, ask: ProposalsAsk) => proposals(resident, ask),
  forecastUses: (resident: Resident, ask: ForecastUseAsk) => forecastUses(resident, ask),
  orderSupply: (resident: Resident, ask: { orderId: Id }) => orderSupply(resident, ask.orderId),
  capacity: (resident: Resident) => loads(resident),
  loadParts: (resident: Resident, ask: LoadPartsAsk) => loadParts(resident, ask),
  promise: (resident: Resident, ask: { itemId: Id; qty: string; date: string }) => {
    const item = resident.codes.get(ask.itemId);
    return item === undefined ? null : promise(resident, { item, qty: ask.qty, date: ask.date });
  },
  ifApproved: (resident: Resident, ask: IfApprovedAsk) => ifApproved(resident, ask),
  whatIf: (
    resident: Resident,
    ask: {
      demands: readonly { itemId: Id; qty: string; date: string }[];
      moves: WhatIfAsk['moves'];
    },
  ) => {
    const demands = ask.demands.flatMap(({ itemId, qty, date }) => {
      const item = resident.codes.get(itemId);
      return item === undefined ? [] : [{ item, qty, date }];
    });
    return whatIfOf(resident, { demands, moves: ask.moves });
  },
  kitOrders: (resident: Resident, ask: KitAsk) => kitOrders(resident, ask),
  kitSequence: (resident: Resident, ask: SequenceAsk) => kitSequence(resident, ask),
  adopted: (resident: Resident, ask: AdoptAsk) => adopted(resident, ask),
  planHead: (resident: Resident) => planHead(resident),
  lackFacts: (resident: Resident) => lackFacts(resident),
  lackingLines: (resident: Resident, ask: Parameters<typeof lackingLines>[1]) => lackingLines(resident, ask),
  lackingMaterials: (resident: Resident, ask: LackingAsk) => lackingMaterials(resident, ask),
  standingOrders: (resident: Resident, ask: Omit<ShortageAsk, 'after'>) => standingOrders(resident, ask),
  shortageOrder: (resident: Resident, ask: { documentId: Id }) => shortageOrder(resident, ask.documentId),
  shortageMaterial: (resident: Resident, ask: { itemId: Id }) => {
    const code = resident.codes.get(ask.itemId);
    return code === undefined ? null : shortageMaterial(resident, code);
  },
  completeKits: (resident: Resident, ask: { itemId: Id; most: string }) => {
    const code = resident.codes.get(ask.itemId);
    return code === undefined ? null : completeKits(resident, code, ask.most);
  },
  proposalsByKey: (resident: Resident, ask: { keys: readonly string[] }) =>
    proposalsByKey(resident, ask.keys),
  proposalsOf: (resident: Resident, ask: { itemIds: readonly Id[] }) => proposalsOf(resident, ask.itemIds),
  lackingWants: (resident: Resident, ask: { itemIds: readonly Id[]; until: string }) =>
    lackingWants(resident, ask),
  buysFor: (resident: Resident, ask: BuysAsk) => buysFor(resident, ask),
  blockingItems: (resident: Resident, ask: { id: string }) => blockingItems(resident, ask.id),
  waysOut: (resident: Resident, ask: WaysAsk) => waysFor(resident, ask),
  standIn: (resident: Resident, ask: StandInAsk) => standInOf(resident, ask),
  turn: (resident: Resident, ask: { id: string; than: string }) => turnOf(resident, ask),
  releaseAdvice: (resident: Resident, ask: ReleaseAsk) => releaseAdvice(resident, ask),
  slip: (resident: Resident, ask: { id: string; days: number }) => slipOf(resident, ask),
} as const;

type Answers = typeof answers;
export type QuestionName = keyof Answers;
export type Asked<Name extends QuestionName> = Parameters<Answers[Name]>[1];
export type Answered<Name extends QuestionName> = ReturnType<Answers[Name]>;

/** A question as it travels. */
export type Question = { readonly name: string; readonly told: unknown };

/** Answers a question; throws for one that nobody knows. */
export function answer(resident: Resident, { name, told }: Question): unknown {
  const found = Object.entries(answers).find(([known]) => known === name);
  if (found === undefined) throw new Error(`the plan does not know the question ${name}`);
  // Who asks has typed the question by its name; on its way it was a plain value.
  const reply: (resident: Resident, told: never) => unknown = found[1];
  return reply(resident, told as never);
}
