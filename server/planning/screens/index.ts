// What planning offers: the questions of its screens and the decisions made on them.
import { markAlertsSeen, planAlerts } from './alerts.ts';
import { assignMessages, dismissMessages, planners, snoozeMessages, undoDecisions } from './decisions.ts';
import {
  forecastUse,
  itemPlan,
  orderSupply,
  pegTree,
  planAffected,
  loadParts,
  planCapacity,
  planPromise,
  planProposals,
  planSummary,
  planWhatIf,
  planWorklist,
} from './queries.ts';
import { compareRuns, planRuns, startRun } from './runs.ts';
import { planningRefusals } from './refusals.ts';
import { seeAllMessages, seeMessages } from './seen.ts';

export const planningScreens = {
  commands: [
    dismissMessages,
    snoozeMessages,
    assignMessages,
    undoDecisions,
    seeAllMessages,
    seeMessages,
    markAlertsSeen,
    startRun,
  ],
  queries: [
    planSummary,
    itemPlan,
    pegTree,
    planWorklist,
    planners,
    planProposals,
    forecastUse,
    orderSupply,
    planCapacity,
    loadParts,
    planPromise,
    planWhatIf,
    planAffected,
    planAlerts,
    planRuns,
    compareRuns,
  ],
  refusals: planningRefusals,
};
