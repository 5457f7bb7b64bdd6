// The planning scheme 计划方案: how a company plans, one row that a command keeps; without it the defaults hold.
import { getSettings, saveSettings } from './scheme.ts';

export { readScheme } from './scheme.ts';

export const planSettings = { commands: [saveSettings], queries: [getSettings] };
