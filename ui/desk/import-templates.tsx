// What can be brought in from a file: for each kind its columns in words, and a template with exactly these headings.
import type { ReactNode } from 'react';
import { csvText, saveText } from '../kit/csv.ts';
import { useWords } from '../kit/words.tsx';

type Words = { readonly zh: string; readonly en: string };
type Column = Words & {
  readonly key: string;
  readonly required: boolean;
  readonly example: string;
  readonly choices: readonly Words[];
};
type Kind = Words & { readonly kind: string; readonly columns: readonly Column[] };

export function ImportTemplates({ kinds }: { kinds: readonly Kind[] }): ReactNode {
  const { t, say, language } = useWords();
  const explained = (column: Column): string => {
    const values = column.choices.length > 0 ? column.choices.map(say).join(' / ') : column.example;
    return `${say(column)}${column.required ? ' *' : ''}${values ? ` (${values})` : ''}`;
  };
  return (
    <section className="stack">
      <h2>{t('import.templates')}</h2>
      <div className="table-frame">
        <table className="grid">
          <tbody>
            {kinds.map((kind) => (
              <tr key={kind.kind}>
                <td>
                  <b>{say(kind)}</b>
                </td>
                <td className="dim" style={{ minWidth: 420, whiteSpace: 'normal' }}>
                  {kind.columns.map(explained).join(language === 'zh' ? '，' : ', ')}
                </td>
                <td>
                  <button
                    className="button"
                    aria-label={`${t('import.template')} ${say(kind)}`}
                    onClick={() => saveText(csvText([kind.columns.map(say)]), `${say(kind)}.csv`)}
                  >
                    {t('import.template')}
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
