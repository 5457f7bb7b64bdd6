// The desk without a mouse: an order typed in boxes comes back in boxes; a list is walked, marked, summed, exported and
// left by keys alone, and none of them is taken from somebody who types.
import assert from 'node:assert/strict';
import { openJourney } from './journey.ts';
import { button, choose } from './people.ts';

const { url, person, part, provesItself } = openJourney();

part('an order typed in boxes is edited again in boxes, at the price of a box', async () => {
  const { page, picture } = await person('刘洋');
  await page.goto(`${url()}/sales-order/new`);
  await choose(page, '客户', 'C01');
  await choose(page, '仓库', 'CP');
  await choose(page, '物料', 'FG-K17S');
  await page.getByLabel('单位').selectOption({ label: '箱' });
  await page.getByLabel('数量').fill('5');
  await page.getByLabel('含税单价').fill('100');
  await page.getByText('= 30 只').waitFor();
  await picture('order-in-boxes');
  await button(page, '保存草稿').click();
  await page.waitForURL(/-order\/[0-9a-f-]{36}$/);
  await page.getByText('5 箱', { exact: true }).waitFor();
  await page.getByText('100.00 / 箱', { exact: true }).waitFor();
  assert.equal(await page.getByText('500.00', { exact: true }).count(), 2);
  await button(page, '修改').click();
  await page.getByText('= 30 只').waitFor();
  const typed = [page.getByLabel('单位'), page.getByLabel('数量'), page.getByLabel('含税单价')];
  assert.equal(await page.getByLabel('单位').locator('option:checked').textContent(), '箱');
  assert.deepEqual(await Promise.all(typed.slice(1).map((cell) => cell.inputValue())), ['5', '100']);
});

part('an order that says more than its page shows says it still when it was changed there', async () => {
  const { page } = await person('刘洋');
  const ofOrder = { customerOrderNo: 'PO-77', shipTo: '北门仓库' };
  const ofLine = { taxRate: '0.09', deliveryDate: '2099-01-31' };
  type Sent = { readonly input: { readonly lines: readonly object[] } & Readonly<Record<string, unknown>> };
  type Row = Readonly<Record<string, unknown>>;
  type Answered = { readonly document: Row; readonly lines: readonly Row[] };
  const saving = /\/api\/commands\/sales\.save-order$/;
  // Told by another program than the desk.
  const told = (sent: Sent): object => ({
    ...sent,
    input: {
      ...sent.input,
      ...ofOrder,
      lines: sent.input.lines.map((line) => ({ ...line, ...ofLine })),
    },
  });
  await page.route(
    saving,
    (route) => route.continue({ postData: JSON.stringify(told(route.request().postDataJSON() as Sent)) }),
    { times: 1 },
  );
  await page.goto(`${url()}/sales-order/new`);
  await choose(page, '客户', 'C01');
  await choose(page, '仓库', 'CP');
  await choose(page, '物料', 'FG-K17S');
  await page.getByLabel('单位').selectOption({ label: '箱' });
  await page.getByLabel('数量').fill('5');
  await page.getByLabel('含税单价').fill('100');
  await button(page, '保存草稿').click();
  await page.waitForURL(/-order\/[0-9a-f-]{36}$/);
  await page.getByText('PO-77').first().waitFor();
  await button(page, '修改').click();
  await page.getByText('= 30 只').waitFor();
  await page.getByLabel('数量').fill('6');
  const answered = async (response: { json: () => Promise<unknown> }): Promise<Answered> =>
    (await response.json()) as Answered;
  const changed = page.waitForResponse(
    async (response) =>
      response.url().endsWith('/sales.get-order') && (await answered(response)).document['version'] === 2,
  );
  await button(page, '保存草稿').click();
  const { document, lines } = await answered(await changed);
  const [line] = lines;
  assert.deepEqual(
    [line?.['qty_entered'], line?.['tax_rate'], line?.['delivery_date']],
    ['6', '0.09', '2099-01-31'],
  );
  assert.deepEqual([document['customer_order_no'], document['ship_to']], ['PO-77', '北门仓库']);
});

