import { createHash, timingSafeEqual } from 'node:crypto';
import type { Commanded, HierarchySite, NewSite } from '../../contract/index.ts';
import type { Journal } from '../audit/index.ts';
import { Failure } from '../kernel/index.ts';
import { build, type SiteDatabase, type Writable } from '../site-database/index.ts';
import type { Conversation } from './conversation.ts';
import type { Links } from './links.ts';
import type { Neighbours } from './model.ts';
import { checkNewSite, checkRemoval, childOf, forgetSite, keepSite, sitesBelow } from './sites.ts';

/** Sites that come and go below this one. */
export interface Membership {
  addSite(call: Commanded, site: NewSite): { revision: number; value: { code: string; joinKey: string | null } };
  removeSite(call: Commanded, code: string): { revision: number; value: { setAside: string | null } };
  /** Runs in the transaction that adds a child site. */
  onAdded(run: (db: Writable, code: string) => void): void;
  /** Runs in the transaction that removes a child site. */
  onRemoved(run: (db: Writable, code: string) => void): void;
  /** Whether `key` is what a site elsewhere joins with. */
  mayJoin(code: string, key: string): boolean;
}

interface Parts {
  own: { code: string; kind: HierarchySite['kind'] };
  database: SiteDatabase;
  journal: Journal;
  neighbours: Neighbours;
  links: Links;
  conversation: Conversation;
  joinKey(): string;
}

const digest = (key: string) => createHash('sha256').update(key).digest('hex');

export function createMembership({ own, database, journal, neighbours, links, conversation, joinKey }: Parts): Membership {
  const { code } = own;
  const { on, report } = conversation;
  const added: ((db: Writable, code: string) => void)[] = [];
  const removed: ((db: Writable, code: string) => void)[] = [];
  const forget = (db: Writable, gone: string) => {
    forgetSite(db, gone);
    db.run(build.deleteFrom('software_update_points').where('site_code', '=', gone));
    report(db, { kind: 'siteRemoved', code: gone });
  };
  const taken = (asked: string) => asked === code || neighbours.knows(asked) || sitesBelow(database, code).some((one) => one.code === asked);
  const checkElsewhere = ({ place }: NewSite) => {
    const why = place === 'elsewhere' ? neighbours.whyNotElsewhere() : null;
    if (why !== null) throw new Failure('REFUSED', { what: 'The site was not made.', why, todo: 'Start Patchbay with `patchbay serve --listen`, or make the site in this program.' });
  };

  on('site', (db, { site }) => {
    // Seen from here its engine runs where the neighbour's does, or further away.
    keepSite(db, { ...site, place: neighbours.knows(site.code) ? 'here' : 'elsewhere' });
    report(db, { kind: 'site', site });
  });
  on('siteRemoved', (db, message) => forget(db, message.code));

  return {
    addSite: (call, asked) => {
      const key = asked.place === 'elsewhere' ? joinKey() : null;
      const site: HierarchySite = { ...asked, parent: code };
      const { revision } = journal.command(call, { name: 'hierarchy.addSite', input: { site }, areas: ['hierarchy'] }, (db) => {
        checkNewSite(own, asked, taken);
        checkElsewhere(asked);
        keepSite(db, site, key === null ? null : digest(key));
        links.make(db, site.code, 'child');
        report(db, { kind: 'site', site });
        added.forEach((run) => run(db, site.code));
        return { value: undefined, after: site };
      });
      if (asked.place === 'here') neighbours.open({ ...asked, parent: code });
      return { revision, value: { code: asked.code, joinKey: key } };
    },
    removeSite: (call, gone) => {
      const before = childOf(database, code, gone);
      const { revision } = journal.command(call, { name: 'hierarchy.removeSite', input: { code: gone }, areas: ['hierarchy', 'softwareUpdatePoint'] }, (db) => {
        checkRemoval(db, code, gone);
        links.drop(db, gone);
        forget(db, gone);
        removed.forEach((run) => run(db, gone));
        return { value: undefined, before };
      });
      return { revision, value: { setAside: before?.place === 'here' ? neighbours.setAside(gone) : null } };
    },
    onAdded: (run) => void added.push(run),
    onRemoved: (run) => void removed.push(run),
    mayJoin: (from, key) => {
      const known = childOf(database, code, from)?.join_digest;
      return typeof known === 'string' && timingSafeEqual(Buffer.from(known), Buffer.from(digest(key)));
    },
  };
}
