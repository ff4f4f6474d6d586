import { Desktop16Regular, ArrowClockwise16Regular, ArrowSync16Regular, DocumentSearch16Regular, ArrowDownload16Regular, Server16Regular } from '@fluentui/react-icons';
import { useState } from 'react';
import type { ClientAction, ClientDetails } from '../../../contract/index.ts';
import { command, explain, notifyFailure, scanStateNames, useAsked } from '../../data/index.ts';
import { go, notify, usePage, type Action } from '../../state/index.ts';
import { count, dateTime, ErrorBlock, PaneTitle, Tabs } from '../../ui/index.ts';
import './clients.css';
import { ClientDeployments } from './ClientDeployments.tsx';
import { ClientLog } from './ClientLog.tsx';
import { ClientUpdates } from './ClientUpdates.tsx';
import { ResourceExplorer } from './ResourceExplorer.tsx';
import { errorText, originNames } from './words.ts';

const tabs = ['General', 'Software Updates', 'Deployments', 'Resource Explorer', 'Logs'] as const;

const actions: { action: ClientAction; label: string; icon: React.ReactElement; said: string }[] = [
  { action: 'scanCycle', label: 'Software Updates Scan Cycle', icon: <DocumentSearch16Regular />, said: 'The scan begins with the next minute of site time.' },
  { action: 'evaluationCycle', label: 'Software Updates Deployment Evaluation Cycle', icon: <ArrowSync16Regular />, said: 'The evaluation begins with the next minute of site time.' },
  { action: 'retrievePolicy', label: 'Machine Policy Retrieval & Evaluation Cycle', icon: <ArrowDownload16Regular />, said: 'The policy is asked for with the next minute of site time.' },
  { action: 'hardwareInventory', label: 'Hardware Inventory Cycle', icon: <Server16Regular />, said: 'The inventory is taken with the next minute of site time.' },
  { action: 'restart', label: 'Restart Computer', icon: <ArrowClockwise16Regular />, said: 'The computer was restarted; what waited for it is installed.' },
];

const moment = (at: number | null, none: string) => (at === null ? <span className="muted">{none}</span> : `${dateTime(at)} UTC`);
const productTypes = { workstation: 'Workstation', domainController: 'Domain controller', server: 'Server' } as const;

function General({ client }: { client: ClientDetails }) {
  return (
    <div className="client-general">
      <section>
        <h2>Computer</h2>
        <dl className="facts">
          <dt>Name</dt><dd>{client.name}.{client.domain}</dd>
          <dt>Operating system</dt><dd>{client.operatingSystem}{client.servicePack > 0 ? `, Service Pack ${client.servicePack}` : ''}</dd>
          <dt>Version</dt><dd>{client.osVersion}, {client.architecture}, {client.language}</dd>
          <dt>Kind</dt><dd>{productTypes[client.productType]}</dd>
          <dt>Windows Update Agent</dt><dd>{client.agentVersion}</dd>
          <dt>Made</dt><dd>{originNames[client.origin]}</dd>
        </dl>
      </section>
      <section>
        <h2>Client</h2>
        <dl className="facts">
          <dt>Resource ID</dt><dd>{client.id}</dd>
          <dt>GUID</dt><dd className="mono">{client.guid}</dd>
          <dt>Site</dt><dd>{client.siteCode}</dd>
          <dt>Management point</dt><dd>{client.managementPoint}</dd>
          <dt>Registered</dt><dd>{moment(client.registeredAt, '')}</dd>
          <dt>Last policy</dt><dd>{client.agent ? moment(client.agent.lastPolicyAt, 'not read yet') : 'known to the agent only'}</dd>
          <dt>Last state message</dt><dd>{moment(client.lastMessageAt, 'none yet')}{client.messagesMissing ? ' – earlier ones are missing, so everything about it is Unknown' : ''}</dd>
        </dl>
      </section>
      <section>
        <h2>Scan</h2>
        <dl className="facts">
          <dt>State</dt><dd>{scanStateNames[client.scanState]}{client.scanError !== 0 ? `: ${errorText(client.scanError)}` : ''}</dd>
          <dt>Last scan</dt><dd>{moment(client.lastScanAt, 'never')}</dd>
          {client.agent && (
            <>
              <dt>Cached catalog</dt><dd>{client.agent.cachedVersion === 0 ? <span className="muted">none</span> : `content version ${client.agent.cachedVersion}`}</dd>
              <dt>Next policy poll</dt><dd>{moment(client.agent.nextPolicyAt, 'when a policy changes')}</dd>
              <dt>Next hardware inventory</dt><dd>{moment(client.agent.nextInventoryAt, 'after the first policy')}</dd>
              <dt>Next scan</dt><dd>{moment(client.agent.nextScanAt, 'when it is due')}</dd>
            </>
          )}
          <dt>Software updates</dt>
          <dd>{count(client.installed)} installed, {count(client.required)} required, {count(client.notRequired)} not required, {count(client.unknown)} unknown</dd>
        </dl>
      </section>
    </div>
  );
}

/** One computer: what it is, what it told, and what can be started on it (SCAN-10, SCAN-14). */
export default function ClientPage({ id }: { id: number }) {
  const [tab, setTab] = useState<(typeof tabs)[number]>('General');
  const asked = useAsked(['clients', 'details', id], (e, call) => e.clients.details({ call, id }));
  const counts = useAsked(['compliance', 'client', id], (e, call) => e.clients.details({ call, id }));
  const client = counts.data?.value ?? asked.data?.value;
  const act = async ({ action, label, said }: (typeof actions)[number]) => {
    try {
      await command((e, call) => e.clients.act({ call, id, action }));
      notify({ intent: 'done', title: label, text: said });
    } catch (error) {
      notifyFailure(error);
    }
  };
  const notSimulated = client && client.agent === null ? 'It is not simulated: its own control panel does that.' : null;
  const view: Action = { label: 'Open Client View', icon: <Desktop16Regular />, strong: true, run: () => go(`desktop/${id}`), reason: client && client.agent === null ? 'It is not simulated: only its own user sees its desktop.' : null, needs: ['desktops.show'] };
  const verbs: Action[] = actions.map((one) => ({ label: one.label, icon: one.icon, run: () => void act(one), reason: notSimulated, needs: ['clients.act'] }));
  usePage({ node: [view, ...verbs], selection: null, items: null, selected: 0, readAt: asked.dataUpdatedAt, refresh: () => void asked.refetch() });
  return (
    <>
      <PaneTitle icon="computer" title={client?.name ?? 'Computer'} note={client ? `${client.operatingSystem} · ${originNames[client.origin].toLowerCase()}` : undefined} />
      <div className="computers-states">
        <Tabs label="Computer" names={tabs} current={tab} onSelect={(name) => setTab(name)} />
      </div>
      {asked.error ? (
        <div className="page-inset">
          <ErrorBlock error={explain(asked.error)} onRetry={() => void asked.refetch()} />
        </div>
      ) : (
        <div className="client-tab" role="tabpanel" aria-label={tab} tabIndex={0}>
          {tab === 'General' && client && <General client={client} />}
          {tab === 'Software Updates' && <ClientUpdates id={id} counts={client} />}
          {tab === 'Deployments' && <ClientDeployments id={id} />}
          {tab === 'Resource Explorer' && <ResourceExplorer id={id} />}
          {tab === 'Logs' && <ClientLog id={id} />}
        </div>
      )}
    </>
  );
}
