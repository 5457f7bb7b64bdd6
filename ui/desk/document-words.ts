// What documents, their states and steps are called, in the trade's words.
type Both = { readonly zh: string; readonly en: string };

export const KIND_WORDS: Readonly<Record<string, { zh: string; en: string }>> = {
  purchase_order: { zh: '采购订单', en: 'Purchase order' },
  receiving_notice: { zh: '收料通知', en: 'Receiving notice' },
  inspection: { zh: '检验单', en: 'Inspection' },
  purchase_receipt: { zh: '采购入库', en: 'Purchase receipt' },
  purchase_invoice: { zh: '采购发票', en: 'Purchase invoice' },
  sales_order: { zh: '销售订单', en: 'Sales order' },
  shipment: { zh: '发货通知', en: 'Shipment' },
  sales_delivery: { zh: '销售出库', en: 'Delivery' },
  sales_invoice: { zh: '销售发票', en: 'Sales invoice' },
  payment: { zh: '收付款', en: 'Payment' },
  voucher: { zh: '凭证', en: 'Voucher' },
  transfer_order: { zh: '调拨单', en: 'Transfer order' },
  transfer: { zh: '调拨作业', en: 'Transfer' },
  count_order: { zh: '盘点方案', en: 'Count order' },
  count_job: { zh: '盘点作业', en: 'Count job' },
};
export const STATE_WORDS: Readonly<Record<string, { zh: string; en: string; tone: string }>> = {
  draft: { zh: '草稿', en: 'draft', tone: 'draft' },
  approved: { zh: '已审核', en: 'approved', tone: 'done' },
  closed: { zh: '已关闭', en: 'closed', tone: 'done' },
  void: { zh: '作废', en: 'void', tone: 'off' },
  open: { zh: '待执行', en: 'open', tone: '' },
  receiving: { zh: '收货中', en: 'receiving', tone: 'running' },
  received: { zh: '已收完', en: 'received', tone: 'done' },
  pending: { zh: '待检', en: 'pending', tone: 'inspect' },
  ruled: { zh: '已判定', en: 'ruled', tone: 'done' },
  released: { zh: '已释放', en: 'released', tone: 'running' },
  picking: { zh: '拣货中', en: 'picking', tone: 'running' },
  picked: { zh: '已拣完', en: 'picked', tone: 'running' },
  packed: { zh: '已装箱', en: 'packed', tone: 'running' },
  shipped: { zh: '已发运', en: 'shipped', tone: 'done' },
  posted: { zh: '已记账', en: 'posted', tone: 'done' },
};

export const VERB_WORDS: Readonly<Record<string, Both>> = {
  create: { zh: '新建', en: 'created' },
  edit: { zh: '修改', en: 'edited' },
  approve: { zh: '审核', en: 'approved' },
  unapprove: { zh: '反审核', en: 'unapproved' },
  close: { zh: '关闭', en: 'closed' },
  void: { zh: '作废', en: 'voided' },
  notify: { zh: '下推通知', en: 'notified' },
  open: { zh: '开立', en: 'opened' },
  receive: { zh: '收货', en: 'received' },
  rule: { zh: '判定', en: 'ruled' },
  put_away: { zh: '上架', en: 'put away' },
  release: { zh: '释放', en: 'released' },
  pick: { zh: '拣货', en: 'picked' },
  short_pick: { zh: '拣货短缺', en: 'picked short' },
  close_short: { zh: '记短缺', en: 'declared short' },
  pack: { zh: '装箱', en: 'packed' },
  ship: { zh: '发运', en: 'shipped' },
  reverse: { zh: '冲销', en: 'reversed' },
  dispatch: { zh: '调出', en: 'dispatched' },
  arrive: { zh: '调入', en: 'arrived' },
  count: { zh: '盘点', en: 'counted' },
  recount: { zh: '复盘', en: 'recounted' },
  adjust: { zh: '调整', en: 'adjusted' },
};

const NOTE_WORDS: Readonly<Record<string, Both>> = {
  qty: { zh: '数量', en: 'quantity' },
  task: { zh: '任务', en: 'task' },
  notice: { zh: '收料通知', en: 'notice' },
  shipment: { zh: '发货通知', en: 'shipment' },
  item: { zh: '物料', en: 'item' },
  lot: { zh: '批号', en: 'lot' },
  bin: { zh: '仓位', en: 'bin' },
  package: { zh: '箱号', en: 'package' },
  reason: { zh: '原因', en: 'reason' },
  accepted: { zh: '合格', en: 'accepted' },
  conceded: { zh: '让步', en: 'conceded' },
  rejected: { zh: '判退', en: 'rejected' },
  short: { zh: '短缺', en: 'short' },
  missing: { zh: '缺少', en: 'missing' },
  elsewhere: { zh: '别处补', en: 'from elsewhere' },
  carrier: { zh: '承运商', en: 'carrier' },
  trackingNo: { zh: '运单号', en: 'tracking no.' },
  document: { zh: '单据', en: 'document' },
};

/** The facts of a step that have a word, as [word, value]. */
export const noteFacts = (note: Readonly<Record<string, unknown>>): readonly (readonly [Both, string])[] =>
  Object.entries(note).flatMap(([key, value]) => {
    const word = NOTE_WORDS[key];
    return word && typeof value === 'string' && value !== '' && value !== '0' ? [[word, value] as const] : [];
  });
