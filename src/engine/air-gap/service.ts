import { dirname, join } from 'node:path';
import type { Area, Commanded, Comparison, Difference, DifferenceKind, Job, KeyRotation, SigningKey, TrustedKey } from '../../contract/index.ts';
import type { Journal } from '../audit/index.ts';
import type { Jobs, Running } from '../jobs/index.ts';
import { Failure, type Breath, type Clock, type Ids } from '../kernel/index.ts';
import { build, type SiteDatabase } from '../site-database/index.ts';
import { updateLanguages, type CatalogStore } from '../wsus/index.ts';
import { compareBundle, type Compared } from './compare.ts';
import { checkTarget, exportCatalog, PART_LIMIT } from './export.ts';
import { openExport } from './exported.ts';
import { checkFolder } from './folder.ts';
import { importBundle } from './import.ts';
import { refusal, type Bundle } from './model.ts';
import { scanCabinet, scanCabinetName } from './scan-cabinet.ts';
import { createSigningKeys } from './signing-key.ts';
import { createTrustedKeys } from './trusted-keys.ts';

export interface AirGapParts {
  code: string;
  server: string;
  database: SiteDatabase;
  catalog: CatalogStore;
  clock: Clock;
  ids: Ids;
  journal: Journal;
  jobs: Jobs;
  breath: () => Breath;
  /** Short names of the languages the site keeps files of. */
  languages: () => readonly string[];
  touched(...areas: Area[]): void;
}

interface Answer<R> {
  revision: number;
  value: R;
}

export interface DifferencesAsked {
  jobId: string;
  kind: DifferenceKind;
  within: { by: 'classification' | 'product'; id: string | null } | null;
  offset: number;
  limit: number;
}

/** Commands throw Failure (REFUSED, ALREADY_RUNNING, NOT_FOUND); what is found out later fails the job with its reason. */
export interface AirGap {
  signingKey(): SigningKey | null;
  renewSigningKey(call: Commanded): Answer<SigningKey>;
  trustedKeys(): TrustedKey[];
  pinKey(call: Commanded, key: { publicKey: string; label: string }): Answer<TrustedKey>;
  rotateKey(call: Commanded, rotation: KeyRotation): Answer<TrustedKey>;
  revokeKey(call: Commanded, fingerprint: string): Answer<TrustedKey>;
  /** @param partLimit unpacked bytes of one part */
  export(call: Commanded, asked: { folder: string; expiresInDays: number }, partLimit?: number): Answer<{ jobId: string }>;
  compare(call: Commanded, folder: string): Answer<{ jobId: string }>;
  comparison(jobId: string): Comparison;
  differences(asked: DifferencesAsked): { total: number; rows: Difference[] };
  import(call: Commanded, asked: { folder: string; manifest: string; acceptUnsigned: boolean }): Answer<{ jobId: string }>;
}

const DAY = 86_400_000;

const titles = { export: 'Export of the catalog', comparison: 'Comparison with a bundle', import: 'Import of a bundle' } as const;

