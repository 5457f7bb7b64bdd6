// Every right of the house by its code, in both languages. A right marked `money` opens costs, prices or amounts;
// roles of the floor never hold one, and a test proves that nobody reaches money without one.
import type { Sentence } from '../kernel/refusal.ts';

export type Right = Sentence & { readonly group: string; readonly money: boolean };

const right = (group: string, zh: string, en: string): Right => ({ group, zh, en, money: false });
const money = (group: string, zh: string, en: string): Right => ({ group, zh, en, money: true });

export const RIGHT_GROUPS: Readonly<Record<string, Sentence>> = {
  master: { zh: '基础资料', en: 'Master data' },
  purchase: { zh: '采购', en: 'Purchase' },
  sales: { zh: '销售', en: 'Sales' },
  planning: { zh: '计划', en: 'Planning' },
  stock: { zh: '库存', en: 'Stock' },
  floor: { zh: '现场作业', en: 'Floor' },
  quality: { zh: '质量', en: 'Quality' },
  finance: { zh: '财务', en: 'Finance' },
  field: { zh: '敏感字段', en: 'Sensitive figures' },
  system: { zh: '系统', en: 'System' },
};

export const RIGHTS: Readonly<Record<string, Right>> = {
  'item.view': right('master', '查看物料', 'View items'),
  'item.edit': right('master', '维护物料', 'Edit items'),
  'partner.view': right('master', '查看往来单位', 'View partners'),
  'partner.edit': right('master', '维护往来单位', 'Edit partners'),
  'warehouse.view': right('master', '查看仓库与仓位', 'View warehouses and bins'),
  'warehouse.edit': right('master', '维护仓库与仓位', 'Edit warehouses and bins'),
  'structure.view': right('master', '查看物料清单与计划资料', 'View bills of materials and planning data'),
  'structure.edit': right('master', '维护物料清单与计划资料', 'Edit bills of materials and planning data'),
  'structure.activate': right('master', '启用物料清单版本', 'Activate versions of bills of materials'),
  'price.edit': money('master', '维护价目', 'Edit prices'),

  'purchase_order.view': right('purchase', '查看采购订单', 'View purchase orders'),
  'purchase_order.edit': right('purchase', '编辑采购订单', 'Edit purchase orders'),
  'purchase_order.approve': right('purchase', '审核采购订单', 'Approve purchase orders'),

  'sales_order.view': right('sales', '查看销售订单', 'View sales orders'),
  'sales_order.edit': right('sales', '编辑销售订单', 'Edit sales orders'),
  'sales_order.approve': right('sales', '审核销售订单', 'Approve sales orders'),
  'sales_order.prioritise': right('sales', '调整销售订单优先级', 'Set the priority of sales orders'),
  'sales_order.split': right('sales', '拆分与合并销售订单行', 'Split and merge lines of sales orders'),

  'forecast.view': right('planning', '查看销售预测', 'View sales forecasts'),
  'forecast.edit': right('planning', '编辑销售预测', 'Edit sales forecasts'),
  'plan_setting.edit': right('planning', '设置计划方案', 'Change the planning scheme'),

  'planning.view': right('planning', '查看计划与缺料', 'View the plan and shortages'),
  'planning.edit': right('planning', '编辑计划', 'Edit the plan'),

  'stock.view': right('stock', '查看库存', 'View stock'),
  'stock.adjust': right('stock', '冻结、解冻与状态调整', 'Freeze, release and change stock status'),
  'transfer_order.view': right('stock', '查看调拨单', 'View transfer orders'),
  'transfer_order.edit': right('stock', '编辑调拨单', 'Edit transfer orders'),
  'transfer_order.approve': right('stock', '审核调拨单', 'Approve transfer orders'),
  'count_order.view': right('stock', '查看盘点单', 'View count orders'),
  'count_order.edit': right('stock', '编辑盘点单', 'Edit count orders'),
  'count_order.approve': right('stock', '审核盘点差异', 'Approve count differences'),

  'task.view': right('floor', '查看任务', 'View tasks'),
  'task.execute': right('floor', '执行任务', 'Carry out tasks'),
  'task.assign': right('floor', '分派任务', 'Assign tasks'),
  'receiving.view': right('floor', '查看收料通知', 'View receiving notices'),
  'receiving.execute': right('floor', '收货', 'Receive goods'),
  'shipment.view': right('floor', '查看发货单', 'View shipments'),
  'shipment.release': right('floor', '下达拣货', 'Release shipments for picking'),

  'inspection.view': right('quality', '查看检验单', 'View inspections'),
  'inspection.rule': right('quality', '检验判定', 'Rule on inspections'),

  'voucher.view': money('finance', '查看凭证与账簿', 'View vouchers and ledgers'),
  'voucher.edit': money('finance', '制单', 'Prepare vouchers'),
  'voucher.review': money('finance', '审核凭证', 'Review vouchers'),
  'voucher.post': money('finance', '记账', 'Post vouchers'),
  'account.edit': money('finance', '维护科目与凭证规则', 'Edit accounts and posting rules'),
  'invoice.view': money('finance', '查看发票', 'View invoices'),
  'invoice.edit': money('finance', '编辑发票', 'Edit invoices'),
  'invoice.approve': money('finance', '审核发票', 'Approve invoices'),
  'payment.view': money('finance', '查看收付款', 'View payments'),
  'payment.edit': money('finance', '登记收付款', 'Record payments'),
  'payment.approve': money('finance', '审核收付款', 'Approve payments'),
  'period.close': money('finance', '结账与反结账', 'Close and reopen periods'),

  'price.purchase': money('field', '采购价格与金额', 'Purchase prices and amounts'),
  'price.sales': money('field', '销售价格与金额', 'Sales prices and amounts'),
  'standard_cost.edit': money('field', '更新标准成本', 'Set standard costs'),
  'cost.view': money('field', '成本与库存金额', 'Costs and stock values'),

  'import.run': right('system', '导入', 'Import'),
  'proof.view': right('system', '查看账实相符', 'View the proof of the books'),
  'audit.view': money('system', '查看操作日志', 'View the audit trail'),
  'view.share': right('system', '共享列表视图', 'Share list views'),
  'user.manage': right('system', '管理用户与角色', 'Manage users and roles'),
  'company.manage': right('system', '公司设置', 'Company settings'),
  'company.create': right('system', '新建账套', 'Create companies'),
  'workplace.use': right('system', '使用工作台', 'Use the workplace'),
};
