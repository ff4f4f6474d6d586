import type { HierarchySite, NewSite } from '../../contract/index.ts';
import { Failure } from '../kernel/index.ts';
import { build, type Readable, type Writable } from '../site-database/index.ts';

const refused = (what: string, why: string, todo: string) => new Failure('REFUSED', { what, why, todo });

/** Sites below this one, each after its parent. */
export function sitesBelow(db: Readable, top: string): HierarchySite[] {
  const all = db.all(build.selectFrom('child_sites').select(['code', 'name', 'server', 'kind', 'parent', 'place']).orderBy('code'));
  const below = (parent: string): HierarchySite[] => all.filter((site) => site.parent === parent).flatMap((site) => [site, ...below(site.code)]);
  return below(top);
}

export const childOf = (db: Readable, parent: string, code: string) => db.first(build.selectFrom('child_sites').selectAll().where('code', '=', code).where('parent', '=', parent));

export function keepSite(db: Writable, { code, name, server, kind, parent, place }: HierarchySite, joinDigest: string | null = null): void {
  if (kind === 'central' || parent === null) throw new Error(`${code} cannot be below another site.`);
  const values = { name, server, kind, parent, place };
  db.run(build.insertInto('child_sites').values({ code, ...values, join_digest: joinDigest }).onConflict((c) => c.column('code').doUpdateSet(values)));
}

export const forgetSite = (db: Writable, code: string): void => void db.run(build.deleteFrom('child_sites').where('code', '=', code));

/** Refuses a site that cannot stand below `own`. Throws Failure REFUSED. */
export function checkNewSite(own: { code: string; kind: string }, site: NewSite, taken: (code: string) => boolean): void {
  const what = 'The site was not made.';
  if (own.kind === 'secondary') throw refused(what, 'A secondary site has no sites below it.', 'Choose a central or primary site as the parent.');
  if (taken(site.code)) throw refused(what, `The site code ${site.code} is in use in this hierarchy.`, 'Choose another site code.');
}

/** Refuses to remove what is not a child, or what still has sites below it. Throws Failure. */
export function checkRemoval(db: Readable, own: string, code: string): void {
  const what = 'The site was not removed.';
  if (!childOf(db, own, code)) throw new Failure('NOT_FOUND', { what, why: `${code} is not a child of ${own}.`, todo: 'Connect to its parent and remove it there.' });
  const [below] = sitesBelow(db, code);
  if (below) throw refused(what, `${code} has the site ${below.code} below it.`, `Remove ${below.code} first.`);
}
