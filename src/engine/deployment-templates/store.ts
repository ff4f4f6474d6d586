import type { Changed } from '../audit/index.ts';
import type { Selectable } from 'kysely';
import type { DeploymentSettings, DeploymentTemplate } from '../../contract/index.ts';
import { collectionNameOf } from '../collections/index.ts';
import { build, type Readable, type Tables, type Writable } from '../site-database/index.ts';

export type StoredTemplate = Selectable<Tables['deployment_templates']>;

/** The whole of a template, as the journal has it. */
export interface WholeTemplate {
  uniqueId: string;
  name: string;
  description: string;
  settings: DeploymentSettings;
  document: string | null;
  sourceSite: string;
  createdAt: number;
  createdBy: string;
}

export const findTemplate = (db: Readable, id: number): StoredTemplate | undefined => db.first(build.selectFrom('deployment_templates').selectAll().where('template_id', '=', id));
export const findByUniqueId = (db: Readable, uniqueId: string): StoredTemplate | undefined => db.first(build.selectFrom('deployment_templates').selectAll().where('unique_id', '=', uniqueId));
export const allTemplates = (db: Readable): StoredTemplate[] => db.all(build.selectFrom('deployment_templates').selectAll().orderBy('name').orderBy('template_id'));

export const wholeTemplate = (row: StoredTemplate): WholeTemplate => ({
  uniqueId: row.unique_id, name: row.name, description: row.description, settings: JSON.parse(row.settings) as DeploymentSettings, document: row.document,
  sourceSite: row.source_site, createdAt: row.created_at, createdBy: row.created_by,
});

export function toTemplate(db: Readable, row: StoredTemplate, code: string): DeploymentTemplate {
  const { document: _document, ...whole } = wholeTemplate(row);
  const { collection } = whole.settings;
  return { ...whole, id: row.template_id, collectionName: collection && collectionNameOf(db, collection), locked: row.source_site !== code, modifiedAt: row.modified_at, modifiedBy: row.modified_by };
}

/** In the caller's transaction; answers with its id, which is `id` where it had one before. */
export function putTemplate(db: Writable, id: number | null, whole: WholeTemplate, { revision, at, by }: Changed): number {
  const values = {
    unique_id: whole.uniqueId, name: whole.name, description: whole.description, settings: JSON.stringify(whole.settings), document: whole.document, source_site: whole.sourceSite,
    created_at: whole.createdAt, created_by: whole.createdBy, modified_at: at, modified_by: by, changed_revision: revision,
  };
  db.run(build.insertInto('deployment_templates').values({ ...(id !== null && { template_id: id }), ...values }).onConflict((conflict) => conflict.column('template_id').doUpdateSet(values)));
  return findByUniqueId(db, whole.uniqueId)!.template_id;
}

export const deleteTemplate = (db: Writable, id: number): void => void db.run(build.deleteFrom('deployment_templates').where('template_id', '=', id));
