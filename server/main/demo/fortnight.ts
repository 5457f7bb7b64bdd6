// A fortnight of the demo company's life, told by the real commands up to today: closed business behind it, open
// orders, goods in 待检, tasks waiting, so that every role finds something to do at the first click.
import { sql } from 'kysely';
import { addDays } from '../../kernel/clock.ts';
import type { House } from '../../kernel/run-command.ts';
import { withTransaction } from '../../kernel/transaction.ts';
import type { Stage } from './actors.ts';
import { playFinishedCount, playOpenStorekeeping } from './storekeeping.ts';

type Row = Record<string, string>;

export function tellFortnight(house: House, stage: Stage, today: string) {
  const rows = async (query: ReturnType<typeof sql<Row>>): Promise<Row[]> =>
    withTransaction(house.database, stage.companyId, 'read', async (tx) => (await query.execute(tx)).rows);
  const idOf = async (table: string, code: string): Promise<string> =>
    (
      await rows(
        sql<Row>`select id from ${sql.table(table)} where company_id = ${stage.companyId} and code = ${code}`,
      )
    )[0]?.['id'] ?? '';
  const day = (n: number): string => addDays(today, n - 14);

  /** An order that still waits for its approval. */
  const draftPurchase = async (
    supplier: string,
    warehouse: string,
    lines: readonly [item: string, qty: string][],
    due: string,
  ) => {
    const order = await stage.act('buyer', 'purchase.save-order', {
      supplierId: await idOf('md.partner', supplier),
      warehouseId: await idOf('md.warehouse', warehouse),
      deliveryDate: due,
      lines: await Promise.all(
        lines.map(async ([item, qty]) => ({ itemId: await idOf('md.item', item), qty })),
      ),
    });
    return String(order['orderId']);
  };
  const buy = async (...order: Parameters<typeof draftPurchase>): Promise<string> => {
    const orderId = await draftPurchase(...order);
    await stage.act('purmgr', 'purchase.approve-order', { orderId });
    return orderId;
  };
  const announce = async (orderId: string, deliveryNoteNo: string) => {
    const notice = await stage.act('buyer', 'purchase.notify-arrival', { orderId, deliveryNoteNo });
    return rows(sql<Row>`select id, qty_expected::text as qty from wms.receiving_notice_line
      where notice_id = ${String(notice['noticeId'])} order by line_no`);
  };
  const receive = (
    lineId: string | undefined,
    qty: string,
    lot?: { lotNo: string; productionDate?: string },
  ) => stage.act('clerk1', 'receiving.confirm-receipt', { noticeLineId: lineId, qty, ...lot });
  const ruleAll = async (verdict: Record<string, string>, lot: string) => {
    const [inspection] = await rows(
      sql<Row>`select id from qms.inspection where state = 'pending' and lot_no = ${lot}`,
    );
    await stage.act('iqc', 'quality.rule-lot', { inspectionId: inspection?.['id'], ...verdict });
  };
  const putAwayAll = async () => {
    const tasks =
      await rows(sql<Row>`select t.id, trim_scale(t.qty_planned - t.qty_done)::text as qty, b.code as bin
      from wms.task t join wms.bin b on b.company_id = t.company_id and b.id = t.to_bin_id
      where t.kind = 'put_away' and t.state = 'ready' order by t.no`);
    for (const task of tasks)
      await stage.act('clerk2', 'putaway.confirm-putaway', {
        taskId: task['id'],
        binCode: task['bin'],
        qty: task['qty'],
      });
  };
  const draftSale = async (customer: string, lines: readonly [item: string, qty: string][], due: string) => {
    const order = await stage.act('sales', 'sales.save-order', {
      customerId: await idOf('md.partner', customer),
      warehouseId: await idOf('md.warehouse', 'CP'),
      deliveryDate: due,
      lines: await Promise.all(
        lines.map(async ([item, qty]) => ({ itemId: await idOf('md.item', item), qty })),
      ),
    });
    return String(order['orderId']);
  };
  const sell = async (...order: Parameters<typeof draftSale>): Promise<string> => {
    const orderId = await draftSale(...order);
    await stage.act('salesmgr', 'sales.approve-order', { orderId });
    return orderId;
  };
  const release = async (orderId: string): Promise<string> => {
    const shipment = await stage.act('sales', 'sales.notify-shipment', { orderId, carrier: '顺丰' });
    await stage.act('whmgr', 'shipping.release-shipment', { shipmentId: shipment['shipmentId'] });
    return String(shipment['shipmentId']);
  };
  const pickAll = async (shipmentId: string) => {
    const tasks = await rows(sql<Row>`select t.id, i.code as item, l.lot_no as lot, b.code as bin,
        trim_scale(t.qty_planned - t.qty_done)::text as qty
      from wms.task t join md.item i on i.company_id = t.company_id and i.id = t.item_id
      join wms.lot l on l.company_id = t.company_id and l.id = t.lot_id
      join wms.bin b on b.company_id = t.company_id and b.id = t.from_bin_id
      where t.document_id = ${shipmentId} and t.kind = 'pick' and t.state = 'ready' order by t.no`);
    for (const task of tasks) {
      await stage.act('clerk1', 'picking.confirm-pick', {
        taskId: task['id'],
        binCode: task['bin'],
        item: task['item'],
        lotNo: task['lot'],
        qty: task['qty'],
      });
    }
  };
  const packAndShip = async (shipmentId: string) => {
    const picked =
      await rows(sql<Row>`select l.id, a.lot_id, trim_scale(sum(a.qty - a.qty_consumed))::text as qty
      from wms.shipment_line l join wms.shipment s on s.company_id = l.company_id and s.id = l.shipment_id
      join wms.allocation a on a.company_id = l.company_id and a.demand_line_id = l.id and a.bin_id = s.staging_bin_id
      where s.id = ${shipmentId} and a.qty > a.qty_consumed + a.qty_released group by l.id, a.lot_id`);
    await stage.act('clerk2', 'packing.confirm-package', {
      shipmentId,
      lines: picked.map((line) => ({ shipmentLineId: line['id'], lotId: line['lot_id'], qty: line['qty'] })),
    });
    await stage.act('clerk2', 'shipping.confirm-shipment', {
      shipmentId,
      carrier: '顺丰',
      trackingNo: 'SF1390275511',
    });
  };
  const invoicePurchases = async (supplier: string, invoiceNo: string, invoiceDate: string) => {
    const supplierId = await idOf('md.partner', supplier);
    const open = await rows(
      sql<Row>`select id, trim_scale(qty_left)::text as qty from fin.receipt_to_invoice where supplier_id = ${supplierId}`,
    );
    return stage.act('controller', 'settlement.book-purchase-invoice', {
      supplierId,
      invoiceNo,
      invoiceDate,
      lines: open.map((line) => ({ receiptLineId: line['id'], qty: line['qty'] })),
    });
  };
  const invoiceSales = async (customer: string, invoiceNo: string, invoiceDate: string) => {
    const customerId = await idOf('md.partner', customer);
    const open = await rows(
      sql<Row>`select id, trim_scale(qty_left)::text as qty from fin.delivery_to_invoice where customer_id = ${customerId}`,
    );
    return stage.act('controller', 'settlement.book-sales-invoice', {
      customerId,
      invoiceNo,
      invoiceDate,
      lines: open.map((line) => ({ deliveryLineId: line['id'], qty: line['qty'] })),
    });
  };
  const pay = async (partner: string, direction: 'pay' | 'collect', invoice: Record<string, unknown>) => {
    const [item] = await rows(
      sql<Row>`select id from fin.open_item where source_id = ${String(invoice['invoiceId'])}`,
    );
    await stage.act('controller', 'settlement.book-payment', {
      direction,
      partnerId: await idOf('md.partner', partner),
      amount: invoice['total'],
      items: [{ openItemId: item?.['id'], amount: invoice['total'] }],
    });
  };
  return {
    day,
    draftPurchase,
    draftSale,
    buy,
    announce,
    receive,
    ruleAll,
    putAwayAll,
    sell,
    release,
    pickAll,
    packAndShip,
    invoicePurchases,
    invoiceSales,
    pay,
  };
}

