import { nextRevision } from '../audit/index.ts';
import type { Hierarchy, LinkMessage } from '../hierarchy/index.ts';
import type { Writable } from '../site-database/index.ts';
import { allTemplates, deleteTemplate, findByUniqueId, putTemplate, wholeTemplate, type StoredTemplate } from './store.ts';

/** How templates go down the hierarchy. */
export interface Replication {
  /** In the caller's transaction: tells the primary sites below what has become of a template. */
  tell(db: Writable, uniqueId: string): void;
}

const told = (row: StoredTemplate): LinkMessage => ({ kind: 'deploymentTemplate', template: { ...wholeTemplate(row), modifiedAt: row.modified_at, modifiedBy: row.modified_by } });

export function createReplication({ hierarchy, came }: { hierarchy: Hierarchy; /** A template came from above. */ came: () => void }): Replication {
  const tell: Replication['tell'] = (db, uniqueId) => {
    const row = findByUniqueId(db, uniqueId);
    hierarchy.tellPrimaries(db, row ? told(row) : { kind: 'deploymentTemplateDeleted', uniqueId });
  };

  hierarchy.onPrimaryAdded((db, send) => allTemplates(db).forEach((row) => send(told(row))));
  hierarchy.on('deploymentTemplate', (db, { template: { modifiedAt: at, modifiedBy: by, ...whole } }) => {
    putTemplate(db, findByUniqueId(db, whole.uniqueId)?.template_id ?? null, whole, { revision: nextRevision(db), at, by });
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
