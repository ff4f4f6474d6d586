import type { HierarchySite } from '../../contract/index.ts';
import { Failure } from '../kernel/index.ts';
import type { SiteDatabase, Writable } from '../site-database/index.ts';
import type { Conversation } from './conversation.ts';
import type { Membership } from './membership.ts';
import type { LinkMessage } from './model.ts';
import { sitesBelow } from './sites.ts';

/** Objects that are made at one site and known, read-only, at the primary sites below it. A secondary site has no site database to keep them in (SYNC-11). */
export interface HandingDown {
  /** Codes of all primary sites below. */
  primaries(): string[];
  /** Codes of the direct children that are primary sites. */
  primaryChildren(): string[];
  /** In the caller's transaction: tells each of those children. */
  tellPrimaries(db: Writable, message: LinkMessage): void;
  /** Runs in the transaction that adds such a child; `tell` tells it alone. */
  onPrimaryAdded(run: (db: Writable, tell: (message: LinkMessage) => void) => void): void;
  /** Asked before an object is made or changed here. Throws Failure REFUSED at a secondary site. */
  checkKeeps(what: string): void;
  /** As `checkKeeps`, of an object that is there. `otherwise`: what can be done here with one that came from another site, which is refused, too. */
  checkOwn(object: { name: string; sourceSite: string }, what: string, otherwise: string): void;
}

export function createHandingDown({ own, database, conversation, membership }: { own: { code: string; kind: HierarchySite['kind'] }; database: SiteDatabase; conversation: Pick<Conversation, 'tell'>; membership: Pick<Membership, 'onAdded'> }): HandingDown {
  const below = () => sitesBelow(database, own.code).filter((site) => site.kind === 'primary');
  const primaryChildren = () => below().filter((site) => site.parent === own.code).map((site) => site.code);
  const checkKeeps = (what: string) => {
    if (own.kind === 'secondary') throw new Failure('REFUSED', { what, why: 'A secondary site has no site database to keep it in.', todo: 'Connect to a central or primary site.' });
  };
  return {
    primaries: () => below().map((site) => site.code),
    primaryChildren,
    tellPrimaries: (db, message) => primaryChildren().forEach((child) => conversation.tell(db, child, message)),
    onPrimaryAdded: (run) => membership.onAdded((db, child) => primaryChildren().includes(child) && run(db, (message) => conversation.tell(db, child, message))),
    checkKeeps,
    checkOwn: ({ name, sourceSite }, what, otherwise) => {
      checkKeeps(what);
      if (sourceSite === own.code) return;
      throw new Failure('REFUSED', { what, why: `“${name}” came from site ${sourceSite}: it is read-only here.`, todo: `Change it at site ${sourceSite}, or ${otherwise}.` });
    },
  };
}