/** Tells the fortnight. Ends today with work waiting for every role. */
export async function playFortnight(house: House, stage: Stage, today: string): Promise<void> {
  const tell = tellFortnight(house, stage, today);
  const { day } = tell;
  stage.at(day(1), '09:10');
  const heaters = await tell.buy(
    'V03',
    'YL',
    [
      ['RM-HEAT', '1000'],
      ['RM-THERM', '1000'],
    ],
    day(4),
  );
  const boxes = await tell.buy(
    'V12',
    'BC',
    [
      ['PK-BOX17', '1000'],
      ['PK-SET', '2000'],
    ],
    day(3),
  );
  await tell.buy(
    'V01',
    'YL',
    [
      ['RM-SUS17', '600'],
      ['RM-FILTER', '1000'],
    ],
    day(18),
  );
  stage.at(day(2), '10:00');
  const first = await tell.sell(
    'C02',
    [
      ['FG-K17S', '120'],
      ['FG-K15', '60'],
    ],
    day(5),
  );
  stage.at(day(3), '09:30');
  const [boxLine, setLine] = await tell.announce(boxes, 'CY-8841');
  await tell.receive(boxLine?.['id'], '1000');
  await tell.receive(setLine?.['id'], '2000');
  await stage.settle();
  stage.at(day(4), '10:20');
  const [heatLine, thermLine] = await tell.announce(heaters, 'NX-20931');
  await tell.receive(heatLine?.['id'], '1000', { lotNo: 'NX1108-A' });
  await tell.receive(thermLine?.['id'], '1000', { lotNo: 'TK1105' });
  stage.at(day(4), '15:40');
  await tell.ruleAll(
    { accepted: '950', conceded: '40', rejected: '10', reason: '发热管轻微划伤，让步接收' },
    'NX1108-A',
  );
  await tell.ruleAll({ accepted: '1000' }, 'TK1105');
  const [cartons] = await withPendingLot(house, stage);
  if (cartons) await tell.ruleAll({ accepted: cartons.qty }, cartons.lot);
  await tell.putAwayAll();
  await stage.settle();
  stage.at(day(5), '09:00');
  const shipped = await tell.release(first);
  await tell.pickAll(shipped);
  await tell.packAndShip(shipped);
  await stage.settle();
  stage.at(day(6), '11:00');
  await tell.pay('C02', 'collect', await tell.invoiceSales('C02', '24442000000011873302', day(6)));
  stage.at(day(8), '16:00');
  await tell.pay('V03', 'pay', await tell.invoicePurchases('V03', '24332000000056120077', day(8)));
  stage.at(day(9), '09:20');
  const descaler = await tell.buy('V13', 'CP', [['TR-DESC', '400']], day(12));
  const second = await tell.sell(
    'C01',
    [
      ['FG-K17S', '90'],
      ['FG-H18G', '40'],
    ],
    day(11),
  );
  stage.at(day(10), '16:30');
  await playFinishedCount(house, stage);
  await stage.settle();
  stage.at(day(11), '14:10');
  const sent = await tell.release(second);
  await tell.pickAll(sent);
  await tell.packAndShip(sent);
  await stage.settle();
  stage.at(day(12), '10:00');
  await tell.invoiceSales('C01', '24442000000012550918', day(12));
  stage.at(day(13), '15:00');
  const [descLine] = await tell.announce(descaler, 'JB-1107');
  await tell.receive(descLine?.['id'], '250', { lotNo: 'JB2610', productionDate: addDays(today, -40) });
  const cords = await tell.buy(
    'V04',
    'YL',
    [
      ['RM-CORD', '500'],
      ['RM-LED', '1000'],
    ],
    day(14),
  );
  stage.at(day(14), '08:30');
  const [cordLine] = await tell.announce(cords, 'LX-5520');
  await tell.receive(cordLine?.['id'], '200', { lotNo: 'LX1122' });
  const third = await tell.sell(
    'C05',
    [
      ['FG-K17S', '60'],
      ['TR-DESC', '80'],
    ],
    day(16),
  );
  await tell.release(third);
  await tell.sell(
    'C03',
    [
      ['FG-K15', '48'],
      ['FG-H18G', '24'],
    ],
    day(17),
  );
  await tell.draftPurchase('V02', 'YL', [['RM-GLASS18', '300']], day(24));
  await tell.draftSale('C04', [['FG-K15', '36']], day(20));
  // More than there is material for: the planner's first shortage.
  await tell.sell('C04', [['FG-H18G', '300']], day(52));
  await playOpenStorekeeping(house, stage);
  await stage.settle();
}

/** Inspections of goods without lots that the story still has to rule. */
async function withPendingLot(house: House, stage: Stage): Promise<{ lot: string; qty: string }[]> {
  return withTransaction(house.database, stage.companyId, 'read', async (tx) => {
    const { rows } = await sql<{
      lot: string;
      qty: string;
    }>`select lot_no as lot, trim_scale(qty)::text as qty
      from qms.inspection where company_id = ${stage.companyId} and state = 'pending' and lot_no = '' limit 5`.execute(
      tx,
    );
    return rows;
  });
}
