// What every journey has: the whole program on a data folder of its own, a browser, people who sign in to it, and parts
// that keep pictures of what everybody saw when they fail.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../support/chromium.ts';
import { type Program, startProgram } from '../support/program.ts';
import { type Person, assertNoTroubles, button, signIn } from './people.ts';

export type Journey = {
  /** Where the program serves. */
  readonly url: () => string;
  readonly person: (name: string, surface?: 'desk' | 'floor') => Promise<Person>;
  readonly part: (name: string, walk: () => Promise<void>) => void;
  /** The last test of a journey: no screen showed an error, and the books are proved. */
  readonly provesItself: () => void;
};

/** For a test file: a program and a browser that are there while its tests run. */
export function openJourney(): Journey {
  const folder = mkdtempSync(join(tmpdir(), 'tongyuan-journey-'));
  const people: Person[] = [];
  let program: Program;
  let browser: Browser;
  let url = '';
  before(async () => {
    program = startProgram(folder);
    [url, browser] = await Promise.all([program.url, launchBrowser()]);
  });
  after(async () => {
    await browser?.close();
    program.process.kill('SIGTERM');
    await program.ended;
    rmSync(folder, { recursive: true, force: true });
  });
  return {
    url: () => url,
    person: async (name, surface = 'desk') => {
      const known = await signIn(browser, url, name, surface);
      people.push(known);
      return known;
    },
    part: (name, walk) =>
      void test(name, async () => {
        try {
          await walk();
        } catch (error) {
          await Promise.all(people.map(({ picture }, at) => picture(`failed-${at}`)));
          throw error;
        }
      }),
    provesItself: () =>
      void test('nothing on any screen failed, and the books hold', async () => {
        assertNoTroubles(...people);
        const proof = startProgram(folder, {}, ['server/main/verify.ts']);
        assert.equal(await proof.ended, 0, proof.output());
      }),
  };
}

/** The number of the document that the page shows. */
export const numberOf = async (page: Page): Promise<string> =>
  (await page.locator('h1.code').first().textContent()) ?? '';

/** The number of the warehouse's document under an order that has been sent to the floor. */
export async function floorNumberOf(page: Page): Promise<string> {
  const node = page.locator('.lane.wms .node .code').first();
  await node.waitFor();
  return (await node.textContent()) ?? '';
}

/** The bin that a handheld names in large letters. */
export const binOn = async (page: Page): Promise<string> =>
  ((await page.locator('.fact.big b').textContent()) ?? '').replace('✓', '').trim();

/** The lines of every voucher that a document led to, as they lie on the screen: account, debit, credit. */
export async function vouchersOf(page: Page, document: string): Promise<string[][][]> {
  await page.goto(document);
  const links = page.locator('.flow a[href^="/voucher/"]');
  await links.first().waitFor();
  const pages = await links.evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''));
  const vouchers: string[][][] = [];
  for (const path of pages) {
    await page.goto(new URL(path, document).href);
    const rows = page.locator('article.voucher tbody tr');
    await rows.first().waitFor();
    vouchers.push(
      await rows.evaluateAll((all) =>
        all.map((row) => [
          row.querySelector('.code')?.textContent ?? '',
          ...[...row.querySelectorAll('td.num')].map((cell) => cell.textContent ?? ''),
        ]),
      ),
    );
  }
  return vouchers;
}

/** What the page tells of the first line of a document, by the headings of its columns. */
export async function lineOn(page: Page): Promise<Record<string, string>> {
  const table = page.locator('table.grid').first();
  await table.locator('tbody tr').first().waitFor();
  const [names, cells] = await Promise.all([
    table.locator('thead th').allTextContents(),
    table.locator('tbody tr').first().locator('td').allTextContents(),
  ]);
  return Object.fromEntries(names.map((name, at) => [name.trim(), (cells[at] ?? '').trim()]));
}

export const press = (page: Page, name: string | RegExp): Promise<void> => button(page, name).first().click();
