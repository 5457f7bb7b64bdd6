// The import centre: choose a file, look at the mapping, dry-run, import. Every problem is shown by cell; nothing
// changes while there is one.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { command, query } from '../../api-client/client.ts';
import { type Failure, FailureBanner, failureOf } from '../../kit/parts.tsx';
import { useWords } from '../../kit/words.tsx';
import { ImportTemplates } from '../import-templates.tsx';
import { useTitle } from '../shell.tsx';

type Mapping = { sheet: string; kind: string | null; columns: Record<string, number> };
type Sheet = { name: string; headings: string[]; rows: number };

async function contentOf(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let text = '';
  for (let at = 0; at < bytes.length; at += 32_768)
    text += String.fromCharCode(...bytes.subarray(at, at + 32_768));
  return btoa(text);
}

export function ImportCentre(): ReactNode {
  const { t, say, language } = useWords();
  const client = useQueryClient();
  const [batchId, setBatchId] = useState('');
  const [sheets, setSheets] = useState<readonly Sheet[]>([]);
  const [mappings, setMappings] = useState<readonly Mapping[]>([]);
  const [failure, setFailure] = useState<Failure | null>(null);
  useTitle(t('menu.import'));
  const kinds = useQuery({
    queryKey: ['import-kinds'],
    queryFn: () => query('import.list-kinds', {}),
    staleTime: Infinity,
  });
  const batch = useQuery({
    queryKey: ['import', batchId],
    enabled: batchId !== '',
    queryFn: () => query('import.status', { batchId }),
    refetchInterval: (latest) =>
      ['checking', 'importing'].includes(latest.state.data?.state ?? '') ? 400 : false,
  });
  const choose = async (file: File | undefined): Promise<void> => {
    if (!file) return;
    setFailure(null);
    try {
      const uploaded = await command('import.upload', {
        fileName: file.name,
        content: await contentOf(file),
      });
      setSheets(uploaded.sheets);
      setMappings(uploaded.mappings);
      setBatchId(uploaded.batchId);
    } catch (thrown) {
      setFailure(failureOf(thrown));
    }
  };
  const start = async (dryRun: boolean): Promise<void> => {
    setFailure(null);
    await command('import.start', { batchId, mappings: mappings as never, dryRun }).catch((thrown: unknown) =>
      setFailure(failureOf(thrown)),
    );
    await client.invalidateQueries({ queryKey: ['import', batchId] });
  };
  const map = (sheet: string, change: Partial<Mapping>): void =>
    setMappings((before) => before.map((one) => (one.sheet === sheet ? { ...one, ...change } : one)));
  const state = batch.data?.state ?? '';
  const working = state === 'checking' || state === 'importing';
  return (
    <div className="page">
      <div className="row">
        <h1 className="grow">{t('menu.import')}</h1>
        <label className="button primary">
          {t('import.choose')}
          <input
            type="file"
            accept=".xlsx,.csv"
            hidden
            onChange={(event) => void choose(event.target.files?.[0])}
          />
        </label>
      </div>
      <p className="dim">{t('import.hint')}</p>
      <FailureBanner failure={failure} />
      {sheets.length === 0 && <ImportTemplates kinds={kinds.data ?? []} />}
      {sheets.map((sheet) => {
        const mapping = mappings.find((one) => one.sheet === sheet.name);
        const kind = kinds.data?.find((one) => one.kind === mapping?.kind);
        return (
          <section key={sheet.name} className="card stack">
            <div className="row wrap">
              <b>{sheet.name}</b>
              <span className="dim">
                {t('import.rows')} {sheet.rows}
              </span>
              <select
                className="select"
                aria-label={t('import.kind')}
                value={mapping?.kind ?? ''}
                onChange={(event) => map(sheet.name, { kind: event.target.value || null })}
              >
                <option value="">{t('import.none')}</option>
                {kinds.data?.map((one) => (
                  <option key={one.kind} value={one.kind}>
                    {say(one)}
                  </option>
                ))}
              </select>
            </div>
            {kind && mapping && (
              <div className="row wrap">
                {kind.columns.map((column) => (
                  <label className="field" key={column.key}>
                    <span>
                      {say(column)}
                      {column.required ? ' *' : ''}
                    </span>
                    <select
                      className="select"
                      value={mapping.columns[column.key] ?? ''}
                      onChange={(event) => {
                        const { [column.key]: _, ...rest } = mapping.columns;
                        map(sheet.name, {
                          columns:
                            event.target.value === ''
                              ? rest
                              : { ...rest, [column.key]: Number(event.target.value) },
                        });
                      }}
                    >
                      <option value="">—</option>
                      {sheet.headings.map((heading, index) => (
                        <option key={index} value={index}>
                          {heading || `#${index + 1}`}
                        </option>
                      ))}
                    </select>
                  </label>
                ))}
              </div>
            )}
          </section>
        );
      })}
      {batchId && (
        <div className="row">
          <button
            className="button"
            disabled={working || state === 'imported'}
            onClick={() => void start(true)}
          >
            {t('import.check')}
          </button>
          <button
            className="button primary"
            disabled={working || state === 'imported'}
            onClick={() => void start(false)}
          >
            {t('import.run')}
          </button>
          {working && batch.data && (
            <span>
              <progress max={batch.data.rowCount} value={batch.data.rowsDone} />{' '}
              {t('import.working', { done: batch.data.rowsDone, all: batch.data.rowCount })}
            </span>
          )}
        </div>
      )}
      {state === 'checked' && (
        <div className="banner ok" role="status">
          {t('import.checked')}
        </div>
      )}
      {state === 'imported' && (
        <div className="banner ok" role="status">
          {t('import.imported')}:{' '}
          {Object.entries(batch.data?.summary ?? {})
            .map(([sheet, one]) => `${sheet} +${one.created} / ~${one.changed}`)
            .join(' · ')}
        </div>
      )}
      {batch.data && batch.data.problemCount > 0 && (
        <>
          <div className="banner" role="alert">
            {t('import.problems', { count: batch.data.problemCount })}
          </div>
          <div className="table-frame">
            <table className="grid">
              <thead>
                <tr>
                  <th>{t('import.sheet')}</th>
                  <th>{t('import.cell')}</th>
                  <th>{t('import.column')}</th>
                  <th>{t('import.problem')}</th>
                </tr>
              </thead>
              <tbody>
                {batch.data.problems.map((one, index) => (
                  <tr key={index}>
                    <td>{one.sheet}</td>
                    <td className="code">{one.cell}</td>
                    <td>{one.column}</td>
                    <td>{language === 'zh' ? one.zh : one.en}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </>
      )}
    </div>
  );
}
