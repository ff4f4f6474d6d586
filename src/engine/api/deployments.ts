import { api } from './implement.ts';

export const deployments = {
  list: api.deployments.list.handler(({ input, context }) => context.site(input.call.site).read('deployments', {})),
  enforcement: api.deployments.enforcement.handler(({ input, context }) => context.site(input.call.site).read('enforcement', { id: input.id })),
  enforcementSums: api.deployments.enforcementSums.handler(({ input, context }) => context.site(input.call.site).read('enforcementSums', {})),
  overTime: api.deployments.overTime.handler(({ input, context }) => context.site(input.call.site).read('enforcementOverTime', { id: input.id })),
  computers: api.deployments.computers.handler(({ input: { call, ...asked }, context }) => context.site(call.site).read('enforcingComputers', asked)),
  examine: api.deployments.examine.handler(({ input, context }) => context.site(input.call.site).reply((s) => s.deployments.examine(input.updates))),
  create: api.deployments.create.handler(({ input: { call, draft, updates, madeWith }, context }) => context.site(call.site).deployments.create(call, draft, updates, madeWith)),
  change: api.deployments.change.handler(({ input: { call, id, draft }, context }) => context.site(call.site).deployments.change(call, id, draft)),
  setEnabled: api.deployments.setEnabled.handler(({ input: { call, id, enabled }, context }) => context.site(call.site).deployments.setEnabled(call, id, enabled)),
  addUpdates: api.deployments.addUpdates.handler(({ input: { call, id, updates }, context }) => context.site(call.site).deployments.addUpdates(call, id, updates)),
  removeUpdates: api.deployments.removeUpdates.handler(({ input: { call, id, updates }, context }) => context.site(call.site).deployments.removeUpdates(call, id, updates)),
  deletion: api.deployments.deletion.handler(({ input, context }) => context.site(input.call.site).reply((s) => s.deployments.deletion(input.id))),
  delete: api.deployments.delete.handler(({ input, context }) => context.site(input.call.site).deployments.delete(input.call, input.id)),
};
