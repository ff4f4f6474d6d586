import type { Area, Commanded, DeploymentTemplate, DeploymentTemplateDraft, Referring } from '../../contract/index.ts';
import type { Journal, Touched, Changed } from '../audit/index.ts';
import type { Hierarchy } from '../hierarchy/index.ts';
import { Failure, type Clock, type Ids } from '../kernel/index.ts';
import type { Register } from '../objects/index.ts';
import type { Readable, SiteDatabase, Writable } from '../site-database/index.ts';
import { KIND, templateObject } from './console-object.ts';
import { readDocument, writeDocument } from './document.ts';
import { createReplication } from './replication.ts';
import { allTemplates, deleteTemplate, findTemplate, putTemplate, toTemplate, wholeTemplate, type StoredTemplate, type WholeTemplate } from './store.ts';

type Revised<V> = { revision: number; value: V };

export interface DeploymentTemplates {
  /** By name. */
  list(): DeploymentTemplate[];
  /** Throws Failure INVALID_SETTINGS and REFUSED, the latter also for a document that is none. */
  create(call: Commanded, draft: DeploymentTemplateDraft, document: string | null): Revised<{ id: number }>;
  /** Throws Failure NOT_FOUND, INVALID_SETTINGS, REFUSED and REVISION_CONFLICT. */
  change(call: Commanded, id: number, draft: DeploymentTemplateDraft): Revised<{ id: number }>;
  /** As `change`. */
  rename(call: Commanded, id: number, name: string): Revised<{ id: number }>;
  /** One of this site, whoever made the first. Throws Failure NOT_FOUND, INVALID_SETTINGS and REFUSED. */
  copy(call: Commanded, id: number, name: string): Revised<{ id: number }>;
  /** What a deletion would take along. Throws Failure NOT_FOUND. */
  deletion(id: number): { referredBy: Referring[]; childSites: string[] };
  /** Throws Failure NOT_FOUND, REFUSED and REVISION_CONFLICT. */
  delete(call: Commanded, id: number): Revised<{ deleted: number }>;
  /** Throws Failure NOT_FOUND. */
  exportXml(id: number): string;
  /** Throws Failure REFUSED. */
  readXml(xml: string, name: string): DeploymentTemplateDraft;
}

export interface DeploymentTemplatesParts {
  code: string;
  database: SiteDatabase;
  clock: Clock;
  ids: Ids;
  journal: Journal;
  objects: Register;
  hierarchy: Hierarchy;
  touched: (...areas: Area[]) => void;
}

const areas: Area[] = ['deploymentTemplates'];

function found(db: Readable, id: number, what: string): StoredTemplate {
  const row = findTemplate(db, id);
  if (!row) throw new Failure('NOT_FOUND', { what, why: 'There is no such deployment template any more.', todo: 'Press F5 to refresh the list.' });
  return row;
}

function checkName(db: Readable, name: string, own: number | null): void {
  const other = db.prepare<number>('SELECT template_id FROM deployment_templates WHERE name = ? AND template_id IS NOT ?').pluck().get(name, own);
  if (other === undefined) return;
  const message = 'Another deployment template has this name.';
  throw new Failure('INVALID_SETTINGS', { what: 'The deployment template was not saved.', why: message, todo: 'Choose another name.', fields: [{ path: 'name', message }] });
}

