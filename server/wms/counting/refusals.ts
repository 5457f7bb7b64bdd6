// Why counting says no. No sentence tells the floor what the book says.
import type { RefusalCatalogue } from '../../kernel/refusal.ts';

export const countingRefusals: RefusalCatalogue = {
  NOTHING_TO_COUNT: {
    zh: '仓库 {warehouse} 在这个范围内没有可盘的仓位',
    en: 'Warehouse {warehouse} has no bin to count in this scope',
  },
  BIN_BEING_COUNTED: {
    zh: '仓位 {bins} 正在盘点（{jobs}），请先盘完',
    en: 'Bins {bins} are being counted ({jobs}); let that count end first',
  },
  NOT_A_COUNT: { zh: '任务 {no} 不是盘点任务', en: 'Task {no} is no count' },
  NOTHING_ENTERED: {
    zh: '仓位 {bin} 没有录入。空仓位请确认“仓位是空的”',
    en: 'Nothing was entered for bin {bin}; say so if it is empty',
  },
  COUNTED_TWICE: { zh: '{item} {lot} 录入了两次，请合并', en: '{item} {lot} was entered twice; add them up' },
  COUNT_LOT_NEEDED: { zh: '{item} 按批号管理，请录入批号', en: '{item} is kept by lots; enter the lot' },
  NOT_IN_COUNT: { zh: '这次盘点不含 {item}', en: '{item} is not part of this count' },
  SAME_COUNTER: {
    zh: '仓位 {bin} 上一次是您盘的，最好换人复盘。仍由您盘请确认',
    en: 'You counted bin {bin} before; someone else should. Confirm to count it again yourself',
  },
  DIFFERENCE_NO_LONGER_FITS: {
    zh: '{bin} {item} {lot} 的差异 {difference} 已不成立：现在账存 {onHand}，请重盘',
    en: 'The difference {difference} of {item} {lot} in {bin} no longer fits: the book says {onHand}; count again',
  },
  STOCK_HELD: {
    zh: '{bin} 的 {item} 有 {held} 被 {by} 占用，可动 {free}，不够 {qty}',
    en: '{held} of {item} in {bin} is held by {by}; {free} is free, not {qty}',
  },
  GOODS_NOT_OURS: {
    zh: '{bin} 的 {item} 是 {owner} 的货，不能调整账面，请维持账面并与货主核对',
    en: '{item} in {bin} belongs to {owner}; keep the book and settle it with the owner',
  },
};
