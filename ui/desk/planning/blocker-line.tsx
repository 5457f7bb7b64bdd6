// One line that holds an order back: what, how much, needed when, there when, and why it is not there.
import type { ReactNode } from 'react';
import { shortDay } from '../../kit/days.ts';
import { grouped } from '../../kit/format.ts';
import { StateTag, type StateWords } from '../../kit/parts.tsx';
import { useWords } from '../../kit/words.tsx';
import { FaceLink, ItemLink } from './peg-tree.tsx';
import type { Blocker } from './shapes.ts';

export const BLOCKER_WORDS: StateWords = {
  short: { zh: '没有人订', en: 'nobody has ordered it', tone: 'bad' },
  late: { zh: '订了，到得晚', en: 'ordered, comes late', tone: 'warn' },
  lead: { zh: '做起来来不及', en: 'making takes longer', tone: 'warn' },
};

export function BlockerLine({ blocker, today }: { blocker: Blocker; today: string }): ReactNode {
  const { t } = useWords();
  return (
    <div className="row wrap">
      <StateTag value={blocker.kind} words={BLOCKER_WORDS} />
      <ItemLink item={blocker.item} />
      <span>{blocker.item.name}</span>
      <b>
        {grouped(blocker.qty)} {blocker.item.unit}
      </b>
      <FaceLink face={blocker.supply} />
      <span className="dim">
        {blocker.readyDate
          ? t('plan.neededComes', {
              need: shortDay(blocker.needDate, today),
              day: shortDay(blocker.readyDate, today),
            })
          : t('plan.neededNever', { need: shortDay(blocker.needDate, today) })}
        {blocker.through && ` ${t('plan.through', { no: blocker.through.no })}`}
      </span>
    </div>
  );
}
