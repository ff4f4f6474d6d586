import { api, failingStream } from './implement.ts';

export const lab = {
  migratedUpdates: api.lab.migratedUpdates.handler(({ input, context }) => context.site(input.call.site).reply((s) => s.lab.migratedUpdates())),
  addMigratedUpdates: api.lab.addMigratedUpdates.handler(({ input, context }) =>
    context.site(input.call.site).lab.addMigratedUpdates(input.call),
  ),
  fleet: api.lab.fleet.handler(({ input, context }) => context.site(input.call.site).reply((s) => s.clients.fleet())),
  setFleet: api.lab.setFleet.handler(({ input, context }) => context.site(input.call.site).clients.setFleet(input.call, input.computers)),
  setFaults: api.lab.setFaults.handler(({ input, context }) => context.site(input.call.site).clients.setFaults(input.call, input.faults)),
  importEstate: api.lab.importEstate.handler(({ input, context }) => context.site(input.call.site).estate.importEstate(input.call, input.files)),
  removeImported: api.lab.removeImported.handler(({ input, context }) => context.site(input.call.site).clients.removeImported(input.call)),
  saveScenario: api.lab.saveScenario.handler(({ input, context }) => failingStream(() => [context.site(input.call.site).estate.saveScenario()])),
  loadScenario: api.lab.loadScenario.handler(({ input, context }) => context.site(input.call.site).estate.loadScenario(input.call, input.text)),
  removeMigratedUpdates: api.lab.removeMigratedUpdates.handler(({ input, context }) => context.site(input.call.site).lab.removeMigratedUpdates(input.call)),
};
