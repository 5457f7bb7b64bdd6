// Buying what is short: the basket beside the ways drafts it with everything else that is short, one order a supplier.
import type { ReactNode } from 'react';
import { useWords } from '../../../kit/words.tsx';

export function TakePurchase(): ReactNode {
  const { t } = useWords();
  return <span className="dim">{t('way.takePurchase')}</span>;
}
