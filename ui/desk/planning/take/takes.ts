// Which part of the screen carries each kind of way out.
import type { ReactNode } from 'react';
import type { WayOut } from '../shapes.ts';
import { TakeExpedite } from './expedite.tsx';
import type { TakeProps } from './frame.tsx';
import { TakeMove } from './move.tsx';
import { TakePurchase } from './purchase.tsx';
import { TakeSequence } from './sequence.tsx';
import { TakeSplit } from './split.tsx';
import { TakeSubstitute } from './substitute.tsx';
import { TakeTransfer } from './transfer.tsx';

export const TAKES: Readonly<Record<WayOut['kind'], (props: TakeProps) => ReactNode>> = {
  purchase: TakePurchase,
  sequence: TakeSequence,
  expedite: TakeExpedite,
  move: TakeMove,
  substitute: TakeSubstitute,
  transfer: TakeTransfer,
  split: TakeSplit,
};
