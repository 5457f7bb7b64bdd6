// Ids are UUID v7, made by whoever asks first: time-ordered, so that lists page by them and indexes stay tidy.
import { v7 } from 'uuid';

export type Id = string;

export const newId = (): Id => v7();

/** An id as it would have been made at another moment, for stories told on past days. */
export const newIdAt = (moment: Date): Id => v7({ msecs: moment.getTime() });

/** The fixed id of "none" in key columns that are never null, such as stock without a lot. */
export const NONE_ID: Id = '00000000-0000-0000-0000-000000000000';

/** Milliseconds since 1970 inside a UUID v7, or null for any other UUID. */
export function momentOfId(id: Id): number | null {
  return id[14] === '7' ? Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16) : null;
}
