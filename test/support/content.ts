import type { DeploymentPackageDraft } from '../../src/contract/index.ts';
import { packagesInWords } from '../../src/engine/deployment-packages/index.ts';
import { system } from '../../src/engine/kernel/index.ts';
import { createContentServer, payloadFile, type ContentServer } from '../../src/engine/microsoft-update/index.ts';
import type { CatalogStore } from '../../src/engine/wsus/index.ts';
import { ids, publish, update, type UpdateFacts } from './catalog.ts';
import { openLab, type Lab, type LabOptions } from './lab.ts';

/** An update whose one file a content server has; KB by KB another one. */
export const withFile = (kb: string, more: Partial<UpdateFacts> = {}, size?: number) => update({ kb, windows: '5.1', product: ids.windowsXp, classification: ids.security, files: [payloadFile(`lab-${kb}`, `kb${kb}.exe`, size)], ...more });

/** Publishes updates with the addresses that a content server has. */
export function publishWithFiles(store: CatalogStore, updates: readonly ReturnType<typeof withFile>[]): void {
  for (const one of updates) {
    const kb = one.properties.kbArticleIds[0]!;
    publish(store, [one], undefined, (fileName) => payloadFile(`lab-${kb}`, fileName, one.files.find((file) => file.fileName === fileName)!.size).url);
  }
}

export const draft = (name: string, more: Partial<DeploymentPackageDraft> = {}): DeploymentPackageDraft => ({
  name, description: '', source: `\\\\CEN01\\Sources\\${name}`, differential: false, persist: false, share: { kind: 'common', name: '' }, disconnect: { enabled: false, retries: 2, minutes: 5 },
  priority: 'medium', sender: 'none', branch: 'automatic', onDemand: false, ...more,
});

export interface ContentLab {
  lab: Lab;
  server: ContentServer;
  close(): Promise<void>;
}

/** A synchronized lab whose updates' files can be had. */
export async function openContentLab(kbs: readonly string[], options: LabOptions = {}, size?: number): Promise<ContentLab> {
  const server = createContentServer({ after: system.after });
  const lab = await openLab({ content: await server.listen(), ...options });
  publishWithFiles(lab.upstream, kbs.map((kb) => withFile(kb, {}, size)));
  await lab.synchronize();
  const opened: ContentLab = {
    lab, server,
    close: async () => {
      await opened.lab.close();
      await server.close();
    },
  };
  return opened;
}

/** Packages of a site by name. */
export const packagesOf = ({ database }: Pick<Lab, 'database'>) => packagesInWords(database);

/** CI_IDs by article. */
export const idsOf = (lab: Pick<Lab, 'database'>, ...kbs: string[]): number[] => kbs.map((kb) => lab.database.prepare<number>('SELECT ci_id FROM software_updates WHERE article_id = ? ORDER BY since_version DESC LIMIT 1').pluck().get(kb)!);

/** Waits until nothing is downloaded or distributed. */
export async function quiet(site: Lab['site']): Promise<void> {
  const busy = () => site.jobs.list().some((job) => job.endedAt === null);
  while (busy()) {
    const feed = site.jobs.feed.subscribe();
    if (!busy()) break;
    for await (const job of feed) if (job.endedAt !== null) break;
  }
}
