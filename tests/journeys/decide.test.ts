// What a planner decides where a shortage is seen: something else is used for one order, one order goes before another. The
// line of what was done says how the order stands now; the order's own page tells what was decided, by whom and why, and
// one click there takes it back.
import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import { numberOf, openJourney } from './journey.ts';
import { type Person, button, choose } from './people.ts';

const { url, person, part, provesItself } = openJourney();
const DELIVERY_DAYS = 40;
const LACKING = 'RM-HDL-B';
const OTHER = 'RM-SCR';
const dayFromNow = (days: number): string =>
  new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

const cast: Record<string, Person> = {};
const of = (name: string): Person => cast[name] ?? assert.fail(`${name} has not come yet`);
type Sold = { readonly path: string; readonly no: string };
const sold: Record<string, Sold> = {};
const order = (name: string): Sold => sold[name] ?? assert.fail(`${name} is not sold yet`);

const told = (page: Page, text: string): Locator =>
  page.locator('.done-way').filter({ hasText: text }).first();
const decided = (page: Page, text: string): Locator => page.locator('.decided li').filter({ hasText: text });

async function sell(qty: string, days: number): Promise<Sold> {
  const { page } = of('manager');
  await page.goto(`${url()}/sales-order/new`);
  await choose(page, '客户', 'C01');
  await choose(page, '仓库', 'CP');
  await page.getByLabel('交货日期').fill(dayFromNow(days));
  await choose(page, '物料', 'FG-K17S');
  await page.getByLabel('数量').fill(qty);
  await page.getByLabel('超信用放行').check();
  await button(page, '保存并审核').click();
  await page.waitForURL(/sales-order\/[0-9a-f-]{36}$/);
  return { path: new URL(page.url()).pathname, no: await numberOf(page) };
}

async function openWay(page: Page, way: string, no?: string): Promise<void> {
  await page.goto(`${url()}/planning/shortage`);
  await page.locator('.short-item', { hasText: LACKING }).click();
  if (no !== undefined) {
    const orders = page.getByLabel('订单', { exact: true });
    const wanted = await orders.locator('option', { hasText: no }).getAttribute('value');
    await orders.selectOption(wanted);
  }
  await page.locator('.way', { hasText: way }).first().click();
}

part('handles lack for an order, and it is known what may be used instead', async () => {
  [cast['manager'], cast['planner']] = await Promise.all([person('何经理'), person('周敏')]);
  const { page } = of('planner');
  await page.goto(`${url()}/planning/shortage`);
  await page.locator('.short-item').first().waitFor();
  await button(page, '一键生成采购').click();
  await page.getByText('所有订单要的料都有').waitFor();
  await page.goto(`${url()}/list/structure.list-planning`);
  await page.getByRole('link', { name: LACKING, exact: true }).click();
  await button(page, '替代料').click();
  await button(page, '＋ 增行').click();
  await choose(page, '替代料', OTHER);
  await button(page, '保存').click();
  await page.locator('.banner.ok').waitFor();
  sold['first'] = await sell('1200', DELIVERY_DAYS);
});

part(
  'the substitute is taken on the spot, for this order alone, and is a planned order of its own',
  async () => {
    const { page, picture } = of('planner');
    await openWay(page, '替代料');
    await picture('decide-substitute');
    await button(page, new RegExp(`^用 ${OTHER} 代替 ${LACKING}`)).click();
    await told(page, `用 ${OTHER} 代替`).waitFor();
    await page.locator('.short-item', { hasText: LACKING }).waitFor({ state: 'detached' });
    await picture('decide-substituted');
    await told(page, `用 ${OTHER} 代替`).locator('a.code').first().click();
    await page.waitForURL(/planned-order\//);
    await page
      .getByText(`${order('first').no}/1`)
      .first()
      .waitFor();
    await picture('decide-planned-order');
  },
);

part('the page of the order tells it, and takes it back', async () => {
  const { page, picture } = of('planner');
  await page.goto(`${url()}${order('first').path}`);
  await decided(page, OTHER).waitFor();
  await picture('decide-order');
  await decided(page, OTHER).getByRole('button', { name: '撤销' }).click();
  await decided(page, OTHER).waitFor({ state: 'detached' });
  await page.goto(`${url()}/planning/shortage`);
  await page.locator('.short-item', { hasText: LACKING }).waitFor();
});

part('a later order goes before the one that holds its handles, until that is taken back', async () => {
  const { page, picture } = of('planner');
  await button(page, '一键生成采购').click();
  await page.getByText('所有订单要的料都有').waitFor();
  sold['later'] = await sell('1300', DELIVERY_DAYS + 1);
  const [later, first] = [order('later').no, order('first').no];
  await openWay(page, '让料', later);
  await page.getByLabel('原因').fill('样机展会');
  await picture('decide-move');
  await button(page, new RegExp(`^先给 ${later}/1，${first}/1`)).click();
  await told(page, `${later}/1 排在 ${first}/1`).waitFor();
  await picture('decide-moved');
  const { page: seen, picture: shown } = of('manager');
  for (const { path } of [order('later'), order('first')]) {
    await seen.goto(`${url()}${path}`);
    await decided(seen, '样机展会').waitFor();
  }
  await seen.goto(`${url()}${order('later').path}`);
  await seen.getByText('让料：排到前面').first().waitFor();
  await shown('decide-ruled');
  await told(page, `${later}/1 排在 ${first}/1`).getByRole('button', { name: '撤销' }).click();
  await told(page, '已撤销').waitFor();
  await decided(seen, '样机展会').waitFor({ state: 'detached' });
});

provesItself();
