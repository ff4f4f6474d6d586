import { Button, Checkbox, Radio, RadioGroup } from '@fluentui/react-components';
import { useState } from 'react';
import { command, useAsked, useAttempt, useDeploymentPackages, useDistributionPoints, useSite } from '../../data/index.ts';
import { notify, openDialog, openHelp } from '../../state/index.ts';
import { Block, counted, DialogWindow, ErrorBlock } from '../../ui/index.ts';
import './deployment-packages.css';

const titles = { new: 'New Distribution Points', manage: 'Manage Distribution Points', copy: 'Copy Package' } as const;
const acts = { copy: 'Copy the package to new distribution points', refresh: 'Refresh the package on selected distribution points', remove: 'Remove the package from selected distribution points', update: 'Update all distribution points with a new package source version' } as const;
type Act = keyof typeof acts;

/** Copies a package to distribution points; as Manage Distribution Points it also refreshes, removes and updates. */
export default function CopyPackageDialog({ id, verb, onClose }: { id: string; verb: keyof typeof titles; onClose(): void }) {
  const one = useDeploymentPackages().data?.value.find((each) => each.id === id);
  const points = useDistributionPoints().data?.value;
  const code = useSite().data?.value.code;
  const status = useAsked(['deploymentPackages', 'status', id], (e, call) => e.deploymentPackages.status({ call, id })).data?.value;
  const [act, setAct] = useState<Act>('copy');
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const { busy, problem, attempt } = useAttempt();
  if (!one || !points || !status) return null;
  const has = status.filter((each) => each.siteCode === code && each.state !== 'removing').map((each) => each.server);
  const offered = act === 'copy' ? points.map(({ server }) => server).filter((server) => !has.includes(server)) : has;
  const servers = offered.filter((server) => chosen.includes(server));
  const ready = !busy && (act === 'update' ? has.length > 0 : servers.length > 0);
  const run = () =>
    attempt(async () => {
      if (act === 'copy') await command((e, call) => e.deploymentPackages.addDistributionPoints({ call, id, servers }));
      else if (act !== 'remove') await command((e, call) => e.deploymentPackages.updateDistributionPoints({ call, id, servers: act === 'refresh' ? servers : null }));
      else {
        const { revision } = await command((e, call) => e.deploymentPackages.removeDistributionPoints({ call, id, servers }));
        notify({ intent: 'done', title: `${one.settings.name} goes from ${counted(servers.length, 'distribution point')}`, action: { label: 'Undo…', run: () => openDialog({ kind: 'undo', revision }) } });
      }
      onClose();
    });
  const none = points.length === 0 ? 'This site has no distribution point yet. Site Systems, New Distribution Point installs one.' : act === 'copy' ? 'Every distribution point of this site has the package.' : 'No distribution point of this site has the package.';
  return (
    <DialogWindow
      icon="deployment-package" title={`${titles[verb]}: ${one.settings.name}`} width={560} onClose={onClose}
      footer={
        <>
          <Button appearance="primary" disabled={!ready} onClick={() => void run()}>OK</Button>
          <Button onClick={onClose}>Cancel</Button>
          <Button onClick={() => openHelp('deployment-packages')}>Help</Button>
        </>
      }
    >
      <div className="package-form">
        {problem && <ErrorBlock error={problem} />}
        {verb === 'manage' && (
          <RadioGroup aria-label="What to do" value={act} onChange={(_, data) => (setAct(data.value as Act), setChosen([]))}>
            {Object.entries(acts).map(([value, label]) => <Radio key={value} value={value} label={label} />)}
          </RadioGroup>
        )}
        {act === 'update' ? (
          <p>{counted(has.length, 'distribution point')} of this site {has.length === 1 ? 'gets' : 'get'} version {one.version + (one.locked ? 0 : 1)}. Files of updates that were removed from the package are deleted.</p>
        ) : offered.length === 0 ? (
          <Block intent="information">{none}</Block>
        ) : (
          <div role="group" aria-label="Distribution points" className="package-points">
            {offered.map((server) => <Checkbox key={server} label={server} checked={chosen.includes(server)} onChange={(_, data) => setChosen(data.checked === true ? [...chosen, server] : chosen.filter((each) => each !== server))} />)}
            {offered.length > 1 && <div><Button size="small" onClick={() => setChosen(offered)}>Select All</Button></div>}
          </div>
        )}
      </div>
    </DialogWindow>
  );
}