part(
  'what is typed stays when the same order is changed on another screen, and keeping it is refused',
  async () => {
    const [one, other] = [await person('刘洋'), await person('刘洋')];
    await one.page.goto(`${url()}/sales-order/new`);
    await choose(one.page, '客户', 'C01');
    await choose(one.page, '仓库', 'CP');
    await choose(one.page, '物料', 'FG-K17S');
    await one.page.getByLabel('数量').fill('5');
    await one.page.getByLabel('含税单价').fill('100');
    await button(one.page, '保存草稿').click();
    await one.page.waitForURL(/-order\/[0-9a-f-]{36}$/);
    const order = one.page.url();
    for (const { page } of [one, other]) {
      await page.goto(order);
      await button(page, '修改').click();
      await page.locator('[aria-label="数量"][value="5"]').waitFor();
    }
    await one.page.getByLabel('数量').fill('7');
    const heard = one.page.waitForResponse((response) => response.url().endsWith('/sales.get-order'));
    await other.page.getByLabel('数量').fill('8');
    await button(other.page, '保存草稿').click();
    await (await heard).finished();
    await one.page.evaluate(
      'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))',
    );
    assert.equal(await one.page.getByLabel('数量').inputValue(), '7');
    await button(one.page, '保存草稿').click();
    await one.page.getByText(/已被 刘洋 改过/).waitFor();
    assert.equal(await one.page.getByLabel('数量').inputValue(), '7');
  },
);

part('an order that could not be approved is the same one when it is approved after all', async () => {
  const { page } = await person('何经理');
  const saved: string[] = [];
  page.on('request', (request) => {
    if (request.url().endsWith('/sales.save-order')) saved.push(request.postData() ?? '');
  });
  await page.goto(`${url()}/sales-order/new`);
  await choose(page, '客户', 'C01');
  await choose(page, '仓库', 'CP');
  await choose(page, '物料', 'FG-K17S');
  await page.getByLabel('数量').fill('10');
  await page.getByLabel('含税单价').fill('99999');
  await button(page, '保存并审核').click();
  await page.getByText('仍要审核请勾选').waitFor();
  await page.getByLabel('超信用放行').check();
  await button(page, '保存并审核').click();
  await page.waitForURL(/sales-order\/[0-9a-f-]{36}$/);
  const id = page.url().slice(-36);
  assert.deepEqual(
    saved.map((body) => body.includes(id)),
    [false, true],
  );
});

part('a list is walked, marked, summed, exported and left by keys alone', async () => {
  const { page, picture } = await person('黄丽');
  await page.goto(`${url()}/list/purchase.list-orders`);
  const rows = page.locator('tbody tr');
  await rows.nth(3).waitFor();
  const shownTotals = await rows.evaluateAll((all) =>
    all.slice(0, 3).map((row) => [...row.querySelectorAll('td.num')].at(-1)?.textContent ?? ''),
  );
  await page.keyboard.press('j');
  assert.match((await rows.nth(0).getAttribute('class')) ?? '', /cursor/);
  await page.keyboard.press('Space');
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+J');
  const bar = page.locator('.marked-bar');
  await bar.getByText('已选 3').waitFor();
  const cents = shownTotals.reduce((sum, text) => sum + BigInt(text.replace(/[,.]/g, '')), 0n);
  assert.equal((await bar.innerText()).replace(/[,.]/g, '').includes(String(cents)), true);
  await picture('list-marked');
  const asked = page.waitForRequest(/export$/);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    bar.getByRole('button', { name: '导出所选到 Excel' }).click(),
  ]);
  assert.equal(download.suggestedFilename(), '采购订单.xlsx');
  assert.equal((JSON.parse((await asked).postData() ?? '{}') as { keys: string[] }).keys.length, 3);
  // What is typed into a field stays there.
  await page.keyboard.press('/');
  await page.keyboard.type('njk ?');
  assert.equal(await page.getByLabel('搜索编码、名称、拼音…').inputValue(), 'njk ?');
  await bar.getByText('已选 3').waitFor();
  await page.getByText('没有符合条件的数据').waitFor();
  await page.getByLabel('搜索编码、名称、拼音…').fill('');
  await page.keyboard.press('Escape');
  await rows.nth(3).waitFor();
  await page.keyboard.press('?');
  const help = page.getByRole('dialog', { name: '列表键位' });
  await help.waitFor();
  await picture('list-keys');
  await page.keyboard.press('Escape');
  await help.waitFor({ state: 'hidden' });
  await bar.getByText('已选 3').waitFor();
  await page.keyboard.press('Escape');
  await bar.waitFor({ state: 'detached' });
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await page.waitForURL(/purchase-order\/[0-9a-f-]{36}$/);
  await page.goBack();
  await rows.first().waitFor();
  await page.keyboard.press('n');
  await page.waitForURL(/purchase-order\/new$/);
});

provesItself();
