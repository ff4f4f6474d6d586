import { api } from './implement.ts';

export const lab = {
  migratedUpdates: api.lab.migratedUpdates.handler(({ input, context }) => context.site(input.call.site).reply((s) => s.lab.migratedUpdates())),
  addMigratedUpdates: api.lab.addMigratedUpdates.handler(({ input, context }) =>
    context.site(input.call.site).lab.addMigratedUpdates(input.call),
  ),
  fleet: api.lab.fleet.handler(({ input, context }) => context.site(input.call.site).reply((s) => s.clients.fleet())),
  setFleet: api.lab.setFleet.handler(({ input, context }) => context.site(input.call.site).clients.setFleet(input.call, input.computers)),
  setFaults: api.lab.setFaults.handler(({ input, context }) => context.site(input.call.site).clients.setFaults(input.call, input.faults)),
  removeMigratedUpdates: api.lab.removeMigratedUpdates.handler(({ input, context }) => context.site(input.call.site).lab.removeMigratedUpdates(input.call)),
};
