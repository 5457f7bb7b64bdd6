// Compresses what is worth it on the way out. Answers are compressed whole, files as they stream; the live stream and
// what is compressed already are left alone.
import { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { constants, createGzip, gzip } from 'node:zlib';
import type { FastifyInstance } from 'fastify';

const LEAST_BYTES = 2_048;
const WORTH = /^(application\/(json|javascript|manifest\+json|wasm)|text\/|image\/svg)/;
const zip = promisify(gzip);
const LEVEL = { level: constants.Z_BEST_SPEED + 3 };

export function compressAnswers(app: FastifyInstance): void {
  app.addHook('onSend', async (request, reply, payload) => {
    const accepts = /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
    const type = String(reply.getHeader('content-type') ?? '');
    if (!accepts || !WORTH.test(type) || reply.getHeader('content-encoding') || request.method === 'HEAD')
      return payload;
    if (reply.statusCode === 206 || reply.statusCode === 304) return payload;
    const isText = typeof payload === 'string' || Buffer.isBuffer(payload);
    if (isText && payload.length < LEAST_BYTES) return payload;
    if (!isText && !(payload instanceof Readable)) return payload;
    void reply
      .header('content-encoding', 'gzip')
      .header('vary', 'accept-encoding')
      .removeHeader('content-length');
    if (isText) return zip(payload, LEVEL);
    const squeezed = createGzip(LEVEL);
    payload.on('error', (error) => squeezed.destroy(error));
    return payload.pipe(squeezed);
  });
}
