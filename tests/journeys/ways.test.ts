// What is done about a shortage, where it is seen: good stock is fetched from the warehouse for defective goods, a supplier
// is asked for an earlier day and says yes, an order is split and made whole again, what lacks is bought, another goes
// first. Each time the line of what was done says how the order stands now, and what was done is undone by one click.
import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import { openJourney } from './journey.ts';
import { type Person, button, choose } from './people.ts';

const { url, person, part, provesItself } = openJourney();
const DELIVERY_DAYS = 40;
const SUPPLIER = '佳胶';
const dayFromNow = (days: number): string =>
  new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

const cast: Record<string, Person> = {};
const of = (name: string): Person => cast[name] ?? assert.fail(`${name} has not come yet`);
const story = { purchasePath: '' };

/** What was done last, as the workbench tells it. */
const told = (page: Page, text: string | RegExp): Locator =>
  page.locator('.done-way').filter({ hasText: text }).first();
const standsNow = (page: Page, text: string | RegExp, standing: string): Promise<void> =>
  told(page, text).locator('.tag', { hasText: standing }).waitFor();

async function openWay(page: Page, material: string, way: string): Promise<void> {
  await page.goto(`${url()}/planning/shortage`);
  await page.locator('.short-item', { hasText: material }).click();
  await page.locator('.way', { hasText: way }).first().click();
}

async function sell(qty: string, days: number): Promise<void> {
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
}

part('good handles lie where nothing counts, and an order needs them', async () => {
  const owner = await person('陈总');
  [cast['manager'], cast['planner']] = await Promise.all([person('何经理'), person('周敏')]);
  const { page } = of('planner');
  await page.goto(`${url()}/planning/shortage`);
  await page.locator('.short-item').first().waitFor();
  await button(page, '一键生成采购').click();
  await page.getByText('所有订单要的料都有').waitFor();
  await owner.page.goto(`${url()}/import`);
  const text =
    '物料编码,仓库,仓位,批号,供应商批号,生产日期,有效期至,数量,金额\nRM-HDL-B,BL,Q-01-01,,,,,500,0\n';
  await owner.page
    .locator('input[type=file]')
    .setInputFiles({ name: '期初库存.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
  await button(owner.page, '正式导入').click();
  await owner.page.getByText('已导入').waitFor();
  await sell('1200', DELIVERY_DAYS);
  await page.locator('.short-item', { hasText: 'RM-HDL-B' }).waitFor();
});

part('a transfer fetches them: a draft promises nothing, its approval covers the order', async () => {
  const [{ page, picture }, warehouse] = [of('planner'), await person('马主管')];
  await openWay(page, 'RM-HDL-B', '调拨');
  await picture('ways-transfer');
  await button(page, /^生成调拨单草稿/).click();
  await standsNow(page, '审核后计划才变', '缺料');
  const no = (await told(page, '审核后计划才变').locator('a.code').first().textContent()) ?? '';
  await warehouse.page.goto(`${url()}/list/transfer.list-orders`);
  await warehouse.page.getByRole('link', { name: no, exact: true }).first().click();
  await button(warehouse.page, '审核').first().click();
  await warehouse.page.getByText('已审核').first().waitFor();
  await page.locator('.short-item', { hasText: 'RM-HDL-B' }).waitFor({ state: 'detached' });
  await picture('ways-fetched');
});

part('what is left is bought, and the supplier is late', async () => {
  const { page } = of('planner');
  await page.goto(`${url()}/planning/shortage`);
  await button(page, '一键生成采购').click();
  await page.getByText('所有订单要的料都有').waitFor();
  const chief = await person('吴刚');
  cast['buyer'] = await person('黄丽');
  await chief.page.goto(`${url()}/list/purchase.list-orders`);
  await chief.page.locator('tr', { hasText: SUPPLIER }).locator('a.code').first().click();
  await button(chief.page, '审核').first().click();
  await chief.page.getByText('已审核').first().waitFor();
  story.purchasePath = new URL(chief.page.url()).pathname;
  const buyer = of('buyer').page;
  await buyer.goto(`${url()}${story.purchasePath}`);
  await buyer.getByLabel('确认交期 RM-GREASE').fill(dayFromNow(DELIVERY_DAYS + 6));
  await button(buyer, '保存 1 行交期').click();
  await page.locator('.short-item', { hasText: 'RM-GREASE' }).waitFor();
});

part(
  'an order is split where it is late: what is complete goes on its day, and one click makes it whole',
  async () => {
    const { page, picture } = of('planner');
    await openWay(page, 'RM-GREASE', '拆单先发');
    await picture('ways-split');
    await button(page, /^拆行：/).click();
    await standsNow(page, '已拆行', '足料');
    await picture('ways-split-done');
    await told(page, '已拆行').getByRole('button', { name: '撤销' }).click();
    await standsNow(page, '已撤销', '赶不上');
  },
);

part('what lacks is bought on the spot, and not bought after all', async () => {
  const { page } = of('planner');
  await openWay(page, 'RM-GREASE', '采购');
  await button(page, /^生成采购草稿：RM-GREASE/).click();
  await standsNow(page, '已生成采购草稿', '在途可满足');
  await told(page, '已生成采购草稿').getByRole('button', { name: '撤销' }).click();
  await standsNow(page, '已撤销', '赶不上');
});

part('another order goes first, and no longer', async () => {
  await sell('300', DELIVERY_DAYS + 1);
  const { page } = of('planner');
  await page.goto(`${url()}/planning/shortage`);
  await page.locator('.short-item', { hasText: 'RM-GREASE' }).click();
  await page.getByLabel('订单', { exact: true }).selectOption({ index: 1 });
  await page.locator('.way', { hasText: '提前安排' }).click();
  await page.locator('.order-row, .stack strong', { hasText: '影响' }).first().waitFor();
  await button(page, '优先级设为 1').click();
  await told(page, '优先级已设为 1').waitFor();
  await told(page, '优先级已设为 1').getByRole('button', { name: '撤销' }).click();
  await told(page, '已撤销').waitFor();
});

part('the supplier is asked for the day that cures; only a yes moves the plan', async () => {
  const { page, picture } = of('buyer');
  await openWay(page, 'RM-GREASE', '催货');
  await picture('ways-expedite');
  await button(page, /^记录催货/).click();
  await standsNow(page, '供应商确认后计划才变', '赶不上');
  await page.goto(`${url()}${story.purchasePath}`);
  await page.getByText('待答复').waitFor();
  await page.locator('.letter summary').click();
  assert.match(await page.locator('.letter textarea').inputValue(), /请提前到/);
  await picture('ways-asked');
  await openWay(page, 'RM-GREASE', '催货');
  await page.getByText('供应商还没答复').waitFor();
  await button(page, /^供应商已确认/).click();
  await standsNow(page, '已确认', '在途可满足');
  await page.goto(`${url()}/list/purchase.list-expedites`);
  await page.locator('tr', { hasText: 'RM-GREASE' }).getByText('已答应').waitFor();
  await picture('ways-agreed');
});

provesItself();
