// The description of the doors for people: one page without scripts, so that it works wherever the program does.
import type { AnyCommand, AnyQuery } from '../kernel/command.ts';
import type { RefusalCatalogue, Sentence } from '../kernel/refusal.ts';
import type { Registry } from '../main/registry.ts';

type Described = { readonly paths: Readonly<Record<string, unknown>> };

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const STYLE = `body{font:15px/1.6 system-ui,sans-serif;margin:0 auto;max-width:1080px;padding:24px;color:#1f2937;background:#fff}
h1{font-size:26px}h2{font-size:19px;margin-top:36px;border-bottom:1px solid #e5e7eb}
details{border:1px solid #e5e7eb;border-radius:6px;margin:8px 0;padding:0 14px}summary{cursor:pointer;padding:9px 0}
code,pre{font:13px/1.5 ui-monospace,monospace}pre{background:#f6f8fa;padding:12px;overflow:auto;border-radius:6px}
b.c{color:#b45309}b.q{color:#0e7490}small{color:#6b7280;margin-left:8px}nav a{margin-right:14px}`;

const block = (title: string, value: unknown): string =>
  `<h4>${title}</h4><pre>${escaped(JSON.stringify(value, null, 2))}</pre>`;

function refusalLines(command: AnyCommand, catalogue: RefusalCatalogue): string {
  const lines = command.refusals.map((code) => {
    const sentence = catalogue[code];
    return `<li><code>${escaped(code)}</code> ${escaped(sentence ? `${sentence.zh} / ${sentence.en}` : '')}</li>`;
  });
  return lines.length > 0 ? `<h4>Refusals</h4><ul>${lines.join('')}</ul>` : '';
}

type Operation = {
  readonly kind: 'command' | 'query';
  readonly entry: AnyCommand | AnyQuery;
  readonly more: string;
};

function section(
  { kind, entry, more }: Operation,
  rights: Readonly<Record<string, Sentence>>,
  path: unknown,
): string {
  const right = rights[entry.right];
  const words = right ? `${right.zh} / ${right.en}` : '';
  const mark = kind === 'command' ? 'c' : 'q';
  return `<details id="${escaped(entry.name)}"><summary><b class="${mark}">${kind}</b>
<code>${escaped(entry.name)}</code><small>${escaped(entry.right)} ${escaped(words)}</small></summary>
${more}${block(`POST /api/${kind === 'command' ? 'commands' : 'queries'}/${escaped(entry.name)}`, path)}</details>`;
}

export function docsPage(
  registry: Registry,
  rights: Readonly<Record<string, Sentence>>,
  described: Described,
): string {
  const operations: Operation[] = [
    ...registry.commands.map((entry): Operation => ({
      kind: 'command',
      entry,
      more: refusalLines(entry, registry.refusals),
    })),
    ...registry.queries.map((entry): Operation => ({ kind: 'query', entry, more: '' })),
  ];
  const modules = [...new Set(operations.map(({ entry }) => entry.name.split('.')[0] ?? ''))].toSorted(
    (a, b) => (a < b ? -1 : 1),
  );
  const parts = modules.map((module) => {
    const own = operations.filter(({ entry }) => entry.name.startsWith(`${module}.`));
    const sections = own.map((operation) => {
      const door = operation.kind === 'command' ? 'commands' : 'queries';
      return section(operation, rights, described.paths[`/api/${door}/${operation.entry.name}`]);
    });
    return `<h2 id="m-${escaped(module)}">${escaped(module)}</h2>${sections.join('')}`;
  });
  const links = modules.map((module) => `<a href="#m-${escaped(module)}">${escaped(module)}</a>`);
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Tongyuan 同源 API</title><style>${STYLE}</style><h1>Tongyuan 同源 API</h1>
<p>Every change is a <b class="c">command</b>, every read a <b class="q">query</b>. Requests and answers are JSON;
quantities and amounts are decimal text. A command carries an id (UUID v7) made by its sender: sent again, it gets the
same answer. Requests that are not GET carry the header <code>x-tongyuan: 1</code>. An error is
<code>{ error: { code, facts, zh, en, fields?, correlationId } }</code>.
Machine-readable: <a href="/api/openapi.json">/api/openapi.json</a>.</p>
<nav>${links.join('')}</nav>${parts.join('')}</html>`;
}
