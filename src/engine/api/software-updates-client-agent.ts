import { api } from './implement.ts';

export const softwareUpdatesClientAgent = {
  settings: api.softwareUpdatesClientAgent.settings.handler(({ input, context }) => context.site(input.call.site).reply((s) => s.softwareUpdatesClientAgent.settings())),
  change: api.softwareUpdatesClientAgent.change.handler(({ input: { call, settings }, context }) => context.site(call.site).softwareUpdatesClientAgent.change(call, settings)),
};
