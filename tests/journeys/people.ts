// People before a screen: each signs in on a browser of their own, at a desk or on a handheld of 360 pixels, and does
// what a hand would do. A screen that throws an error, or asks the server for what is not there, fails the journey.
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';

const OUTPUT = resolve(import.meta.dirname, 'output');
const SIZES = { desk: { width: 1440, height: 900 }, floor: { width: 360, height: 640 } } as const;
const PATIENCE_MS = 15_000;

export type Person = {
  readonly page: Page;
  /** What went wrong on the screen so far. */
  readonly troubles: readonly string[];
  readonly picture: (name: string) => Promise<void>;
};

/** Signs a person of the demo company in by one click on their name. */
export async function signIn(
  browser: Browser,
  url: string,
  name: string,
  surface: keyof typeof SIZES,
): Promise<Person> {
  const context = await browser.newContext({
    viewport: SIZES[surface],
    locale: 'zh-CN',
    serviceWorkers: 'block',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  const troubles: string[] = [];
  page.on('pageerror', (error) => troubles.push(error.message));
  page.on('response', (response) => {
    if ([400, 404, 500].includes(response.status())) troubles.push(`${response.status()} ${response.url()}`);
  });
  page.on('dialog', (dialog) => void dialog.accept());
  await page.goto(surface === 'floor' ? `${url}/f` : url);
  await page.getByRole('button', { name: new RegExp(`^${name}`) }).click();
  await page.locator('.sign-in').waitFor({ state: 'detached' });
  const picture = async (file: string): Promise<void> => {
    mkdirSync(OUTPUT, { recursive: true });
    await page.screenshot({ path: join(OUTPUT, `${file}.png`) });
  };
  return { page, troubles, picture };
}

/** Types into a look-up and takes the answer with this code. */
export async function choose(page: Page, label: string, text: string, at = 0): Promise<void> {
  const box = page.getByRole('combobox', { name: label }).nth(at);
  await box.click();
  await box.fill(text);
  const code = page.locator('.code').getByText(text, { exact: true });
  await page.getByRole('option').filter({ has: code }).first().click();
}

/** What a wedge scanner does: many keys at once, then Enter, wherever the focus is. No key waits until the one before has
 * been handled, however busy the machine. */
export async function scan(page: Page, code: string): Promise<void> {
  await page.locator('.prompt').waitFor();
  const keyboard = await page.context().newCDPSession(page);
  const strokes = [...code].map((key) => ({ key, text: key }));
  await Promise.all(
    [...strokes, { key: 'Enter', text: '\r' }].flatMap((stroke) => [
      keyboard.send('Input.dispatchKeyEvent', { type: 'keyDown', ...stroke }),
      keyboard.send('Input.dispatchKeyEvent', { type: 'keyUp', key: stroke.key }),
    ]),
  );
  await keyboard.detach();
}

/** Waits for the result band of a handheld to say something of this tone. */
export async function band(page: Page, tone: 'good' | 'wrong' | 'ask', text: string | RegExp): Promise<void> {
  await page.locator(`[data-band=${tone}]`).filter({ hasText: text }).waitFor();
}

export const button = (page: Page, name: string | RegExp): Locator => page.getByRole('button', { name });

/** Sets the quantity pad. */
export async function setQty(page: Page, qty: string): Promise<void> {
  await page.locator('.pad input').fill(qty);
}

export function assertNoTroubles(...people: readonly Person[]): void {
  assert.deepEqual(
    people.flatMap((person) => person.troubles),
    [],
  );
}
