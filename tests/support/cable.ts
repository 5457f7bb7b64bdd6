// A cable between the program and its database that a test can pull: cut for as long as it likes, or cut at the worst
// moment, when a commit has been carried out and its answer is on the way.
import { type AddressInfo, type Socket, connect, createServer } from 'node:net';

export type Cable = {
  /** The database's address through the cable. */
  readonly url: string;
  readonly pull: () => void;
  readonly plugIn: () => void;
  /** The next answer to a commit is lost, and the line with it. */
  readonly loseNextCommitAnswer: () => void;
  /** How many answers were lost that way. */
  readonly lost: () => number;
  readonly close: () => Promise<void>;
};

export async function layCable(databaseUrl: string): Promise<Cable> {
  const target = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  let pulled = false;
  let losing = false;
  let lost = 0;
  const cutBoth = (ends: readonly Socket[]): void => {
    for (const end of ends) {
      end.destroy();
      sockets.delete(end);
    }
  };
  const server = createServer((near) => {
    if (pulled) return void near.destroy();
    const far = connect(Number(target.port), target.hostname);
    const ends = [near, far];
    let committing = false;
    for (const end of ends) {
      sockets.add(end);
      end.setNoDelay(true);
      end.on('error', () => cutBoth(ends));
      end.on('close', () => cutBoth(ends));
    }
    near.on('data', (chunk) => {
      committing ||= losing && chunk.includes('commit');
      far.write(chunk);
    });
    far.on('data', (chunk) => {
      // The answer to a commit, and not to what travelled before it.
      if (committing && chunk.includes('COMMIT')) {
        losing = false;
        lost += 1;
        cutBoth(ends);
      } else {
        near.write(chunk);
      }
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  const url = new URL(databaseUrl);
  [url.hostname, url.port] = ['127.0.0.1', String(port)];
  return {
    url: url.href,
    pull: () => {
      pulled = true;
      cutBoth([...sockets]);
    },
    plugIn: () => void (pulled = false),
    loseNextCommitAnswer: () => void (losing = true),
    lost: () => lost,
    close: async () => {
      cutBoth([...sockets]);
      await new Promise((closed) => server.close(closed));
    },
  };
}
