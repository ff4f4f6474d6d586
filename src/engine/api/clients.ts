import { api } from './implement.ts';

export const clients = {
  list: api.clients.list.handler(({ input: { call, collection, ...asked }, context }) => context.site(call.site).read('clients', { ...asked, collection: collection ?? null })),
  details: api.clients.details.handler(({ input, context }) => context.site(input.call.site).clientDetails(input.id)),
  updates: api.clients.updates.handler(({ input: { call, ...asked }, context }) => context.site(call.site).read('clientUpdates', asked)),
  log: api.clients.log.handler(({ input: { call, ...asked }, context }) => context.site(call.site).read('clientLog', asked)),
  deployments: api.clients.deployments.handler(({ input, context }) => context.site(input.call.site).read('clientDeployments', { id: input.id })),
  inventory: api.clients.inventory.handler(({ input, context }) => context.site(input.call.site).read('inventory', { id: input.id })),
  act: api.clients.act.handler(async ({ input, context }) => {
    const site = context.site(input.call.site);
    site.clients.desktops.act(input.call, input.id, input.action);
    return site.clientDetails(input.id);
  }),
};
