// The live stream: after each commit every open screen of the company is told which topics have changed, and asks
// again for what it shows. Nothing else is told, so a topic needs no right.
import type { ServerResponse } from 'node:http';
import { type Doors, requirePresent } from '../doors.ts';
import { turnAway } from '../errors.ts';
import { findSession } from '../auth/sessions.ts';

const HEARTBEAT_MS = 20_000;
const MOST_PER_SESSION = 12;
/** A screen that does not read is cut off instead of filling the memory. */
const MOST_WAITING_BYTES = 256_000;

type Stream = { readonly companyId: string; readonly tokenHash: string; readonly out: ServerResponse };

function write({ out }: Stream, text: string): void {
  if (out.writableLength > MOST_WAITING_BYTES) out.destroy();
  else out.write(text);
}

export function addLiveRoute(doors: Doors): void {
  const { app, parts } = doors;
  const { house, live } = parts;
  const streams = new Set<Stream>();

  const stopHearing = live.subscribe((companyId, topics) => {
    const text = [...topics].map((topic) => `data: ${JSON.stringify({ topic })}\n\n`).join('');
    for (const stream of streams) if (stream.companyId === companyId) write(stream, text);
  });

  /** Keeps the way open, and ends what belongs to a session that has ended or gone to another company. */
  const beat = async (): Promise<void> => {
    const now = house.clock.now();
    for (const stream of streams) {
      const session = await findSession(house.database, stream.tokenHash, now);
      if (session?.company?.id === stream.companyId) write(stream, ': still here\n\n');
      else stream.out.end();
    }
  };
  const heart = setInterval(() => {
    beat().catch((error: unknown) => parts.log.warn({ err: error }, 'the live streams could not be checked'));
  }, HEARTBEAT_MS);
  heart.unref();

  app.addHook('preClose', async () => {
    clearInterval(heart);
    stopHearing();
    for (const { out } of streams) out.end();
  });

  app.get('/api/live', async (request, reply) => {
    const { session, company } = await requirePresent(doors, request);
    const { tokenHash } = session;
    if ([...streams].filter((stream) => stream.tokenHash === tokenHash).length >= MOST_PER_SESSION) {
      turnAway(429, 'TOO_MANY_STREAMS', {}, 5);
    }
    void reply.hijack();
    const out = reply.raw;
    for (const [name, value] of Object.entries(reply.getHeaders()))
      if (value !== undefined) out.setHeader(name, value);
    out.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
    const stream: Stream = { companyId: company.id, tokenHash, out };
    streams.add(stream);
    out.on('close', () => streams.delete(stream));
    out.on('error', () => streams.delete(stream));
    write(stream, 'retry: 2000\n: welcome\n\n');
  });
}
