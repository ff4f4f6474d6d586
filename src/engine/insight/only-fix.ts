import { CHUNK, stateOf, type ChunkView } from '../compliance/index.ts';

/**
 * Clients that require an update and for which none of `fixes` does its work: none of them is installed, or required and so could
 * be. A fix of which nothing is known is none.
 * @param fixes the updates that supersede it and are not expired
 * @param since by CI_ID: the catalog version its present revision came with
 * @param members one bit a client, place (client_id - 1); null: every client
 * @returns client ids, ascending
 */
export function onlyFixedBy(update: number, fixes: readonly number[], chunks: readonly ChunkView[], since: Uint32Array, members: Uint32Array | null): number[] {
  const found: number[] = [];
  chunks.forEach((chunk, number) => {
    const is = (one: number, place: number) => stateOf(chunk, one, since[one]!, place);
    const fixed = (place: number) => fixes.some((fix) => ['required', 'installed'].includes(is(fix, place)));
    for (let place = 0; place < CHUNK; place++) {
      const client = number * CHUNK + place;
      if (!((chunk.present[place >> 5]! >>> (place & 31)) & 1)) continue;
      if (members !== null && !((members[client >> 5]! >>> (client & 31)) & 1)) continue;
      if (is(update, place) === 'required' && !fixed(place)) found.push(client + 1);
    }
  });
  return found;
}
