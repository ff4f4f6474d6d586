import { api } from './implement.ts';

export const statusMessages = {
  list: api.statusMessages.list.handler(({ input: { call, ...asked }, context }) => context.site(call.site).read('statusMessages', asked)),
};
