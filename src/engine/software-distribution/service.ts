import type { AdvertisementDraft, Area, Commanded, DistributionDeletion, DistributionPackage, PackageDraft, ProgramDraft } from '../../contract/index.ts';
import type { Changed, Journal, Touched } from '../audit/index.ts';
import { membersWithSubcollections } from '../collections/index.ts';
import type { Hierarchy } from '../hierarchy/index.ts';
import { Failure, type Clock } from '../kernel/index.ts';
import type { Register } from '../objects/index.ts';
import type { Rights } from '../rights/index.ts';
import type { Readable, SiteDatabase, Writable } from '../site-database/index.ts';
import { distributionObject } from './console-object.ts';
import { checkDraft } from './rules.ts';
import { advertisementsOf, all, find, packageCode, programsOf, put, remove, wholeOf, type Drafts, type Kind, type Stored, type Whole } from './store.ts';

type Made = { revision: number; value: { id: number } };

export interface SoftwareDistribution {
  /** By name, each with its programs. */
  packages(): DistributionPackage[];
  /** Throws Failure INVALID_SETTINGS, NO_RIGHT and REFUSED; the others that make something as well. */
  createPackage(call: Commanded, draft: PackageDraft): Made;
  createProgram(call: Commanded, draft: ProgramDraft): Made;
  createAdvertisement(call: Commanded, draft: AdvertisementDraft): Made;
  /** Throws Failure as those that make something, NOT_FOUND and REVISION_CONFLICT; so do the others. */
  changePackage(call: Commanded, id: number, draft: PackageDraft): Made;
  /** It stays in its package. */
  changeProgram(call: Commanded, id: number, draft: Omit<ProgramDraft, 'package'>): Made;
  changeAdvertisement(call: Commanded, id: number, draft: AdvertisementDraft): Made;
  /** What goes along. Throws Failure NOT_FOUND. */
  deletion(kind: Kind, id: number): DistributionDeletion;
  /** With what goes along. Throws Failure NOT_FOUND, REFUSED and REVISION_CONFLICT; so do the others. */
  deletePackage(call: Commanded, id: number): Made;
  deleteProgram(call: Commanded, id: number): Made;
  deleteAdvertisement(call: Commanded, id: number): Made;
}

export interface SoftwareDistributionParts {
  code: string;
  database: SiteDatabase;
  clock: Clock;
  journal: Journal;
  objects: Register;
  rights: Rights;
  hierarchy: Hierarchy;
}

const areas: Area[] = ['softwareDistribution'];

function found<K extends Kind>(db: Readable, kind: K, id: number, what: string): Stored<K> {
  const row = find(db, kind, id);
  if (!row) throw new Failure('NOT_FOUND', { what, why: `There is no such ${kind} any more.`, todo: 'Press F5 to refresh the list.' });
  return row;
}

/** An object with what is deleted with it, in the order in which they are made again. */
function along(db: Readable, kind: Kind, id: number): { programs: Stored<'program'>[]; advertisements: Stored<'advertisement'>[] } {
  const programs = kind === 'package' ? programsOf(db, id) : [];
  const advertised = kind === 'package' ? programs.flatMap((program) => advertisementsOf(db, program.id)) : kind === 'program' ? advertisementsOf(db, id) : [];
  return { programs, advertisements: advertised };
}

