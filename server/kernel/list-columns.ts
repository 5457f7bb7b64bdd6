// Columns that many lists have, so that the same thing is called by the same word wherever it is seen.
import type { Column } from './list.ts';

/** A code that opens what it names: a document or a card of this kind, whose id is in another column. */
export const opens = (
  kind: string,
  idColumn: string,
  column: Pick<Column, 'key' | 'zh' | 'en' | 'sortable'>,
): Column => {
  const { key, zh, en, ...more } = column;
  return { key, kind: 'code', zh, en, ...more, link: { kind, idColumn } };
};

/** The number of the list's own documents. */
export const numberOf = (kind: string): Column =>
  opens(kind, 'id', { key: 'no', zh: '单号', en: 'No.', sortable: true });

/** The material of a line. */
export const ITEM_COLUMNS: readonly Column[] = [
  opens('item', 'item_id', { key: 'item_code', zh: '物料', en: 'Item' }),
  { key: 'item_name', kind: 'text', zh: '名称', en: 'Name' },
];

/** The number of a line: lines are sorted by it, and it is shown to whoever wants it. */
export const LINE_NO: Column = {
  key: 'line_no',
  kind: 'integer',
  zh: '行号',
  en: 'Line',
  sortable: true,
  hidden: true,
};
