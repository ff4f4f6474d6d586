import type { Hierarchy, LinkMessage } from '../hierarchy/index.ts';
import type { Writable } from '../site-database/index.ts';
import { allTemplates, deleteTemplate, findByUniqueId, putTemplate, wholeTemplate, type StoredTemplate } from './store.ts';

/** How templates go down the hierarchy; a secondary site has no site database to keep them in (SYNC-11). */
export interface Replication {
  /** In the caller's transaction: tells the primary sites below what has become of a template. */
  tell(db: Writable, uniqueId: string): void;
}

const told = (row: StoredTemplate): LinkMessage => ({ kind: 'deploymentTemplate', template: { ...wholeTemplate(row), modifiedAt: row.modified_at, modifiedBy: row.modified_by } });

export function createReplication({ hierarchy, came }: { hierarchy: Hierarchy; /** A template came from above. */ came: () => void }): Replication {
  const children = () => hierarchy.sites().filter((site) => hierarchy.children().includes(site.code) && site.kind === 'primary').map((site) => site.code);
  const tell: Replication['tell'] = (db, uniqueId) => {
    const row = findByUniqueId(db, uniqueId);
    for (const child of children()) hierarchy.tell(db, child, row ? told(row) : { kind: 'deploymentTemplateDeleted', uniqueId });
  };

  hierarchy.onAdded((db, child) => {
    if (children().includes(child)) for (const row of allTemplates(db)) hierarchy.tell(db, child, told(row));
  });
  hierarchy.on('deploymentTemplate', (db, { template: { modifiedAt: at, modifiedBy: by, ...whole } }) => {
    // Of the transaction this is part of, whose journal row comes at its end.
    const revision = db.prepare<number>('SELECT revision + 1 FROM site').pluck().get()!;
    putTemplate(db, findByUniqueId(db, whole.uniqueId)?.template_id ?? null, whole, { revision, at, by });
    tell(db, whole.uniqueId);
    return came;
  });
  hierarchy.on('deploymentTemplateDeleted', (db, { uniqueId }) => {
    const row = findByUniqueId(db, uniqueId);
    if (row) deleteTemplate(db, row.template_id);
    tell(db, uniqueId);
    return came;
  });
  return { tell };
}
