// What every person's screen needs whatever their trade: saved views, the search box, the audit trail.
import type { AnyQuery } from '../../kernel/command.ts';
import type { RefusalCatalogue } from '../../kernel/refusal.ts';
import { auditList } from './audit-trail.ts';
import { deleteView, listViews, saveView } from './saved-views.ts';
import { type SearchPage, type SearchSource, searchQuery } from './search.ts';

export { MOST_HITS, type SearchSource, type Sought, masterdataSources, ofWarehouses } from './search.ts';

const refusals: RefusalCatalogue = {
  VIEW_SHARE: { zh: '您没有共享视图的权限', en: 'You have no right to share views' },
  TOO_MANY_VIEWS: { zh: '每个列表最多保存 {most} 个视图', en: 'A list keeps at most {most} of your views' },
};

/** The module over what can be found and the pages there are. */
export function workplaceModule(sources: readonly SearchSource[], pages: readonly SearchPage[]) {
  const queries: readonly AnyQuery[] = [listViews, searchQuery(sources, pages)];
  return { commands: [saveView, deleteView], queries, lists: [auditList], refusals };
}
