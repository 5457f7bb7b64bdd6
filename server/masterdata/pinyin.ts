// The memory code 助记码: pinyin initials of a name, lower case, with letters and digits kept, so that `frp`
// finds 发热盘 and `dnsh17l` finds 电热水壶 1.7L.
import { pinyin } from 'pinyin-pro';

/** Initials of each Chinese character; other letters and digits as they are; nothing else. */
export const pinyinInitials = (name: string): string =>
  pinyin(name.normalize('NFKC'), { pattern: 'first', toneType: 'none', type: 'array', nonZh: 'consecutive' })
    .join('')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
