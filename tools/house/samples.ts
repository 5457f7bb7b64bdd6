// How the rules are tested: a sample is a small tree given as path and text; `bad` must be found by the rule under
// test at the line named, `good` must pass it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Rule, treeOf } from './tree.ts';

type Files = Readonly<Record<string, string>>;

/** One sample of a rule: files it refuses, where, and files it lets pass. */
export type Sample = {
  readonly rule: Rule;
  readonly says: string;
  readonly bad: Files;
  /** 'path:line' of each finding. */
  readonly at: readonly string[];
  readonly good: Files;
  /** Files that both trees hold. */
  readonly both?: Files;
};

/** What a rule finds in files, as 'path:line'. */
export const found = (rule: Rule, files: Files): string[] =>
  [...rule.check(treeOf(Object.entries(files)))].map(({ path, line }) => `${path}:${line}`);

/** Makes two tests of each sample. */
export function testSamples(samples: readonly Sample[]): void {
  for (const { rule, says, bad, at, good, both = {} } of samples) {
    test(`${rule.name} refuses ${says}`, () => assert.deepEqual(found(rule, { ...both, ...bad }), at));
    test(`${rule.name} lets pass what is not ${says}`, () =>
      assert.deepEqual(found(rule, { ...both, ...good }), []));
  }
}
