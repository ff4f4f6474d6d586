import { Failure } from '../kernel/index.ts';
import type { ConsoleObject } from '../objects/index.ts';
import type { Links } from './links.ts';

export const KIND = 'link';

/** What an administrator decides of a link. */
export interface DecidedLink {
  neighbour: string;
  held: boolean;
}

export const nameOf = (neighbour: string) => `Link with ${neighbour}`;

/** A link to a neighbour as an object of the console (INSIGHT-05): it can be held and released; it comes and goes with the site. */
export const linkObject = ({ links, wake }: { links: Links; wake: (neighbour: string) => void }): ConsoleObject<DecidedLink> => ({
  kind: KIND,
  noun: 'Link',
  areas: ['hierarchy'],
  name: ({ neighbour }) => nameOf(neighbour),
  read: (db, neighbour) => {
    const link = links.find(neighbour, db);
    return link && { neighbour, held: link.state === 'held' };
  },
  restore: (db, neighbour, value) => {
    if (!links.find(neighbour, db) || !value) throw new Failure('REFUSED', { what: 'The link was not changed.', why: `There is no link with ${neighbour} any more.`, todo: 'Press F5 to refresh the tree.' });
    links.hold(db, neighbour, value.held);
    if (!value.held) return () => wake(neighbour);
  },
  compare: (_db, from, to) => (from?.held === to?.held ? [] : [{ field: 'Held', from: from ? (from.held ? 'Yes' : 'No') : null, to: to ? (to.held ? 'Yes' : 'No') : null }]),
});
