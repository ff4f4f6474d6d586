import { api } from './implement.ts';

export const siteSystems = {
  list: api.siteSystems.list.handler(({ input, context }) => context.site(input.call.site).reply((s) => s.wsusConfiguration.systems())),
  configuration: api.siteSystems.configuration.handler(({ input, context }) => context.site(input.call.site).reply((s) => s.wsusConfiguration.configuration())),
  prerequisites: api.siteSystems.prerequisites.handler(async ({ input, context, signal }) => {
    const s = context.site(input.call.site);
    const value = await s.wsusConfiguration.prerequisites(input.plan, signal);
    return s.reply(() => value);
  }),
  installSoftwareUpdatePoint: api.siteSystems.installSoftwareUpdatePoint.handler(({ input, context }) => context.site(input.call.site).wsusConfiguration.install(input.call, input.plan)),
  removeSoftwareUpdatePoint: api.siteSystems.removeSoftwareUpdatePoint.handler(({ input, context }) => context.site(input.call.site).wsusConfiguration.remove(input.call, input.server)),
};
