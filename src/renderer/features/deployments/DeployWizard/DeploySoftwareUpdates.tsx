import { Button } from '@fluentui/react-components';
import { useEffect, useState, type ReactNode } from 'react';
import type { DeploymentTemplate } from '../../../../contract/index.ts';
import { ask, explain, useUpdateLists } from '../../../data/index.ts';
import { notify } from '../../../state/index.ts';
import { DialogWindow, ErrorBlock } from '../../../ui/index.ts';
import { DeployWizard } from './DeployWizard.tsx';
import type { PackagePagesOf } from './download.tsx';
import type { Examined } from './model.ts';

interface Props {
  /** Chosen updates, or all of an update list. */
  of: { updates: readonly number[] } | { list: number };
  byTemplate: boolean;
  /** Review/Accept License Terms, which comes before the wizard. */
  licenseTerms(updates: readonly number[], onClose: () => void): ReactNode;
  packagePages: PackagePagesOf;
  onClose(): void;
}

const everything = { node: { classification: null, vendor: null, product: null }, sort: { column: 'title' as const, descending: false }, find: null };

const updatesOf = async (of: Props['of']): Promise<readonly number[]> =>
  'updates' in of ? of.updates : (await ask((e, call) => e.updateRepository.ids({ call, ...everything, list: of.list, from: 0, to: 100_000 }))).value;

const pendingTerms = async (updates: readonly number[]) => (await ask((e, call) => e.updateRepository.pendingLicenceTerms({ call, updates: [...updates] }))).value.total;

type Stage = { at: 'reading' } | { at: 'terms'; updates: readonly number[] } | { at: 'wizard'; updates: readonly number[]; examined: Examined; templates: readonly DeploymentTemplate[] } | { at: 'failed'; error: unknown };

/** Deploy Software Updates: license terms that wait are read first, then the wizard asks (D§5.3). */
export default function DeploySoftwareUpdates({ of, byTemplate, licenseTerms, packagePages, onClose }: Props) {
  const [stage, setStage] = useState<Stage>({ at: 'reading' });
  const lists = useUpdateLists().data?.value;
  const toWizard = async (updates: readonly number[]) => {
    const examined = (await ask((e, call) => e.deployments.examine({ call, updates: [...updates] }))).value;
    // Who may not read templates makes a definition of their own.
    const templates = await ask((e, call) => e.deploymentTemplates.list({ call })).then((reply) => reply.value, () => []);
    setStage({ at: 'wizard', updates, examined, templates });
  };
  const begin = async () => {
    const updates = await updatesOf(of);
    if (updates.length === 0) throw Object.assign(new Error('empty'), { data: { what: 'Nothing can be deployed.', why: 'No software update of the list is in the repository of this site.', todo: 'Put software updates on the list, or synchronize.' } });
    if ((await pendingTerms(updates)) > 0) return setStage({ at: 'terms', updates });
    await toWizard(updates);
  };
  const afterTerms = async (updates: readonly number[]) => {
    if ((await pendingTerms(updates)) === 0) return toWizard(updates);
    notify({ intent: 'information', title: 'Nothing was deployed', text: 'License terms wait to be accepted. Deploy Software Updates asks for them again.' });
    onClose();
  };
  const tried = (work: Promise<void>) => void work.catch((error: unknown) => setStage({ at: 'failed', error }));
  // oxlint-disable-next-line react-hooks/exhaustive-deps -- once
  useEffect(() => tried(begin()), []);
  if (stage.at === 'terms') return licenseTerms(stage.updates, () => tried(afterTerms(stage.updates)));
  if (stage.at === 'failed') {
    return (
      <DialogWindow icon="deployment" title="Deploy Software Updates Wizard" width={560} onClose={onClose} footer={<Button onClick={onClose}>Close</Button>}>
        <ErrorBlock error={explain(stage.error)} />
      </DialogWindow>
    );
  }
  if (stage.at === 'reading') return null;
  const updateList = 'list' in of ? (lists?.find((one) => one.id === of.list)?.uniqueId ?? null) : null;
  return <DeployWizard updates={stage.updates} updateList={updateList} examined={stage.examined} templates={stage.templates} byTemplate={byTemplate} packagePages={packagePages} onClose={onClose} />;
}
