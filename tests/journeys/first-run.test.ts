// The first whole run by hands and eyes, at the desk and on the handheld: buy 100, receive them in a lot, rule
// 80/15/5, put away, sell, pick with one short, pack, ship, invoice both sides, pay. Afterwards every voucher is read on
// the screen, account by account, and the books are proved.
import assert from 'node:assert/strict';
import { floorNumberOf, lineOn, numberOf, openJourney, vouchersOf } from './journey.ts';
import { type Person, band, button, choose, scan, setQty } from './people.ts';

const { url, person, part, provesItself } = openJourney();
/** Where the two orders of the run open. */
let bought = '';
let sold = '';

/** Enters an order and submits it; returns its number. */
async function enterOrder(
  { page, picture }: Person,
  order: {
    path: string;
    side: string;
    partner: string;
    warehouse: string;
    item: string;
    qty: string;
    price?: string;
  },
): Promise<string> {
  await page.goto(`${url()}${order.path}/new`);
  await choose(page, order.side, order.partner);
  await choose(page, '仓库', order.warehouse);
  await choose(page, '物料', order.item);
  await page.getByLabel('数量').fill(order.qty);
  if (order.price) await page.getByLabel('含税单价').fill(order.price);
  await picture(`desk${order.path.replace('/', '-')}-entry`);
  await button(page, '保存草稿').click();
  await page.waitForURL(/-order\/[0-9a-f-]{36}$/);
  return numberOf(page);
}

/** Opens a document from its list by its number. */
async function open({ page }: Person, list: string, no: string): Promise<void> {
  await page.goto(`${url()}/list/${list}`);
  await page.getByRole('link', { name: no, exact: true }).first().click();
  await page.locator('h1.code').filter({ hasText: no }).waitFor();
}

part('buy: order, approval, notice, receipt with a lot, verdict, put-away', async () => {
  const [buyer, manager, clerk, inspector] = await Promise.all([
    person('黄丽'),
    person('吴刚'),
    person('陈强', 'floor'),
    person('李婷', 'floor'),
  ]);
  const orderNo = await enterOrder(buyer, {
    path: '/purchase-order',
    side: '供应商',
    partner: 'V03',
    warehouse: 'YL',
    item: 'RM-HEAT',
    qty: '100',
    price: '9.04',
  });
  await open(manager, 'purchase.list-orders', orderNo);
  await button(manager.page, '审核').first().click();
  await manager.page.getByText('已审核').first().waitFor();

  await buyer.page.reload();
  await button(buyer.page, '下推收料通知').click();
  const noticeNo = await floorNumberOf(buyer.page);

  await clerk.picture('floor-tasks');
  await scan(clerk.page, noticeNo);
  await clerk.page.getByRole('heading', { name: `收货 ${noticeNo}` }).waitFor();
  await scan(clerk.page, 'FG-K17S');
  await band(clerk.page, 'wrong', '电热水壶');
  await scan(clerk.page, 'RM-HEAT');
  await clerk.page.getByText('扫或输入批号').waitFor();
  await scan(clerk.page, 'HR-261124');
  await clerk.page.locator('.pad').waitFor();
  await setQty(clerk.page, '106');
  await button(clerk.page, /^确认 106/).click();
  await band(clerk.page, 'wrong', /最多还可收/);
  await setQty(clerk.page, '100');
  await clerk.picture('floor-receive');
  await button(clerk.page, /^确认 100/).click();
  await clerk.page.getByText('完成').first().waitFor();

  await inspector.page.goto(`${url()}/f/inspections`);
  await inspector.page.getByText('HR-261124').or(inspector.page.getByText('发热盘')).first().click();
  await inspector.page.getByLabel('合格', { exact: true }).fill('80');
  await inspector.page.getByLabel('让步接收').fill('15');
  await inspector.page.getByLabel('判退').fill('5');
  await inspector.page.getByLabel('原因').fill('外观划伤');
  await inspector.picture('floor-verdict');
  await button(inspector.page, '确认').click();
  await inspector.page.getByRole('heading', { name: '待检' }).waitFor();

  for (const bin of ['A-01-02-1', 'A-01-02-1', 'Q-01-01']) {
    await clerk.page.goto(`${url()}/f`);
    await scan(clerk.page, noticeNo);
    await clerk.page.getByRole('heading', { name: `上架 ${noticeNo}` }).waitFor();
    if (bin.startsWith('Q')) await clerk.picture('floor-put-away');
    await scan(clerk.page, bin);
    await clerk.page.getByText('扫任何条码').waitFor();
  }
  await open(buyer, 'purchase.list-orders', orderNo);
  await buyer.page.getByText('CGRK-').first().waitFor();
  bought = buyer.page.url();
  const line = await lineOn(buyer.page);
  assert.deepEqual(
    ['数量', '已收料', '已入库', '判退'].map((name) => line[name]),
    ['100', '100', '95', '5'],
  );
  await buyer.picture('desk-purchase-order');
});

