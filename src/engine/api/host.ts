import { api } from './implement.ts';

export const host = {
  sites: api.host.sites.handler(({ input, context }) => context.site(input.call.site).reply(() => context.sites())),
  describe: api.host.describe.handler(({ input, context }) => context.site(input.call.site).reply(() => context.host)),
};
