import { ArrowExportUp16Regular, ArrowImport16Regular, Copy16Regular, Delete16Regular, DocumentAdd16Regular, DocumentSettings16Regular, Rename16Regular } from '@fluentui/react-icons';
import type { DeploymentTemplate } from '../../../../contract/index.ts';
import { ask, notifyFailure, pickFile, saveText } from '../../../data/index.ts';
import { notify, openDialog, type Action, type DeploymentTemplateRequest } from '../../../state/index.ts';

const open = (request: DeploymentTemplateRequest) => openDialog({ kind: 'deploymentTemplate', request });
const MOST = 64 * 1024;

/** Reads a template from a file into the wizard, where it is looked at and named before it is kept. */
async function importFile() {
  const file = await pickFile('.xml,text/xml');
  if (file.size > MOST) return notify({ intent: 'error', title: 'The deployment template was not imported.', text: `${file.name} is larger than 64 KB. Choose a file that was exported from a deployment template.` });
  try {
    const document = await file.text();
    const { value: draft } = await ask((e, call) => e.deploymentTemplates.readXml({ call, xml: document, name: file.name.replace(/\.xml$/i, '') }));
    open({ verb: 'import', draft, document });
  } catch (error) {
    notifyFailure(error);
  }
}

async function exportFile({ id, name }: DeploymentTemplate) {
  try {
    const { value } = await ask((e, call) => e.deploymentTemplates.exportXml({ call, id }));
    saveText(`${name}.xml`, [value]);
    notify({ intent: 'done', title: 'Deployment template exported', text: `${name}.xml` });
  } catch (error) {
    notifyFailure(error);
  }
}

export const newTemplate: Action = { label: 'New Deployment Template', icon: <DocumentAdd16Regular />, run: () => open({ verb: 'new' }), needs: ['deploymentTemplates.create'] };

/** Verbs of the node. */
export const templatesVerbs: Action[] = [newTemplate, { label: 'Import…', icon: <ArrowImport16Regular />, run: () => void importFile(), needs: ['deploymentTemplates.create'] }];

export const propertiesOf = (template: DeploymentTemplate): Action => ({ label: 'Properties', icon: <DocumentSettings16Regular />, run: () => open({ verb: 'properties', id: template.id }) });

/** Verbs of one template, in the order of the product (D§1.7). */
export function templateVerbs(template: DeploymentTemplate): Action[] {
  const { id, locked, sourceSite } = template;
  const reason = locked ? `it came from site ${sourceSite} and is read-only here.` : null;
  return [
    { label: 'Copy…', icon: <Copy16Regular />, run: () => open({ verb: 'copy', id }), needs: ['deploymentTemplates.copy'] },
    { label: 'Export…', icon: <ArrowExportUp16Regular />, run: () => void exportFile(template) },
    { label: 'Rename', icon: <Rename16Regular />, shortcut: 'F2', run: () => open({ verb: 'rename', id }), reason, needs: ['deploymentTemplates.rename', id] },
    { label: 'Delete…', icon: <Delete16Regular />, shortcut: 'Delete', run: () => open({ verb: 'delete', id }), reason, needs: ['deploymentTemplates.delete', id] },
  ];
}
