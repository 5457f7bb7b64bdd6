// Why the plan says no.
import type { RefusalCatalogue } from '../../kernel/refusal.ts';

export const planningRefusals: RefusalCatalogue = {
  MESSAGE_GONE: {
    zh: '该例外信息已不存在（{key}），请刷新',
    en: 'This message is no longer there ({key}); refresh and look again',
  },
  OWNER_MAY_NOT_PLAN: {
    zh: '只能分派给有“编辑计划”权限的同事',
    en: 'Only a colleague who may edit the plan can look after it',
  },
  RUN_IN_PROGRESS: {
    zh: '已有一次计划运算在等待或进行中',
    en: 'A planning run is already waiting or in progress',
  },
  PLAN_IMPOSSIBLE: {
    zh: '无法精确计算计划：{why}',
    en: 'The plan cannot be worked out exactly: {why}',
  },
};
