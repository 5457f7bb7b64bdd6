// The built web: files with their content in their name are kept for ever, everything else is asked for again. Any
// address that is no file opens the application, which knows its own pages.
import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import staticFiles from '@fastify/static';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Doors } from '../doors.ts';
import { sendRefused } from '../errors.ts';

const NOT_BUILT = `<!doctype html><meta charset="utf-8"><title>Tongyuan 同源</title>
<p>网页尚未构建，请运行 <code>npm run build</code>。/ The web is not built yet: run <code>npm run build</code>.</p>`;

/** Pages that are called by a name with a dot in it, such as the audit's list. */
const NAMES = /^\/list\/[^/]+$/;

/** The floor may have an entry of its own. */
const ENTRIES: readonly { readonly under: RegExp; readonly files: readonly string[] }[] = [
  { under: /^\/f(\/|$)/, files: ['f/index.html', 'f.html', 'floor.html', 'floor/index.html', 'index.html'] },
  { under: /^\//, files: ['index.html'] },
];

export async function addWebRoutes({ app, sentences }: Doors, folder: string): Promise<void> {
  const built = existsSync(join(folder, 'index.html'));
  if (built) {
    await app.register(staticFiles, {
      root: folder,
      index: false,
      wildcard: true,
      cacheControl: false,
      setHeaders: (reply, path) => {
        const forEver = /^(assets|fonts)[\\/]/.test(relative(folder, path));
        reply.header('cache-control', forEver ? 'public, max-age=31536000, immutable' : 'no-cache');
      },
    });
  }

  const entryFor = (path: string): string | undefined =>
    ENTRIES.find(({ under }) => under.test(path))?.files.find((file) => existsSync(join(folder, file)));

  const openApplication = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const path = request.url.split('?')[0] ?? '/';
    const page = request.method === 'GET' || request.method === 'HEAD';
    const isFile = /\.[a-z0-9]{1,8}$/i.test(path) && !NAMES.test(path);
    if (!page || isFile || /^\/(api|healthz|readyz)(\/|$)/.test(path)) {
      const facts = { method: request.method, path: path.slice(0, 200) };
      return sendRefused(sentences, request, reply, { status: 404, code: 'UNKNOWN_ROUTE', facts });
    }
    const entry = built ? entryFor(path) : undefined;
    void reply.header('cache-control', 'no-cache');
    return entry === undefined ? reply.type('text/html').send(NOT_BUILT) : reply.sendFile(entry);
  };
  app.get('/', openApplication);
  app.setNotFoundHandler(openApplication);
}