export function createDeploymentTemplates(parts: DeploymentTemplatesParts): DeploymentTemplates {
  const { code, database, clock, journal, hierarchy, objects } = parts;
  const replication = createReplication({ hierarchy, came: () => parts.touched(...areas) });
  const changedRevision = (id: number) => (db: Readable) => findTemplate(db, id)?.changed_revision ?? 0;

  /** Asked before anything is written, by a command and by the undo of one. */
  const checkAllowed = (object: { name: string; sourceSite: string }, what: string) => hierarchy.checkOwn(object, what, 'copy it');
  /** Writes a template as it is to be, tells the sites below and answers what the journal keeps. */
  const put = (db: Writable, id: number | null, after: WholeTemplate, as: Changed): { id: number; objects: Touched[] } => {
    checkName(db, after.name, id);
    const row = id === null ? undefined : findTemplate(db, id);
    const own = putTemplate(db, id, after, as);
    replication.tell(db, after.uniqueId);
    return { id: own, objects: [{ kind: KIND, id: String(own), name: after.name, before: row && wholeTemplate(row), after }] };
  };
  const take = (db: Writable, id: number, before: WholeTemplate): Touched[] => {
    deleteTemplate(db, id);
    replication.tell(db, before.uniqueId);
    return [{ kind: KIND, id: String(id), name: before.name, before, after: undefined }];
  };
  const make = (call: Commanded, name: string, input: object, draft: (db: Readable) => DeploymentTemplateDraft & { document: string | null }) => {
    checkAllowed({ name: '', sourceSite: code }, 'The deployment template was not made.');
    return journal.command(call, { name, input, areas }, (db, revision) => {
      const as = { revision, at: clock.now(), by: call.actor };
      const { id, objects: touched } = put(db, null, { uniqueId: `Template_${parts.ids.guid().toUpperCase()}`, ...draft(db), sourceSite: code, createdAt: as.at, createdBy: as.by }, as);
      return { value: { id }, objects: touched };
    });
  };
  const edit = (call: Commanded, name: string, input: { id: number; name: string }, to: (before: WholeTemplate) => WholeTemplate) =>
    journal.command(call, { name, input, areas, changedRevision: changedRevision(input.id) }, (db, revision) => {
      const what = 'The deployment template was not changed.';
      const before = wholeTemplate(found(db, input.id, what));
      checkAllowed(before, what);
      return { value: { id: input.id }, objects: put(db, input.id, to(before), { revision, at: clock.now(), by: call.actor }).objects };
    });

  objects.register(
    templateObject((db, text, value, as) => {
      const row = findTemplate(db, Number(text));
      checkAllowed(value ?? wholeTemplate(row!), 'The deployment template was not restored.');
      if (value) put(db, Number(text), value, as);
      else take(db, Number(text), wholeTemplate(row!));
    }),
  );

  return {
    list: () => allTemplates(database).map((row) => toTemplate(database, row, code)),
    create: (call, draft, document) => {
      if (document !== null) readDocument(document);
      return make(call, 'deploymentTemplates.create', { draft, document }, () => ({ ...draft, document }));
    },
    change: (call, id, draft) => edit(call, 'deploymentTemplates.change', { id, ...draft }, (before) => ({ ...before, ...draft })),
    rename: (call, id, name) => edit(call, 'deploymentTemplates.rename', { id, name }, (before) => ({ ...before, name })),
    copy: (call, id, name) =>
      make(call, 'deploymentTemplates.copy', { id, name }, (db) => {
        const { description, settings, document } = wholeTemplate(found(db, id, 'The deployment template was not copied.'));
        return { name, description, settings, document };
      }),
    deletion: (id) => {
      found(database, id, 'The deployment template cannot be deleted.');
      return { referredBy: objects.references({ kind: KIND, id: String(id) }), childSites: hierarchy.primaries() };
    },
    delete: (call, id) =>
      journal.command(call, { name: 'deploymentTemplates.delete', input: { id }, areas, changedRevision: changedRevision(id) }, (db) => {
        const what = 'The deployment template was not deleted.';
        const before = wholeTemplate(found(db, id, what));
        checkAllowed(before, what);
        return { value: { deleted: id }, objects: take(db, id, before) };
      }),
    exportXml: (id) => {
      const { settings, document } = wholeTemplate(found(database, id, 'The deployment template was not exported.'));
      return writeDocument(settings, document);
    },
    readXml: (xml, name) => ({ name: name.trim(), description: '', settings: readDocument(xml) }),
  };
}
