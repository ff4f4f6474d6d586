import type { Area, Commanded, DeploymentDraft, DeploymentOutcome, MadeWith, Referring } from '../../contract/index.ts';
import { packSet, unpack, type Journal, type Touched, type Changed } from '../audit/index.ts';
import { collectionNumberOf, membersWithSubcollections } from '../collections/index.ts';
import type { Hierarchy } from '../hierarchy/index.ts';
import { Failure, type Clock, type Ids } from '../kernel/index.ts';
import type { Register } from '../objects/index.ts';
import type { Rights } from '../rights/index.ts';
import { agentSettings } from '../software-updates-client-agent/index.ts';
import type { Readable, SiteDatabase, Writable } from '../site-database/index.ts';
import { notDownloaded } from '../update-repository/index.ts';
import { deploymentObject, KIND } from './console-object.ts';
import { chosen, outcomeOf, resolved } from './outcome.ts';
import { createReplication } from './replication.ts';
import { checkDraft, checkSms2003, checkTerms, freeName, notDeployableToSms2003, together } from './rules.ts';
import { deleteDeployment, findDeployment, headOf, putHead, putIn, putWhole, takeOut, updatesIn, wholeDeployment, type StoredDeployment, type WholeDeployment } from './store.ts';

type Revised<V> = { revision: number; value: V };

export interface Deployments {
  /** What a wizard must know of these updates. */
  examine(updates: readonly number[]): { name: string; updates: number; expired: number; gone: number; superseded: number; deployableToSms2003: boolean; notDownloaded: number[]; hideAll: boolean; now: number };
  /** Expired updates are left out and told of. Throws Failure INVALID_SETTINGS, NO_RIGHT and REFUSED, the latter also while license terms wait or nothing would be left. */
  create(call: Commanded, draft: DeploymentDraft, updates: readonly number[], madeWith: MadeWith): Revised<DeploymentOutcome>;
  /** Throws Failure NOT_FOUND, INVALID_SETTINGS, NO_RIGHT, REFUSED and REVISION_CONFLICT. */
  change(call: Commanded, id: number, draft: DeploymentDraft): Revised<{ id: number }>;
  /** Throws Failure NOT_FOUND, REFUSED and REVISION_CONFLICT. */
  setEnabled(call: Commanded, id: number, enabled: boolean): Revised<{ id: number }>;
  /** Takes nothing back from anybody, so it is not refused because the deployment has changed meanwhile. Throws Failure as `create`, and NOT_FOUND. */
  addUpdates(call: Commanded, id: number, updates: readonly number[]): Revised<DeploymentOutcome>;
  /** As `addUpdates`. */
  removeUpdates(call: Commanded, id: number, updates: readonly number[]): Revised<{ removed: number }>;
  /** What a deletion would take along. Throws Failure NOT_FOUND. */
  deletion(id: number): { updates: number; computers: number; referredBy: Referring[]; childSites: string[] };
  /** Throws Failure NOT_FOUND, REFUSED and REVISION_CONFLICT. */
  delete(call: Commanded, id: number): Revised<{ updates: number }>;
}

export interface DeploymentsParts {
  code: string;
  database: SiteDatabase;
  clock: Clock;
  ids: Ids;
  journal: Journal;
  objects: Register;
  rights: Rights;
  hierarchy: Hierarchy;
  touched: (...areas: Area[]) => void;
}

/** Whether an update is deployed stands beside it in the repository. */
const areas: Area[] = ['deployments', 'updateRepository'];
const NOT_MADE = 'The deployment was not made.';
const NOT_CHANGED = 'The deployment was not changed.';

function found(db: Readable, id: number, what: string): StoredDeployment {
  const row = findDeployment(db, id);
  if (!row) throw new Failure('NOT_FOUND', { what, why: 'There is no such deployment any more.', todo: 'Press F5 to refresh the tree.' });
  return row;
}

/** The rules of who may change which deployment, and how one is written; the same for a command and the undo of one. */
function createWriting(parts: DeploymentsParts) {
  const { rights, hierarchy } = parts;
  const replication = createReplication({ hierarchy, came: () => parts.touched(...areas) });
  const checkAllowed = (object: { name: string; sourceSite: string }, what: string) => hierarchy.checkOwn(object, what, 'make a deployment of your own');
  return {
    checkAllowed,
    /** Deploying to a collection takes Advertise on it, beside the right on deployments (D§8.6). */
    checkTarget: (db: Readable, actor: string, collection: string) => {
      const number = collectionNumberOf(db, collection);
      if (number !== null) rights.check(actor, { class: 'collection', right: 'advertise', object: { kind: 'collection', id: String(number) } });
    },
    allowed: (db: Readable, id: number, what: string): { row: StoredDeployment; whole: WholeDeployment } => {
      const row = found(db, id, what);
      checkAllowed({ name: row.name, sourceSite: row.source_site }, what);
      return { row, whole: wholeDeployment(db, row) };
    },
    /** Ends every change of a deployment: the sites below are told, and the journal gets the object whole. */
    changed: (db: Writable, id: number, before: WholeDeployment | undefined): Touched[] => {
      const row = findDeployment(db, id);
      const after = row && wholeDeployment(db, row);
      const { name, uniqueId } = (after ?? before)!;
      replication.tell(db, uniqueId, unpack(before?.updates ?? ''));
      return [{ kind: KIND, id: String(id), name, before, after }];
    },
  };
}

