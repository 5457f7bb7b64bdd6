// A column that a page declares itself, where no list on the server declares it.
import type { Column } from './data-table.tsx';

export const column = (
  key: string,
  kind: string,
  zh: string,
  en: string,
  words: Column['words'] = null,
): Column => ({ key, kind, zh, en, sortable: false, hidden: false, link: null, words });

/** The item of a line, opening its card. */
export const ITEM: readonly Column[] = [
  { ...column('item_code', 'code', '物料', 'Item'), link: { kind: 'item', idColumn: 'item_id' } },
  column('item_name', 'text', '名称', 'Name'),
  column('item_spec', 'text', '规格', 'Spec'),
];
