// The house checker: reads the tree once, asks every rule, prints each finding as file:line with the rule's name and
// reason, and fails when there is one. It is the first check of `npm test`, because it is the cheapest.
import { resolve } from 'node:path';
import { type RuleFinding, withoutAllowed } from './allowed.ts';
import { RULES } from './rules.ts';
import { type Tree, readTree } from './tree.ts';

/** Everything the rules have to say about a tree. */
export function findingsIn(tree: Tree): RuleFinding[] {
  const all = RULES.flatMap((rule) =>
    [...rule.check(tree)].map((finding) => ({ ...finding, rule: rule.name })),
  );
  return withoutAllowed(tree, all);
}

if (import.meta.main) {
  const findings = findingsIn(readTree(resolve(import.meta.dirname, '../..')));
  for (const { path, line, rule, message } of findings)
    process.stdout.write(`${path}:${line}  ${rule}: ${message}\n`);
  for (const rule of RULES) {
    if (findings.some((finding) => finding.rule === rule.name))
      process.stdout.write(`\n${rule.name}: ${rule.reason}`);
  }
  if (findings.length > 0) process.stdout.write(`\n\n${findings.length} findings (docs/house-rules.md)\n`);
  process.exitCode = findings.length > 0 ? 1 : 0;
}
