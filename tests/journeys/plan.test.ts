// A shortage from the first word to the last: C01 orders 1,200 kettles and the planner sees red on the right material within
// a second, with nobody asking for it; one click drafts the purchases; the order grows to 1,800 and the warning says from
// what to what; a purchase slips four days and the order it hits is named, at the desk and on the phone.
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Locator, Page } from 'playwright-core';
import { numberOf, openJourney } from './journey.ts';
import { type Person, button, choose } from './people.ts';

const { url, person, part, provesItself } = openJourney();
/** Far enough for every purchase to come in time, too much for what lies there. */
const DELIVERY_DAYS = 40;
const SLIP_DAYS = 4;
const A_SECOND = 1000;

const dayFromNow = (days: number): string =>
  new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const later = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);

/** The alert that appears by itself on somebody's screen. */
const toast = (page: Page, text: string | RegExp) =>
  page.locator('.toasts .alert').filter({ hasText: text }).first();
const shortCodes = (page: Page): Promise<string[]> => page.locator('.short-item .code').allTextContents();
/** When something is first seen; a wait looks too seldom to tell. */
async function momentOf(thing: Locator): Promise<number> {
  const patience = Date.now() + 10 * A_SECOND;
  while (!(await thing.isVisible()) && Date.now() < patience) await sleep(10);
  return Date.now();
}
/** The supplier of the handle blanks, which the story is about. */
const SUPPLIER = '益塑';

const story = { orderPath: '', orderNo: '', purchaseNo: '' };
const cast: Record<string, Person> = {};
const of = (name: string): Person => cast[name] ?? assert.fail(`${name} has not come yet`);

async function approveKettles(qty: string): Promise<void> {
  const { page } = of('manager');
  await page.getByLabel('数量').fill(qty);
  await page.getByLabel('超信用放行').check();
  await button(page, '保存并审核').click();
  await page.waitForURL(/sales-order\/[0-9a-f-]{36}$/);
}

part('1,200 kettles: the planner sees what is short before anybody asks', async () => {
  [cast['manager'], cast['planner']] = await Promise.all([person('何经理'), person('周敏')]);
  const [{ page }, planner] = [of('manager'), of('planner')];
  await planner.page.goto(`${url()}/planning/shortage`);
  // What the demo left short is bought first, so that what follows is the story's own.
  await planner.page.locator('.short-item').first().waitFor();
  await planner.picture('plan-demo');
  await button(planner.page, '一键生成采购').click();
  await planner.page.getByText('所有订单要的料都有').waitFor();
  await page.goto(`${url()}/sales-order/new`);
  await choose(page, '客户', 'C01');
  await choose(page, '仓库', 'CP');
  await page.getByLabel('交货日期').fill(dayFromNow(DELIVERY_DAYS));
  await choose(page, '物料', 'FG-K17S');
  await page.getByLabel('数量').fill('1200');
  await page.locator('.entry tbody .tag').first().waitFor();
  await of('manager').picture('plan-promise');
  const approved = page.waitForResponse(/sales\.approve-order/).then(() => Date.now());
  const shown = Promise.all([
    momentOf(toast(planner.page, '1,200')),
    momentOf(planner.page.locator('.short-item', { hasText: 'RM-HDL-B' })),
  ]);
  await approveKettles('1200');
  const passed = Math.max(...(await shown)) - (await approved);
  assert.ok(passed < A_SECOND, `the planner was warned after ${passed} ms`);
  assert.deepEqual(await shortCodes(planner.page), ['RM-HDL-B', 'RM-GREASE']);
  // What moved the plan, what is new, what doing nothing and what adopting the suggestions would mean, and why so much.
  await planner.page
    .locator('.head')
    .getByText(/由 销售订单 .* 触发/)
    .waitFor();
  await planner.page.locator('.since summary', { hasText: '新增 2' }).waitFor();
  const plans = planner.page.locator('.plans');
  await plans.locator('tr', { hasText: '不处理' }).getByText('1 / 1 行').waitFor();
  await plans.locator('tr', { hasText: '采纳建议' }).getByText('0 / 1 行').waitFor();
  await planner.page.locator('.why', { hasText: /需求 .* − 已有与在途 .* = 缺/ }).waitFor();
  await planner.page.locator('.chart', { hasText: '采纳建议后' }).waitFor();
  await planner.picture('plan-short');
  await page.locator('.alert[role=alert]', { hasText: 'RM-HDL-B' }).waitFor();
  await of('manager').picture('plan-order-warning');
  story.orderPath = new URL(page.url()).pathname;
  story.orderNo = await numberOf(page);
});

