import { api } from './implement.ts';

export const rights = {
  mine: api.rights.mine.handler(({ input: { call }, context }) => context.site(call.site).reply((s) => s.rights.mine(call.actor))),
  users: api.rights.users.handler(({ input, context }) => context.site(input.call.site).reply((s) => s.rights.users())),
  list: api.rights.list.handler(({ input: { call, ...of }, context }) => context.site(call.site).reply((s) => s.rights.list(of))),
  addUser: api.rights.addUser.handler(({ input: { call, name, like }, context }) => context.site(call.site).rights.addUser(call, name, like)),
  removeUser: api.rights.removeUser.handler(({ input: { call, name }, context }) => context.site(call.site).rights.removeUser(call, name)),
  set: api.rights.set.handler(({ input: { call, ...to }, context }) => context.site(call.site).rights.set(call, to)),
};
