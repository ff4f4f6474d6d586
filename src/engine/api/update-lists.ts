import { api } from './implement.ts';

export const updateLists = {
  list: api.updateLists.list.handler(({ input, context }) => context.site(input.call.site).read('updateLists', {})),
  compliance: api.updateLists.compliance.handler(({ input: { call, id, collection }, context }) => context.site(call.site).read('listCompliance', { id, collection })),
  create: api.updateLists.create.handler(({ input: { call, draft, updates }, context }) => context.site(call.site).updateLists.create(call, draft, updates)),
  add: api.updateLists.add.handler(({ input: { call, id, updates }, context }) => context.site(call.site).updateLists.add(call, id, updates)),
  remove: api.updateLists.remove.handler(({ input: { call, id, updates }, context }) => context.site(call.site).updateLists.remove(call, id, updates)),
  change: api.updateLists.change.handler(({ input: { call, id, draft }, context }) => context.site(call.site).updateLists.change(call, id, draft)),
  deletion: api.updateLists.deletion.handler(({ input, context }) => context.site(input.call.site).reply((s) => s.updateLists.deletion(input.id))),
  delete: api.updateLists.delete.handler(({ input, context }) => context.site(input.call.site).updateLists.delete(input.call, input.id)),
};