part('sell: order, approval, shipment, pick with one short, pack, ship', async () => {
  const [seller, manager, chief, clerk] = await Promise.all([
    person('刘洋'),
    person('何经理'),
    person('马主管'),
    person('阿芳', 'floor'),
  ]);
  const orderNo = await enterOrder(seller, {
    path: '/sales-order',
    side: '客户',
    partner: 'C01',
    warehouse: 'CP',
    item: 'FG-K17S',
    qty: '20',
  });
  await open(manager, 'sales.list-orders', orderNo);
  await button(manager.page, '审核').first().click();
  await manager.page.getByText('已审核').first().waitFor();
  await seller.page.reload();
  await button(seller.page, '下推发货通知').click();
  const shipmentNo = await floorNumberOf(seller.page);
  await open(chief, 'shipping.list-shipments', shipmentNo);
  await button(chief.page, '释放拣货').click();
  await chief.page.getByText('已释放').first().waitFor();

  await scan(clerk.page, shipmentNo);
  await clerk.page.getByRole('heading', { name: `拣货 ${shipmentNo}` }).waitFor();
  const bin = ((await clerk.page.locator('.fact.big b').textContent()) ?? '').trim();
  const lot = ((await clerk.page.locator('.goods b').textContent()) ?? '').trim();
  await scan(clerk.page, 'A-01-01-1');
  await band(clerk.page, 'wrong', `应为 ${bin}`);
  await clerk.picture('floor-pick-wrong-bin');
  await scan(clerk.page, bin);
  await clerk.page.getByText('请扫物料').waitFor();
  await scan(clerk.page, 'RM-HEAT');
  await band(clerk.page, 'wrong', '发热盘');
  await scan(clerk.page, 'FG-K17S');
  await clerk.page.getByText('请扫批号').waitFor();
  await scan(clerk.page, lot);
  await setQty(clerk.page, '19');
  await clerk.picture('floor-pick');
  await button(clerk.page, /^确认 19/).click();
  await clerk.page.locator('.pad em').filter({ hasText: / 1$/ }).waitFor();
  await button(clerk.page, '短缺').click();
  await button(clerk.page, '数量不够').click();
  await clerk.page.getByText('扫任何条码').waitFor();

  await clerk.page.goto(`${url()}/f/shipments`);
  await clerk.page.getByText(shipmentNo).click();
  await button(clerk.page, '按已拣数装一箱').click();
  await clerk.picture('floor-pack');
  await button(clerk.page, '封箱').click();
  await clerk.page.getByLabel('承运商').fill('顺丰');
  await button(clerk.page, '发运').click();
  await clerk.page.getByText('扫任何条码').waitFor();
  await seller.page.reload();
  await seller.page.getByText('XSCK-').first().waitFor();
  sold = seller.page.url();
  const line = await lineOn(seller.page);
  assert.deepEqual(
    ['数量', '已出库', '短发', '价税合计'].map((name) => line[name]),
    ['20', '19', '1', '1,380.00'],
  );
  await seller.picture('desk-sales-order');
});

part('book: invoices of both sides, payment, collection', async () => {
  const controller = await person('林主管');
  const { page } = controller;
  const done = page.getByRole('status').filter({ hasText: /记-\d+/ });
  /** Books an invoice of what came or went last, and returns its number. */
  const invoice = async (
    path: string,
    item: string,
    paper: { no?: string; price?: string },
  ): Promise<string> => {
    await page.goto(`${url()}${path}`);
    const rows = page.locator('tbody tr').filter({ hasText: item });
    await rows.first().waitFor();
    for (const row of await rows.all()) await row.getByRole('checkbox').check();
    if (paper.price)
      for (const price of await page.getByLabel('发票含税单价').all()) await price.fill(paper.price);
    if (paper.no) await page.getByLabel('发票号').fill(paper.no);
    await controller.picture(`desk${path.replaceAll('/', '-')}`);
    await button(page, '审核入账').click();
    await done.waitFor();
    return /(CGFP|XSFP)-\d+-\d+/.exec((await done.textContent()) ?? '')?.[0] ?? '';
  };
  const invoices = [
    [await invoice('/invoice/purchase', 'RM-HEAT', { no: 'FP-261124', price: '9.153' }), '付款'],
    [await invoice('/invoice/sales', 'FG-K17S', {}), '收款'],
  ] as const;
  for (const [no, action] of invoices) {
    await page.goto(`${url()}/settle`);
    await page.locator('tbody tr').filter({ hasText: no }).getByRole('checkbox').check();
    await button(page, action).click();
    await done.waitFor();
  }
});

part('the vouchers of the purchase: estimated, taken back, invoiced dearer, paid', async () => {
  const { page, picture } = await person('郑会');
  assert.deepEqual(await vouchersOf(page, bought), [
    [
      ['1403.01', '760.00', ''],
      ['2202.02', '', '760.00'],
    ],
    [
      ['1403.01', '−760.00', ''],
      ['2202.02', '', '−760.00'],
    ],
    [
      ['1403.01', '769.50', ''],
      ['2221.01.01', '100.04', ''],
      ['2202.01', '', '869.54'],
    ],
    [
      ['2202.01', '869.54', ''],
      ['1002', '', '869.54'],
    ],
  ]);
  await picture('desk-voucher');
});

part('the vouchers of the sale: cost of what went, revenue with its tax, collected', async () => {
  const { page } = await person('郑会');
  assert.deepEqual(await vouchersOf(page, sold), [
    [
      ['5401', '911.37', ''],
      ['1405.01', '', '911.37'],
    ],
    [
      ['1122', '1,311.00', ''],
      ['5001', '', '1,160.18'],
      ['2221.01.07', '', '150.82'],
    ],
    [
      ['1002', '1,311.00', ''],
      ['1122', '', '1,311.00'],
    ],
  ]);
});

provesItself();
