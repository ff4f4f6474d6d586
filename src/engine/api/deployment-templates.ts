import { api } from './implement.ts';

export const deploymentTemplates = {
  list: api.deploymentTemplates.list.handler(({ input, context }) => context.site(input.call.site).reply((s) => s.deploymentTemplates.list())),
  create: api.deploymentTemplates.create.handler(({ input: { call, draft, document }, context }) => context.site(call.site).deploymentTemplates.create(call, draft, document)),
  change: api.deploymentTemplates.change.handler(({ input: { call, id, draft }, context }) => context.site(call.site).deploymentTemplates.change(call, id, draft)),
  rename: api.deploymentTemplates.rename.handler(({ input: { call, id, name }, context }) => context.site(call.site).deploymentTemplates.rename(call, id, name)),
  copy: api.deploymentTemplates.copy.handler(({ input: { call, id, name }, context }) => context.site(call.site).deploymentTemplates.copy(call, id, name)),
  deletion: api.deploymentTemplates.deletion.handler(({ input, context }) => context.site(input.call.site).reply((s) => s.deploymentTemplates.deletion(input.id))),
  delete: api.deploymentTemplates.delete.handler(({ input, context }) => context.site(input.call.site).deploymentTemplates.delete(input.call, input.id)),
  exportXml: api.deploymentTemplates.exportXml.handler(({ input, context }) => context.site(input.call.site).reply((s) => s.deploymentTemplates.exportXml(input.id))),
  readXml: api.deploymentTemplates.readXml.handler(({ input, context }) => context.site(input.call.site).reply((s) => s.deploymentTemplates.readXml(input.xml, input.name))),
};
