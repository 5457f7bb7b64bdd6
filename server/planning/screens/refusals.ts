// Why the plan says no.
import type { RefusalCatalogue } from '../../kernel/refusal.ts';

export const planningRefusals: RefusalCatalogue = {
  MESSAGE_GONE: {
    zh: '该例外信息已不存在（{key}），请刷新',
    en: 'This message is no longer there ({key}); refresh and look again',
  },
  PLAN_IMPOSSIBLE: {
    zh: '无法精确计算计划：{why}',
    en: 'The plan cannot be worked out exactly: {why}',
  },
};
