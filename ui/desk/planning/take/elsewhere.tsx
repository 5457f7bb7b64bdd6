// A way that is taken on a page of its own.
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { pathOf } from '../../../kit/paths.ts';
import { useWords } from '../../../kit/words.tsx';
import type { TakeProps } from './frame.tsx';

function placeOf({ way }: TakeProps): string | null {
  const about = way.about?.documentId ? pathOf(way.about.kind, way.about.documentId) : null;
  switch (way.kind) {
    case 'substitute':
      return way.item ? `/planning/item/${way.item.id}` : null;
    case 'purchase':
      return '/purchase-order/new';
    case 'transfer':
      return '/transfer-order/new';
    default:
      return about;
  }
}

export function TakeElsewhere(props: TakeProps): ReactNode {
  const { t } = useWords();
  const to = placeOf(props);
  return to === null ? null : (
    <Link className="button" to={to}>
      {t('way.take')}
    </Link>
  );
}
