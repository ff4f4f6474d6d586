import { nextRevision } from '../audit/index.ts';
import type { Hierarchy, LinkMessage } from '../hierarchy/index.ts';
import type { Readable, Writable } from '../site-database/index.ts';
import { allPackages, contentOf, deletePackage, findPackage, pointsOf, putContent, putHead, settingsOf, wantOn, type StoredPoint } from './store.ts';

type Told = Extract<LinkMessage, { kind: 'package' }>;

const [CONTENTS, TAKEN] = [200, 1000];

/** How packages go down the hierarchy, and how their distribution points are known above (DEPLOY-04). */
export interface Replication {
  /** In the caller's transaction: the sites below get the package's settings and contents that are there and were not told; `taken`: what went out of it. */
  tell(db: Writable, id: string, taken?: readonly (readonly [string, string])[]): void;
  tellDeleted(db: Writable, id: string): void;
  /** In the caller's transaction: the sites above get how a distribution point of this site has the package. */
  report(db: Writable, id: string, server: string, point: StoredPoint | undefined): void;
}

const headOf = (db: Readable, id: string): Told['package'] => {
  const row = findPackage(db, id)!;
  return { packageId: id, settings: settingsOf(row), sourceSite: row.source_site, version: row.source_version, createdAt: row.created_at, createdBy: row.created_by, modifiedAt: row.modified_at, modifiedBy: row.modified_by };
};

function* pieces(head: Told['package'], put: Told['put'], take: Told['take']): Generator<Told> {
  yield { kind: 'package', package: head, put: put.slice(0, CONTENTS), take: take.slice(0, TAKEN) };
  for (let at = 1; at * CONTENTS < put.length || at * TAKEN < take.length; at++) yield { kind: 'package', package: head, put: put.slice(at * CONTENTS, (at + 1) * CONTENTS), take: take.slice(at * TAKEN, (at + 1) * TAKEN) };
}

export function createReplication({ code, hierarchy, told }: { code: string; hierarchy: Hierarchy; /** A package came from above, or changed there. */ told: () => void }): Replication {
  const contents = (db: Readable, id: string, which: string) =>
    (db.prepare(`SELECT update_id, content_id FROM package_contents WHERE package_id = ? AND state = 'there' AND ${which}`).raw().all(id) as [string, string][]).map(([updateId, contentId]) => ({ updateId, ...contentOf(db, contentId) }));

  hierarchy.onPrimaryAdded((db, send) => {
    for (const { package_id: id } of allPackages(db)) for (const piece of pieces(headOf(db, id), contents(db, id, 'told = 1'), [])) send(piece);
  });
  hierarchy.on('package', (db, message) => {
    const { package: { packageId: id, version, modifiedAt, modifiedBy, ...head }, put, take } = message;
    const changed = { revision: nextRevision(db), at: modifiedAt, by: modifiedBy };
    putHead(db, { packageId: id, ...head }, changed);
    const before = findPackage(db, id)!.source_version;
    db.prepare('UPDATE deployment_packages SET source_version = ?, source_at = iif(source_version = ?, source_at, ?) WHERE package_id = ?').run(version, version, modifiedAt, id);
    const gone = db.prepare('DELETE FROM package_contents WHERE package_id = ? AND update_id = ? AND content_id = ?');
    for (const [update, content] of take) gone.run(id, update, content);
    const row = db.prepare("INSERT INTO package_contents (package_id, update_id, content_id, origin, state, told) VALUES (?, ?, ?, '', 'there', 1) ON CONFLICT DO NOTHING");
    for (const { updateId, ...content } of put) {
      putContent(db, content);
      row.run(id, updateId, content.contentId);
    }
    if (version !== before || put.length > 0) for (const { server } of pointsOf(db, id).filter((one) => one.site_code === code && one.state !== 'removing')) wantOn(db, { code, id, server, at: modifiedAt });
    hierarchy.tellPrimaries(db, message);
    return told;
  });
  hierarchy.on('packageDeleted', (db, message) => {
    deletePackage(db, code, message.packageId, findPackage(db, message.packageId)?.modified_at ?? 0);
    hierarchy.tellPrimaries(db, message);
    return told;
  });
  hierarchy.on('packageStatus', (db, message) => {
    const { packageId: id, siteCode, server, status } = message;
    if (!status || !findPackage(db, id)) db.prepare('DELETE FROM package_distribution_points WHERE package_id = ? AND site_code = ? AND server = ?').run(id, siteCode, server);
    else {
      db.prepare(
        `INSERT INTO package_distribution_points (package_id, site_code, server, state, version, wanted_version, everything, changed_at, problem) VALUES (?, ?, ?, ?, ?, ?, 0, ?, ?)
           ON CONFLICT DO UPDATE SET state = excluded.state, version = excluded.version, wanted_version = excluded.wanted_version, changed_at = excluded.changed_at, problem = excluded.problem`,
      ).run(id, siteCode, server, status.state, status.version, status.wantedVersion, status.changedAt, status.problem);
    }
    // Only packages from above are known there.
    if (hierarchy.parent !== null && findPackage(db, id)?.source_site !== code) hierarchy.report(db, message);
    return told;
  });

  return {
    tell: (db, id, taken = []) => {
      // A site that joins later gets all of it.
      if (hierarchy.primaryChildren().length > 0) for (const piece of pieces(headOf(db, id), contents(db, id, 'told = 0'), taken.map(([update, content]) => [update, content]))) hierarchy.tellPrimaries(db, piece);
      db.prepare("UPDATE package_contents SET told = 1 WHERE package_id = ? AND state = 'there' AND told = 0").run(id);
    },
    tellDeleted: (db, id) => hierarchy.tellPrimaries(db, { kind: 'packageDeleted', packageId: id }),
    report: (db, id, server, point) => {
      if (hierarchy.parent === null || findPackage(db, id)?.source_site === code) return;
      const status = point && { state: point.state, version: point.version, wantedVersion: point.wanted_version, changedAt: point.changed_at, problem: point.problem };
      hierarchy.report(db, { kind: 'packageStatus', packageId: id, siteCode: code, server, status: status ?? null });
    },
  };
}
