// A planner's and a clerk's hands on the planning screens: the worklist by keyboard, a message given to a colleague and
// taken back from where it was put; forecast and the order that consumed it; what an order would meet if it were approved;
// the supply chain of an order walked as a tree.
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { openJourney } from './journey.ts';
import { button, choose } from './people.ts';

const { url, person, part, provesItself } = openJourney();
const dayFromNow = (days: number): string =>
  new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/** How the page would be on paper: with whose it is and who printed it when, without what is only pressed. */
async function onPaper(page: Page, look: () => Promise<void>): Promise<void> {
  await page.emulateMedia({ media: 'print' });
  await page
    .locator('.paper-head')
    .filter({ hasText: /打印：.+ \d{4}-\d\d-\d\d \d\d:\d\d/ })
    .waitFor();
  assert.equal(await page.locator('.sidebar, .topbar, .button').locator('visible=true').count(), 0);
  await look();
  await page.emulateMedia({ media: null });
}

/** What the focus is on, as a reader would say it. */
const focused = (page: Page): Promise<string> =>
  page.evaluate<string>('document.activeElement?.innerText ?? ""');

part('the worklist is walked and marked by keyboard, put off, found again and taken back', async () => {
  const { page, picture } = await person('周敏');
  await page.goto(`${url()}/planning/messages`);
  const rows = page.locator('.worklist tbody tr');
  await rows.first().waitFor();
  const count = await page.getByRole('button', { name: /^待处理/ }).innerText();
  await onPaper(page, async () => {
    await page.getByRole('columnheader', { name: '该做什么' }).waitFor();
    assert.equal(`待处理 ${await rows.count()}`, count);
  });
  await rows.first().focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Space');
  await page.keyboard.press('End');
  await page.keyboard.press('Space');
  await page.keyboard.press('Home');
  assert.equal(await focused(page), await rows.first().innerText());
  await page.getByText('已选 2 条').waitFor();
  await page.getByLabel('指派给…').selectOption({ label: '陈总' });
  await page.getByText('已选 2 条').waitFor({ state: 'detached' });
  await page.getByLabel('负责人').selectOption({ label: '陈总' });
  await rows.nth(2).waitFor({ state: 'detached' });
  assert.equal(await rows.count(), 2);
  await page.getByLabel('全选', { exact: true }).check();
  await page.locator('.bulk').getByRole('button', { name: '推后' }).click();
  await page.getByRole('dialog').getByLabel('原因').fill('等供应商回音');
  await page.getByRole('dialog').getByRole('button', { name: '推后' }).click();
  await page.getByText('已处理 2 条').waitFor();
  await page.getByRole('button', { name: '已推后 2' }).click();
  await rows.filter({ hasText: '等供应商回音' }).first().waitFor();
  await picture('worklist-put-off');
  await rows.first().getByRole('button', { name: '恢复' }).click();
  await rows.nth(1).waitFor({ state: 'detached' });
  await rows.first().getByRole('button', { name: '恢复' }).click();
  await page.getByRole('button', { name: '已推后 0' }).waitFor();
  await page.getByLabel('负责人').selectOption({ label: '所有负责人' });
  await page.getByRole('button', { name: count, exact: true }).click();
  await rows.nth(2).waitFor();
  await rows.first().focus();
  await page.keyboard.press('Enter');
  await page.waitForURL(/planning\/item\/[0-9a-f-]{36}$/);
});

part('the forecast names the order that consumed it', async () => {
  const { page, picture } = await person('周敏');
  await page.goto(`${url()}/forecast`);
  // What was consumed by orders that are shipped by now names nobody.
  await page.locator('tr.use button[title*="XSDD-"]').first().click();
  const panel = page.getByRole('dialog');
  await panel
    .getByRole('link', { name: /^XSDD-/ })
    .first()
    .waitFor();
  await picture('forecast-consumed');
  await panel.getByRole('button', { name: '关闭' }).click();
  const file = page.waitForEvent('download');
  await button(page, '导出 Excel').click();
  assert.match((await file).suggestedFilename(), /^销售预测.*\.xlsx$/);
});

part(
  'a clerk sees what an order would meet while typing and as a draft, and nothing is ordered by it',
  async () => {
    const { page, picture } = await person('刘洋');
    await page.goto(`${url()}/sales-order/new`);
    await choose(page, '客户', 'C01');
    await choose(page, '仓库', 'CP');
    await page.getByLabel('交货日期').fill(dayFromNow(10));
    await choose(page, '物料', 'FG-K17S');
    await page.getByLabel('数量').fill('1200');
    const panel = page.locator('.if-approved');
    await panel.filter({ hasText: '如果现在审核' }).filter({ hasText: 'RM-HDL-B' }).waitFor();
    await page.locator('.entry tbody .tag').first().waitFor();
    await button(page, '保存草稿').click();
    await page.waitForURL(/sales-order\/[0-9a-f-]{36}$/);
    await page.getByText('草稿').first().waitFor();
    await panel.filter({ hasText: '没有写入任何数据' }).filter({ hasText: 'RM-HDL-B' }).waitFor();
    await picture('order-if-approved');
  },
);

part('the chain of an order says which view is which, and is walked by keyboard', async () => {
  const { page, picture } = await person('何经理');
  await page.goto(`${url()}/list/sales.list-orders`);
  await page
    .getByRole('row')
    .filter({ hasText: '草稿' })
    .getByRole('link', { name: /^XSDD-/ })
    .first()
    .click();
  await button(page, '审核').first().click();
  await page.locator('.supply-line').first().click();
  await page.getByText('现在分到的').waitFor();
  await page.getByText('计划怎么供').waitFor();
  await page.getByText('还没有下单').first().waitFor();
  const items = page.locator('[role=treeitem]');
  await items.first().focus();
  await page.keyboard.press('End');
  assert.equal(await focused(page), await items.last().innerText());
  await page.keyboard.press('Home');
  assert.equal(await focused(page), await items.first().innerText());
  const open = page.locator('[role=treeitem][aria-expanded=true]').first();
  const all = await items.count();
  await open.focus();
  const parent = await focused(page);
  await page.keyboard.press('ArrowRight');
  assert.notEqual(await focused(page), parent, 'right goes to the first below');
  await page.keyboard.press('ArrowLeft');
  assert.equal(await focused(page), parent, 'left goes back to the parent');
  await page.keyboard.press('ArrowLeft');
  assert.ok((await items.count()) < all, 'left closes');
  await page.keyboard.press('ArrowRight');
  assert.equal(await items.count(), all, 'right opens');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  assert.equal(await focused(page), parent, 'down and up come back');
  await picture('order-chain');
  // The customer's paper says nothing of supply; the one for the house says all of it.
  await page.emulateMedia({ media: 'print' });
  await page.locator('.supply-part').waitFor({ state: 'hidden' });
  await page.emulateMedia({ media: null });
  await page.evaluate(
    'window.print = () => { document.documentElement.title = document.documentElement.dataset.paper; }',
  );
  await button(page, '打印供应情况').click();
  await page.locator('html[data-paper=supply][title=supply]').waitFor();
  await page.locator('.supply-line').first().click();
  await onPaper(page, () => page.locator('.order-row').getByText('还没有下单').first().waitFor());
});

provesItself();