/** Export, comparison and import of the WSUS catalog for sites without Internet (SYNC-08, INSIGHT-03). */
export function createAirGap(parts: AirGapParts): AirGap {
  const { code, server, database, catalog, clock, journal, jobs } = parts;
  // Beside the databases, in the site's own folder.
  const signing = createSigningKeys(join(dirname(database.file), 'export-key.json'));
  const trusted = createTrustedKeys(parts);
  let compared: Compared | undefined;

  const open = (folder: string): Bundle => {
    checkFolder(folder);
    const found = openExport(folder, { database, catalog, now: clock.now() }) ?? scanCabinet(folder);
    if (!found) throw refusal(`There is no manifest.json and no ${scanCabinetName} in ${folder}.`, 'Choose the folder of an export, or of the scan cabinet.');
    return found;
  };
  const start = (kind: keyof typeof titles, startedBy: string, work: (running: Running) => Promise<void>): { jobId: string } => {
    // Held from the first moment on: the work is real input and output.
    const release = clock.hold();
    const run = async (running: Running) => {
      try {
        await work(running);
      } finally {
        release();
        parts.touched('airGap', 'jobs');
      }
    };
    return { jobId: jobs.start({ kind, title: titles[kind], startedBy }, run).id };
  };
  const refuseBeside = (kinds: readonly Job['kind'][]) => {
    const running = jobs.list().find((job) => job.endedAt === null && kinds.includes(job.kind));
    if (running) throw new Failure('ALREADY_RUNNING', { what: 'Nothing was started.', why: `${running.title} is running.`, todo: 'Wait for its end, or cancel it first.' });
  };
  const result = (jobId: string): Compared => {
    if (compared?.summary.jobId === jobId) return compared;
    throw new Failure('NOT_FOUND', { what: 'There is no such comparison.', why: 'Only the latest one is kept, until the site is closed.', todo: 'Compare the bundle again.' });
  };

  return {
    signingKey: () => signing.read() ?? null,
    renewSigningKey: (call) =>
      journal.command(call, { name: 'airGap.renewSigningKey', input: {}, areas: ['airGap'] }, () => {
        const before = signing.read()?.fingerprint ?? null;
        const value = signing.renew();
        return { value, before, after: value.fingerprint };
      }),
    trustedKeys: trusted.list,
    pinKey: trusted.pin,
    rotateKey: trusted.rotate,
    revokeKey: trusted.revoke,

    export: (call, { folder, expiresInDays }, partLimit = PART_LIMIT) => {
      checkTarget(folder);
      refuseBeside(['export', 'import']);
      if (catalog.version() === 0) throw new Failure('REFUSED', { what: 'The catalog was not exported.', why: 'It is empty.', todo: 'Run a synchronization first.' });
      const { revision, value: key } = journal.command(call, { name: 'airGap.export', input: { folder, expiresInDays }, areas: ['airGap', 'jobs'] }, () => {
        const value = signing.read() ?? signing.renew();
        return { value, after: { signedBy: value.fingerprint } };
      });
      const createdAt = clock.now();
      const enabled = parts.languages();
      const about = { serverId: catalog.setting('account_guid') ?? parts.ids.guid(), createdAt, languages: updateLanguages.filter(({ short }) => short !== 'all').map((one) => ({ ...one, enabled: enabled.includes(one.short) })) };
      const value = start('export', call.actor, async (running) => {
        await exportCatalog({
          folder, catalog, about, partLimit, running, breath: parts.breath(), signer: { fingerprint: key.fingerprint, sign: signing.sign }, source: { site: code, server }, expiresAt: createdAt + expiresInDays * DAY,
        });
      });
      return { revision, value };
    },

    compare: (call, folder) => {
      const bundle = open(folder);
      refuseBeside(['comparison', 'import']);
      const { revision } = journal.command(call, { name: 'airGap.compare', input: { folder }, areas: ['jobs'] }, () => ({ value: undefined }));
      compared = undefined;
      const value = start('comparison', call.actor, async (running) => void (compared = await compareBundle(bundle, { catalog, running, breath: parts.breath() })));
      return { revision, value };
    },
    comparison: (jobId) => result(jobId).summary,
    differences: ({ jobId, kind, within, offset, limit }) => {
      const of = within?.by === 'classification' ? 'classifications' : 'products';
      const found = result(jobId).differences.filter((one) => one.kind === kind && (within === null || one[of].includes(within.id)));
      return { total: found.length, rows: found.slice(offset, offset + limit).map(({ updateId, revisionNumber, title }) => ({ kind, updateId, revisionNumber, title })) };
    },

    import: (call, asked) => {
      const { parent } = database.first(build.selectFrom('site').select('parent'))!;
      if (parent !== null) throw refusal(`A child site has its catalog from its parent ${parent}.`, 'Import it there.');
      const bundle = open(asked.folder);
      if (bundle.digest !== asked.manifest) throw refusal('It is not the bundle that was compared.', 'Compare it again before you import it.');
      if (!bundle.signedBy && !asked.acceptUnsigned) throw refusal('It is not signed.', 'Let the connected site sign it, or accept it unsigned deliberately; that is recorded.');
      refuseBeside(['synchronization', 'export', 'comparison', 'import']);
      const about = { ...asked, createdAt: bundle.createdAt, catalogVersion: bundle.catalogVersion, signedBy: bundle.signedBy };
      const { revision } = journal.command(call, { name: 'airGap.import', input: asked, areas: ['airGap', 'jobs'] }, () => ({ value: undefined, after: about }));
      const value = start('import', call.actor, (running) =>
        importBundle(bundle, {
          catalog, running, breath: parts.breath(), now: clock.now(),
          conclude: (counts, commit) =>
            void journal.input({ name: 'airGap.imported', actor: call.actor, input: { jobId: running.id, ...about, ...counts }, areas: ['airGap', 'softwareUpdatePoint', 'jobs'] }, commit),
        }),
      );
      return { revision, value };
    },
  };
}
