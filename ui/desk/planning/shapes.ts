// What the plan answers, named by its parts.
import type { Commands, Queries } from '../../api-client/api.gen.ts';

type Answer<Name extends keyof Queries> = Queries[Name]['output'];

export type ItemPlan = Answer<'planning.item-plan'>;
export type PlanRow = ItemPlan['rows'][number];
export type Need = ItemPlan['needs'][number];
export type Supply = ItemPlan['supplies'][number];
export type ItemFace = ItemPlan['item'];
export type Face = NonNullable<Need['document']>;
export type SupplyRef = Need['pegs'][number]['supply'];
export type Proposal = Answer<'planning.proposals'>['rows'][number];
export type ListedMessage = Answer<'planning.worklist'>['rows'][number];
export type Message = Omit<ListedMessage, 'assigned' | 'change' | 'was'>;
export type Pegs = Answer<'planning.peg-tree'>;
export type Served = Pegs['up'][number];
export type Waits = Pegs['down'][number];
export type Summary = Answer<'planning.summary'>;
export type Loads = Answer<'planning.capacity'>;
export type OrderSupply = Answer<'planning.order-supply'>;
export type Standing = Omit<OrderSupply['lines'][number], 'causes' | 'chain'>;
export type Cause = OrderSupply['lines'][number]['causes'][number];
export type WhatIf = Answer<'planning.what-if'>;
export type Changed = WhatIf['changed'][number];
export type Workbench = Answer<'shortage.workbench'>;
export type LackingMaterial = Workbench['materials']['rows'][number];
export type OrderStanding = Workbench['orders']['rows'][number];
export type NeedStanding = OrderStanding['needs'][number];
export type Blocker = NeedStanding['blockers'][number];
export type ShortageMaterial = Answer<'shortage.material'>;
export type Given = ShortageMaterial['asked'][number]['given'][number];
export type WayOut = Answer<'shortage.options'>[number];
export type Alert = Answer<'planning.alerts'>['rows'][number];
export type Run = Answer<'planning.runs'>['rows'][number];
export type RunChange = Answer<'planning.compare-runs'>['rows'][number];
export type Drafted = Commands['planning.draft-purchases']['output'];
export type ShortageOrder = Answer<'shortage.order'>;
export type PreviewLine = Answer<'planning.preview-purchases'>['lines'][number];
