import { api } from './implement.ts';

export const collections = {
  list: api.collections.list.handler(({ input, context }) => context.site(input.call.site).reply((s) => s.collections.list())),
  details: api.collections.details.handler(({ input, context }) => context.site(input.call.site).reply((s) => s.collections.details(input.id))),
  create: api.collections.create.handler(({ input: { call, parent, draft }, context }) => context.site(call.site).collections.create(call, parent, draft)),
  change: api.collections.change.handler(({ input: { call, id, draft }, context }) => context.site(call.site).collections.change(call, id, draft)),
  setMaintenanceWindows: api.collections.setMaintenanceWindows.handler(({ input: { call, id, maintenanceWindows }, context }) => context.site(call.site).collections.setMaintenanceWindows(call, id, maintenanceWindows)),
  deletion: api.collections.deletion.handler(({ input, context }) => context.site(input.call.site).reply((s) => s.collections.deletion(input.id))),
  delete: api.collections.delete.handler(({ input, context }) => context.site(input.call.site).collections.delete(input.call, input.id)),
  updateMembership: api.collections.updateMembership.handler(({ input: { call, id, subcollections }, context }) => context.site(call.site).collections.updateMembership(call, id, subcollections)),
};
