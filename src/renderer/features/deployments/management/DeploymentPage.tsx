import { Button } from '@fluentui/react-components';
import { go, usePage } from '../../../state/index.ts';
import { count, counted, PaneTitle } from '../../../ui/index.ts';
import { MadeFacts } from '../GeneralFields.tsx';
import { settingsInWords } from '../words.ts';
import { deploymentVerbs, propertiesOf } from './actions.tsx';
import { EnforcementStates } from './EnforcementStates.tsx';
import { EnforcementOverTime } from './EnforcementOverTime.tsx';
import { iconOf, scheduleInWords, useDeployment, Warnings } from './parts.tsx';
import '../deployments.css';

/** One deployment: what was decided of it, and how far the computers are with it. */
export default function DeploymentPage({ id }: { id: number }) {
  const d = useDeployment(id);
  usePage({ node: d ? [...deploymentVerbs(d), { ...propertiesOf(d), divided: true }] : [], selection: null, items: null, selected: 0, properties: d ? propertiesOf(d) : null });
  if (!d) return null;
  const lines: [string, string][] = [['Deployment ID', String(d.id)], ['Description', d.description], ['State', d.enabled ? 'Enabled' : 'Disabled'], ...scheduleInWords(d), ...settingsInWords(d.settings, d.collection?.name ?? d.settings.collection, d.settings.sms2003.deploy)];
  return (
    <>
      <PaneTitle icon={iconOf(d)} title={d.name} note={counted(d.updates, 'software update')} />
      <div className="page-scroll deployment-page">
        <Warnings deployment={d} />
        <EnforcementStates id={id} />
        <EnforcementOverTime id={id} />
        <dl className="facts">
          <dt>Software updates</dt>
          <dd><Button size="small" onClick={() => go(`deployment-management/${id}/updates`)}>Show {count(d.updates)}</Button></dd>
          {lines.filter(([, text]) => text !== '').map(([name, text]) => [<dt key={name}>{name}</dt>, <dd key={`${name} is`}>{text}</dd>])}
          <MadeFacts made={d} />
        </dl>
      </div>
    </>
  );
}
