import { api } from './implement.ts';

export const lab = {
  migratedUpdates: api.lab.migratedUpdates.handler(({ input, context }) => context.site(input.call.site).reply((s) => s.lab.migratedUpdates())),
  addMigratedUpdates: api.lab.addMigratedUpdates.handler(({ input, context }) =>
    context.site(input.call.site).lab.addMigratedUpdates(input.call),
  ),
  removeMigratedUpdates: api.lab.removeMigratedUpdates.handler(({ input, context }) => context.site(input.call.site).lab.removeMigratedUpdates(input.call)),
};
