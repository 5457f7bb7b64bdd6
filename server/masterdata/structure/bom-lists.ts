// Bills of material as lists: the versions, and every line with the columns of its file.
import { defineList } from '../../kernel/list.ts';
import { opens } from '../../kernel/list-columns.ts';

export const BOM_STATE_WORDS = {
  draft: { zh: '草稿', en: 'draft', tone: 'draft' },
  active: { zh: '启用', en: 'active', tone: 'done' },
  retired: { zh: '停用', en: 'retired', tone: 'off' },
} as const;

export const YES_NO = {
  true: { zh: '是', en: 'yes', tone: 'done' },
  false: { zh: '否', en: 'no', tone: 'off' },
};

export const SOURCE_WORDS = {
  buy: { zh: '外购', en: 'buy', tone: 'info' },
  make: { zh: '自制', en: 'make', tone: 'ok' },
  subcontract: { zh: '委外', en: 'subcontract', tone: 'inspect' },
};

export const bomList = defineList({
  name: 'structure.list-boms',
  right: 'structure.view',
  zh: '物料清单',
  en: 'Bills of materials',
  view: 'md.bom_list',
  key: 'id',
  sort: [
    { column: 'parent', direction: 'asc' },
    { column: 'version', direction: 'asc' },
  ],
  search: ['parent', 'parent_name', 'parent_spec', 'pinyin', 'version', 'remark'],
  columns: [
    opens('bom', 'id', { key: 'parent', zh: '父项编码', en: 'Parent', sortable: true }),
    { key: 'version', kind: 'code', zh: '版本', en: 'Version', sortable: true },
    { key: 'parent_name', kind: 'text', zh: '名称', en: 'Name' },
    { key: 'parent_spec', kind: 'text', zh: '规格', en: 'Spec' },
    { key: 'state', kind: 'state', zh: '状态', en: 'State', words: BOM_STATE_WORDS },
    { key: 'valid_from', kind: 'date', zh: '生效日期', en: 'Valid from', sortable: true },
    { key: 'valid_to', kind: 'date', zh: '失效日期', en: 'Valid to' },
    { key: 'line_count', kind: 'integer', zh: '子项数', en: 'Components' },
    { key: 'activated_by_name', kind: 'text', zh: '启用人', en: 'Activated by' },
    { key: 'prepared_by_name', kind: 'text', zh: '制单', en: 'Prepared by' },
    { key: 'remark', kind: 'text', zh: '备注', en: 'Remark' },
    { key: 'item_id', kind: 'id', zh: '父项', en: 'Item', hidden: true },
  ],
});

export const bomLineList = defineList({
  name: 'structure.list-bom-lines',
  right: 'structure.view',
  zh: '物料清单明细',
  en: 'Lines of bills of materials',
  view: 'md.bom_line_list',
  key: 'id',
  sort: [
    { column: 'parent', direction: 'asc' },
    { column: 'version', direction: 'asc' },
    { column: 'line_no', direction: 'asc' },
  ],
  search: ['parent', 'parent_name', 'parent_pinyin', 'component', 'component_name', 'component_pinyin'],
  columns: [
    opens('bom', 'bom_id', { key: 'parent', zh: '父项编码', en: 'Parent code', sortable: true }),
    { key: 'version', kind: 'code', zh: '版本', en: 'Version', sortable: true },
    { key: 'state', kind: 'state', zh: '状态', en: 'State', words: BOM_STATE_WORDS },
    { key: 'active', kind: 'boolean', zh: '启用', en: 'Active', words: YES_NO, hidden: true },
    { key: 'valid_from', kind: 'date', zh: '生效日期', en: 'Valid from' },
    { key: 'line_no', kind: 'integer', zh: '行号', en: 'Line no', sortable: true },
    opens('item', 'component_id', { key: 'component', zh: '子项编码', en: 'Component code', sortable: true }),
    { key: 'component_name', kind: 'text', zh: '子项名称', en: 'Component' },
    { key: 'unit', kind: 'text', zh: '单位', en: 'Unit' },
    { key: 'qty_num', kind: 'qty', zh: '用量分子', en: 'Numerator' },
    { key: 'qty_den', kind: 'qty', zh: '用量分母', en: 'Denominator' },
    { key: 'qty_fixed', kind: 'qty', zh: '固定用量', en: 'Fixed quantity' },
    { key: 'loss', kind: 'rate', zh: '损耗率', en: 'Loss' },
    { key: 'by_product', kind: 'boolean', zh: '联副产品', en: 'By-product', words: YES_NO },
    { key: 'line_from', kind: 'date', zh: '行生效日期', en: 'Line valid from' },
    { key: 'line_to', kind: 'date', zh: '行失效日期', en: 'Line valid to' },
    { key: 'remark', kind: 'text', zh: '备注', en: 'Remark' },
    { key: 'bom_id', kind: 'id', zh: '版本', en: 'BOM', hidden: true },
  ],
});
