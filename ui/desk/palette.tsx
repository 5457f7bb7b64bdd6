// Search over everything from anywhere: pages of the menu, documents, items, lots; arrows and Enter open.
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { query } from '../api-client/client.ts';
import { pathOf } from '../kit/paths.ts';
import { useWords } from '../kit/words.tsx';
import { MENU } from './menu.ts';
import { useSession } from './session-context.ts';

type Hit = {
  readonly kind: string;
  readonly id: string;
  readonly code: string;
  readonly title: string;
  readonly to: string;
};

/** Opens over any page. */
export function Palette({ open, onClose }: { open: boolean; onClose: () => void }): ReactNode {
  const { t, say } = useWords();
  const dialog = useRef<HTMLDialogElement>(null);
  const navigate = useNavigate();
  const session = useSession();
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  useEffect(() => {
    if (open) dialog.current?.showModal();
    else dialog.current?.close();
  }, [open]);
  const found = useQuery({
    queryKey: ['search', text],
    enabled: open && text.trim().length > 0,
    queryFn: () => query('search.everything', { text: text.trim() }) as Promise<unknown>,
  });
  const groups = (
    Array.isArray(found.data)
      ? found.data
      : ((found.data as { groups?: unknown[]; hits?: unknown[] } | undefined)?.groups ??
        (found.data as { hits?: unknown[] } | undefined)?.hits ??
        [])
  ) as Record<string, unknown>[];
  const flat = groups.flatMap((group) =>
    Array.isArray(group['hits'])
      ? (group['hits'] as Record<string, unknown>[]).map((hit): Record<string, unknown> => ({
          kind: group['kind'],
          zh: group['zh'],
          en: group['en'],
          ...hit,
        }))
      : [group],
  );
  const documents: Hit[] = flat.flatMap((hit) => {
    const kind = String(hit['kind'] ?? '');
    const id = String(hit['id'] ?? '');
    const to =
      kind === 'page'
        ? `/list/${id}`
        : ['lot', 'bin'].includes(kind)
          ? '/list/stock.list-stock'
          : pathOf(kind, id);
    return to
      ? [
          {
            kind: say({ zh: String(hit['zh'] ?? kind), en: String(hit['en'] ?? kind) }),
            id,
            code: String(hit['code'] ?? ''),
            title: String(hit['title'] ?? ''),
            to,
          },
        ]
      : [];
  });
  const wanted = text.trim().toLowerCase();
  const pages: Hit[] = MENU.flatMap((group) =>
    group.items.flatMap(({ key, to, right }) => {
      const title = key && session.rights.includes(right) ? t(key) : '';
      const isMeant = wanted !== '' && (title.toLowerCase().includes(wanted) || to.includes(wanted));
      return title && isMeant ? [{ kind: t('shell.page'), id: to, code: '', title, to }] : [];
    }),
  );
  const hits = [...pages, ...documents];
  const go = (hit: Hit | undefined): void => {
    if (!hit) return;
    onClose();
    setText('');
    void navigate({
      to: hit.to,
      ...(hit.to.startsWith('/list/') && hit.code ? { search: { q: hit.code } } : {}),
    } as never);
  };
  return (
    <dialog ref={dialog} className="dialog palette" onClose={onClose}>
      <input
        autoFocus
        value={text}
        placeholder={t('shell.search')}
        aria-label={t('shell.search')}
        onChange={(event) => {
          setText(event.target.value);
          setAt(0);
        }}
        onKeyDown={(event) => {
          if (event.key === 'ArrowDown') setAt((now) => Math.min(now + 1, hits.length - 1));
          if (event.key === 'ArrowUp') setAt((now) => Math.max(now - 1, 0));
          if (event.key === 'Enter') go(hits[at]);
        }}
      />
      <ul>
        {hits.map((hit, index) => (
          <li key={`${hit.kind}${hit.id}`}>
            <a
              href={hit.to}
              className={index === at ? 'active' : ''}
              onClick={(event) => {
                event.preventDefault();
                go(hit);
              }}
            >
              <span className="tag info">{hit.kind}</span>
              <span className="code">{hit.code}</span>
              <span className="grow">{hit.title}</span>
            </a>
          </li>
        ))}
        {text && found.data !== undefined && hits.length === 0 && (
          <li className="empty">{t('floor.nothing', { text })}</li>
        )}
      </ul>
    </dialog>
  );
}
