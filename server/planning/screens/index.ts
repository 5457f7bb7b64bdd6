// What planning offers: the questions of its screens and the decisions made on them.
import { markAlertsSeen, planAlerts } from './alerts.ts';
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
  commands: [dismissMessages, snoozeMessages, assignMessages, undoDecisions, markAlertsSeen],
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
    planAlerts,
  ],
  refusals: planningRefusals,
};
