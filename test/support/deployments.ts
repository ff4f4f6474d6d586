import { defaultDeploymentSettings, type DeploymentDraft } from '../../src/contract/index.ts';
import { headerOf, readMessages, type EnforcementMessage } from '../../src/engine/state-messages/index.ts';
import { draft as packageDraft, idsOf, quiet } from './content.ts';
import type { Lab } from './lab.ts';

/** As a wizard writes a moment. */
export const minuteOf = (at: number) => new Date(at).toISOString().slice(0, 16);

/** Puts the files of updates, by article, on a new distribution point and waits until they are there. */
export async function distribute(lab: Lab, kbs: readonly string[]): Promise<void> {
  lab.site.distributionPoints.install(lab.command(), 'DP01.corp.lab', { branch: false, protected: false, boundaries: [] });
  lab.site.deploymentPackages.create(lab.command(), packageDraft('January'), { updates: idsOf(lab, ...kbs), servers: ['DP01.corp.lab'], origin: { kind: 'internet' }, languages: ['en'] });
  await quiet(lab.site);
}

/** Deploys updates, by article, to All Systems; `after`: ms from now to the deadline, null: optional. Answers with the deployment's id. */
export function deploy(lab: Lab, name: string, after: number | null, kbs: readonly string[], { settings, schedule }: { settings?: Partial<DeploymentDraft['settings']>; schedule?: Partial<DeploymentDraft['schedule']> } = {}): number {
  const draft: DeploymentDraft = {
    name, description: '', settings: { ...defaultDeploymentSettings, collection: 'SMS00001', ...settings },
    schedule: { available: null, deadline: after === null ? null : minuteOf(lab.clock.now() + after), wakeOnLan: false, ignoreMaintenanceWindows: false, ...schedule }, sms2003: { hide: false, every: null, maximumMinutes: null },
  };
  return lab.site.deployments.create(lab.command(), draft, idsOf(lab, ...kbs), { template: null, updateList: null, package: null }).value.id;
}

export type ToldOfDeployment = EnforcementMessage & { client: number; sentAt: number };

/** What clients told of deployments, as the site accepted it. */
export function toldOfDeployments({ database }: Pick<Lab, 'database'>): ToldOfDeployment[] {
  return database.prepare<{ client_id: number; body: Uint8Array }>('SELECT client_id, body FROM state_message_files ORDER BY file_number').all().flatMap(({ client_id: client, body }) => {
    const found: ToldOfDeployment[] = [];
    const { sentAt } = headerOf(body)!;
    readMessages(body, 0, { detection: () => {}, scan: () => {}, enforcement: (message) => void found.push({ ...message, client, sentAt }) });
    return found;
  });
}
