// Product structure and forecast by hands and eyes: a planner changes a draft by keyboard and puts it in force, sees the
// one before end, keeps the planning data and sources of an item, closes a day, types and pastes a forecast.
import assert from 'node:assert/strict';
import { openJourney } from './journey.ts';
import { button, choose } from './people.ts';

const { url, person, part, provesItself } = openJourney();

part('a draft is changed by keyboard and put in force; the version before ends the day before', async () => {
  const { page, picture } = await person('周敏');
  await page.goto(`${url()}/list/structure.list-boms`);
  const draft = page.getByRole('row').filter({ hasText: 'FG-K15' }).filter({ hasText: '草稿' });
  await draft.getByRole('link').click();
  await button(page, '修改').click();
  const loss = page.getByLabel('损耗率').nth(4);
  await loss.waitFor();
  await loss.fill('1.5');
  await page.getByLabel('备注').last().focus();
  await page.keyboard.press('Enter');
  await choose(page, '子项', 'RM-LED', 7);
  await page.getByLabel('分母').nth(7).fill('3');
  await page.getByLabel('固定用量').nth(7).fill('2');
  await page.getByLabel('行生效日期').nth(7).fill('2027-01-01');
  await page.getByLabel('行失效日期').nth(7).fill('2027-06-30');
  await button(page, '＋ 增行').click();
  await choose(page, '子项', 'RM-GREASE', 8);
  await page.getByLabel('联副产品').nth(8).check();
  await picture('structure-entry');
  await page.keyboard.press('Control+Enter');
  await page.waitForURL(/\/bom\/[0-9a-f-]{36}$/);
  await page.getByRole('row').filter({ hasText: 'PK-BOX15' }).filter({ hasText: '1.5%' }).waitFor();
  const led = page.getByRole('row').filter({ hasText: 'RM-LED' });
  await led.filter({ hasText: '2027-01-01' }).filter({ hasText: '2027-06-30' }).waitFor();
  await page.getByRole('row').filter({ hasText: 'RM-GREASE' }).filter({ hasText: '是' }).waitFor();
  await button(page, '启用').click();
  await page.locator('.banner').getByRole('button', { name: '启用' }).click();
  await page.locator('h1 ~ .tag').filter({ hasText: '启用' }).waitFor();
  await button(page, '多级展开').click();
  await page.locator('.parts').getByText('RM-PP', { exact: true }).first().waitFor();
  await picture('structure-explosion');
  await page.locator('.facts').getByRole('link', { name: /^V1/ }).click();
  await page
    .locator('.facts')
    .getByText(/一直 – \d{4}-\d{2}-\d{2}/)
    .waitFor();
});

part('planning data and sources of an item are kept', async () => {
  const { page, picture } = await person('周敏');
  await page.goto(`${url()}/list/structure.list-planning`);
  await page.getByRole('link', { name: 'RM-LED', exact: true }).click();
  await page.getByLabel('检验天数').fill('2');
  await page.getByLabel('废品率').fill('1.5%');
  await page.getByLabel('批量策略').selectOption({ label: '期间批量' });
  await page.getByLabel('期间天数').fill('14');
  await button(page, '保存').click();
  await page.locator('.banner.ok').waitFor();
  await page.reload();
  await page.getByLabel('检验天数').waitFor();
  assert.deepEqual(
    [
      await page.getByLabel('检验天数').inputValue(),
      await page.getByLabel('废品率').inputValue(),
      await page.getByLabel('期间天数').inputValue(),
    ],
    ['2', '1.5%', '14'],
  );
  await button(page, '货源').click();
  await button(page, '＋ 增行').click();
  await choose(page, '供应商', 'V03', 1);
  await page.getByLabel('优先级').nth(1).fill('2');
  await picture('structure-sources');
  await button(page, '保存').click();
  await page.locator('.banner.ok').waitFor();
});

part('what may stand in for an item is typed with its scope, ratio and days, and kept', async () => {
  const { page, picture } = await person('周敏');
  await page.goto(`${url()}/list/structure.list-planning`);
  await page.getByRole('link', { name: 'RM-LED', exact: true }).click();
  await button(page, '替代料').click();
  await button(page, '＋ 增行').click();
  await choose(page, '替代料', 'RM-KEY');
  await choose(page, '限父项', 'SF-BASE');
  await page.getByLabel('优先级').fill('2');
  await page.getByLabel('分子').fill('3');
  await page.getByLabel('分母').fill('2');
  await page.getByLabel('生效日期').fill('2027-01-01');
  await page.getByLabel('失效日期').fill('2027-12-31');
  await button(page, '＋ 增行').click();
  await choose(page, '替代料', 'RM-CORD', 1);
  await page.getByLabel('替代方式').nth(1).selectOption({ label: '用完切换' });
  await picture('structure-substitutes');
  await button(page, '保存').click();
  await page.locator('.banner.ok').waitFor();
  await page.reload();
  await button(page, '替代料').click();
  const fields = ['优先级', '分子', '分母', '生效日期', '失效日期', '限父项'];
  const kept = fields.map((label) => page.getByLabel(label).nth(1).inputValue());
  assert.deepEqual(
    (await Promise.all(kept)).map((value) => value.split(' ')[0]),
    ['2', '3', '2', '2027-01-01', '2027-12-31', 'SF-BASE'],
  );
  assert.equal(await page.getByLabel('替代方式').first().inputValue(), 'use_up');
});

part('a day is closed on a calendar', async () => {
  const { page } = await person('周敏');
  await page.goto(`${url()}/list/structure.list-work-calendars`);
  await page.getByRole('link', { name: 'GYS', exact: true }).click();
  await page.locator('.month button.closed.said').first().waitFor();
  await page.locator('button', { hasText: '›' }).click();
  const day = page.getByRole('button', { name: /-03-03 / });
  await day.click();
  await page.locator('button.closed.said[aria-label*="-03-03 "]').waitFor();
});

part('a forecast is typed, pasted and kept, and the weeks add up', async () => {
  const { page, picture } = await person('刘洋');
  await page.goto(`${url()}/forecast`);
  const cell = (row: number, column: number) =>
    page.locator(`.forecast input[data-row="${row}"][data-column="${column}"]`);
  await cell(0, 0).waitFor();
  await cell(0, 8).fill('111');
  await cell(0, 8).press('Enter');
  await page.locator('.forecast input[data-row="1"][data-column="8"]:focus').waitFor();
  // What a spreadsheet puts on the clipboard, as text for the browser to run.
  await page.evaluate(`
    const clipboardData = new DataTransfer();
    clipboardData.setData('text', '1,000\\t20\\n30\\t40');
    document.querySelector('.forecast input[data-row="1"][data-column="9"]')
      .dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  `);
  assert.deepEqual(
    await Promise.all([cell(1, 9), cell(1, 10), cell(2, 9), cell(2, 10)].map((one) => one.inputValue())),
    ['1000', '20', '30', '40'],
  );
  await picture('forecast');
  await page.keyboard.press('Control+Enter');
  await page.getByRole('button', { name: /^保存 Ctrl/ }).waitFor();
  await page.reload();
  await cell(1, 9).waitFor();
  assert.deepEqual(
    [await cell(0, 8).inputValue(), await cell(1, 9).inputValue(), await cell(2, 10).inputValue()],
    ['111', '1000', '40'],
  );
  await page.locator('tfoot tr').first().getByText('1,030').waitFor();
});

provesItself();