export function createSoftwareDistribution(parts: SoftwareDistributionParts): SoftwareDistribution {
  const { code, database, clock, journal, objects, hierarchy, rights } = parts;
  const checkKeeps = (kind: Kind, done: string) => hierarchy.checkKeeps(`The ${kind} was not ${done}.`);
  const changedRevision = (kind: Kind, id: number) => (db: Readable) => find(db, kind, id)?.changedRevision ?? 0;
  /** Advertising to a collection takes Advertise on it, beside the right on advertisements (D§8.6). */
  const checkTarget = (actor: string, kind: Kind, draft: Drafts[Kind]) => {
    if (kind === 'advertisement') rights.check(actor, { class: 'collection', right: 'advertise', object: { kind: 'collection', id: String((draft as AdvertisementDraft).collection) } });
  };
  const write = <K extends Kind>(db: Writable, kind: K, id: number | null, after: Whole<K>, as: Changed): { id: number; objects: Touched[] } => {
    checkDraft(db, kind, after.draft, id);
    const row = id === null ? undefined : find(db, kind, id);
    const own = put(db, kind, id, after, as);
    return { id: own, objects: [{ kind, id: String(own), name: after.draft.name, before: row && wholeOf(row), after }] };
  };
  const take = (db: Writable, kind: Kind, row: Stored<Kind>): Touched => {
    remove(db, kind, row.id);
    return { kind, id: String(row.id), name: row.draft.name, before: wholeOf(row), after: undefined };
  };
  const register = <K extends Kind>(kind: K) =>
    objects.register(
      distributionObject(kind, (db, text, value, as) => {
        checkKeeps(kind, 'restored');
        const id = Number(text);
        if (value) return void write(db, kind, id, value, as);
        const { programs, advertisements } = along(db, kind, id);
        if (programs.length + advertisements.length > 0) throw new Failure('REFUSED', { what: `The ${kind} was not taken away.`, why: `It has ${[...programs, ...advertisements].map((one) => `“${one.draft.name}”`).join(', ')} by now.`, todo: 'Delete it with them, or undo those first.' });
        remove(db, kind, id);
      }),
    );
  const make = <K extends Kind>(call: Commanded, name: string, kind: K, draft: Drafts[K]): Made => {
    checkKeeps(kind, 'made');
    return journal.command(call, { name, input: { draft }, areas }, (db, revision) => {
      checkTarget(call.actor, kind, draft);
      const as = { revision, at: clock.now(), by: call.actor };
      const { id, objects: touched } = write(db, kind, null, { draft, createdAt: as.at, createdBy: as.by }, as);
      return { value: { id }, objects: touched };
    });
  };
  const edit = <K extends Kind>(call: Commanded, name: string, kind: K, id: number, draft: Partial<Drafts[K]>): Made =>
    journal.command(call, { name, input: { id, draft }, areas, changedRevision: changedRevision(kind, id) }, (db, revision) => {
      checkKeeps(kind, 'changed');
      const before = found(db, kind, id, `The ${kind} was not changed.`);
      const after = { ...before.draft, ...draft };
      checkTarget(call.actor, kind, after);
      return { value: { id }, objects: write(db, kind, id, { ...wholeOf(before), draft: after }, { revision, at: clock.now(), by: call.actor }).objects };
    });
  const drop = (call: Commanded, name: string, kind: Kind, id: number): Made =>
    journal.command(call, { name, input: { id }, areas, changedRevision: changedRevision(kind, id) }, (db) => {
      checkKeeps(kind, 'deleted');
      const row = found(db, kind, id, `The ${kind} was not deleted.`);
      const { programs, advertisements } = along(db, kind, id);
      return { value: { id }, objects: [take(db, kind, row), ...programs.map((one) => take(db, 'program', one)), ...advertisements.map((one) => take(db, 'advertisement', one))] };
    });
  register('package');
  register('program');
  register('advertisement');

  return {
    packages: () => {
      const programs = all(database, 'program').map(({ draft, id, createdAt, createdBy, modifiedAt, modifiedBy }) => ({ ...draft, id, createdAt, createdBy, modifiedAt, modifiedBy }));
      return all(database, 'package').map(({ draft, id, createdAt, createdBy, modifiedAt, modifiedBy }) => ({
        ...draft, id, createdAt, createdBy, modifiedAt, modifiedBy, code: packageCode(code, id), programs: programs.filter((program) => program.package === id),
      }));
    },
    createPackage: (call, draft) => make(call, 'softwareDistribution.createPackage', 'package', draft),
    createProgram: (call, draft) => make(call, 'softwareDistribution.createProgram', 'program', draft),
    createAdvertisement: (call, draft) => make(call, 'softwareDistribution.createAdvertisement', 'advertisement', draft),
    changePackage: (call, id, draft) => edit(call, 'softwareDistribution.changePackage', 'package', id, draft),
    changeProgram: (call, id, draft) => edit(call, 'softwareDistribution.changeProgram', 'program', id, draft),
    changeAdvertisement: (call, id, draft) => edit(call, 'softwareDistribution.changeAdvertisement', 'advertisement', id, draft),
    deletion: (kind, id) => {
      const { draft } = found(database, kind, id, `The ${kind} cannot be deleted.`);
      const { programs, advertisements } = along(database, kind, id);
      const target = draft as AdvertisementDraft;
      const gone = new Set([...programs.map((one) => `program ${one.id}`), ...advertisements.map((one) => `advertisement ${one.id}`)]);
      return {
        programs: programs.map((one) => one.draft.name), advertisements: advertisements.map((one) => one.draft.name),
        computers: kind === 'advertisement' ? membersWithSubcollections(database, target.collection, target.includeSubcollections).size : 0,
        referredBy: objects.references({ kind, id: String(id) }).filter((one) => !gone.has(`${one.kind} ${one.id}`)),
      };
    },
    deletePackage: (call, id) => drop(call, 'softwareDistribution.deletePackage', 'package', id),
    deleteProgram: (call, id) => drop(call, 'softwareDistribution.deleteProgram', 'program', id),
    deleteAdvertisement: (call, id) => drop(call, 'softwareDistribution.deleteAdvertisement', 'advertisement', id),
  };
}
