import type { Area, Commanded, MigratedUpdates } from '../../contract/index.ts';
import type { Journal } from '../audit/index.ts';
import { Failure, type Breath, type Clock } from '../kernel/index.ts';
import { earlyUpdatesBefore, type EarlyUpdate } from '../microsoft-update/index.ts';
import { build, type SiteDatabase } from '../site-database/index.ts';
import { carryOverUpdates } from '../site-systems/index.ts';
import { beginImport, countLegacy, discardStaged, isKnown, LEGACY_MARK, LEGACY_REVISION, removeLegacy, type ConfigurationItem } from '../update-repository/index.ts';

export interface LabSeeds {
  migratedUpdates(): MigratedUpdates;
  /** Adds real updates of the SMS 2003 era that the site does not have yet. Throws Failure REFUSED or UNAVAILABLE. */
  addMigratedUpdates(call: Commanded): Promise<{ revision: number; value: MigratedUpdates & { added: number } }>;
  /** Takes back those that no synchronization revived. Throws Failure REFUSED. */
  removeMigratedUpdates(call: Commanded): { revision: number; value: MigratedUpdates & { removed: number } };
}

/** Configuration Manager 2007 replaced SMS 2003 at the end of 2007: what is younger was not migrated from it. */
const MIGRATED_BEFORE = Date.UTC(2008, 0, 1);

/** Few enough to be written at one stretch; some of a classification that is not synchronized at first, so that they stay legacy. */
const ADDED = { usual: 32, others: 8 };

const areas: Area[] = ['updateRepository', 'softwareUpdatePoint', 'site'];
const WHAT = 'No updates were added.';

/** A migrated update: what SMS 2003 knew of it, and no content, rules or revision. */
function legacyItem(update: EarlyUpdate): ConfigurationItem {
  return {
    updateId: update.updateId, revisionNumber: LEGACY_REVISION, bulletinId: '', articleId: update.kb, title: update.title + LEGACY_MARK, severity: 0,
    dateReleased: update.publishedAt, dateRevised: update.publishedAt, expired: true, deployable: true,
    classification: update.classification, product: update.product, language: 'All languages',
    sdmPackage: {
      description: 'Migrated from SMS 2003. It cannot be deployed until a synchronization finds it in the catalog.', vendor: 'Microsoft', products: [update.product], languages: [], cves: [],
      maximumRunTime: 20, restart: 'CanRequestReboot', articleUrl: `https://support.microsoft.com/kb/${update.kb}`, moreInfoUrls: [], licenceTerms: false,
    },
    contents: [], folders: [{ classificationId: update.classificationId, vendorId: update.vendorId, productId: update.productId }], supersedes: [], bundles: [],
  };
}

export function createLabSeeds(parts: { secondary: boolean; database: SiteDatabase; clock: Clock; journal: Journal; factsFolder: string | undefined; synchronizing(): boolean; breath(): Breath }): LabSeeds {
  const { database, clock, journal, factsFolder } = parts;
  const refuse = (what: string) => {
    if (clock.state().kind !== 'lab') throw new Failure('REFUSED', { what, why: 'This site is not a lab.', todo: 'Rehearse in a lab site.' });
    if (parts.secondary) throw new Failure('REFUSED', { what, why: 'A secondary site has no site database to hold them.', todo: 'Connect to a central or primary site.' });
    if (parts.synchronizing()) throw new Failure('REFUSED', { what, why: 'A synchronization is running.', todo: 'Wait for its end or cancel it, then try again.' });
  };
  const early = async (): Promise<EarlyUpdate[]> => {
    if (factsFolder === undefined) throw new Failure('UNAVAILABLE', { what: WHAT, why: 'The facts of the bundled catalog are not at hand.', todo: 'Install Patchbay again.' });
    return earlyUpdatesBefore(factsFolder, MIGRATED_BEFORE, parts.breath()).catch((error: Error) => {
      throw new Failure('UNAVAILABLE', { what: WHAT, why: error.message, todo: 'Install Patchbay again.' });
    });
  };

  return {
    migratedUpdates: () => countLegacy(database),
    addMigratedUpdates: async (call) => {
      refuse(WHAT);
      const missing = (await early()).filter((one) => !isKnown(database, one.updateId));
      refuse(WHAT);
      const isUsual = (one: EarlyUpdate) => one.classification !== 'Updates';
      const chosen = [...missing.filter(isUsual).slice(0, ADDED.usual), ...missing.filter((one) => !isUsual(one)).slice(0, ADDED.others)];
      // Staged rows are seen by nobody; no synchronization can come between them and the command.
      const staged = beginImport(database);
      staged.add(chosen.map(legacyItem));
      while (staged.markSuperseded());
      try {
        return journal.command(call, { name: 'lab.addMigratedUpdates', input: {}, areas }, (db) => {
          if (chosen.length > 0) staged.commit(db, []);
          const never = db.first(build.selectFrom('site').select('last_synchronized_at'))!.last_synchronized_at === null;
          if (never) carryOverUpdates(db);
          return { value: { ...countLegacy(db), added: chosen.length }, after: chosen.map((one) => one.kb) };
        });
      } catch (error) {
        while (discardStaged(database));
        throw error;
      }
    },
    removeMigratedUpdates: (call) => {
      refuse('No updates were removed.');
      return journal.command(call, { name: 'lab.removeMigratedUpdates', input: {}, areas }, (db) => {
        const removed = removeLegacy(db);
        return { value: { ...countLegacy(db), removed: removed.length }, before: removed };
      });
    },
  };
}
