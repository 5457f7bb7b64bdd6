// Exceptions: what breaks a rule and is known to. A line of allow.txt names a rule, a file and how many findings are
// borne there. The list may only shrink: where there are fewer, the line itself is the finding.
import type { Finding, Tree } from './tree.ts';

const FILE = 'tools/house/allow.txt';

export type RuleFinding = Finding & { readonly rule: string };

type Allowance = {
  readonly rule: string;
  readonly path: string;
  readonly most: number;
  readonly line: number;
};

function allowancesOf(tree: Tree): Allowance[] {
  return (tree.files.get(FILE)?.lines ?? []).flatMap((text, index) => {
    const [rule, path, most] = text.replace(/#.*$/, '').trim().split(/\s+/);
    return rule && path ? [{ rule, path, most: Number(most ?? 1), line: index + 1 }] : [];
  });
}

/** The findings that no exception covers, and the exceptions that cover more than there is. */
export function withoutAllowed(tree: Tree, findings: readonly RuleFinding[]): RuleFinding[] {
  const left = new Set(findings);
  const stale: RuleFinding[] = [];
  for (const { rule, path, most, line } of allowancesOf(tree)) {
    const own = findings.filter((finding) => finding.rule === rule && finding.path === path);
    if (own.length <= most) for (const finding of own) left.delete(finding);
    const message = `${rule} of ${path} is borne ${most} times, but there are ${own.length}; make the list shorter`;
    if (own.length < most) stale.push({ rule: 'allow', path: FILE, line, message });
  }
  return [...left, ...stale];
}
