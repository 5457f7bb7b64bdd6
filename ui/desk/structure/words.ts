// What product structure calls its states, sources and ways, in the trade's words.
import type { StateWords } from '../../kit/parts.tsx';

export const BOM_WORDS: StateWords = {
  draft: { zh: '草稿', en: 'draft', tone: 'draft' },
  active: { zh: '启用', en: 'active', tone: 'done' },
  retired: { zh: '停用', en: 'retired', tone: 'off' },
};

export const SOURCE_WORDS: StateWords = {
  buy: { zh: '外购', en: 'buy', tone: 'info' },
  make: { zh: '自制', en: 'make', tone: 'ok' },
  subcontract: { zh: '委外', en: 'subcontract', tone: 'inspect' },
};

export const SUBSTITUTE_WORDS: StateWords = {
  alternate: { zh: '可替代', en: 'alternate', tone: 'info' },
  use_up: { zh: '用完切换', en: 'use up, then switch', tone: 'warn' },
};
