// Who hears what: the only place that knows all three trades. A listener runs in the transaction of the message.
import type { Bus } from '../kernel/ctx.ts';
import type { Listeners, Message } from '../contract/index.ts';

export const listeners: Listeners = {};

/** Tells a message to its listeners, one after the other, in the order written above. */
export const bus: Bus = {
  publish: async (tx, ctx, message) => {
    // The message's kind picks listeners of exactly that kind; the map's type has guaranteed it.
    const hearers = listeners[message.kind as Message['kind']] ?? [];
    for (const hear of hearers) await hear(tx, ctx, message as never);
  },
};
