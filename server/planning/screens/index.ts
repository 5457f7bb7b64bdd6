// What planning offers: the questions of its screens and the decisions made on them.
import { assignMessages, dismissMessages, snoozeMessages, undoDecisions } from './decisions.ts';
import {
  itemPlan,
  orderSupply,
  pegTree,
  planAffected,
  planCapacity,
  planPromise,
  planProposals,
  planSummary,
  planWhatIf,
  planWorklist,
} from './queries.ts';
import { planningRefusals } from './refusals.ts';

export const planningScreens = {
  commands: [dismissMessages, snoozeMessages, assignMessages, undoDecisions],
  queries: [
    planSummary,
    itemPlan,
    pegTree,
    planWorklist,
    planProposals,
    orderSupply,
    planCapacity,
    planPromise,
    planWhatIf,
    planAffected,
  ],
  refusals: planningRefusals,
};
