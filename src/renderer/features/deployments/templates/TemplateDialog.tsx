import type { ReactNode } from 'react';
import { objectName, type ObjectRef } from '../../../../contract/index.ts';
import { command, useAttempt, useDeploymentTemplates } from '../../../data/index.ts';
import type { DeploymentTemplateRequest } from '../../../state/index.ts';
import { NameDialog } from '../../../ui/index.ts';
import DeleteTemplateDialog from './DeleteTemplateDialog.tsx';
import NewTemplateWizard from './NewTemplateWizard.tsx';
import TemplateProperties from './TemplateProperties.tsx';

function TemplateName({ verb, id, onClose }: { verb: 'copy' | 'rename'; id: number; onClose(): void }) {
  const name = useDeploymentTemplates().data?.value.find((one) => one.id === id)?.name;
  const { busy, problem, attempt } = useAttempt();
  if (name === undefined) return null;
  const save = (to: string) =>
    void attempt(async () => {
      await command((e, call) => e.deploymentTemplates[verb]({ call, id, name: to }));
      onClose();
    });
  return (
    <NameDialog
      icon="deployment-template" title={verb === 'copy' ? 'Copy Deployment Template' : 'Rename Deployment Template'} initial={verb === 'copy' ? `Copy of ${name}` : name}
      messageOf={(text) => objectName.safeParse(text).error?.issues[0]?.message} busy={busy} problem={problem} onSave={save} onClose={onClose}
    />
  );
}

/** The dialogs of deployment templates. */
export default function TemplateDialog({ request, security, onClose }: { request: DeploymentTemplateRequest; security(of: ObjectRef & { name: string }): ReactNode; onClose(): void }) {
  switch (request.verb) {
    case 'new':
      return <NewTemplateWizard from={null} onClose={onClose} />;
    case 'import':
      return <NewTemplateWizard from={request} onClose={onClose} />;
    case 'properties':
      return <TemplateProperties key={request.id} id={request.id} security={security} onClose={onClose} />;
    case 'delete':
      return <DeleteTemplateDialog id={request.id} onClose={onClose} />;
    case 'copy':
    case 'rename':
      return <TemplateName verb={request.verb} id={request.id} onClose={onClose} />;
  }
}
