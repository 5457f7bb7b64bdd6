// Print and Excel for a page of planning: paper takes the page as it stands, Excel the table behind it.
import { type ReactNode, useState } from 'react';
import { type Sheet, downloadSheet } from '../../api-client/client.ts';
import { type Pages, printWhole } from '../../kit/more-rows.tsx';
import { type Failure, FailureBanner, failureOf } from '../../kit/parts.tsx';
import { useWords } from '../../kit/words.tsx';

export function SheetButtons({
  sheet,
  pages,
}: {
  sheet: () => Sheet | Promise<Sheet>;
  /** Where the page shows a list of which not all has been read. */
  pages?: Pages;
}): ReactNode {
  const { t } = useWords();
  const [failure, setFailure] = useState<Failure | null>(null);
  const download = (): void => {
    setFailure(null);
    Promise.resolve(sheet())
      .then(downloadSheet)
      .catch((thrown: unknown) => setFailure(failureOf(thrown)));
  };
  return (
    <>
      <button className="button no-print" onClick={() => (pages ? void printWhole(pages) : window.print())}>
        {t('app.print')}
      </button>
      <button className="button no-print" onClick={download}>
        {t('list.export')}
      </button>
      <FailureBanner failure={failure} />
    </>
  );
}
