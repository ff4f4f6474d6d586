import { api } from './implement.ts';

export const host = {
  describe: api.host.describe.handler(({ input, context }) => context.site(input.call.site).reply(() => context.host)),
};
