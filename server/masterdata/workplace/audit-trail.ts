// The audit trail: who changed what, before and after, from which device. It may hold prices, so its right counts as
// one that opens money.
import { defineList } from '../../kernel/list.ts';

export const auditList = defineList({
  name: 'audit.list',
  right: 'audit.view',
  zh: '操作日志',
  en: 'Audit trail',
  view: 'sys.audit_list',
  key: 'id',
  keyKind: 'bigint',
  columns: [
    { key: 'id', kind: 'integer', zh: '序号', en: 'No.', sortable: true },
    { key: 'recorded_at', kind: 'moment', zh: '时间', en: 'When' },
    { key: 'actor', kind: 'text', zh: '操作人', en: 'Who' },
    { key: 'actor_login', kind: 'code', zh: '登录名', en: 'Login', hidden: true },
    { key: 'command', kind: 'code', zh: '操作', en: 'Action' },
    {
      key: 'entity',
      kind: 'code',
      zh: '对象',
      en: 'What',
      link: { kindColumn: 'entity', idColumn: 'entity_id' },
    },
    { key: 'entity_id', kind: 'code', zh: '对象标识', en: 'Its id', hidden: true },
    { key: 'changes', kind: 'text', zh: '变更', en: 'Changes' },
    { key: 'device', kind: 'text', zh: '设备', en: 'Device' },
    { key: 'before', kind: 'text', zh: '之前', en: 'Before', hidden: true },
    { key: 'after', kind: 'text', zh: '之后', en: 'After', hidden: true },
    { key: 'command_id', kind: 'id', zh: '操作编号', en: 'Command id', hidden: true },
  ],
  search: ['command', 'entity', 'entity_id', 'actor', 'actor_login'],
  sort: [{ column: 'id', direction: 'desc' }],
});
