import type { HierarchySite, Link } from '../../../contract/index.ts';

export const kindNames: Record<HierarchySite['kind'], string> = { central: 'Central site', primary: 'Primary site', secondary: 'Secondary site' };

export const placeNames: Record<HierarchySite['place'], string> = { here: 'This program', elsewhere: 'Another program' };

export const linkNames: Record<Link['state'], string> = { healthy: 'Healthy', waiting: 'Messages waiting', failing: 'Failing', held: 'Held', never: 'Not joined yet' };

export const linkTags: Record<Link['state'], string> = { healthy: 'is-done', waiting: '', failing: 'is-failed', held: 'is-cancelled', never: 'is-cancelled' };

export const fullName = (site: Pick<HierarchySite, 'code' | 'name'>) => `${site.code} – ${site.name}`;
