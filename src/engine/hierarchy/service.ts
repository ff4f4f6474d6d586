import type { Commanded, HierarchySite, Link, QueuedMessage } from '../../contract/index.ts';
import type { Register } from '../objects/index.ts';
import { build } from '../site-database/index.ts';
import { KIND, linkObject, nameOf } from './console-object.ts';
import { createConversation, noLink, type Conversation, type ConversationParts } from './conversation.ts';
import { createHandingDown, type HandingDown } from './handing-down.ts';
import { createLinks } from './links.ts';
import { createMembership, type Membership } from './membership.ts';
import { sitesBelow } from './sites.ts';

export interface HierarchyParts extends Omit<ConversationParts, 'code' | 'parent' | 'links'> {
  /** A key of 32 random bytes or more as text, that a site on another machine joins with. */
  joinKey(): string;
  objects: Register;
}

export interface Hierarchy extends Omit<Conversation, 'wake'>, Membership, HandingDown {
  readonly parent: string | null;
  /** True when this site was opened for the first time: nothing was ever said to its parent. */
  introduces(): boolean;
  /** This site first, then those below it. */
  sites(): HierarchySite[];
  /** Codes of the direct children. */
  children(): string[];
  links(): Link[];
  backlog(neighbour: string): QueuedMessage[];
  holdLink(call: Commanded, neighbour: string, held: boolean): { revision: number; value: Link };
  /** Speaks with the parent and wakes the children of this program; called when all of them are open. */
  start(): void;
}

/** The sites around one site, and the links that carry messages between them (SYNC-11). */
export function createHierarchy(parts: HierarchyParts): Hierarchy {
  const { database, journal } = parts;
  const own = database.first(build.selectFrom('site').select(['code', 'name', 'server', 'kind', 'parent']))!;
  const { code, parent } = own;
  const links = createLinks(parts);
  if (parent !== null) database.transaction((db) => links.make(db, parent, 'parent'));
  const { wake, ...conversation } = createConversation({ ...parts, code, parent, links });
  const membership = createMembership({ ...parts, own, links, conversation: { ...conversation, wake } });

  parts.objects.register(linkObject({ links, wake: (neighbour) => wake(neighbour, true) }));

  return {
    ...conversation,
    ...membership,
    ...createHandingDown({ own, database, conversation, membership }),
    parent,
    introduces: () => {
      const up = parent === null ? undefined : links.find(parent);
      return up !== undefined && up.acknowledged + up.backlog === 0;
    },
    sites: () => [{ ...own, place: 'here' }, ...sitesBelow(database, code)],
    children: () => database.all(build.selectFrom('child_sites').select('code').where('parent', '=', code).orderBy('code')).map((site) => site.code),
    links: links.list,
    backlog: links.backlog,
    holdLink: (call, neighbour, held) => {
      const done = journal.command(call, { name: 'hierarchy.holdLink', input: { neighbour, held }, areas: ['hierarchy'] }, (db) => {
        if (!links.find(neighbour, db)) throw noLink(neighbour);
        const before = { neighbour, held: links.find(neighbour, db)!.state === 'held' };
        links.hold(db, neighbour, held);
        return { value: links.find(neighbour, db)!, objects: [{ kind: KIND, id: neighbour, name: nameOf(neighbour), before, after: { neighbour, held } }] };
      });
      if (!held) wake(neighbour, true);
      return done;
    },
    start: () => {
      void conversation.speak();
      for (const link of links.list()) if (link.direction === 'child' && link.backlog > 0) wake(link.neighbour);
    },
  };
}
