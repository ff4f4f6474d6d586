import { api } from './implement.ts';

export const softwareUpdatePoint = {
  settings: api.softwareUpdatePoint.settings.handler(({ input, context }) => context.site(input.call.site).reply((s) => s.softwareUpdatePoint.settings())),
  categories: api.softwareUpdatePoint.categories.handler(({ input, context }) => context.site(input.call.site).read('categories', {})),
  languages: api.softwareUpdatePoint.languages.handler(({ input, context }) => context.site(input.call.site).reply((s) => s.softwareUpdatePoint.languages())),
  change: api.softwareUpdatePoint.change.handler(({ input, context }) => context.site(input.call.site).softwareUpdatePoint.change(input.call, input.settings)),
  runSynchronization: api.softwareUpdatePoint.runSynchronization.handler(({ input, context }) => context.site(input.call.site).softwareUpdatePoint.runSynchronization(input.call)),
  status: api.softwareUpdatePoint.status.handler(({ input, context }) => context.site(input.call.site).reply((s) => s.softwareUpdatePoint.status())),
  statuses: api.softwareUpdatePoint.statuses.handler(({ input, context }) => context.site(input.call.site).reply((s) => s.softwareUpdatePoint.statuses())),
  history: api.softwareUpdatePoint.history.handler(({ input, context }) => context.site(input.call.site).reply((s) => s.softwareUpdatePoint.history(input.limit))),
  cancelRetry: api.softwareUpdatePoint.cancelRetry.handler(({ input, context }) => context.site(input.call.site).softwareUpdatePoint.cancelRetry(input.call)),
  testConnection: api.softwareUpdatePoint.testConnection.handler(async ({ input, context, signal }) => {
    const s = context.site(input.call.site);
    const value = await s.softwareUpdatePoint.testConnection(input.syncSettings, signal);
    return s.reply(() => value);
  }),
};