export function createDeployments(parts: DeploymentsParts): Deployments {
  const { code, database, clock, journal, hierarchy, objects } = parts;
  const { checkAllowed, checkTarget, allowed, changed } = createWriting(parts);
  const noted = (call: Commanded, revision: number): Changed => ({ revision, at: clock.now(), by: call.actor });
  const changedRevision = (id: number) => (db: Readable) => findDeployment(db, id)?.changed_revision ?? 0;
  const touch = (db: Writable, row: StoredDeployment, change: Partial<Omit<WholeDeployment, 'updates'>>, as: Changed) => void putHead(db, row.deployment_id, { ...headOf(row), ...change }, as);

  objects.register(
    deploymentObject((db, text, value, as) => {
      const id = Number(text);
      const row = findDeployment(db, id);
      const before = row && wholeDeployment(db, row);
      checkAllowed((value ?? before)!, 'The deployment was not restored.');
      if (value) {
        checkDraft(db, value, id, value, value.createdAt);
        putWhole(db, id, value, as);
      } else deleteDeployment(db, id);
      changed(db, id, before);
    }),
  );

  return {
    examine: (updates) => {
      const { there, gone, expired, superseded } = chosen(database, updates);
      const left = new Set(expired);
      const deployable = there.filter((ci) => !left.has(ci));
      return { name: freeName(database), updates: deployable.length, expired: expired.length, gone: gone.length, superseded, deployableToSms2003: deployable.length > 0 && notDeployableToSms2003(there) === 0, notDownloaded: notDownloaded(database, deployable), hideAll: agentSettings(database).hideAll, now: clock.now() };
    },
    create: (call, draft, updates, madeWith) => {
      checkAllowed({ name: draft.name, sourceSite: code }, NOT_MADE);
      return journal.command(call, { name: 'deployments.create', input: { draft, updates: packSet(updates), madeWith }, areas }, (db, revision) => {
        const as = noted(call, revision);
        checkTarget(db, call.actor, draft.settings.collection!);
        checkDraft(db, draft, null, null, as.at);
        const picked = resolved(db, updates, NOT_MADE);
        checkTerms(db, picked.deployable, NOT_MADE);
        checkSms2003(draft, picked.deployable);
        const id = putHead(db, null, { ...draft, uniqueId: `{${parts.ids.guid().toUpperCase()}}`, enabled: true, madeWith, sourceSite: code, createdAt: as.at, createdBy: as.by }, as);
        putIn(db, id, picked.deployable);
        return { value: outcomeOf(db, { id, name: draft.name }, picked, []), objects: changed(db, id, undefined) };
      });
    },
    change: (call, id, draft) =>
      journal.command(call, { name: 'deployments.change', input: { id, draft }, areas, changedRevision: changedRevision(id) }, (db, revision) => {
        const { row, whole } = allowed(db, id, NOT_CHANGED);
        if (draft.settings.collection !== whole.settings.collection) checkTarget(db, call.actor, draft.settings.collection!);
        checkDraft(db, draft, id, whole, whole.createdAt);
        if (!whole.settings.sms2003.deploy) checkSms2003(draft, unpack(whole.updates));
        touch(db, row, draft, noted(call, revision));
        return { value: { id }, objects: changed(db, id, whole) };
      }),
    setEnabled: (call, id, enabled) =>
      journal.command(call, { name: 'deployments.setEnabled', input: { id, enabled }, areas, changedRevision: changedRevision(id) }, (db, revision) => {
        const { row, whole } = allowed(db, id, NOT_CHANGED);
        touch(db, row, { enabled }, noted(call, revision));
        return { value: { id }, objects: changed(db, id, whole) };
      }),
    addUpdates: (call, id, updates) =>
      journal.command(call, { name: 'deployments.addUpdates', input: { id, updates: packSet(updates) }, areas }, (db, revision) => {
        const what = 'No update was added.';
        const { row, whole } = allowed(db, id, what);
        checkTarget(db, call.actor, whole.settings.collection!);
        const picked = resolved(db, updates, what);
        checkTerms(db, picked.deployable, what);
        checkSms2003(whole, together(db, id, picked.deployable));
        const already = unpack(whole.updates);
        putIn(db, id, picked.deployable);
        touch(db, row, {}, noted(call, revision));
        return { value: outcomeOf(db, { id, name: row.name }, picked, already), objects: changed(db, id, whole) };
      }),
    removeUpdates: (call, id, updates) =>
      journal.command(call, { name: 'deployments.removeUpdates', input: { id, updates: packSet(updates) }, areas }, (db, revision) => {
        const { row, whole } = allowed(db, id, 'No update was removed.');
        const value = { removed: takeOut(db, id, updates) };
        touch(db, row, {}, noted(call, revision));
        return { value, objects: changed(db, id, whole) };
      }),
    deletion: (id) => {
      const { settings } = headOf(found(database, id, 'The deployment cannot be deleted.'));
      const collection = collectionNumberOf(database, settings.collection!);
      const computers = collection === null ? 0 : membersWithSubcollections(database, collection, settings.includeSubcollections).size;
      return { updates: updatesIn(database, id).length, computers, referredBy: objects.references({ kind: KIND, id: String(id) }), childSites: hierarchy.primaries() };
    },
    delete: (call, id) =>
      journal.command(call, { name: 'deployments.delete', input: { id }, areas, changedRevision: changedRevision(id) }, (db) => {
        const { whole } = allowed(db, id, 'The deployment was not deleted.');
        deleteDeployment(db, id);
        return { value: { updates: unpack(whole.updates).length }, objects: changed(db, id, whole) };
      }),
  };
}
