import type { ReactNode } from 'react';
import type { ObjectRef } from '../../../../contract/index.ts';
import type { DeploymentRequest } from '../../../state/index.ts';
import DeploySoftwareUpdates from '../DeployWizard/DeploySoftwareUpdates.tsx';
import type { PackagePagesOf } from '../DeployWizard/download.tsx';
import AddToDeployment from './AddToDeployment.tsx';
import DeleteDeploymentDialog from './DeleteDeploymentDialog.tsx';
import DeploymentProperties from './DeploymentProperties.tsx';

interface Props {
  request: DeploymentRequest;
  security(of: ObjectRef & { name: string }): ReactNode;
  licenseTerms(updates: readonly number[], onClose: () => void): ReactNode;
  packagePages: PackagePagesOf;
  onClose(): void;
}

/** The dialogs of deployments. */
export default function DeploymentDialog({ request, security, licenseTerms, packagePages, onClose }: Props) {
  switch (request.verb) {
    case 'deploy':
      return <DeploySoftwareUpdates of={request.of} byTemplate={request.byTemplate} licenseTerms={licenseTerms} packagePages={packagePages} onClose={onClose} />;
    case 'add':
      return <AddToDeployment updates={request.updates} deployment={request.deployment} onClose={onClose} />;
    case 'properties':
      return <DeploymentProperties key={request.id} id={request.id} security={security} onClose={onClose} />;
    case 'delete':
      return <DeleteDeploymentDialog id={request.id} onClose={onClose} />;
  }
}
