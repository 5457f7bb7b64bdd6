// The checks before the tests, in the order in which a failure is cheapest to find. A step whose program does not
// exist in this tree is not there to run.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

export const ROOT = resolve(import.meta.dirname, '../..');

export type Step = { readonly name: string; readonly needs: string; readonly command: readonly string[] };

const bin = (name: string): string => join(ROOT, 'node_modules', '.bin', name);

export const CHECKS: readonly Step[] = [
  { name: 'house rules', needs: 'tools/house/check.ts', command: [process.execPath, 'tools/house/check.ts'] },
  { name: 'format', needs: '.oxfmtrc.json', command: [bin('oxfmt'), '--check'] },
  { name: 'lint', needs: '.oxlintrc.json', command: [bin('oxlint'), '--type-aware'] },
  { name: 'types of the server', needs: 'tsconfig.json', command: [bin('tsc'), '--noEmit'] },
  { name: 'types of the web', needs: 'ui/tsconfig.json', command: [bin('tsc'), '--noEmit', '-p', 'ui'] },
  {
    name: 'generated files',
    needs: 'tools/codegen/run.ts',
    command: [process.execPath, 'tools/codegen/run.ts', '--check'],
  },
];

/** Runs a step; its output is shown only when it fails. */
export function runStep(step: Step): boolean {
  if (!existsSync(join(ROOT, step.needs))) return true;
  const started = performance.now();
  const [program = '', ...args] = step.command;
  const done = spawnSync(program, args, { cwd: ROOT, encoding: 'utf8', maxBuffer: 64_000_000 });
  const passed = done.status === 0;
  const seconds = ((performance.now() - started) / 1_000).toFixed(1);
  process.stdout.write(`${passed ? '✔' : '✖'} ${step.name} (${seconds} s)\n`);
  if (!passed) process.stdout.write(`${done.stdout ?? ''}${done.stderr ?? ''}${done.error?.message ?? ''}\n`);
  return passed;
}