part('one click drafts the purchases, and nothing is short any more', async () => {
  const { page, picture } = of('planner');
  await page.locator('.effect', { hasText: SUPPLIER }).waitFor();
  await button(page, '一键生成采购').click();
  const drafted = page.getByRole('status').filter({ hasText: '已生成 2 张草稿' });
  await drafted.waitFor();
  story.purchaseNo =
    (await drafted.locator('div', { hasText: SUPPLIER }).last().locator('a').textContent()) ?? '';
  await page.getByText('所有订单要的料都有').waitFor();
  await toast(page, '不再缺料').waitFor();
  await picture('plan-drafted');
});

part('the order grows to 1,800, and the warning says from what to what', async () => {
  const [{ page }, planner] = [of('manager'), of('planner')];
  await button(page, '反审核').click();
  await page.getByRole('dialog').getByRole('button', { name: '反审核' }).click();
  // The timeline has a draft in it from the beginning: only the state beside the number tells that it is one again.
  await page.locator('h1.code ~ .tag', { hasText: '草稿' }).waitFor();
  await page.goto(`${url()}${story.orderPath}/edit`);
  await page.locator('.entry input[value*="FG-K17S"]').waitFor();
  await approveKettles('1800');
  await toast(planner.page, '由 1,200 增到 1,800').waitFor();
  await planner.page.locator('.short-item').first().waitFor();
  await planner.picture('plan-grown');
  await planner.page.locator('.effect', { hasText: SUPPLIER }).waitFor();
  await planner.page.keyboard.press('Control+Enter');
  await planner.page.getByText('所有订单要的料都有').waitFor();
});

part('a purchase slips four days: whom it hits is known before it is kept, and told after', async () => {
  const [chief, buyer] = await Promise.all([person('吴刚'), person('黄丽')]);
  for (const { page } of [chief, buyer]) {
    await page.goto(`${url()}/list/purchase.list-orders`);
    await page.getByRole('link', { name: story.purchaseNo, exact: true }).first().click();
    await page.locator('h1.code').filter({ hasText: story.purchaseNo }).waitFor();
  }
  await button(chief.page, '审核').first().click();
  await chief.page.getByText('已审核').first().waitFor();
  const day = buyer.page.getByLabel('确认交期 RM-HDL-B');
  await day.waitFor();
  await day.fill(later(await day.inputValue(), SLIP_DAYS));
  await buyer.page.getByText('影响 1 行订单').waitFor();
  await buyer.page.locator('.order-row', { hasText: story.orderNo }).waitFor();
  await buyer.picture('plan-slip');
  await button(buyer.page, '保存 1 行交期').click();
  const { page, picture } = of('planner');
  await toast(page, `推迟 ${SLIP_DAYS} 天`).waitFor();
  assert.match((await toast(page, `推迟 ${SLIP_DAYS} 天`).textContent()) ?? '', new RegExp(story.orderNo));
  await picture('plan-slipped');
});

part('the owner reads it on the phone', async () => {
  const { page, picture } = await person('陈总', 'floor');
  await page.getByRole('link', { name: /缺料预警/ }).click();
  await page
    .locator('.alert', { hasText: `推迟 ${SLIP_DAYS} 天` })
    .getByRole('link', { name: story.orderNo })
    .click();
  await page
    .locator('.panel', { hasText: 'RM-HDL-B' })
    .getByText(new RegExp(`问 .*${SUPPLIER}`))
    .waitFor();
  await page.getByRole('link', { name: `打开订单 ${story.orderNo}` }).waitFor();
  await picture('plan-phone');
});

provesItself();
