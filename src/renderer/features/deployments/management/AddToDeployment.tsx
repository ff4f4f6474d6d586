import { Field, Select } from '@fluentui/react-components';
import { useState } from 'react';
import { command, explain, useDeployments } from '../../../data/index.ts';
import { go, openHelp } from '../../../state/index.ts';
import { Block, counted, EmptyState, Wizard, type WizardOutcome, type WizardPage } from '../../../ui/index.ts';
import { Results } from '../Results.tsx';
import { scheduleInWords } from './parts.tsx';

/** Puts selected updates into a deployment that is there; dropped on one, it does not ask for it (D§1.7). */
export default function AddToDeployment({ updates, deployment, onClose }: { updates: readonly number[]; deployment: number | null; onClose(): void }) {
  const all = useDeployments().data?.value;
  const own = all?.filter((one) => !one.locked) ?? [];
  const [chosen, setChosen] = useState(deployment);
  const [made, setMade] = useState<number | null>(null);
  if (!all) return null;
  const target = own.find((one) => one.id === (chosen ?? own[0]?.id));
  const page: WizardPage = {
    name: 'Deployment', title: 'Choose the deployment', missing: target ? null : 'There is no deployment yet.',
    content: own.length === 0 ? <EmptyState icon="deployment" title="There are no deployments yet" text="Deploy Software Updates makes one." /> : (
      <Field label="Deployment">
        <Select value={String(target?.id)} onChange={(_, data) => setChosen(Number(data.value))}>
          {own.map((one) => <option key={one.id} value={one.id}>{one.name} ({counted(one.updates, 'software update')})</option>)}
        </Select>
      </Field>
    ),
  };
  const run = async (): Promise<WizardOutcome> => {
    try {
      const { value } = await command((e, call) => e.deployments.addUpdates({ call, id: target!.id, updates: [...updates] }));
      setMade(value.id);
      return { confirmation: <Results outcome={value} /> };
    } catch (error) {
      return { problem: explain(error) };
    }
  };
  const lines: [string, string][] = target ? [['Deployment', target.name], ['Collection', target.collection?.name ?? target.settings.collection!], ...scheduleInWords(target), ['Software updates', `${counted(updates.length, 'software update')}, beside ${counted(target.updates, 'that is', 'that are')} in it`]] : [];
  return (
    <Wizard
      icon="deployment" title="Add to Deployment Wizard" pages={deployment === null ? [page] : []} waiting={target ? null : 'The deployment is not there any more.'} progress="The updates are added…" run={run}
      summary={<>{target?.enabled === true && <Block intent="information">The computers of the collection get the updates with their next policy.</Block>}<dl className="facts">{lines.map(([name, text]) => [<dt key={name}>{name}</dt>, <dd key={`${name} is`}>{text}</dd>])}</dl></>}
      next={made === null ? undefined : { label: 'Show the Deployment', run: () => (onClose(), go(`deployment-management/${made}/updates`)) }} onHelp={() => openHelp('deployment-management')} onClose={onClose}
    />
  );
}
